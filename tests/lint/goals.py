#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/goals.csv: every goal of durability, secrecy and the law, what shows it, and the figure that was measured.

goal       D durability, F fuzzing and flags, K keys, T terminal, C CSV, G the law, S speed of files
shown_by   what the quick set (`meson test`) runs for it; held against what meson says it runs
full       the command of the full count
measured   the figure of the full count, its unit, and what a setting known to be bad gave (control)
on         the day it was measured, always on 2 cores
reason     why the figure is another one than the goal's, or missing

None is missing, doubled, dangling or without figure and reason; "not built yet" is a reason only where it is known to be.

usage: goals.py SOURCE_ROOT BUILD_ROOT
"""
import json
import os
import pathlib
import re
import shlex
import sys

sys.dont_write_bytecode = True
import shown  # noqa: E402

COUNTS = {'D': 14, 'F': 5, 'K': 5, 'T': 7, 'C': 3, 'G': 8, 'S': 3}
IDS = [f'{letter}{n}' for letter, count in COUNTS.items() for n in range(1, count + 1)]
LATER = set()
NOT_YET = 'not built yet'
HEADER = ['goal', 'what', 'shown_by', 'full', 'measured', 'on', 'reason']
TEST = 'unit/store/check.c:a_sound_file_has_no_findings'
SOAK = 'meson test -C build --setup soak power'


def good(goal):
    return [goal, 'x', '', '', '', '', NOT_YET] if goal in LATER else [goal, 'x', TEST, SOAK, '0 of 9', '2026-11-22', '']


GOOD = [good(goal) for goal in IDS]
BAD = [GOOD[1:], GOOD + [GOOD[0]], GOOD + [good('D15')]] + [[row] + GOOD[1:] for row in [
    ['D1', '', TEST, SOAK, '1', '2026-11-22', ''], ['D1', 'x', '', SOAK, '1', '2026-11-22', ''],
    ['D1', 'x', 'unit/store/none.c', SOAK, '1', '2026-11-22', ''], ['D1', 'x', TEST + 'x', SOAK, '1', '2026-11-22', ''],
    ['D1', 'x', 'unit/store/fixture.h', SOAK, '1', '2026-11-22', ''],
    ['D1', 'x', 'unit/store/unlock.c', SOAK, '1', '2026-11-22', ''], ['D1', 'x', TEST, '', '1', '2026-11-22', ''],
    ['D1', 'x', TEST, 'meson test -C build --setup soak no-such-test', '1', '2026-11-22', ''],
    ['D1', 'x', TEST, SOAK, 'many', '2026-11-22', ''], ['D1', 'x', TEST, SOAK, '1', 'today', ''],
    ['D1', 'x', TEST, SOAK, '', '', ''], ['D1', 'x', '', '', '', '', NOT_YET], ['D1', 'x', TEST]]]


class Build:
    """What meson says it runs."""

    def __init__(self, root):
        info = pathlib.Path(root) / 'meson-info'
        sources = {name: [file for part in target['target_sources'] for file in part.get('sources', [])]
                   for target in json.loads((info / 'intro-targets.json').read_text(encoding='utf-8'))
                   for name in target['filename']}
        self.files, self.names = set(), set()
        for kind in ['tests', 'benchmarks']:
            for test in json.loads((info / f'intro-{kind}.json').read_text(encoding='utf-8')):
                self.names.add(test['name'])
                for word in test['cmd'] if kind == 'tests' else []:
                    self.files.update([os.path.normpath(word), *sources.get(word, [])])

    def problem_of(self, tests, reference):
        path = str(tests / reference.partition(':')[0])
        return None if path in self.files else f'`meson test` does not run {reference}'

    def problem_of_command(self, command):
        """Of `meson test -C build [--setup soak | --benchmark] NAME...`; others are the reader's."""
        words = shlex.split(command)
        if words[:2] != ['meson', 'test']:
            return None
        named = [word for word in words[4:] if not word.startswith('--') and word != 'soak']
        missing = [name for name in named if name not in self.names]
        return f'meson knows no test {missing[0]}' if missing else None


def problems_of_row(build, tests, row):
    goal, what, shown_by, full, measured, on, reason = row
    if goal not in IDS:
        yield 'is no goal'
    if not what:
        yield 'says not what it is'
    if reason == NOT_YET:
        if goal not in LATER:
            yield f'may not be {NOT_YET}'
        return
    if not (shown_by or reason):
        yield 'has neither a test nor a reason'
    for reference in shown_by.split():
        problem = build.problem_of(tests, reference)
        if problem:
            yield problem
    if not (measured or reason):
        yield 'has neither a figure nor a reason'
    if measured and not (full and re.search(r'\d', measured) and re.fullmatch(r'20\d\d-[01]\d-[0-3]\d', on)):
        yield 'has no command, figure or day'
    if full and build.problem_of_command(full):
        yield build.problem_of_command(full)


def checker(build):
    def check(tests, rows):
        seen = set()
        for where, row, problem in shown.each_row(tests, HEADER, rows, seen):
            for found in [problem] if problem else problems_of_row(build, tests, row) if row else []:
                yield f'{where} {found}'
        for goal in IDS:
            if goal not in seen:
                yield f'{goal} is missing'
    return check


shown.run('goals.csv', HEADER, checker(Build(sys.argv[2])), GOOD, BAD)
