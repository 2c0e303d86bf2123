#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""src/store/write-order: every line has its four parts, and the test it names is there.

usage: order.py ROOT
"""
import pathlib
import re
import sys

PARTS = 4
SUITES = {'faults/kills': 'tests/faults/kills.c', 'faults/power': 'tests/faults/power.c', 'faults/calls': 'tests/faults/calls.c'}


def problem(root, shown_by, uses):
    """What is wrong with the name of a test; None when it is there."""
    use = re.fullmatch(r'(faults/\w+) "([^"]+)"', shown_by)
    if use:
        if use[1] not in SUITES or not (root / SUITES[use[1]]).exists():
            return f'there is no {use[1]}'
        return None if use[2] in uses else f'no use case is called "{use[2]}"'
    path, _, function = shown_by.partition(':')
    file = root / 'tests' / path
    if not file.exists():
        return f'there is no tests/{path}'
    if function and not re.search(rf'cmocka_unit_test\w*\({function}\b', file.read_text(encoding='utf-8')):
        return f'{path} has no test {function}'
    return None


def main():
    root = pathlib.Path(sys.argv[1])
    uses = set(re.findall(r'\.name = "([^"]+)"', (root / 'tests/faults/uses.c').read_text(encoding='utf-8')))
    bad = lines = 0
    for number, line in enumerate((root / 'src/store/write-order').read_text(encoding='utf-8').splitlines(), 1):
        if line.startswith('#'):
            continue
        lines += 1
        parts = [part.strip() for part in line.split('|')]
        wrong = f'{len(parts)} parts, not {PARTS}' if len(parts) != PARTS or '' in parts else problem(root, parts[3], uses)
        if wrong:
            print(f'src/store/write-order:{number}: {wrong}')
            bad += 1
    if not uses or not lines:
        sys.exit('nothing was read')
    sys.exit(bad > 0)


main()
