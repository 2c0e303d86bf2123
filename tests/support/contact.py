#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of the contact sheet names every screen there is, but for those it cannot reach, and no other.

usage: contact.py SOURCE_ROOT
"""
import pathlib
import re
import sys

# They need a sealed file, or a crash before.
ELSEWHERE = {'unlock', 'recovery', 'left_drafts'}
# Of the ui, not of the screens.
EXTRA = {'help'}


def main():
    root = pathlib.Path(sys.argv[1])
    there = set(re.findall(r'^extern const struct screen screen_(\w+)',
                           (root / 'src/screens/app_state.h').read_text(encoding='utf-8'), re.M))
    shown = re.findall(r'^[^#=\n]*> (\w+)$', (root / 'tests/support/contact.list').read_text(encoding='utf-8'), re.M)
    bad = [f'contact.list lacks the screen {name}' for name in sorted(there - set(shown) - ELSEWHERE)]
    bad += [f'contact.list: there is no screen {name}' for name in sorted(set(shown) - there - EXTRA)]
    bad += [f'{name} is said to be out of reach, and is not a screen' for name in sorted(ELSEWHERE - there)]
    print('\n'.join(bad))
    return 1 if bad else 0


sys.exit(main())
