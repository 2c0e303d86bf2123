#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long answers take on their way out and in, beside the sqlite3 program on the same rows.

usage: exchange.py STIGE FORMS

Prints figures and judges nothing: user seconds (the machine may be busy) and the most memory, for a desk
and for the study's 4,000 clients. Without sqlite3 its columns are left out, and it says so.
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

SQL = """SELECT 'stige-answers-1', 'r' || lower(hex(r.id)), c.case_no, 'm' || lower(hex(m.id)), m.date, r.respondent,
f.form_id, f.version, j.key, j.value, '', j.type, w.initials FROM client c JOIN meeting m ON m.client = c.id
JOIN response r ON r.meeting = m.id JOIN form f ON f.hash = r.form_hash JOIN caseworker w ON w.id = m.caseworker,
json_each(CAST(substr(r.answers, 9) AS TEXT)) j WHERE r.answers IS NOT NULL AND NOT EXISTS
(SELECT 1 FROM response n WHERE n.supersedes = r.id) ORDER BY c.case_no, m.date, m.id, r.respondent, r.id;"""
FIRST_START = ['type Anna Prøve', 'Enter', 'type AP', 'Enter', 'type NB', *['Enter'] * 9, 'Down', 'Enter', 'q', '']


def measure(args, stdin=None, stdout=None):
    """User seconds and the most kilobytes of one run."""
    def child():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    process = subprocess.Popen(args, stdin=stdin or subprocess.DEVNULL, stdout=stdout or subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, preexec_fn=child)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f'{args[0]} {args[1]}: exit code {process.returncode}')
    return usage.ru_utime, usage.ru_maxrss


def main():
    stige, forms = sys.argv[1:3]
    sqlite = shutil.which('sqlite3')
    with tempfile.TemporaryDirectory() as tmp:
        home = pathlib.Path(tmp)
        home.chmod(0o700)
        common = ['--forms', forms, '--as', 'anna', '--now', '2026-11-22T09:30']
        (home / 'start').write_text('\n'.join(FIRST_START), encoding='utf-8')
        print('what'.ljust(34) + 'user s'.rjust(8) + 'KiB'.rjust(9))
        for size in 'desk', 'study':
            db, empty, csv = home / f'{size}.db', home / f'{size}-empty.db', home / f'{size}.csv'
            subprocess.run([stige, 'synthetic', '--size', size, '--seed', '1', '--database', db, *common], check=True,
                           stdout=subprocess.DEVNULL)
            subprocess.run([stige, '--script', home / 'start', '--size', '80x24', '--database', empty, *common],
                           check=True, stdout=subprocess.DEVNULL)
            rows = []
            rows.append(('export answers', *measure([stige, 'export', 'answers', '--names', '--reason', 'benchmark',
                                                     '--output', csv, '--database', db, *common])))
            if sqlite:
                with open(home / 'query.sql', 'w+', encoding='utf-8') as query:
                    query.write(SQL)
                    query.seek(0)
                    with open(home / 'out.csv', 'wb') as out:
                        rows.append(('sqlite3 -csv, same rows', *measure([sqlite, '-csv', db], query, out)))
            rows.append(('import answers, validated', *measure([stige, 'import', 'answers', csv, '--database', empty,
                                                                *common])))
            if sqlite:
                rows.append(('sqlite3 .import, same file', *measure([sqlite, home / f'{size}-plain.db', '-cmd',
                                                                     '.mode csv', f'.import {csv} t'])))
            for what, seconds, kilobytes in rows:
                print(f'{size + ": " + what:34}{seconds:8.2f}{kilobytes:9}')
    if not sqlite:
        print('sqlite3 is not here: its figures are left out')


main()
