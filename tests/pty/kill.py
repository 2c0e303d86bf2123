#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The binary killed after every single key of a whole meeting.

usage: kill.py STIGE FORMS SCRIPT [--every N]

SCRIPT holds key names, one a line, with "type TEXT" for letters. The real binary runs on a
pseudo terminal over a copy of one invented caseload. After key n it is killed: SIGKILL at
every n, SIGHUP, SIGTERM and a closed terminal in turn. What a clean run has stored after n
keys must be in the file, all of it: an answer is on disk before the screen says so. Then the
file must pass `stige check`, and a draft that is left must be offered, behind the room's
lock if the client was answering.
"""
import argparse
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import terminal  # noqa: E402
from terminal import NOW, keys_of  # noqa: E402

# What a person gave. Events are left out: an end by signal adds its own.
COUNTED = ['meeting', 'draft', 'draft_answer', 'response', 'plan_item', 'activity_record', 'revision']


def start(stige, forms, database):
    run = terminal.Run([stige, '--forms', forms, '--database', str(database), '--now', NOW, '--lang', 'en', '--as', 'demo'],
                       terminal.environment(database.parent))
    run.wait()
    return run


def end(run, how):
    if how == 'close':
        run.hang_up()
        return run.end()
    return run.kill(how)


def counts(database):
    db = sqlite3.connect(database)
    found = {table: db.execute(f'SELECT count(*) FROM {table}').fetchone()[0] for table in COUNTED}
    db.close()
    return found


def offered(stige, forms, database, folder):
    """What a person sees on starting again, before and after the lock."""
    script = folder / 'again.script'
    script.write_text('@dump first\nEnter\nEnter\n@dump second\n')
    done = subprocess.run([stige, '--forms', forms, '--database', str(database), '--now', NOW, '--lang', 'en', '--as',
                           'demo', '--script', str(script), '--dump', str(folder)], capture_output=True, text=True,
                          env={'LC_ALL': 'C.UTF-8', 'HOME': str(folder), 'TZ': 'Europe/Copenhagen'})
    if done.returncode:
        raise AssertionError(f'starting again failed: {done.stderr}')
    return [(folder / f'{name}.txt').read_text().split('\n--\n')[0] for name in ('first', 'second')]


def check_left(stige, forms, database, folder, n):
    done = subprocess.run([stige, '--database', str(database), '--read-only', 'check'], capture_output=True, text=True,
                          env={'LC_ALL': 'C.UTF-8', 'HOME': str(folder)})
    if done.returncode:
        raise AssertionError(f'key {n}: check says: {done.stdout}{done.stderr}')
    db = sqlite3.connect(database)
    answers = db.execute('SELECT count(*) FROM draft d WHERE EXISTS (SELECT 1 FROM draft_answer a WHERE a.draft = d.id)'
                         ' AND d.started > (SELECT max(started) FROM response)').fetchone()[0]
    room = db.execute("SELECT count(*) FROM meta WHERE name = 'setting.room_open'").fetchone()[0]
    db.close()
    first, second = offered(stige, forms, database, folder)
    if room and 'This screen is resting' not in first:
        raise AssertionError(f'key {n}: the room was open, but starting again shows no lock:\n{first}')
    if answers and 'left behind' not in (second if room else first):
        raise AssertionError(f'key {n}: a draft is left, but it is not offered:\n{first}\n{second}')
    return answers, room


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('stige')
    parser.add_argument('forms')
    parser.add_argument('script')
    parser.add_argument('--every', type=int, default=1)
    args = parser.parse_args()
    stige = str(pathlib.Path(args.stige).resolve())
    keys = keys_of(args.script)
    seen_answers = seen_room = 0
    ends = [signal.SIGHUP, signal.SIGTERM, 'close']

    with tempfile.TemporaryDirectory(prefix='stige-kill-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        base = folder / 'base.db'
        terminal.invented(stige, args.forms, base)
        want = []
        clean = folder / 'clean.db'
        shutil.copy(base, clean)
        run = start(stige, args.forms, clean)
        want.append(counts(clean))
        for key in keys:
            run.press(key)
            want.append(counts(clean))
        end(run, signal.SIGKILL)
        if want[-1] == want[0]:
            raise AssertionError('the meeting stored nothing: the script does not do what it says')

        for n in range(0, len(keys) + 1, args.every):
            for how in (signal.SIGKILL, ends[n % len(ends)]):
                database = folder / 'run.db'
                shutil.copy(base, database)
                run = start(stige, args.forms, database)
                for key in keys[:n]:
                    run.press(key)
                status = end(run, how)
                if how != signal.SIGKILL and not os.WIFEXITED(status):
                    raise AssertionError(f'key {n}: it did not end by itself on {how}: {status}')
                if how in (signal.SIGHUP, signal.SIGTERM) and b'\x1b[?1049l' not in run.screen[-400:]:
                    raise AssertionError(f'key {n}: the terminal was not put right')
                got = counts(database)
                if got != want[n]:
                    raise AssertionError(f'key {n}, {how}: stored {got}, a run that is not killed has {want[n]}')
                answers, room = check_left(stige, args.forms, database, folder, n)
                seen_answers += answers
                seen_room += room
                for leftover in folder.glob('run.db*'):
                    leftover.unlink()

    # The test must have met what it is about.
    if not seen_answers or not seen_room:
        raise AssertionError(f'drafts seen: {seen_answers}, rooms seen: {seen_room}: nothing was tested')
    print(f'{len(keys) + 1} points, each killed twice: nothing lost; {seen_answers} drafts offered, {seen_room} rooms locked')


try:
    main()
except AssertionError as problem:
    print(problem)
    sys.exit(1)
