#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's page with advice on a file of the study's size, and beside it what a peer needs for the rows alone.

Makes the 4,000 clients, has bench-page open some 200 of them, and then lets SQLite itself (Python's module; nothing
decoded, nothing advised, no access event) fetch the rows of the same tables for as many clients. Twice: in the
temporary folder, where each page waits for the disk to keep its access event, and in memory, where what is left is
the program's own. No figure fails anything; the goal is a page under 10 ms.

usage: page.py STIGE BENCH_PAGE FORMS
"""
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

NOW = '2026-11-22T09:30'
MEMORY = '/dev/shm'
OF_CLIENT = ('meeting', 'assignment', 'activity_record', 'plan_item', 'note')


def rows_of(db, client):
    fetched = 0
    for table in OF_CLIENT:
        fetched += len(db.execute(f'SELECT * FROM {table} WHERE client = ?', (client,)).fetchall())
    return fetched + len(db.execute('SELECT * FROM response WHERE meeting IN (SELECT id FROM meeting WHERE client = ?)',
                                    (client,)).fetchall())


def peer(path):
    db = sqlite3.connect(path)
    clients = [row[0] for row in db.execute('SELECT id FROM client')]
    times = []
    for client in clients[::len(clients) // 200 + 1] * 5:
        begun = time.perf_counter()
        rows_of(db, client)
        times.append((time.perf_counter() - begun) * 1e3)
    times.sort()
    print(f'{"peer: the rows alone":24} {times[len(times) // 2]:7.3f} {times[len(times) * 95 // 100]:7.3f} {times[-1]:7.3f}')


def bench(stige, bench_page, forms, folder, times):
    with tempfile.TemporaryDirectory(prefix='stige-bench-', dir=folder) as made:
        path = str(pathlib.Path(made) / 'study.db')
        subprocess.run([stige, '--database', path, '--forms', forms, '--now', NOW, '--as', 'anna', 'synthetic', '--size',
                        'study', '--seed', '1'], check=True, stdout=subprocess.DEVNULL)
        done = subprocess.run([bench_page, forms, path, times], check=False, capture_output=True, text=True)
        print(f'in {folder}: {done.stdout}', end='')
        if done.returncode:
            sys.exit(done.stderr)
        peer(path)


def main():
    stige, bench_page, forms = sys.argv[1:4]
    bench(stige, bench_page, forms, tempfile.gettempdir(), '2')
    if pathlib.Path(MEMORY).is_dir():
        bench(stige, bench_page, forms, MEMORY, '10')


if __name__ == '__main__':
    main()
