#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The README's code map names every room and every public header, and nothing else.

usage: docs.py SOURCE_ROOT
"""
import pathlib
import re
import sys


def main():
    root = pathlib.Path(sys.argv[1])
    readme = (root / 'README.md').read_text(encoding='utf-8')
    bad = []
    mapped = {}
    code_map = readme.partition('| room | what it knows | headers |')[2]
    for room, headers in re.findall(r'^\| (\w+) \|[^|]*\| ([a-z0-9 ]+) \|$', code_map, re.M):
        mapped[room] = set(headers.split())
    for folder in sorted((root / 'include/stige').iterdir()):
        there = {p.stem for p in folder.glob('*.h')}
        named = mapped.pop(folder.name, set())
        for name in sorted(there ^ named):
            bad.append(f'README.md: {folder.name}/{name}.h is ' + ('not in the code map' if name in there else 'not there'))
    bad += [f'README.md: there is no room {room}' for room in sorted(mapped)]
    if len(readme.splitlines()) > 170:
        bad.append('README.md: longer than 170 lines')
    for picture in re.findall(r'!\[[^]]*\]\(([^)]+)\)', readme):
        if not (root / picture).is_file():
            bad.append(f'README.md: the picture {picture} is not there')
    print('\n'.join(bad))
    return 1 if bad else 0


sys.exit(main())
