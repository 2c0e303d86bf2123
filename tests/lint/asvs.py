#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/asvs.csv: what the OWASP Application Security Verification Standard 5.0 asks that tells most here.

An item has tests that show it, or a reason why there are none; the tests exist and run. At least fifteen
items, none twice.

usage: asvs.py SOURCE_ROOT
"""
import re
import sys

sys.dont_write_bytecode = True
import shown  # noqa: E402

HEADER = ['item', 'asks', 'shown_by', 'reason']
LEAST = 15
GOOD = [[f'16.5.{n}', 'x', '', 'why'] for n in range(1, 1 + LEAST)]
BAD = [GOOD[1:], GOOD + [GOOD[0]], GOOD + [['18.1.1', 'x', '', 'y']], GOOD + [['1.1.1', 'x', '', '']],
       GOOD + [['1.1.1', 'x', 'unit/none.c:f', '']], GOOD + [['1.1.1', 'x', '']],
       GOOD + [['1.1.1', 'x', 'unit/store/seal.c:nobody', '']], GOOD + [['1.1.1', 'x', 'cli/none.test', '']],
       GOOD + [['1.1.1', 'x', 'cli/law.test:f', '']], GOOD + [['1.1.1', 'x', 'cli/world.py', '']]]


def check(tests, rows):
    seen = set()
    for where, row, problem in shown.each_row(tests, HEADER, rows, seen):
        if problem:
            yield f'{where}: {problem}'
        elif row and not re.fullmatch(r'([1-9]|1[0-7])\.[1-9]\.[1-9]\d?', row[0]):
            yield f'{where} is no item'
        elif row and not (row[1] and (row[2] or row[3])):
            yield f'{where} has neither a test nor a reason'
    if len(seen) < LEAST:
        yield f'{len(seen)} items, fewer than {LEAST}'


shown.run('asvs.csv', HEADER, check, GOOD, BAD)
