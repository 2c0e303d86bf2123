#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The full check of a file of the study's size, and beside it the sqlite3 command's own on the same file.

Prints milliseconds: median, 95th percentile, worst. "check" is everything at once, as before a backup; "slice" is
what a key waits for at most while the check at start goes on; "save" is one event, on disk. The peer checks pages
and references alone: no seal, no hash, no log. No figure fails anything; the goals are 500 for the check and 50 for
the p99 of a save.

usage: check.py STIGE BENCH_CHECK FORMS
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

NOW = '2026-11-22T09:30'


def peer(path, times):
    if not shutil.which('sqlite3'):
        print('no sqlite3 command here: nothing to stand beside')
        return
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(['sqlite3', path, 'PRAGMA integrity_check; PRAGMA foreign_key_check;'], check=True,
                       stdout=subprocess.DEVNULL)
        took.append((time.perf_counter() - begun) * 1e3)
    took.sort()
    print(f'sqlite3 {took[len(took) // 2]:.2f} {took[len(took) * 95 // 100]:.2f} {took[-1]:.2f}')


def main():
    stige, bench_check, forms = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix='stige-bench-') as made:
        path = str(pathlib.Path(made) / 'study.db')
        subprocess.run([stige, '--database', path, '--forms', forms, '--now', NOW, '--as', 'anna', 'synthetic', '--size',
                        'study', '--seed', '1'], check=True, stdout=subprocess.DEVNULL)
        print(f'a file of {pathlib.Path(path).stat().st_size / 1e6:.1f} MB')
        sys.stdout.flush()
        subprocess.run([bench_check, path, '5'], check=True)
        peer(path, 5)


main()
