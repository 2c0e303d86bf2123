#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every public header compiles by itself, twice in one file, and has its own guard.

usage: headers.py SOURCE_ROOT COMPILER...
"""
import pathlib
import subprocess
import sys


def main():
    root = pathlib.Path(sys.argv[1])
    compiler = sys.argv[2:]
    headers = sorted((root / 'include').rglob('*.h'))
    bad = []
    guards = {}
    for path in headers:
        name = path.relative_to(root / 'include')
        code = f'#include "{name}"\n#include "{name}"\nextern int unused_{abs(hash(str(name)))};\n'
        done = subprocess.run(
            [*compiler, '-std=c11', '-D_XOPEN_SOURCE=700', '-Wall', '-Wextra', '-Wpedantic', '-Werror',
             '-fsyntax-only', '-I', str(root / 'include'), '-x', 'c', '-'],
            input=code, capture_output=True, text=True)
        if done.returncode:
            bad.append(f'{name}: not self-contained\n{done.stderr}')
        guard = 'STIGE_' + '_'.join(name.with_suffix('').parts[1:]).upper() + '_H'
        if f'#ifndef {guard}' not in path.read_text():
            bad.append(f'{name}: its guard is not {guard}')
        guards[guard] = name
    if len(headers) < 40:
        bad.append(f'only {len(headers)} headers were read')
    print('\n'.join(bad))
    return 1 if bad else 0


sys.exit(main())
