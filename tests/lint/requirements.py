#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/requirements.csv: every requirement of the report's findings has the tests that show it.

The ids are those of the design's list, copied here. A row names tests as FOLDER/FILE.c:FUNCTION
(a registered cmocka test) or FOLDER/FILE (a script), under tests/; what is missing still stands
in the last column. None may be missing, doubled, empty or dangling.

usage: requirements.py SOURCE_ROOT
"""
import csv
import pathlib
import sys

sys.dont_write_bytecode = True
import shown  # noqa: E402

RANGES = [(1, 15), (20, 34), (40, 48), (50, 56), (60, 66), (70, 81), (85, 88), (100, 114)]
IDS = [f'R{n:03}' for first, last in RANGES for n in range(first, last + 1)]
HEADER = ['requirement', 'what', 'shown_by', 'not_built_yet']


def check(tests, rows):
    seen = set()
    for number, row in enumerate(rows, 2):
        if len(row) != len(HEADER):
            yield f'line {number}: {len(row)} cells instead of {len(HEADER)}'
            continue
        requirement, what, shown_by, missing = row
        if requirement not in IDS:
            yield f'line {number}: {requirement} is no requirement'
        if requirement in seen:
            yield f'line {number}: {requirement} stands twice'
        seen.add(requirement)
        if not what or not (shown_by or missing):
            yield f'line {number}: {requirement} says neither what shows it nor what is missing'
        for reference in shown_by.split():
            problem = shown.problem_of(tests, reference)
            if problem:
                yield f'line {number}: {requirement}: {problem}'
    for requirement in IDS:
        if requirement not in seen:
            yield f'{requirement} is missing'


def self_test(tests):
    """The check can fail: each kind of bad row is found."""
    good = [[r, 'x', '', 'later'] for r in IDS]
    bad = [good[1:], good + [good[0]], good + [['R999', 'x', '', 'y']], [[IDS[0], 'x', '', '']] + good[1:],
           [[IDS[0], 'x', 'unit/none.c:f', '']] + good[1:], [[IDS[0], 'x', '']] + good[1:],
           [[IDS[0], 'x', 'unit/instrument/evidence.c:nobody', '']] + good[1:],
           [[IDS[0], 'x', 'unit/instrument/evidence.c:in_number', '']] + good[1:]]
    if list(check(tests, good)):
        yield 'the check refuses a good table'
    for k, rows in enumerate(bad):
        if not list(check(tests, rows)):
            yield f'the check takes bad table {k}'


def main():
    tests = pathlib.Path(sys.argv[1]).resolve() / 'tests'
    with open(tests / 'requirements.csv', encoding='utf-8', newline='') as file:
        rows = list(csv.reader(file))
    bad = list(self_test(tests))
    if rows[0] != HEADER:
        bad.append(f'the header is {rows[0]}')
    bad += check(tests, rows[1:])
    print(*bad, sep='\n', end='\n' if bad else '')
    return 1 if bad else 0


sys.exit(main())
