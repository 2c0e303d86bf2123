#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every file must have or must not have, and no mutable globals.

usage: style.py SOURCE_ROOT BUILD_ROOT
"""
import pathlib
import re
import subprocess
import sys

FORBIDDEN = [
    (re.compile(r'\b(TODO|FIXME|XXX|HACK)\b'), 'left for later'),
    (re.compile(r'[ \t]+$'), 'blanks at the end of the line'),
    (re.compile(r'(?<![\w$])/(?:root/\.|work/|home/)'), 'a path of one machine'),
]
# State that is the process's own: the terminal restorer, the language, one terminal's signals.
GLOBALS = {'pipe_ends', 'restore', 'restore_hook', 'language', 'hook', 'str_empty'}


def tracked(root):
    try:
        out = subprocess.run(['git', '-C', str(root), 'ls-files', '-z'], capture_output=True, check=True).stdout
        return [root / name for name in out.decode().split('\0') if name]
    except (OSError, subprocess.CalledProcessError):
        return [p for p in root.rglob('*') if p.is_file() and 'build' not in p.parts[len(root.parts)]]


def check_text(path, root):
    where = path.relative_to(root)
    try:
        text = path.read_text(encoding='utf-8')
    except UnicodeDecodeError:
        return
    head = text[:400]
    source = path.suffix in {'.c', '.h', '.py'} or path.name == 'meson.build'
    if source and 'SPDX-License-Identifier: GPL-3.0-or-later' not in head:
        yield f'{where}: no SPDX line'
    if path.suffix == '.c' and where.parts[0] == 'src':
        includes = re.findall(r'^#include\s+[<"]([^>"]+)', text, re.M)
        if not includes or includes[-1] != 'stige/base/banned.h':
            yield f'{where}: stige/base/banned.h is not the last include'
    if not source or path.name == 'style.py':
        return
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, what in FORBIDDEN:
            if pattern.search(line):
                yield f'{where}:{number}: {what}'
        if len(line.expandtabs(4)) > 120 and path.suffix in {'.c', '.h'}:
            yield f'{where}:{number}: longer than 120 columns'


def check_globals(build):
    for archive in sorted(build.glob('src/*/libstige-*.a')):
        out = subprocess.run(['objdump', '-t', str(archive)], capture_output=True, text=True, check=True).stdout
        for line in out.splitlines():
            # Tables of pointers are constant too: .data.rel.ro is read-only once the program runs.
            m = re.match(r'^[0-9a-f]+ .{7} (\.(?:data|bss)\S*)\t[0-9a-f]+ +(?:\.hidden )?(\S+)$', line)
            if m and not m.group(1).startswith('.data.rel.ro') and m.group(2) != m.group(1):
                name = m.group(2).split('.')[0]
                if name not in GLOBALS and not m.group(2).startswith('.L'):
                    yield f'{archive.name}: a mutable global: {m.group(2)}'


def main():
    root, build = map(pathlib.Path, sys.argv[1:3])
    files = tracked(root)
    bad = [line for path in files if path.is_file() for line in check_text(path, root)]
    bad += list(check_globals(build))
    top = {p.relative_to(root).parts[0] for p in files}
    allowed = {'src', 'include', 'forms', 'tests', 'meson.build', 'README.md', 'COPYING', 'meson_options.txt'}
    bad += [f'{name}: not in the top level the design fixes' for name in sorted(top - allowed) if name[0] != '.']
    if len(files) < 50:
        bad.append(f'only {len(files)} files were read')
    print('\n'.join(bad))
    return 1 if bad else 0


sys.exit(main())
