#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/tasks.csv: the twelve tasks a fresh reader does with nothing but the screens and help, and the keys of the
shortest way. Each is a script that runs, and that counts its keys against the table by a line "# task: NAME".

usage: tasks.py SOURCE_ROOT
"""
import sys

sys.dont_write_bytecode = True
import shown  # noqa: E402

HEADER = ['task', 'shown_by', 'keys', 'way']
TASKS = ['first start', 'meeting', 'no-show', 'wrong client', 'correct an answer', 'pause', 'find', 'hand over',
         'export last week', 'sheet', 'restore a backup', 'cannot read']
SCRIPTS = dict(zip(TASKS, ['task-first-start', 'meeting', 'task-no-show', 'task-wrong-client', 'task-correct', 'task-pause',
                           'task-find', 'task-hand-over', 'task-export-last-week', 'task-sheet', 'task-restore',
                           'task-cannot-read']))
GOOD = [[task, f'screens/{SCRIPTS[task]}.script', '1', 'x'] for task in TASKS]
BAD = [GOOD[1:], GOOD + [GOOD[0]], [*GOOD[:-1], ['cannot read', 'screens/task-find.script', '1', 'x']],
       [*GOOD[:-1], ['cannot read', 'screens/none.script', '1', 'x']],
       [*GOOD[:-1], ['cannot read', 'screens/task-cannot-read.script', 'few', 'x']],
       [*GOOD[:-1], ['cannot read', 'screens/task-cannot-read.script', '1', '']]]


def check(tests, rows):
    seen = set()
    for where, row, problem in shown.each_row(tests, HEADER, rows, seen):
        if problem:
            yield f'{where}: {problem}'
            continue
        if not row:
            continue
        script = tests / row[1]
        if not row[2].isdigit() or not row[3]:
            yield f'{where} has no count of keys, or no way'
        elif not script.is_file() or f'# task: {row[0]}\n' not in script.read_text(encoding='utf-8'):
            yield f'tests/{row[1]} does not count the keys of "{row[0]}"'
    for task in TASKS:
        if task not in seen:
            yield f'the task "{task}" is missing'


shown.run('tasks.csv', HEADER, check, GOOD, BAD)
