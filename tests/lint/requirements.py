#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/requirements.csv: every requirement of the report's findings has the tests that show it.

The ids are those of the design's list, copied here. A row names tests as FOLDER/FILE.c:FUNCTION
(a registered cmocka test) or FOLDER/FILE (a script), under tests/; what is missing still stands
in the last column. None may be missing, doubled, empty or dangling.

usage: requirements.py SOURCE_ROOT
"""
import sys

sys.dont_write_bytecode = True
import shown  # noqa: E402

RANGES = [(1, 15), (20, 34), (40, 48), (50, 56), (60, 66), (70, 81), (85, 88), (100, 114)]
IDS = [f'R{n:03}' for first, last in RANGES for n in range(first, last + 1)]
HEADER = ['requirement', 'what', 'shown_by', 'not_built_yet']
GOOD = [[r, 'x', '', 'later'] for r in IDS]
BAD = [GOOD[1:], GOOD + [GOOD[0]], GOOD + [['R999', 'x', '', 'y']], [[IDS[0], 'x', '', '']] + GOOD[1:],
       [[IDS[0], 'x', 'unit/none.c:f', '']] + GOOD[1:], [[IDS[0], 'x', '']] + GOOD[1:],
       [[IDS[0], 'x', 'unit/instrument/evidence.c:nobody', '']] + GOOD[1:],
       [[IDS[0], 'x', 'unit/instrument/evidence.c:in_number', '']] + GOOD[1:]]


def check(tests, rows):
    seen = set()
    for where, row, problem in shown.each_row(tests, HEADER, rows, seen):
        if problem:
            yield f'{where}: {problem}'
        elif row and row[0] not in IDS:
            yield f'{where} is no requirement'
        elif row and not (row[1] and (row[2] or row[3])):
            yield f'{where} says neither what shows it nor what is missing'
    for requirement in IDS:
        if requirement not in seen:
            yield f'{requirement} is missing'


shown.run('requirements.csv', HEADER, check, GOOD, BAD)
