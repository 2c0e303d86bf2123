#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two windows on one file: nobody's change is written over unseen.

usage: two.py STIGE FORMS

Both open the same client for editing, both change a field, the first saves. The second, which changed the
same field, is told that somebody else was faster, and its save changes nothing; a third, which changed another
field, saves both. The real binary, on two pseudo terminals.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import terminal

ROWS = 13                                    # fields before the button that saves
FIRST = 'Aksel Kvistgang'
SECOND = 'Birger Kvistgang'


class Window:
    def __init__(self, stige, forms, database):
        argv = [stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--lang', 'en', '--as', 'demo']
        self.run = terminal.Run(argv, terminal.environment(database.parent))
        self.run.wait()
        self.row = 0

    def press(self, *keys):
        for key in keys:
            if not self.run.press(key):
                raise AssertionError(f'the program ended at {key}')

    def edit(self):
        """The first client of the caseload, past the drafts that were left."""
        self.press('Esc', 'Enter', 'e')

    def write(self, text):
        self.press('Ctrl-u', *text)

    def down(self, times):
        self.press(*['Tab'] * times)
        self.row += times

    def save(self):
        """Returns what it painted meanwhile."""
        self.down(ROWS - self.row)
        self.run.screen = b''
        self.press('Enter')
        return self.run.screen.decode(errors='replace')


def content(stige, database):
    done = subprocess.run([stige, '--database', str(database), '--as', 'demo', 'dump'], check=True, capture_output=True,
                          text=True, env=terminal.environment(database.parent))
    return done.stdout


def must(condition, what):
    if not condition:
        raise AssertionError(what)


def main():
    stige, forms = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    with tempfile.TemporaryDirectory(prefix='stige-two-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        database = folder / 'stige.db'
        terminal.invented(stige, forms, database)
        windows = [Window(stige, forms, database) for _ in range(3)]
        for window in windows:
            window.edit()
        windows[0].write(FIRST)
        windows[1].write(SECOND)
        windows[2].down(2)
        windows[2].write('J-4711')
        for window, said in zip(windows, ('', 'somebody else has just changed', '')):
            painted = window.save()
            must(said in painted, f'not said: {said}: {painted[-600:]}')
            must(said or 'somebody else' not in painted, f'refused: {painted[-600:]}')
        there = content(stige, database)
        must(FIRST in there and SECOND not in there, 'the first change is gone')
        must('J-4711' in there, 'the change of another field is gone')
        for window in windows:
            window.run.kill()
        done = subprocess.run([stige, '--database', str(database), 'check'], capture_output=True, text=True,
                              env=terminal.environment(folder))
        must(done.returncode == 0, done.stdout + done.stderr)
    print('three windows on one client: one change refused in plain words, none written over')


try:
    main()
except AssertionError as problem:
    print(problem)
    sys.exit(1)
