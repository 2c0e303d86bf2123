#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms of hostile sizes, and one of 10,000 questions, through the real program.

usage: hostile.py STIGE [--benchmark]

Each is refused with a place or a sentence (or taken, where it is a form), and the program never
needs more than 64 MiB; what it needed is asked of the kernel. Nothing here looks at a clock, but
--benchmark, which prints how long each takes and fails on nothing.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

MOST_KB = 64 * 1024
HEAD = 'survey\n,type,name,label::English (en),label::Dansk (da),relevant,constraint\n'
PLAIN = 'survey\n,type,name,label\n'
FAULT = re.compile(r':\d+:\d+: error F\d{3}: \S')
SENTENCE = re.compile(r'^stige: .+[;:] .+$', re.M)


def questions(n):
    yield HEAD
    for i in range(n):
        relevant = f'${{q{i - 1}}} = {i % 5}' if i else ''
        yield f',integer,q{i},Question {i}?,Spørgsmål {i}?,{relevant},. >= 0 and . <= {i}\n'
    yield 'settings\n,form_id,version\n,big,1\n'


def expression(text):
    yield f'{HEAD},text,a,A,A,"{text}",\n'


def inside(kind, n):
    yield PLAIN
    yield from (f',begin_{kind},g{i},G\n' for i in range(n))
    yield ',text,t,T\n'
    yield f',end_{kind},,\n' * n


def huge(before, piece, times):
    """In pieces: the file is large, this program need not be."""
    yield before
    for _ in range(times // 1000):
        yield piece * 1000


# name, the file's text, whether it is a form
FILES = [
    ('10,000 questions', lambda: questions(10_000), True),
    ('a list of 90,000 choices', lambda: [PLAIN + ',select_one s,a,A\nchoices\n,list_name,name,label\n',
                                          *(f',s,c{i},C\n' for i in range(90_000))], True),
    ('a cell of 200 MB', lambda: huge(PLAIN + ',text,a,"', 'x' * 1000, 200_000), False),
    ('a cell of 7 MB', lambda: huge(PLAIN + ',text,a,"', 'x' * 1000, 7_000), False),
    ('a quote of 60 MB', lambda: huge('', '"' * 1000, 60_000), False),
    ('a million columns', lambda: huge(PLAIN[:-1], ',c', 1_000_000), False),
    ('a million cells in a row', lambda: huge(PLAIN + ',text,a,A', ',', 1_000_000), False),
    ('thirty million blank lines', lambda: huge(PLAIN, '\n' * 30, 1_000_000), False),
    ('eight million cells', lambda: huge(PLAIN, ',' * 99 + '\n', 80_000), False),
    ('100,000 groups in one another', lambda: inside('group', 100_000), False),
    ('40,000 groups in one another', lambda: inside('group', 40_000), False),
    ('40,000 repeats in one another', lambda: inside('repeat', 40_000), False),
    ('100,000 brackets', lambda: expression('(' * 100_000 + '1' + ')' * 100_000), False),
    ('30,000 brackets', lambda: expression('(' * 30_000 + '1' + ')' * 30_000), False),
    ('100,000 calls', lambda: expression('not(' * 100_000 + 'true()' + ')' * 100_000), False),
    ('10,000 calls', lambda: expression('not(' * 10_000 + 'true()' + ')' * 10_000), False),
    ('30,000 sums', lambda: expression('1' + '+1' * 30_000 + ' = 1'), False),
    ('10,000 predicates', lambda: expression("/data/a" + '[1=1]' * 10_000 + " = ''"), False),
    ('20,000 steps up', lambda: expression('../' * 20_000 + "a = ''"), False),
    ('a regex that explodes', lambda: expression("regex('" + 'a' * 40 + "b', '^(a|a|aa)+$')"), True),
]


def run(stige, path):
    """Exit code, standard output, standard error, KiB it needed, seconds."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([stige, 'form', 'check', path], stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        took = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for f in out, err:
            f.seek(0)
            texts.append(f.read().decode('utf-8'))
    return child.returncode, *texts, usage.ru_maxrss, took


def check(stige, path, good):
    """What is wrong, or nothing; and the measures."""
    code, out, err, kb, took = run(stige, path)
    wrong = []
    if code != (0 if good else 65):
        wrong.append(f'exit code {code}')
    if good and 'error' in out:
        wrong.append(f'errors in a good form: {out[:200]}')
    if not good and not SENTENCE.search(err):
        wrong.append(f'no sentence on standard error: {err[:200]}')
    if not good and not FAULT.search(out) and 'larger than' not in err:
        wrong.append(f'neither a place nor a size is named: {out[:200]} {err[:200]}')
    # A sanitizer's shadow is not the program's memory.
    if kb > MOST_KB and 'STIGE_SANITIZED' not in os.environ:
        wrong.append(f'{kb / 1024:.1f} MiB')
    return wrong, kb, took


def main():
    stige, benchmark = sys.argv[1], '--benchmark' in sys.argv
    failed = 0
    with tempfile.TemporaryDirectory(prefix='stige-hostile-') as folder:
        for name, text, good in FILES:
            path = pathlib.Path(folder) / 'form.csv'
            with path.open('w', encoding='utf-8') as f:
                f.writelines(text())
            wrong, kb, took = check(stige, str(path), good)
            failed += bool(wrong)
            time_taken = f'{took * 1000:8.0f} ms' if benchmark else ''
            print(f'{name:32} {kb / 1024:6.1f} MiB {time_taken} {"; ".join(wrong)}')
            path.unlink()
    print(f'{len(FILES) - failed} passed, {failed} failed')
    return 1 if failed and not benchmark else 0


if __name__ == '__main__':
    sys.exit(main())
