#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/asvs.csv: what the OWASP Application Security Verification Standard 5.0 asks that tells most here.

An item has tests that show it, or a reason why there are none; the tests exist and run. At least fifteen
items, none twice.

usage: asvs.py SOURCE_ROOT
"""
import csv
import pathlib
import re
import sys

sys.dont_write_bytecode = True
import shown  # noqa: E402

HEADER = ['item', 'asks', 'shown_by', 'reason']
LEAST = 15


def check(tests, rows):
    seen = set()
    for number, row in enumerate(rows, 2):
        if len(row) != len(HEADER):
            yield f'line {number}: {len(row)} cells instead of {len(HEADER)}'
            continue
        item, asks, shown_by, reason = row
        if not re.fullmatch(r'([1-9]|1[0-7])\.[1-9]\.[1-9]\d?', item) or item in seen:
            yield f'line {number}: {item} is no item, or stands twice'
        seen.add(item)
        if not asks or not (shown_by or reason):
            yield f'line {number}: {item} has neither a test nor a reason'
        for reference in shown_by.split():
            problem = shown.problem_of(tests, reference)
            if problem:
                yield f'line {number}: {item}: {problem}'
    if len(seen) < LEAST:
        yield f'{len(seen)} items, fewer than {LEAST}'


def self_test(tests):
    """The check can fail: each kind of bad row is found."""
    good = [[f'16.5.{n}', 'x', '', 'why'] for n in range(1, 1 + LEAST)]
    bad = [good[1:], good + [good[0]], good + [['18.1.1', 'x', '', 'y']], good + [['1.1.1', 'x', '', '']],
           good + [['1.1.1', 'x', 'unit/none.c:f', '']], good + [['1.1.1', 'x', '']],
           good + [['1.1.1', 'x', 'unit/store/seal.c:nobody', '']], good + [['1.1.1', 'x', 'cli/none.test', '']],
           good + [['1.1.1', 'x', 'cli/law.test:f', '']], good + [['1.1.1', 'x', 'cli/world.py', '']]]
    if list(check(tests, good)):
        yield 'the check refuses a good table'
    for k, rows in enumerate(bad):
        if not list(check(tests, rows)):
            yield f'the check takes bad table {k}'


def main():
    tests = pathlib.Path(sys.argv[1]).resolve() / 'tests'
    with open(tests / 'asvs.csv', encoding='utf-8', newline='') as file:
        rows = list(csv.reader(file))
    bad = list(self_test(tests))
    if rows[0] != HEADER:
        bad.append(f'the header is {rows[0]}')
    bad += check(tests, rows[1:])
    print(*bad, sep='\n', end='\n' if bad else '')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
