#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exactly one SQLite in the process: two that have one file open destroy each other's locks.

usage: one-sqlite.py STIGE

Counts, among the program and every library it loads, those that define sqlite3_open_v2. A list in which it stands
twice must be found to hold two.
"""
import re
import subprocess
import sys

SYMBOL = 'sqlite3_open_v2'


def loaded(binary):
    listed = subprocess.run(['ldd', binary], capture_output=True, text=True, check=True).stdout
    return [binary] + re.findall(r'(/\S+) \(0x', listed)


def definers(files):
    return [file for file in files if re.search(rf'\bFUNC\s+GLOBAL\s+\w+\s+\d+ {SYMBOL}\b', subprocess.run(
        ['readelf', '-W', '-s', file], capture_output=True, text=True, check=False).stdout)]


def main():
    files = loaded(sys.argv[1])
    found = definers(files)
    if len(definers(files + found)) != 2:
        sys.exit('the test finds nothing: a list with SQLite twice does not count two')
    if len(found) != 1:
        sys.exit(f'{len(found)} SQLites: {found}')
    print(f'one SQLite among {len(files)} files: {found[0]}')


main()
