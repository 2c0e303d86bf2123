#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV files that others collected for readers to fail at: the npm package csv-spectrum (BSD 2-clause).

usage: outside.py CSVROWS

Looks for it in the folder STIGE_OUTSIDE, made by `npm install --prefix FOLDER csv-spectrum@2.0.0`; without it
nothing is tested. Run by hand: see goals.csv, C1. Each file must read as its JSON says, and again after our writer
wrote it, in both dialects; but for the one with a bare quote inside a cell, which RFC 4180 does not allow: that is
refused with its place.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
REFUSED = {'location_coordinates.csv': 'line 2, column 22: '}


def rows_of(csvrows, path):
    done = subprocess.run([csvrows, path], capture_output=True, check=True)
    return [[bytes.fromhex(cell).decode() for cell in line.split(' ')] for line in done.stdout.decode().splitlines()]


def refused(csvrows, path):
    done = subprocess.run([csvrows, path], capture_output=True)
    return done.returncode == 1 and REFUSED[path.name] in done.stderr.decode()


def unguarded(rows):
    return [[cell[1:] if cell.startswith("'") else cell for cell in row] for row in rows]


def main():
    csvrows, folder = sys.argv[1], os.environ.get('STIGE_OUTSIDE')
    top = pathlib.Path(folder or '.') / 'node_modules/csv-spectrum'
    if not folder or not top.is_dir():
        sys.stdout.write('STIGE_OUTSIDE names no folder with csv-spectrum; skipped\n')
        return SKIPPED
    wrong, files = [], sorted((top / 'csvs').glob('*.csv'))
    with tempfile.TemporaryDirectory() as tmp:
        for path in files:
            if path.name in REFUSED:
                wrong += [] if refused(csvrows, path) else [f'{path.name} is not refused']
                continue
            want = json.loads((top / 'json' / f'{path.stem}.json').read_text(encoding='utf-8'))
            rows = rows_of(csvrows, path)
            got = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
            if got != want:
                wrong.append(f'{path.name}: {got}, want {want}')
            for dialect in 'exact', 'excel-da':
                again = pathlib.Path(tmp) / 'again.csv'
                again.write_bytes(subprocess.run([csvrows, path, dialect], capture_output=True, check=True).stdout)
                back = rows_of(csvrows, again)
                if (unguarded(back) if dialect == 'excel-da' else back) != rows:
                    wrong.append(f'{path.name}: other rows after {dialect}')
    for line in wrong:
        sys.stderr.write(line + '\n')
    sys.stdout.write(f'{len(files)} files, {len(wrong)} wrong\n')
    return 1 if wrong or len(files) < 12 else 0


sys.exit(main())
