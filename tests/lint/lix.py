#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Danish of the client's room is easy to read: LIX at most 30.

LIX (Bjoernsson 1968) = words / sentences + 100 x words of more than six letters / words. Exactly these texts, all
our own: what the room says itself (src/po/da.po), and the hints, explanations and answers of forms/client.csv. The questions are
translations of printed ones and are not measured. All of it together, and each hint by itself; an answer, which
has no full stop, counts as a sentence.

usage: lix.py SOURCE_ROOT
"""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

MOST = 30
# Where the room's own words stand.
ROOM = ['src/screens/room.c', 'src/screens/question_view.c', 'src/screens/question_draw.c',
        'src/screens/question_run.c', 'src/form/offer.c']
DANISH = 'Dansk (da)'


def lix(text):
    words = re.findall(r'[^\W\d_]+', text)
    sentences = max(1, len(re.findall(r'[.!?:]+(?=\s|$)', text)))
    return len(words) / sentences + 100 * sum(len(w) > 6 for w in words) / len(words)


def program_texts(root):
    """msgids of the room's files, as da.po has them."""
    with tempfile.TemporaryDirectory() as tmp:
        pot = pathlib.Path(tmp) / 'room.pot'
        po = pathlib.Path(tmp) / 'room.po'
        subprocess.run(['xgettext', '--keyword=_', '--keyword=N_', '--from-code=UTF-8', '-o', pot, *ROOM],
                       cwd=root, check=True, capture_output=True)
        subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--no-wrap', '-o', po, root / 'src/po/da.po', pot],
                       check=True, capture_output=True)
        text = po.read_text(encoding='utf-8')
    for block in text.split('\n\n')[1:]:
        said = ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', block.partition('msgstr')[2]))
        if said and '#~' not in block:
            yield said.replace('\\"', '"').replace('%zu', '3')


def form_texts(root):
    """(hints, answers) of the client's form."""
    hints, answers, at = [], [], {}
    for line in csv.reader((root / 'forms/client.csv').open(encoding='utf-8')):
        if 'label::' + DANISH in line:
            at = {name: i for i, name in enumerate(line)}
        elif line[0]:
            at = {}
        elif 'hint::' + DANISH in at:
            hints += [line[at['hint::' + DANISH]], line[at['guidance_hint::' + DANISH]]]
        elif 'list_name' in at and not line[at['list_name']].startswith('stige_'):
            answers.append(line[at['label::' + DANISH]])
    return [h for h in hints if h], answers


def main():
    root = pathlib.Path(sys.argv[1])
    program = list(program_texts(root))
    hints, answers = form_texts(root)
    all_of_it = ' '.join(t if re.search('[.!?:]$', t) else t + '.' for t in program + hints + answers)
    bad = [f'LIX {lix(h):.0f}: {h}' for h in hints if lix(h) > MOST]
    if lix(all_of_it) > MOST:
        bad.append(f'LIX {lix(all_of_it):.1f} for all of it')
    # The check itself must be able to see something, and to mind something.
    if len(program) < 12 or len(hints) < 11 or len(answers) < 30:
        bad.append(f'only {len(program)} texts, {len(hints)} hints and {len(answers)} answers were found')
    if lix('Beskæftigelsesindsatsens progressionsmåling forudsætter helbredsmestring.') <= 100:
        bad.append('the measure finds officialese easy')
    print(f'LIX {lix(all_of_it):.1f} over {len(program)} texts, {len(hints)} hints, {len(answers)} answers')
    print('\n'.join(bad))
    return 1 if bad else 0


sys.exit(main())
