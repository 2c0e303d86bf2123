#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, driven from outside, by tables a person can read.

usage: run.py STIGE FILE.test [WORDS OF A TITLE]

A table is a row of cases. Each case has a home of its own, TZ=Europe/Copenhagen, no TERM, and:

    == what must be true                a new case
    with office                         a starting point out of world.py
    file clients.csv bom crlf           a file; its lines follow, indented by two blanks
    env LANG=da_DK.UTF-8                an environment variable ("env LANG" takes it away)
    $ stige client add --name "A B"     a run; \\xNN, \\uNNNN and \\n in it are read as in C
    | NB-0001                           a line of standard output; "| ..." stands for any number
    ~ .* 1 shown.*                      a line of standard output by regular expression
    ! stige: what is wrong; what to do  a line of standard error ("! ..." as above)
    !~ stige: .*; .*                    the same by regular expression
    = 65                                the exit code, where it is not 0
    unchanged                           this run goes well, and changes nothing
    changes                             this run fails, and leaves something behind all the same
    do tamper event                     something is done to the files, out of world.py
    see mode log.csv 600                something is looked at, out of world.py

"stige" stands for the program with --now 2026-11-22T09:30 --as anna, "bare" for the program alone; "< FILE"
and "> FILE" redirect. A line that ends in a backslash goes on in the next. Every line of both outputs must be
named. Besides what the table says, of each run: what it prints is UTF-8 without control characters; a failure
ends in a sentence "stige: what; what to do"; a run that fails has changed nothing (no file is new, gone or
different, and the database has the same dump); and nothing is left in TMPDIR.
"""
import pathlib
import re
import shlex
import sys
import tempfile

sys.dont_write_bytecode = True          # the sources stay as they are
import world  # noqa: E402

NOW = ['--now', '2026-11-22T09:30', '--as', 'anna']
CONTROL = re.compile('[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
SENTENCE = re.compile(r'stige: .+[;:] .+')


def unescape(word):
    """\\u202e is a character, \\xff a byte that need not be text."""
    word = re.sub(r'\\u([0-9a-fA-F]{4})', lambda m: chr(int(m[1], 16)), word)
    word = re.sub(r'\\x([0-9a-fA-F]{2})',
                  lambda m: bytes([int(m[1], 16)]).decode('utf-8', 'surrogateescape'), word)
    return word.replace('\\n', '\n')


def matches(wanted, got):
    """wanted: (kind, text) with the kinds "...", "~" and "="; got: lines."""
    if not wanted:
        return not got
    kind, text = wanted[0]
    if kind == '...':
        return any(matches(wanted[1:], got[i:]) for i in range(len(got) + 1))
    fits = got and (re.fullmatch(text, got[0]) if kind == '~' else got[0] == text)
    return bool(fits) and matches(wanted[1:], got[1:])


class Run:
    """A "$" line, with what is wanted of it."""

    def __init__(self, line):
        self.line = line
        self.out, self.err = [], []
        self.code = 0
        self.may_change = None          # None: only when it goes well

    def want(self, sign, text):
        lines = self.err if sign.startswith('!') else self.out
        lines.append(('...', '') if text == '...' else ('~' if sign.endswith('~') else '=', unescape(text)))

    def words(self):
        words = [unescape(w) for w in shlex.split(self.line)]
        redirected = {'<': None, '>': None}
        for sign in redirected:
            if sign in words:
                at = words.index(sign)
                redirected[sign] = words[at + 1]
                del words[at:at + 2]
        if words[0] not in ('stige', 'bare'):
            raise world.Failed(f'a run begins with stige or bare, not with {words[0]}')
        return (NOW if words[0] == 'stige' else []) + words[1:], redirected['<'], redirected['>']

    def __call__(self, w):
        args, stdin, stdout = self.words()
        changes = self.may_change if self.may_change is not None else self.code == 0
        before = None if changes else w.snapshot()
        done = w.run(args, stdin, stdout)
        out, err = (self.lines(done.stdout, 'output'), self.lines(done.stderr, 'error'))
        said = ''.join(f'\n    | {line}' for line in out) + ''.join(f'\n    ! {line}' for line in err)
        if done.returncode != self.code:
            raise world.Failed(f'exit code {done.returncode}, wanted {self.code}{said}')
        if self.code and not (err and SENTENCE.fullmatch(err[-1])):
            raise world.Failed(f'standard error does not end in a sentence "stige: what; what to do"{said}')
        if not matches(self.out, out):
            raise world.Failed(f'standard output is not as wanted{said}')
        if not matches(self.err, err):
            raise world.Failed(f'standard error is not as wanted{said}')
        if not changes:
            w.must_be_as(before, but=stdout)
        left = list(w.tmp.iterdir())
        if left:
            raise world.Failed(f'left in TMPDIR: {left[0].name}')

    @staticmethod
    def lines(data, name):
        try:
            text = data.decode('utf-8')
        except UnicodeDecodeError as e:
            raise world.Failed(f'standard {name} is not UTF-8: {e}') from e
        bad = CONTROL.search(text)
        if bad:
            raise world.Failed(f'standard {name} has the control character U+{ord(bad[0]):04X}')
        if text and not text.endswith('\n'):
            raise world.Failed(f'standard {name} does not end its last line')
        return [line.rstrip('\r') for line in text.split('\n')[:-1]]


class Case:
    def __init__(self, title):
        self.title, self.steps = title, []

    def add(self, number, step):
        self.steps.append((number, step))

    def perform(self, stige):
        """None, or (line, what is wrong)."""
        with tempfile.TemporaryDirectory(prefix='stige-cli-') as top:
            w = world.World(stige, pathlib.Path(top))
            try:
                for number, step in self.steps:
                    try:
                        step(w)
                    except world.Failed as e:
                        return number, str(e)
            finally:
                w.close()
        return None


def helper(kind, words):
    """"with office", "do tamper event" and "see mode x 600" are functions of world.py."""
    function = getattr(world, f'{kind}_{words[0].replace("-", "_")}')
    return lambda w: function(w, *(unescape(word) for word in words[1:]))


def numbered(text):
    """Lines with their numbers; one that ends in a backslash goes on in the next."""
    whole = ''
    for number, line in enumerate(text.splitlines(), 1):
        whole += line
        if whole.endswith('\\'):
            whole = whole[:-1]
        else:
            yield number, whole
            whole = ''


def read_table(path):
    cases, run, file = [], None, None
    for number, line in numbered(path.read_text(encoding='utf-8')):
        if line.startswith('  ') and file is not None:
            file.append(unescape(line[2:]))
            continue
        sign, _, text = line.partition(' ')
        if sign not in ('', '#'):
            file = None
        if sign == '==':
            cases.append(Case(text))
        elif sign == '$':
            run = Run(text)
            cases[-1].add(number, run)
        elif sign in ('|', '~', '!', '!~'):
            run.want(sign, text)
        elif sign == '=':
            run.code = int(text)
        elif line in ('unchanged', 'changes'):
            run.may_change = line == 'changes'
        elif sign == 'file':
            name, *how = text.split()
            file = []
            cases[-1].add(number, lambda w, name=name, how=how, file=file: w.write(name, file, how))
        elif sign == 'env':
            name, equals, value = text.partition('=')
            cases[-1].add(number, lambda w, n=name, v=value if equals else None: w.set_env(n, v))
        elif sign in ('with', 'do', 'see'):
            cases[-1].add(number, helper(sign, shlex.split(text)))
        elif sign not in ('', '#'):
            sys.exit(f'{path}:{number}: not a line of a table: {line}')
    return cases


def main():
    stige, table = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    wanted = ' '.join(sys.argv[3:])
    cases = [c for c in read_table(table) if wanted in c.title]
    failed = 0
    for case in cases:
        trouble = case.perform(stige)
        if trouble:
            failed += 1
            print(f'{table.name}:{trouble[0]}: {case.title}: {trouble[1]}')
    print(f'{len(cases) - failed} passed, {failed} failed')
    return 1 if failed or not cases else 0


if __name__ == '__main__':
    sys.exit(main())
