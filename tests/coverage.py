#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Branch coverage of the rooms that must not lose anything: how much, and which branches no test took.

usage: coverage.py BUILD [--only WORD] [--quiet]

BUILD was made with -Db_coverage=true --buildtype=debug and its tests have run:

    meson setup build-cov -Db_coverage=true --buildtype=debug
    meson test -C build-cov --suite store --suite base --suite faults
    python3 tests/coverage.py build-cov

A branch that is made of memory running out (mem_alloc ends the program) is not one of ours. Prints a line a file
and, unless --quiet, each line with a branch that was not taken. No figure fails anything.
"""
import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

WATCHED = {'src/store': None, 'src/base': 'text.c'}


def objects(build):
    for note in sorted(build.glob('src/*/*.a.p/*.gcno')):
        room = 'src/' + note.parts[-3]
        only = WATCHED.get(room, '')
        if only is None or (only and note.name.startswith(only)):
            yield note


def branches_of(note, folder):
    """{(file, line): [taken counts]} of one object, functions that never ran too."""
    subprocess.run(['gcov', '--json-format', '--branch-probabilities', str(note)], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = {}
    for name in pathlib.Path(folder).glob('*.gcov.json.gz'):
        with gzip.open(name) as packed:
            report = json.load(packed)
        for entry in report['files']:
            if not entry['file'].endswith('.c'):
                continue
            for line in entry['lines']:
                counts = [b['count'] for b in line['branches'] if not b['throw']]
                if counts:
                    found[(entry['file'], line['line_number'])] = counts
        name.unlink()
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--only', default='')
    parser.add_argument('--quiet', action='store_true')
    args = parser.parse_args()
    build = args.build.resolve()
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        for note in objects(build):
            for (file, line), counts in branches_of(note, folder).items():
                files.setdefault((build / file).resolve(), {})[line] = counts
    if not files:
        sys.exit(f'{build} holds no notes of coverage; make it with -Db_coverage=true')
    taken = total = 0
    for file, lines in sorted(files.items()):
        if args.only not in file.name:
            continue
        source = file.read_text(encoding='utf-8').splitlines()
        ours = sum(len(counts) for counts in lines.values())
        done = sum(sum(count > 0 for count in counts) for counts in lines.values())
        taken, total = taken + done, total + ours
        print(f'{100 * done / ours:5.1f} % {done:4} of {ours:4}  {file.parent.name}/{file.name}')
        for line, counts in sorted(lines.items()):
            if not args.quiet and 0 in counts:
                print(f'        {line:4}: {counts.count(0)} of {len(counts)} not taken: {source[line - 1].strip()[:90]}')
    print(f'{100 * taken / total:5.1f} % {taken} of {total} branches')


main()
