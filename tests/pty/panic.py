#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""T5: the key that blanks the screen, and what a lock, a stop and an end leave on the glass.

usage: panic.py STIGE FORMS

One key, one frame: after it no client's name stands on the terminal, nor above it in what scrolled by.
tmux is the terminal here, because it keeps what scrolls away; without tmux the test says so and is
skipped (77). A sealed file's lock after a while without keys wipes the screen too: the time comes from --now in
the tests of the screens, here it is the stop (Ctrl-z) and the end (q, SIGHUP). How long the key
took is printed, not judged.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import terminal  # noqa: E402


class Tmux:
    """A tmux server of its own with one window."""

    def __init__(self, folder):
        self.base = ['tmux', '-S', str(folder / 'tmux'), '-f', '/dev/null']
        self.env = terminal.environment(folder, TERM='screen')
        self.folder = folder
        shell = 'printf before; exec /bin/sh'
        subprocess.run([*self.base, 'new-session', '-d', '-x', '80', '-y', '24', shell], check=True, env=self.env)
        self.run('set-option', '-g', 'history-limit', '5000')

    def run(self, *words):
        return subprocess.run([*self.base, *words], capture_output=True, text=True, check=True, env=self.env).stdout

    def type(self, text):
        self.run('send-keys', '-l', text)
        self.run('send-keys', 'Enter')

    def key(self, name):
        self.run('send-keys', name)

    def glass(self):
        """All there is: what scrolled by too, and both screens."""
        return self.run('capture-pane', '-p', '-S', '-', '-E', '-')

    def until(self, done, what):
        end = time.monotonic() + terminal.WAIT
        while time.monotonic() < end:
            text = self.glass()
            if done(text):
                return text
            time.sleep(0.002)
        raise AssertionError(f'{what} did not come:\n{self.glass()}')

    def close(self):
        subprocess.run([*self.base, 'kill-server'], capture_output=True, env=self.env)


def names(stige, forms, database):
    """First names of the caseload, as the command prints them."""
    out = subprocess.run([stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--as', 'demo', 'client',
                          'list'], capture_output=True, text=True, check=True).stdout
    found = re.findall(r'^ (\S+) .* NB-\d{4} ', out, re.M)
    if len(found) < 20:
        raise AssertionError('the caseload has no names: nothing was tested')
    return set(found)


def some(people, text):
    return {name for name in people if name in text}


def nobody(people, text, when):
    left = some(people, text)
    if left:
        raise AssertionError(f'{when}: {", ".join(sorted(left))} can be read:\n{text}')


def control(tmux, people):
    """A name that a program leaves behind is found."""
    name = min(people)
    tmux.type(f'echo {name[:2]}""{name[2:]}')
    tmux.until(lambda text: name in text, 'the word')
    tmux.type('clear')
    tmux.until(lambda text: name not in tmux.run('capture-pane', '-p'), 'an empty glass')
    tmux.run('clear-history')


def blank(tmux, people):
    """From the list, from a client's page, from help over it: one key, and nobody is there."""
    took = []
    for way in ([], ['Enter'], ['Enter', '?'], ['Enter', 'p']):
        for key in way:
            tmux.key(key)
            time.sleep(0.2)
        tmux.until(lambda text: some(people, text) or '?' in way, 'a client')
        began = time.monotonic()
        tmux.key('F9')
        nobody(people, tmux.until(lambda text: 'resting' in text, 'the blank screen'), 'blanked')
        took.append(time.monotonic() - began)
        tmux.key('x')
        for _ in way:
            tmux.key('Escape')
            time.sleep(0.1)
    return max(took)


def stop_and_end(tmux, people, argv):
    tmux.until(lambda text: some(people, text), 'a client')
    tmux.key('C-z')
    nobody(people, tmux.until(lambda text: 'topped' in text or 'Stopped' in text, 'the shell'), 'stopped')
    tmux.type('fg')
    tmux.until(lambda text: some(people, text), 'a client')
    tmux.key('q')
    nobody(people, tmux.until(lambda text: 'Caseload' not in text, 'the end'), 'left')
    tmux.type(' '.join(argv))
    tmux.until(lambda text: 'left behind' in text, 'the screens')
    tmux.key('Escape')
    tmux.until(lambda text: 'Caseload' in text and some(people, text), 'a client')
    shell = tmux.run('display-message', '-p', '#{pane_pid}').strip()
    for child in pathlib.Path(f'/proc/{shell}/task/{shell}/children').read_text().split():
        os.kill(int(child), signal.SIGHUP)
    nobody(people, tmux.until(lambda text: 'Caseload' not in text, 'the end'), 'hung up')


def main():
    stige, forms = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    if not shutil.which('tmux'):
        print('tmux is not here: what scrolls by was not looked at')
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix='stige-panic-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        database = folder / 'panic.db'
        terminal.invented(stige, forms, database)
        people = names(stige, forms, database)
        argv = [stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--lang', 'en', '--as', 'demo']
        tmux = Tmux(folder)
        try:
            control(tmux, people)
            tmux.type(' '.join(argv))
            tmux.until(lambda text: 'left behind' in text, 'the screens')
            tmux.key('Escape')
            tmux.until(lambda text: 'Caseload' in text, 'the caseload')
            took = blank(tmux, people)
            stop_and_end(tmux, people, argv)
        finally:
            tmux.close()
    print(f'{len(people)} names: none on the glass or above it after the key, a stop, an end and a hang-up; '
          f'the slowest key took {took * 1000:.0f} ms, tmux and the look at it included')


try:
    main()
except AssertionError as problem:
    print(problem)
    sys.exit(1)
