# SPDX-License-Identifier: GPL-3.0-or-later
"""Does what a table names as proof exist? A test is FOLDER/FILE.c:FUNCTION (a registered cmocka test) or
FOLDER/FILE (a script, or a program without parts), under tests/."""
import re


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
