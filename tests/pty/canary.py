#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""K1: what is typed about people into a sealed file stands nowhere in clear, whatever happens.

usage: canary.py STIGE FORMS

First start on the real screens with a passphrase and its recovery code, then names, CPR numbers,
goals, a remark, a step and a text for the journal; backups and a log are made; then the program
is killed again and again while a client is saved. Every byte of every file that came of it (database,
journals, backups, exports, temporary folders, standard error) is searched for every canary.

Controls: in a file without a passphrase the same words are found, in the database and in its backup;
and what was typed can be read again through the passphrase. STIGE_SOAK=1: 200 clients, 100 kills.
"""
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import terminal  # noqa: E402

CLIENTS, KILLS = (200, 100) if terminal.soak() else (6, 6)
PASSPHRASE = 'rugbrod kanel fjord violin'
WORKER = 'Tjansine Kanarivogter'


def canaries(n):
    """Name, CPR number, note of client n: they are nowhere else in the world."""
    return f'Kanarifugl{n:04d} Guldbryst', f'0107855{n:03d}', f'hemmelignote{n:04d}'


class House:
    """A home with all the places a program could write to."""

    def __init__(self, stige, forms, folder):
        self.root, self.forms, self.stige = folder, forms, stige
        for name in ('home', 'tmp', 'run', 'cwd'):
            (folder / name).mkdir(mode=0o700)
        self.env = terminal.environment(folder / 'home', TMPDIR=str(folder / 'tmp'), XDG_RUNTIME_DIR=str(folder / 'run'))
        self.database = folder / 'home/.local/share/stige/stige.db'

    def start(self):
        shell = f'cd {self.root}/cwd && exec "$@" 2>>{self.root}/stderr.txt'
        run = terminal.Run(['/bin/sh', '-c', shell, 'sh', self.stige, '--forms', self.forms, '--lang', 'en', '--now',
                            terminal.NOW, '--as', 'kih'], self.env)
        run.wait()
        return run

    def command(self, *words, passphrase=None):
        """One command; returns what it prints."""
        read, write = os.pipe()
        os.write(write, f'{passphrase}\n'.encode())
        os.close(write)
        fd = ['--passphrase-fd', str(read)] if passphrase else []
        done = subprocess.run([self.stige, '--forms', self.forms, '--now', terminal.NOW, '--as', 'kih', *fd, *words],
                              capture_output=True, env=self.env, cwd=self.root / 'cwd', pass_fds=(read,))
        os.close(read)
        with open(self.root / 'stderr.txt', 'ab') as f:
            f.write(done.stderr)
        if done.returncode:
            raise AssertionError(f'{words} ends with {done.returncode}: {done.stderr.decode()}')
        return done.stdout

    def hits(self, wanted):
        """Files that hold one of these, in whatever case."""
        found = {}
        for path in self.root.rglob('*'):
            if path.is_file():
                content = path.read_bytes().lower()
                for word in wanted:
                    if word.lower().encode() in content or word.lower().encode('utf-16-le') in content:
                        found.setdefault(str(path.relative_to(self.root)), []).append(word)
        return found


def words_of(count):
    return [WORKER] + [form for n in range(count) for name, cpr, note in [canaries(n)]
                       for form in (name, name.split()[0], cpr, f'{cpr[:6]}-{cpr[6:]}', note)] \
        + ['hemmeligbemaerkning', 'hemmeligtskridt', 'hemmeligjournal', PASSPHRASE]


def press_all(run, *keys):
    for key in keys:
        if not (run.type(key[5:]) if key.startswith('type ') else run.press(key)):
            raise AssertionError(f'the program ended at the key {key}')


def shown_code(run):
    halves = re.findall(rb'(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}', run.screen)
    if len(halves) < 2:
        raise AssertionError('no recovery code on the screen')
    return b'-'.join(halves[-2:]).decode().split('-')


def first_start(house, passphrase):
    run = house.start()
    press_all(run, f'type {WORKER}', 'Enter', 'type KH', 'Enter', 'type NB', *['Enter'] * 6)
    press_all(run, f'type {passphrase}', 'Enter', f'type {passphrase}', 'Enter', 'Enter')
    if passphrase:
        code = shown_code(run)
        press_all(run, 'Enter', f'type {code[1]}', 'Enter', f'type {code[6]}', 'Enter', 'Enter')
    else:
        press_all(run, 'Down', 'Enter')
    press_all(run, 'Esc')                # the tour
    return run


def client_keys(n):
    """A client's page from the caseload: the name, and why this goal with number and note; the last row saves."""
    name, cpr, note = canaries(n)
    return ['c', *name, *['Down'] * 6, 'Space', 'Down', *f'{note} {cpr[:6]}-{cpr[6:]} {cpr}', *['Down'] * 30, 'Enter']


def meeting(run, n):
    """With client n: a remark, a step, a text for the journal; half of it is left open as a draft."""
    press_all(run, '/', *canaries(n)[0].split()[0], 'Enter', 'm', 'Enter', 's', 'Enter', '3', 'e', 'type hemmeligbemaerkning',
              'Enter', '4', 'Esc', '6', 'Enter', 'type hemmeligtskridt', 'Enter', 'Enter', 'Esc')


def fill(house, passphrase, clients):
    run = first_start(house, passphrase)
    for n in range(clients):
        press_all(run, *client_keys(n), 'Esc')
    meeting(run, 0)
    press_all(run, 'Esc', 'Esc', 'Esc')
    run.kill(signal.SIGTERM)
    house.command('backup', 'make', str(house.root / 'cwd/backup.db'), passphrase=passphrase)
    house.command('export', 'log', '--output', str(house.root / 'cwd/log.csv'), passphrase=passphrase)


def unlock(house):
    run = house.start()
    press_all(run, f'type {PASSPHRASE}', 'Enter', 'Esc')         # past the draft that was left
    if b'Caseload' not in run.screen:
        raise AssertionError('the passphrase does not open the file')
    return run


def read_again(house, count, passphrase=None):
    """What was typed is there: else nothing was tested."""
    text = house.command('dump', passphrase=passphrase).decode()
    for word in [canaries(n)[k] for n in range(count) for k in (0, 2)] + ['hemmeligbemaerkning', 'hemmeligtskridt']:
        if word not in text:
            raise AssertionError(f'{word} was typed, but it is not in the file')


def killed_while_saving(house, chance):
    """Somewhere on the way to the disk; the files are searched before anybody mends them."""
    journals = 0
    for k in range(KILLS):
        run = unlock(house)
        keys = client_keys(CLIENTS + k)
        press_all(run, *keys[:-1])
        os.write(run.tty, b'\r')
        try:
            run.until(lambda: False, chance.random() * 0.006)
        except AssertionError:
            pass                         # its time is up, on purpose
        run.kill(signal.SIGKILL)
        journals += any(path.stat().st_size > 0 for path in house.database.parent.glob('*-journal'))
        nobody_found(house, CLIENTS + k + 1, f'killed at point {k}')
    return journals


def nobody_found(house, count, when):
    found = house.hits(words_of(count))
    if found:
        raise AssertionError(f'{when}: ' + '; '.join(f'{path} holds {", ".join(words[:3])}' for path, words in found.items()))


def control(stige, forms, folder):
    """The same in a file that is not sealed: there everything is found."""
    house = House(stige, forms, folder)
    fill(house, '', 2)
    read_again(house, 2)
    found = house.hits(words_of(2))
    for path in (str(house.database.relative_to(folder)), 'cwd/backup.db'):
        missing = set(words_of(2)) - {PASSPHRASE, 'hemmeligjournal', canaries(0)[0].split()[0]} - set(found.get(path, []))
        if path not in found or missing:
            raise AssertionError(f'{path} is not sealed, and yet {missing or "nothing"} is not found: this test finds nothing')


def main():
    stige, forms = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    with tempfile.TemporaryDirectory(prefix='stige-canary-') as tmp:
        plain, sealed = pathlib.Path(tmp) / 'plain', pathlib.Path(tmp) / 'sealed'
        for folder in plain, sealed:
            folder.mkdir(mode=0o700)
        control(stige, forms, plain)
        house = House(stige, forms, sealed)
        fill(house, PASSPHRASE, CLIENTS)
        nobody_found(house, CLIENTS, 'after a day')
        read_again(house, CLIENTS, PASSPHRASE)
        nobody_found(house, CLIENTS, 'after reading it again')
        journals = killed_while_saving(house, random.Random(1))
        files = sum(path.is_file() for path in sealed.rglob('*'))
    print(f'{CLIENTS} clients typed, {KILLS} kills ({journals} with a journal left), {files} files: nothing in clear')


try:
    main()
except AssertionError as problem:
    print(problem)
    sys.exit(1)
