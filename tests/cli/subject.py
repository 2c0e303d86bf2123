#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`stige subject export` holds everything about one person and nothing of another (reliability.md G3).

usage: subject.py STIGE

What there is to find is read from the database itself, by the foreign keys of its schema: a table that is added
is looked into at once. The database is plain, so a sealed value is 8 bytes and its text. Then the file is
sealed, and the export must be the same. How long it took is printed (the goal is 2 s), never judged.
"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import world  # noqa: E402

HASH = 8                                 # bytes before the text of a value at key version 0
# Of the machine, the office or a colleague; nothing about the person.
NOT_THEIRS = {'meta', 'office', 'caseworker', 'form', 'key_slot', 'anchor'}
# Links, hashes and times of the file's own working.
NO_TEXT = {'prev_hash', 'form_hash', 'sha256', 'device', 'id'}


def references(db, table):
    return [(row[2], row[3]) for row in db.execute(f'PRAGMA foreign_key_list({table})')]


def rows_of(db, table):
    cursor = db.execute(f'SELECT * FROM {table}')
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor]


def own_rows(db, client):
    """Table -> the person's rows: whatever refers to the client, or to a row that is the person's."""
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    everything = {table: rows_of(db, table) for table in tables if table not in NOT_THEIRS}
    found = {table: [] for table in everything}
    ids = {client}
    grew = True
    while grew:
        grew = False
        for table, rows in everything.items():
            links = {column for target, column in references(db, table) if target not in NOT_THEIRS}
            links |= {'client', 'record'} & set(rows[0] if rows else ())         # the log and revisions have no keys
            for row in rows:
                theirs = row.get('id') in ids and table != 'event' or any(row[column] in ids for column in links)
                if theirs and row not in found[table]:
                    found[table].append(row)
                    if 'id' in row:
                        ids.add(row['id'])
                    grew = True
    return {table: rows for table, rows in found.items() if rows}


def flatten(value):
    if isinstance(value, list):
        for one in value:
            yield from flatten(one)
    elif isinstance(value, dict):
        yield from flatten(list(value.values()))
    elif value is not None:
        yield f'{value:g}' if isinstance(value, float) else str(value)


def texts(rows):
    """Every text and answer of the rows, as the export must have it."""
    for row in rows:
        for column, value in row.items():
            if column in NO_TEXT or value is None:
                continue
            if isinstance(value, bytes):
                try:
                    value = value[HASH:].decode('utf-8') if len(value) > HASH and len(value) != 16 else ''
                except UnicodeDecodeError:
                    value = ''
                if column in ('answers',) or value.startswith('['):
                    try:
                        yield from ((column, one) for one in flatten(json.loads(value)))
                        continue
                    except ValueError:
                        pass
            if isinstance(value, str) and value:
                yield column, value


def export(w, name, passphrase=None, more=()):
    args = ['--now', '2026-11-22T09:30', '--as', 'anna']
    if passphrase:
        args += ['--passphrase-fd', '0']
    done = w.run([*args, 'subject', 'export', 'NB-0001', '--output', name, *more], stdin=passphrase)
    if done.returncode:
        raise world.Failed(f'subject export: {done.stderr.decode()}')
    return w.path(name).read_text('utf-8')


def facts_of(text):
    return [fact for rows in json.loads(text)['tables'].values() for row in rows for fact in row]


def spread(fact):
    """A value as it stands, and the words of a set of answers one by one."""
    return {fact['value'], *fact['value'].split()}


def check_complete(own, text, problems):
    values = set().union(*(spread(fact) for fact in facts_of(text)))
    tables = json.loads(text)['tables']
    for table, rows in own.items():
        if table not in tables:
            problems.append(f'{table}: nothing of it in the export')
        for column, value in texts(rows):
            if value not in values and not re.fullmatch(r'\d{10}', value) and column != 'value':
                problems.append(f'{table}.{column}: "{value}" is not in the export')


def check_foreign(db, own, text, problems):
    """Names and texts that only others have."""
    mine = {value for rows in own.values() for _, value in texts(rows)}
    for table in 'client', 'note', 'plan_item', 'meeting':
        others = [row for row in rows_of(db, table) if row not in own.get(table, [])]
        for column, value in texts(others):
            if column in ('name', 'text', 'journal', 'case_no', 'journal_no') and len(value) > 4 \
                    and value not in mine and value in text:
                problems.append(f'another person\'s {table}.{column} "{value}" is in the export')


def check_staff(db, w, text, problems):
    staff = [row['name'][HASH:].decode() for row in rows_of(db, 'caseworker')]
    with_staff = export(w, 'staff.json', more=['--staff'])
    for name in staff:
        if name in text:
            problems.append(f'the caseworker {name} is in the export')
    if not any(name in with_staff for name in staff):
        problems.append('no caseworker is in the export that asked for them')


def check_formats(w, text, problems):
    export(w, 'person.txt')
    export(w, 'person.csv')
    plain = re.sub(r'\s+', ' ', w.path('person.txt').read_text('utf-8'))
    table = list(csv.DictReader(io.StringIO(w.path('person.csv').read_text('utf-8-sig'))))
    cells = {row['value'] for row in table}
    for fact in facts_of(text):
        if fact['value'] not in cells:
            problems.append(f'the CSV lacks "{fact["value"]}"')
        if re.fullmatch(r'[0-9a-f]{32}', fact['value']):
            continue
        if re.sub(r'\s+', ' ', fact['value']).strip() not in plain:
            problems.append(f'the text lacks {fact["column"]} "{fact["value"]}"')


def check_sealed(w, text, problems):
    """The same but for the log, which has grown."""
    w.write('passphrase', ['correct horse battery'])
    done = w.run(['--now', '2026-11-22T09:30', '--as', 'anna', 'key', 'seal', '--passphrase-fd', '0'], stdin='passphrase')
    if done.returncode:
        raise world.Failed(done.stderr.decode())
    begin = time.monotonic()
    sealed = json.loads(export(w, 'sealed.json', 'passphrase'))['tables']
    took = time.monotonic() - begin
    plain = json.loads(text)['tables']
    for table in plain:
        if table not in ('event', 'export') and plain[table] != sealed.get(table):
            problems.append(f'{table} is another in the export of the sealed file')
    return took


def main(stige):
    problems = []
    with tempfile.TemporaryDirectory() as top:
        w = world.World(stige, pathlib.Path(top))
        world.with_demo(w)
        w.run(['--now', '2026-11-22T09:30', '--as', 'anna', 'client', 'edit', 'NB-0001', '--goal-reason', 'vil bage brød'])
        begin = time.monotonic()
        text = export(w, 'person.json')
        took = time.monotonic() - begin
        with w.database() as db:
            client = db.execute("SELECT id FROM client WHERE case_no = 'NB-0001'").fetchone()[0]
            own = own_rows(db, client)
            own['event'] = [row for row in own['event'] if row['kind'] != 'exported']
            own.pop('export')            # written down when the file was whole
            check_complete(own, text, problems)
            check_foreign(db, own, text, problems)
            check_staff(db, w, text, problems)
        check_formats(w, text, problems)
        sealed = check_sealed(w, text, problems)
        if len(own) < 6 or sum(len(rows) for rows in own.values()) < 100:
            problems.append(f'too little to look for: {({t: len(r) for t, r in own.items()})}')
    print('\n'.join(problems) or f'{len(own)} tables, {sum(len(r) for r in own.values())} rows; {took:.2f} s, sealed '
          f'{sealed:.2f} s')
    return bool(problems)


if __name__ == '__main__':
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
