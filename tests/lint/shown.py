# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tables of proof have in common: their rows, and whether what they name as proof exists. A test is
FOLDER/FILE.c:FUNCTION (a registered cmocka test) or FOLDER/FILE (a script, or a program without parts), under tests/."""
import csv
import pathlib
import re
import sys


def problem_of(tests, reference):
    """Why a reference leads nowhere, or None."""
    name, _, function = reference.partition(':')
    path = tests / name
    if not path.is_file():
        return f'there is no tests/{name}'
    built = (path.parent / 'meson.build').read_text(encoding='utf-8')
    if not re.search(rf"'{re.escape(path.stem)}('|{re.escape(path.suffix)}')", built):
        return f'tests/{name} is not built'
    if path.suffix != '.c':
        return f'{reference} names a function of a script' if function else None
    if not function:
        return None
    text = path.read_text(encoding='utf-8')
    if not re.search(rf'^static void {re.escape(function)}\(void \*\*state\)', text, re.M):
        return f'tests/{name} has no test {function}'
    # in the list of tests, by cmocka's own macro or by a short name for it
    if not re.search(rf'\b(cmocka_unit_test\w*|[A-Z]+)\({re.escape(function)}\b', text):
        return f'tests/{name} does not run {function}'
    return None


def each_row(tests, header, rows, seen):
    """(where, row, problem) of each row as wide as the header; None for those that are right so far.

    The first cell names the row; the names come into `seen`. The column shown_by holds the tests.
    """
    for number, row in enumerate(rows, 2):
        where = f'line {number}: {row[0] if row else ""}'
        if len(row) != len(header):
            yield where, None, f'{len(row)} cells instead of {len(header)}'
            continue
        yield where, row, 'stands twice' if row[0] in seen else None
        seen.add(row[0])
        for reference in row[header.index('shown_by')].split():
            problem = problem_of(tests, reference)
            if problem:
                yield where, None, problem


def run(name, header, check, good, bad):
    """Holds tests/NAME against check(tests, rows), once the check has taken the good rows and no bad ones."""
    tests = pathlib.Path(sys.argv[1]).resolve() / 'tests'
    with open(tests / name, encoding='utf-8', newline='') as file:
        rows = list(csv.reader(file))
    found = [f'the check refuses a good table: {problem}' for problem in check(tests, good)]
    found += [f'the check takes bad table {k}' for k, table in enumerate(bad) if not list(check(tests, table))]
    if rows[0] != header:
        found.append(f'the header is {rows[0]}')
    found += check(tests, rows[1:])
    print(*found, sep='\n', end='\n' if found else '')
    sys.exit(1 if found else 0)
