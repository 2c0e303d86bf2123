#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""src/po/da.po is complete: every string of the sources is there, translated, and nothing else.

usage: po.py SOURCE_ROOT [--update]
"""
import pathlib
import re
import subprocess
import sys
import tempfile

KEYWORDS = ['--keyword=_', '--keyword=N_', '--keyword=P_:1c,2', '--from-code=UTF-8', '--add-comments=TRANSLATORS']
MARKED = re.compile(r'(?<!\w)(_|N_|P_|ngettext)\(\s*"')


def run(*args):
    return subprocess.run(args, capture_output=True, text=True, check=True).stdout


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    po = root / 'src/po/da.po'
    listed = (root / 'src/po/POTFILES').read_text().split()
    sources = [*root.glob('src/**/*.[ch]'), *root.glob('include/**/*.h')]
    using = sorted(str(p.relative_to(root)) for p in sources if MARKED.search(p.read_text()))
    if '--update' in sys.argv:
        (root / 'src/po/POTFILES').write_text('\n'.join(using) + '\n')
        listed = using
    bad = []
    if sorted(listed) != using:
        bad.append('src/po/POTFILES is not the list of files with strings: '
                   + ' '.join(sorted(set(listed) ^ set(using))))
    with tempfile.TemporaryDirectory() as tmp:
        pot = pathlib.Path(tmp) / 'stige.pot'
        subprocess.run(['xgettext', *KEYWORDS, '--language=C', '--no-location', '-o', str(pot), *using],
                       cwd=root, check=True, capture_output=True)
        pot.write_text(re.sub(r'^"POT-Creation-Date:.*\n', '', pot.read_text(), flags=re.M))    # no churn of dates
        if '--update' in sys.argv:
            run('msgmerge', '--quiet', '--update', '--backup=none', '--no-fuzzy-matching', '--no-location',
                '--no-wrap', str(po), str(pot))
            run('msgattrib', '--no-obsolete', '--no-wrap', '-o', str(po), str(po))
        done = subprocess.run(['msgcmp', str(po), str(pot)], capture_output=True, text=True)
        if done.returncode:
            bad.append(done.stderr.strip())
        unused = run('msgcomm', '--unique', '--no-location', str(po), str(pot))
        for msgid in re.findall(r'^msgid "(.+)"$', unused, re.M):
            bad.append(f'in one of da.po and the sources only: {msgid}')
    check = subprocess.run(['msgfmt', '--check', '--statistics', '-o', '/dev/null', str(po)],
                           capture_output=True, text=True, env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'})
    if check.returncode or 'untranslated' in check.stderr or 'fuzzy' in check.stderr:
        bad.append(check.stderr.strip())
    print(*bad, sep='\n', end='\n' if bad else '')
    return 1 if bad else 0


sys.exit(main())
