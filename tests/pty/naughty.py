#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""T1 and T2 on the real binary: what reaches a terminal, a pipe or a file of texts about naughty clients.

usage: naughty.py STIGE FORMS PLANT

PLANT makes a database whose clients have names, notes, steps and reasons that a terminal could take for
its own language. Every command that prints text about them, and the curses screens byte by byte, may
send letters, line feeds and the terminal's own codes and nothing else. Names that look alike are
told apart by their numbers. STIGE_SOAK=1 asks about each client, else about some.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.dont_write_bytecode = True
import terminal  # noqa: E402

EVERY = 1 if terminal.soak() else 17
# What curses sends with TERM=xterm-256color and no colours.
CODES = re.compile(r'\x1b(?:\[[0-9;?]*[A-Za-z@`]|\(B|[=>78M]|\[!p)|[\r\n\b\t\v\x0f]')
REORDERING = set('\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069')


def forbidden(text, allowed='\n'):
    """The first character that may not be sent, or None."""
    for c in text:
        if c in allowed:
            continue
        if c in REORDERING or unicodedata.category(c) in ('Cc', 'Cf', 'Cs', 'Co', 'Cn', 'Zl', 'Zp'):
            return c
    return re.search('[\u0300-\u036f]{3,}', text) and 'a pile of accents'


def look(what, output, allowed='\n'):
    text = output.decode('utf-8')                # raises on what is not UTF-8
    bad = forbidden(text, allowed)
    if bad:
        raise AssertionError(f'{what} sends {bad!r}: {text[max(0, text.find(bad) - 60):][:120]!r}')
    return text


def control():
    for bad in ('a\x1b[2Jb', 'a\bb', 'a\x9bb', 'a\u202eb', 'a\u200bb', 'a\u2028b', 'a\U000e0041b', 'e\u0301\u0301\u0301'):
        if not forbidden(bad):
            raise SystemExit(f'{bad!r} passes: this test finds nothing')
    for good in ('Søren\n', 'e\u0301', '日本語', '\ufffd'):
        if forbidden(good):
            raise SystemExit(f'{good!r} does not pass')


class House:
    def __init__(self, stige, forms, database):
        self.argv = [stige, '--forms', forms, '--database', str(database), '--lang', 'en', '--as', 'kih']
        self.env = terminal.environment(database.parent)

    def run(self, *words):
        done = subprocess.run([*self.argv, *words], capture_output=True, env=self.env)
        look(' '.join(words) + ' (errors)', done.stderr)
        return done

    def text(self, *words):
        done = self.run(*words)
        if done.returncode:
            raise AssertionError(f'{words} ends with {done.returncode}: {done.stderr!r}')
        return look(' '.join(words), done.stdout)


def commands(house, count):
    """Every text about clients that goes to standard output."""
    runs = 0
    for words in (['client', 'list'], ['due'], ['log', 'show']):
        house.text(*words)
        runs += 1
    # A file is what people wrote; on a terminal it is made safe as everything else.
    run = terminal.Run([*house.argv, 'export', 'log', '--names', '--reason', 'supervision'], house.env)
    if run.end() != 0 or len(run.screen) < 5000:
        raise AssertionError(f'the export on the terminal failed: {run.screen[:200]!r}')
    look('the export on the terminal', run.screen, '\r\n')
    for n in range(1, count + 1, EVERY):
        for words in (['client', 'show'], ['handover'], ['sheet'], ['advise']):
            house.text(*words, f'NB-{n:04d}')
            runs += 1
    return runs


def screens(house, count):
    """The same through curses, row after row and page after page."""
    run = terminal.Run([*house.argv, '--theme', 'mono'], house.env)
    run.wait()
    for _ in range(count // 15 + 2):
        run.press('PgDn')
    for _ in range(0, count, EVERY):
        for key in ('Enter', '3', 'Esc', 'p', 'Esc', *['Up'] * EVERY):
            run.press(key)
    output = run.screen
    run.kill()
    left = CODES.sub('', output.decode('utf-8'))
    bad = forbidden(left, '')
    if bad:
        raise AssertionError(f'the screens send {bad!r}: {left[max(0, left.find(bad) - 60):][:120]!r}')
    if '\ufffd' not in left:
        raise AssertionError('the screens show no mark in the place of what cannot be shown: nothing was tested')
    return len(output)


def main():
    stige, forms, plant = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], sys.argv[3]
    control()
    with tempfile.TemporaryDirectory(prefix='stige-naughty-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        database = folder / 'naughty.db'
        count = int(subprocess.run([plant, str(database), forms], capture_output=True, check=True).stdout)
        house = House(stige, forms, database)
        runs = commands(house, count)
        sent = screens(house, count)
    print(f'{count} texts, {runs} runs of commands, {sent} bytes to the terminal: nothing in them but letters')


try:
    main()
except (AssertionError, UnicodeDecodeError) as problem:
    print(problem)
    sys.exit(1)
