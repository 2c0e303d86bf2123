#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The linear mode on a pseudo terminal that can do nothing (TERM=dumb): prompts, no echo of secrets, no way out of
the client's room, and a terminal that is left as it was found.

usage: lines.py STIGE FORMS
"""
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import termios
import time

NOW = ['--now', '2026-11-22T09:30', '--as', 'demo', '--lang', 'en']
PASSPHRASE = 'correct horse battery'


class Failed(Exception):
    pass


class Talk:
    def __init__(self, stige, home, args):
        self.ours, self.theirs = pty.openpty()
        env = {'TERM': 'dumb', 'LC_ALL': 'C.UTF-8', 'HOME': str(home), 'PATH': '/usr/bin:/bin', 'TZ': 'Europe/Copenhagen'}

        def own_terminal():
            os.setsid()
            os.close(os.open(os.ttyname(0), os.O_RDWR))      # becomes the controlling terminal
        self.process = subprocess.Popen([stige, *NOW, *args], stdin=self.theirs, stdout=self.theirs, stderr=self.theirs,
                                        env=env, preexec_fn=own_terminal)
        self.said = ''

    def until(self, words):
        """What was said up to these words, which must come."""
        end = time.monotonic() + 30
        while words not in self.said:
            ready, _, _ = select.select([self.ours], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise Failed(f'"{words}" does not come:\n{self.said[-1500:]}')
            try:
                data = os.read(self.ours, 4096)
            except OSError as e:
                raise Failed(f'gone before "{words}":\n{self.said[-1500:]}') from e
            self.said += data.decode('utf-8', 'replace')
        before, _, self.said = self.said.partition(words)
        return before + words

    def type(self, text):
        os.write(self.ours, text.encode())

    def echoes(self):
        return bool(termios.tcgetattr(self.theirs)[3] & termios.ECHO)

    def end(self, code):
        """It ends by itself, and leaves the terminal as it was."""
        try:
            got = self.process.wait(30)
        except subprocess.TimeoutExpired as e:
            self.process.kill()
            self.process.wait()
            raise Failed(f'does not end:\n{self.said[-1500:]}') from e
        flags = termios.tcgetattr(self.theirs)
        if not flags[3] & termios.ECHO or not flags[3] & termios.ISIG or flags[6][termios.VEOF] != b'\x04':
            raise Failed('the terminal is not as it was found')
        os.close(self.ours)
        os.close(self.theirs)
        if got != code:
            raise Failed(f'exit code {got}, wanted {code}')


def plain_lines(said):
    if re.search(r'\x1b|\x0e|\x0f', said):
        raise Failed('a code for the screen was sent to a terminal that can do nothing')


def passphrase(talk):
    talk.until('Passphrase of demo: ')
    if talk.echoes():
        raise Failed('the passphrase would show')
    talk.type('wrong horse battery\n')
    talk.until('Passphrase of demo: ')
    talk.type(PASSPHRASE + '\n')
    said = talk.until('leaves them for later: ')
    if 'horse' in said or not talk.echoes():
        raise Failed('the passphrase showed, or nothing shows after it')
    plain_lines(said)


def asked_to_stop(talk):
    """Ctrl-z (in a group without a shell nothing is stopped): the key is wiped, and it asks before it goes on."""
    talk.type('back\n')
    talk.until('Client: name or number: ')
    os.kill(talk.process.pid, signal.SIGTSTP)
    talk.until('Passphrase of demo: ')
    talk.type(PASSPHRASE + '\n')
    talk.until('Client: name or number: ')


def room(talk):
    """Nothing but the PIN (here: Enter twice) leads out: not Ctrl-c, not Ctrl-z, not Ctrl-d."""
    talk.type('NB-0001\nmeeting\n1\n2\n1\n1\n')
    talk.until('Question 1 of 11')
    talk.until('Answer: ')
    talk.type('\x03\x1a\x04\n')
    talk.until('Answer: ')
    talk.type('4\n')
    said = talk.until('Question 2 of 11')
    if 'NB-0001' in said or 'Saved: 4' not in said:
        raise Failed(f'the room is not as it should be:\n{said}')
    talk.type('stop\n')
    talk.until('press Enter twice: ')
    talk.type('\n')
    talk.until('Once more: ')
    talk.type('\n')
    talk.until('Meeting; Enter: ')


def main():
    stige, forms = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory(prefix='stige-lines-') as top:
        home = pathlib.Path(top)
        database = home / 'lines.db'
        subprocess.run([stige, *NOW, '--forms', forms, '--database', database, 'synthetic', '--size', 'demo', '--seed',
                        '7'], check=True, capture_output=True)
        subprocess.run([stige, *NOW, '--forms', forms, '--database', database, 'key', 'seal', '--passphrase-fd', '0'],
                       input=PASSPHRASE + '\n', text=True, check=True, capture_output=True)
        args = ['--forms', forms, '--database', str(database)]
        talk = Talk(stige, home, args)
        try:
            passphrase(talk)
            asked_to_stop(talk)
            room(talk)
            talk.type('stop\nstop\nstop\n')
            talk.end(0)
            talk = Talk(stige, home, args)
            talk.until('Passphrase of demo: ')
            talk.type('half a pass\x03')         # Ctrl-c while nothing shows
            talk.end(0)
        except Failed as e:
            print(e)
            return 1
        finally:
            talk.process.kill()
    return 0


sys.exit(main())
