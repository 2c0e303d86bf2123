#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sealed file on the real binary: the wrong passphrase, a stop and a hang-up in the client's room.

usage: sealed.py STIGE FORMS

What was answered survives each of them; nothing of the meeting shows before the passphrase is typed again. As
root (nobody else may read the memory of a process that is not dumpable) the passphrase is looked for in the
program's memory, after it opened the file and after it was locked: it must be nowhere.
"""
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import terminal  # noqa: E402

PASSPHRASE = 'rugbrod kanel fjord violin'
WRONG = 'rugbrod kanel fjord bratsch'


def make(stige, forms, database):
    """An invented caseload, sealed."""
    read, write = os.pipe()
    os.write(write, f'{PASSPHRASE}\n'.encode())
    os.close(write)
    subprocess.run([stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--as', 'demo',
                    '--passphrase-fd', str(read), 'demo'], check=True, stdin=subprocess.DEVNULL, capture_output=True,
                   pass_fds=(read,), env=terminal.environment(database.parent))
    os.close(read)


def answers(database):
    db = sqlite3.connect(database)
    n = db.execute('SELECT count(*) FROM draft_answer').fetchone()[0]
    db.close()
    return n


def in_memory(pid, text):
    """How often a text stands in the writable memory of a process; None when it may not be looked at."""
    found = 0
    try:
        with open(f'/proc/{pid}/maps', encoding='ascii') as maps, open(f'/proc/{pid}/mem', 'rb') as memory:
            for line in maps:
                part = re.match(r'([0-9a-f]+)-([0-9a-f]+) rw', line)
                if not part or int(part[2], 16) - int(part[1], 16) > 1 << 30:
                    continue
                memory.seek(int(part[1], 16))
                try:
                    found += memory.read(int(part[2], 16) - int(part[1], 16)).count(text)
                except OSError:
                    continue                 # a guard page
    except PermissionError:
        return None
    return found


class Session:
    def __init__(self, stige, forms, database):
        self.run = terminal.Run([stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--lang', 'en',
                                 '--as', 'demo'], terminal.environment(database.parent))
        self.run.wait()

    def press(self, *keys):
        self.run.screen = b''
        for key in keys:
            if not (self.run.type(key[5:]) if key.startswith('type ') else self.run.press(key)):
                raise AssertionError(f'the program ended at {key}')

    def painted(self):
        """The whole frame, once more."""
        self.press('\x0c')
        return self.run.screen.decode()

    def expect(self, *wanted, never=()):
        text = self.painted()
        for word in wanted:
            if word not in text:
                raise AssertionError(f'"{word}" does not stand there: {text!r}')
        for word in never:
            if word in text:
                raise AssertionError(f'"{word}" stands there: {text!r}')

    def forgets(self, text, when):
        found = in_memory(self.run.pid, text.encode())
        if found:
            raise AssertionError(f'{when}: the passphrase stands in memory {found} times')
        return found is not None


def control():
    """What stands in a process's memory is found there."""
    child = subprocess.Popen([sys.executable, '-c', f'x = "{WRONG[:4]}" + "{WRONG[4:]}"; print(x, flush=True); input()'],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.stdout.readline()
    found = in_memory(child.pid, WRONG.encode())
    child.communicate(b'\n')
    if found == 0:
        raise AssertionError('a text in the memory of a process is not found: this test finds nothing')


def in_the_room(stige, forms, database):
    before = answers(database)
    s = Session(stige, forms, database)
    s.expect('Passphrase of demo', never=['Caseload'])
    s.press(f'type {WRONG}', 'Enter')
    s.expect('That is not the passphrase', never=['Caseload', WRONG])
    s.press(f'type {PASSPHRASE}', 'Enter')
    looked = s.forgets(PASSPHRASE, 'unlocked')
    s.press('Esc')
    s.expect('Caseload')
    s.press('m', 'Enter', 'Enter', 'F3', '5', 'Enter', '4', 'Enter')      # she answered in Danish last time
    s.expect('Question 3 of 11')
    s.run.send(signal.SIGTSTP)
    s.run.stopped()
    s.run.send(signal.SIGCONT)
    s.run.wait()
    s.expect('The database is locked', 'Every answer is kept', never=['Question 3', 'Caseload'])
    s.forgets(PASSPHRASE, 'locked')
    s.press('Esc', 'F1', 'F10')
    s.expect('The database is locked')
    s.press(f'type {PASSPHRASE}', 'Enter')
    s.expect('Question 3 of 11')
    s.press('3', 'Enter')
    s.expect('Question 4 of 11')
    if s.run.kill(signal.SIGHUP) != 0:
        raise AssertionError('a hang-up did not end the program as it should')
    if answers(database) != before + 3:
        raise AssertionError(f'{answers(database) - before} answers are kept, 3 were given')
    return looked


def again(stige, forms, database):
    """After the hang-up: the passphrase, then the room's lock, then the draft is offered."""
    s = Session(stige, forms, database)
    s.expect('Passphrase of demo', never=['left behind'])
    s.press(f'type {PASSPHRASE}', 'Enter')
    s.expect('This screen is resting', never=['left behind', 'Question', 'Caseload'])
    s.press('Enter', 'Enter')
    s.expect('left behind', 'question 3 of 11')
    s.run.kill(signal.SIGTERM)


def main():
    stige, forms = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    with tempfile.TemporaryDirectory(prefix='stige-sealed-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        database = folder / 'sealed.db'
        make(stige, forms, database)
        control()
        looked = in_the_room(stige, forms, database)
        again(stige, forms, database)
    print('a stop and a hang-up in the room of a sealed file: nothing lost, nothing shown; the passphrase '
          + ('is nowhere in memory' if looked else 'could not be looked for in memory: not root'))


try:
    main()
except AssertionError as problem:
    print(problem)
    sys.exit(1)
