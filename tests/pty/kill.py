#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The binary killed after every single key of a whole meeting.

usage: kill.py STIGE FORMS SCRIPT [--every N]

SCRIPT holds key names, one a line, with "type TEXT" for letters. The real binary runs on a
pseudo terminal over a copy of one invented caseload. After key n it is killed: SIGKILL at
every n, SIGHUP, SIGTERM and a closed terminal in turn. What a clean run has stored after n
keys must be in the file, all of it: an answer is on disk before the screen says so. STIGE_SOAK=1:
all four at every n, and five times killed while the next key is on its way, which may be stored or
not, but not by halves. Then the file must pass `stige check`, and a draft that is left must be
offered, behind the room's lock if the client was answering.
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
import time

sys.dont_write_bytecode = True
import terminal  # noqa: E402
from terminal import NOW, keys_of  # noqa: E402

ENDS = [signal.SIGHUP, signal.SIGTERM, 'close']
MIDWAY = 'midway'
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


def stored_by_each(stige, forms, keys, base, clean):
    """What a run that is not killed has stored after so many keys."""
    shutil.copy(base, clean)
    run = start(stige, forms, clean)
    want = [counts(clean)]
    for key in keys:
        run.press(key)
        want.append(counts(clean))
    end(run, signal.SIGKILL)
    if want[-1] == want[0]:
        raise AssertionError('the meeting stored nothing: the script does not do what it says')
    return want


def ways(n, most):
    """How it ends after n keys; MIDWAY with the seconds that the next key has."""
    if not terminal.soak():
        return [(signal.SIGKILL,), (ENDS[n % len(ENDS)],)]
    return [(signal.SIGKILL,)] + [(how,) for how in ENDS] + [(MIDWAY, 0.001 * k) for k in range(5) if n < most]


def die(stige, forms, keys, n, how, database):
    run = start(stige, forms, database)
    for key in keys[:n]:
        run.press(key)
    if how[0] == MIDWAY:
        os.write(run.tty, terminal.KEYS.get(keys[n], keys[n]).encode())
        time.sleep(how[1])
    status = end(run, signal.SIGKILL if how[0] == MIDWAY else how[0])
    if how[0] in ENDS and not os.WIFEXITED(status):
        raise AssertionError(f'key {n}: it did not end by itself on {how}: {status}')
    if how[0] in (signal.SIGHUP, signal.SIGTERM) and b'\x1b[?1049l' not in run.screen[-400:]:
        raise AssertionError(f'key {n}: the terminal was not put right')
    return counts(database)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('stige')
    parser.add_argument('forms')
    parser.add_argument('script')
    parser.add_argument('--every', type=int, default=1)
    args = parser.parse_args()
    stige = str(pathlib.Path(args.stige).resolve())
    keys = keys_of(args.script)
    seen_answers = seen_room = kills = midway = 0
    with tempfile.TemporaryDirectory(prefix='stige-kill-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        base = folder / 'base.db'
        terminal.invented(stige, args.forms, base)
        want = stored_by_each(stige, args.forms, keys, base, folder / 'clean.db')
        for n in range(0, len(keys) + 1, args.every):
            for how in ways(n, len(keys)):
                database = folder / 'run.db'
                shutil.copy(base, database)
                got = die(stige, args.forms, keys, n, how, database)
                if got not in (want[n:n + 2] if how[0] == MIDWAY else [want[n]]):
                    raise AssertionError(f'key {n}, {how}: stored {got}, a run that is not killed has {want[n]}')
                answers, room = check_left(stige, args.forms, database, folder, n)
                seen_answers += answers
                seen_room += room
                kills += 1
                midway += how[0] == MIDWAY and got != want[n]
                for leftover in folder.glob('run.db*'):
                    leftover.unlink()

    # The test must have met what it is about.
    if not seen_answers or not seen_room:
        raise AssertionError(f'drafts seen: {seen_answers}, rooms seen: {seen_room}: nothing was tested')
    print(f'{len(keys) + 1} points, {kills} kills: nothing lost; {seen_answers} drafts offered, {seen_room} rooms locked; '
          f'{midway} times what the last key gave was stored before the program could show it')


try:
    main()
except AssertionError as problem:
    print(problem)
    sys.exit(1)
