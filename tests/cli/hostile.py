#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile CSV (reliability.md C3): refused with a place, little memory, nothing changed.

usage: hostile.py STIGE

Prints the seconds and judges them not: other programs may be busy. The memory is that of the largest run.
"""
import pathlib
import re
import resource
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import world  # noqa: E402

MOST_KIB = 32 << 10
LONG = [b'x' * (1 << 20)] * 200             # written piece by piece: a child begins with our memory
HEADS = {'answers': 'case_no,date,c1', 'clients': 'name,birth,number', 'outcomes': 'case_no,kind,from'}


def files(head):
    """Name, pieces of bytes, the line that must be named."""
    text = head.encode()
    yield 'field.csv', [text, b'\nNB-0001,x,"', *LONG, b'"\n'], 2
    yield 'bare.csv', [text, b'\nNB-0001,x,', *LONG, b'\n'], 2
    yield 'columns.csv', [text, b',x' * 1000000, b'\n'], 1
    yield 'nul.csv', [text, b'\nNB-0001,x,\0\n'], 2
    yield 'return.csv', [text, b'\rNB-0001,x,9\r'], 2
    yield 'open.csv', [text, b'\nNB-0001,x,"5\n'], 2
    yield 'utf16.csv', [head.encode('utf-16')], 1
    yield 'latin1.csv', [text, b',\xf8re\nNB-0001,x,5,\xf8\n'], 1
    yield 'neither.csv', [text, b'\nNB-0001,x,\x81\n'], 2


def main():
    failed = []
    with tempfile.TemporaryDirectory() as tmp:
        w = world.World(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(tmp))
        world.with_office(w)
        before = w.must_run('--read-only', 'dump', '--hash')
        for what, head in HEADS.items():
            for name, pieces, line in files(head):
                path = w.path(name)
                with path.open('wb') as f:
                    f.writelines(pieces)
                begun = time.monotonic()
                done = w.run([*world.NOW, 'import', what, name])
                seconds = time.monotonic() - begun
                path.unlink()
                said = done.stderr.decode()
                places = re.findall(rf'(?:{re.escape(name)}:|line )(\d+)', said)
                sys.stdout.write(f'{what:10}{name:14}{seconds:6.2f} s\n')
                # Over the limit of bytes it is refused before a line is looked at.
                if done.returncode != 65 or not (str(line) in places or 'larger than' in said):
                    failed.append(f'{what} {name}: exit {done.returncode}: {said[:200]}')
        if w.must_run('--read-only', 'dump', '--hash') != before:
            failed.append('the database has changed')
        w.close()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stdout.write(f'most memory: {most} KiB\n')
    if b'__asan_init' in pathlib.Path(sys.argv[1]).read_bytes():
        sys.stdout.write('with a sanitizer: its memory is not judged\n')
    elif most > MOST_KIB:
        failed.append(f'{most} KiB of memory')
    for line in failed:
        sys.stderr.write(line + '\n')
    return 1 if failed else 0


sys.exit(main())
