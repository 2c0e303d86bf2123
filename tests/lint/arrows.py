#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house's arrows: src/may-use against every #include and every archive's symbols.

usage: arrows.py SOURCE_ROOT BUILD_ROOT
"""
import pathlib
import re
import subprocess
import sys

# A library's header and the prefix of its symbols: the rooms that may see it.
FOREIGN = {
    'curses.h': ({'term'}, None),
    'ncurses.h': (set(), None),
    'term.h': ({'term'}, None),
    'sqlite3.h': ({'store'}, re.compile(r'^sqlite3_')),
    'csv.h': ({'csv'}, re.compile(r'^csv_(init|parse|fini|free|error|strerror|set_\w+|write2?|fwrite2?)$')),
    'sodium.h': ({'store', 'exchange'}, re.compile(r'^(crypto|sodium|randombytes)_')),
    'utf8proc.h': ({'base'}, re.compile(r'^utf8proc_')),
    'pcre2.h': ({'form'}, re.compile(r'^pcre2_')),
    'vterm.h': (set(), None),
    'cairo.h': (set(), re.compile(r'^cairo_')),
    'cairo-pdf.h': ({'paper'}, None),
    'pangocairo.h': ({'paper'}, re.compile(r'^(pango|g_object)_')),
}
CURSES_SYMBOL = re.compile(r'^(initscr|newterm|endwin|w?add\w*wstr|wget_wch|doupdate|start_color|stdscr)$')


def table(root):
    rooms = {}
    for line in (root / 'src/may-use').read_text().splitlines():
        if line and not line.startswith('#'):
            room, uses = line.split(':')
            rooms[room] = set(uses.split()) | {'base', room}
    return rooms


def room_of(path, root):
    parts = path.relative_to(root).parts
    return parts[2] if parts[0] == 'include' else ('main' if len(parts) == 2 else parts[1])


def check_includes(root, rooms):
    bad = []
    files = sorted(root.glob('src/**/*.[ch]')) + sorted(root.glob('include/**/*.h'))
    for path in files:
        room = room_of(path, root)
        for number, line in enumerate(path.read_text().splitlines(), 1):
            m = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if not m:
                continue
            name = m.group(1)
            where = f'{path.relative_to(root)}:{number}'
            if name.startswith('stige/'):
                if name.split('/')[1] not in rooms[room]:
                    bad.append(f'{where}: {room} may not use {name}')
            elif name.split('/')[-1] in FOREIGN and '"' not in line:
                if room not in FOREIGN[name.split('/')[-1]][0]:
                    bad.append(f'{where}: {room} may not see <{name}>')
            elif '"' in line and '/' in name:
                bad.append(f'{where}: a private header of another room: {name}')
    return bad, len(files)


def symbols(archive, kind):
    out = subprocess.run(['nm', kind, str(archive)], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1].split('@')[0] for line in out.splitlines() if line.strip() and not line.endswith(':')}


def check_symbols(build, rooms):
    bad = []
    defined = {}
    archives = {r: build / f'src/{r}/libstige-{r}.a' for r in rooms if r not in {'main', 'man'}}
    for room, archive in archives.items():
        for symbol in symbols(archive, '--defined-only'):
            defined.setdefault(symbol, room)
    for room, archive in archives.items():
        for symbol in symbols(archive, '--undefined-only'):
            owner = defined.get(symbol)
            if owner and owner not in rooms[room]:
                bad.append(f'{archive.name}: {room} may not use {symbol} of {owner}')
            for header, (allowed, pattern) in FOREIGN.items():
                if pattern and pattern.match(symbol) and owner is None and room not in allowed:
                    bad.append(f'{archive.name}: {room} calls {symbol} of <{header}>')
            if CURSES_SYMBOL.match(symbol) and room != 'term':
                bad.append(f'{archive.name}: {room} calls {symbol} of <curses.h>')
    return bad


def main():
    root, build = map(pathlib.Path, sys.argv[1:3])
    rooms = table(root)
    bad, count = check_includes(root, rooms)
    bad += check_symbols(build, rooms)
    # The check itself must be able to see something.
    if count < 50:
        bad.append(f'only {count} files were read')
    print('\n'.join(bad))
    return 1 if bad else 0


sys.exit(main())
