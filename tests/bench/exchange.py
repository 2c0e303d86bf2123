#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long answers take on their way out and in, beside the sqlite3 program on the same rows; and whether they come back.

usage: exchange.py STIGE FORMS        (STIGE_SOAK: 60,000 clients too)

Prints figures and judges no time: user seconds (the machine may be busy) and the most memory, which is never less than
this script's own, for a desk and for the study's 4,000 clients. What was exported goes into an empty office and out
again, in both dialects: other bytes are the one failure. Without sqlite3 its columns are left out, and it says so.
"""
import csv
import filecmp
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
COPIES = 15                             # of the study's clients: 60,000


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


def show(what, seconds, kilobytes):
    sys.stdout.write(f'{what:44}{seconds:8.2f}{kilobytes:9}\n')
    sys.stdout.flush()
    return seconds


class Bench:
    def __init__(self, stige, forms, home):
        self.stige, self.home, self.sqlite = stige, home, shutil.which('sqlite3')
        self.common = ['--forms', forms, '--as', 'anna', '--now', '2026-11-22T09:30']
        (home / 'start').write_text('\n'.join(FIRST_START), encoding='utf-8')
        (home / 'query.sql').write_text(SQL, encoding='utf-8')

    def office(self, name):
        """An empty one."""
        db = self.home / name
        db.unlink(missing_ok=True)
        subprocess.run([self.stige, '--script', self.home / 'start', '--size', '80x24', '--database', db, *self.common],
                       check=True, stdout=subprocess.DEVNULL)
        return db

    def take_out(self, db, file, dialect):
        return measure([self.stige, 'export', 'answers', '--names', '--reason', 'benchmark', '--dialect', dialect,
                        '--output', file, '--database', db, *self.common])

    def take_in(self, db, file):
        return measure([self.stige, 'import', 'answers', file, '--database', db, *self.common])

    def beside(self, size, db, file, ours_out, ours_in):
        """sqlite3 on the same rows and the same file."""
        if not self.sqlite:
            return
        with open(self.home / 'query.sql', encoding='utf-8') as query, open(self.home / 'out.csv', 'wb') as out:
            theirs_out = show(f'{size}: sqlite3 -csv, same rows', *measure([self.sqlite, '-csv', db], query, out))
        (self.home / 'plain.db').unlink(missing_ok=True)
        theirs_in = show(f'{size}: sqlite3 .import, same file', *measure(
            [self.sqlite, self.home / 'plain.db', '-cmd', '.mode csv', f'.import {file} t']))
        if size != 'desk':              # too short to be divided
            sys.stdout.write(f'{size}: export {ours_out / theirs_out:.2f} of sqlite3, import {ours_in / theirs_in:.2f}\n')

    def there_and_back(self, size, db, dialect):
        """Seconds out and in; ends the benchmark when other bytes come back."""
        one, two = self.home / f'{dialect}-1.csv', self.home / f'{dialect}-2.csv'
        second = self.office('second.db')
        out = show(f'{size}: export answers, {dialect}', *self.take_out(db, one, dialect))
        taken = show(f'{size}: import answers, validated', *self.take_in(second, one))
        self.take_out(second, two, dialect)
        if not filecmp.cmp(one, two, shallow=False):
            sys.exit(f'{size}: what came back in {dialect} differs')
        sys.stdout.write(f'{size}: out of an empty office come the same {one.stat().st_size} bytes\n')
        return one, out, taken

    def nation(self, file):
        """The first meeting of each of the study's clients, COPIES times under other numbers and names."""
        big = self.home / 'nation.csv'
        with open(big, 'w', newline='', encoding='utf-8') as out:
            w = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator='\r\n')
            for k in range(COPIES):
                w.writerows(copied(file, k))
        db = self.office('nation.db')
        show(f'{4000 * COPIES} clients: import answers, validated', *self.take_in(db, big))
        show(f'{4000 * COPIES} clients: export answers', *self.take_out(db, self.home / 'nation-out.csv', 'exact'))


def copied(file, k):
    """Rows one at a time: what this script holds counts as its children's."""
    with open(file, newline='', encoding='utf-8') as f:
        rows, first = csv.reader(f), {}
        head = next(rows)
        at = {name: i for i, name in enumerate(head)}
        if k == 0:
            yield head
        for row in rows:
            case_no, meeting = row[at['case_no']], row[at['meeting']]
            if first.setdefault(case_no, meeting) != meeting:
                continue
            office, number = case_no.rsplit('-', 1)
            row[at['case_no']] = f'{office}-{int(number) + 5000 * k:04}'
            row[at['name']] += ' ' + 'abcdefghijklmnopqrstuvwxyz'[k]
            for name in 'response', 'meeting':
                row[at[name]] = row[at[name]][:-2] + f'{k:02x}'
            yield row


def main():
    with tempfile.TemporaryDirectory() as tmp:
        home = pathlib.Path(tmp)
        home.chmod(0o700)
        b = Bench(sys.argv[1], sys.argv[2], home)
        sys.stdout.write('what'.ljust(44) + 'user s'.rjust(8) + 'KiB'.rjust(9) + '\n')
        for size in 'desk', 'study':
            db = home / f'{size}.db'
            subprocess.run([b.stige, 'synthetic', '--size', size, '--seed', '1', '--database', db, *b.common], check=True,
                           stdout=subprocess.DEVNULL)
            b.there_and_back(size, db, 'excel-da')
            file, out, taken = b.there_and_back(size, db, 'exact')
            b.beside(size, db, file, out, taken)
        if 'STIGE_SOAK' in os.environ:
            b.nation(file)
    if not b.sqlite:
        sys.stdout.write('sqlite3 is not here: its figures are left out\n')


main()
