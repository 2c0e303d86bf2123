#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole meeting twice on the same caseload: by keys on the screens, by a transcript in the linear mode. Both
must end in the same dump, but for the ids of what is new; the transcript must be readable and keep what must be
kept.

usage: linear.py STIGE
"""
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import world  # noqa: E402

CLIENT = ['3', '2', '4', '4', '3', '2', '3', '0', '9']      # C1..C9; then two channels, then the wage
CASEWORKER = ['3', '3', '2', '2', '3', '3', '3', '2', '2', '3', '3']

SCREENS = [
    'Esc',                                                   # somebody's draft that was left behind: later
    'm', 'Enter', 'F3',                                      # at the office; in English, not as last time
    'Enter', *[k for d in CLIENT for k in (d, 'Enter')], '1', '3', 'Enter', 'type 25000', 'Enter',
    'Esc', 'Enter', 'Enter',                                 # no PIN is set: Esc, then Enter twice
    'Enter', *CASEWORKER[:2], 'e', 'type Said it twice', 'Enter', *CASEWORKER[2:], 'Enter',
    'Enter', 'Space', 'd', 'type 7/9', 'Enter', 'Enter', 'type Bakery', 'Enter', 'Enter', 'Enter',
    'Enter', 'Esc',                                          # look together
    'r', 'Space', 'Esc',                                     # the first line of the advice is chosen
    '1', 'Enter', 'Space', 'Enter',                          # the first step of last time is done
    '6', 'Enter', 'type Ask the doctor', 'Enter', 'type +2w', 'Enter', 'Enter',
    '7', 'Enter', 'Enter', 'q', 'q',
]

LINEAR = [
    'back', 'NB-0001', 'meeting', '1',
    '2', '1', '1', *CLIENT, '1 3', '25000', '', '',
    '3', *CASEWORKER[:2], 'remark', 'Said it twice', *CASEWORKER[2:], '',
    '4', '3', 'dates 3', '7/9', '', 'Bakery', '',
    '5',
    'advice', 'choose 1', '',
    '1', '2', *[''] * 1,
    '6', *[''] * 2, 'Ask the doctor', '+2w', '',
    '7', '', '',
    'stop', 'stop',
]


class Failed(Exception):
    pass


def records(dump):
    """Each record of the dump with its lines; (table, id) by place."""
    found = []
    for line in dump.splitlines():
        if line.startswith('\t'):
            found[-1].append(line)
        elif re.match(r'\w+ [0-9a-f]{32}$', line):
            found.append([line])
    return found


def new_records(before, after):
    """What is in `after` and not in `before`, ids of new records made one, in an order of their own."""
    known = {r[0].split()[1] for r in records(before)}
    old = {tuple(r) for r in records(before)}

    def plain(line):
        return re.sub(r'\b[0-9a-f]{32}\b', lambda m: m[0] if m[0] in known else 'NEW', line)
    return sorted('\n'.join(plain(line) for line in r) for r in records(after) if tuple(r) not in old)


def dump(w, name):
    return w.must_run('--database', name, 'dump')


def talk(w, lines, *args):
    w.write('talk', lines)
    done = w.run([*world.NOW, '--lang', 'en', *args], stdin='talk')
    if done.returncode:
        raise Failed(f'exit code {done.returncode}: {done.stderr.decode()}\n{done.stdout.decode()}')
    return done.stdout.decode('utf-8')


def same_meeting(w):
    before = dump(w, 'screens.db')
    w.write('keys', SCREENS)
    w.must_run('--lang', 'en', '--database', 'screens.db', '--script', 'keys')
    said = talk(w, LINEAR, '--database', 'linear.db', '--accessible')
    screens = new_records(before, dump(w, 'screens.db'))
    linear = new_records(before, dump(w, 'linear.db'))
    if not 8 < len(screens) < 30 or not any('Ask the doctor' in r for r in screens):
        raise Failed('the meeting on the screens did not come to its end:\n' + '\n'.join(screens))
    if screens != linear:
        other = '\n'.join(r for r in screens if r not in linear)
        raise Failed(f'only on the screens:\n{other}\nonly in the linear mode:\n'
                     + '\n'.join(r for r in linear if r not in screens) + f'\n\n{said}')
    return said


def must_hold(said):
    """One line a thing: nothing placed, nothing coloured, no rule to be heard."""
    if re.search(r'[\x00-\x08\x0b-\x1f\x7f]', said):
        raise Failed('a control character in the transcript')
    for line in said.splitlines():
        if re.fullmatch(r'[-=_ ]{4,}', line):
            raise Failed('a rule in the transcript')
    for wanted in 'Question 3 of 11', 'Saved: 4', 'Text for the journal', 'is closed.', 'Thank you.':
        if wanted not in said:
            raise Failed(f'the transcript lacks "{wanted}":\n{said}')
    room = said[said.index('Question 1 of 11'):said.index('Thank you.')]
    if 'NB-0001' in room or 'Gunhild' in room:
        raise Failed(f'a name or number is said in the client\'s room:\n{room}')


def secret_is_not_said(w):
    """A passphrase and a PIN are taken from the same pipe, and are nowhere in the transcript."""
    lines = ['Kim Prøve', 'KP', 'KB', '', '', '', '', '4711', 'correct horse battery', 'correct horse battery']
    said = talk(w, [*lines, 'stop'], '--database', 'own.db', '--accessible')
    code = re.search(r'^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){7}$', said, re.M)
    if not code:
        raise Failed(f'no recovery code was said:\n{said}')
    if '4711' in said or 'horse' in said:
        raise Failed(f'a secret is said in the transcript:\n{said}')


def gone_in_the_room(w):
    """The input ends while the client answers: what was answered is there, behind the lock."""
    talk(w, ['back', 'NB-0001', 'meeting', '1', '2', '1', '1', '3', '2'], '--database', 'gone.db', '--accessible')
    said = talk(w, ['x', 'x', 'x'], '--database', 'gone.db', '--accessible')
    if 'press Enter twice' not in said or 'Gunhild' in said or 'left behind' in said:
        raise Failed(f'there is no lock at the next start, or something is said before it is open:\n{said}')
    said = talk(w, ['', '', 'back', 'NB-0001', 'meeting', 'stop', 'stop', 'stop'], '--database', 'gone.db', '--accessible')
    if 'Client: 2 of 11 answered' not in said:
        raise Failed(f'the two answers are not there:\n{said}')


def words_at_a_page(w):
    said = talk(w, ['back', 'nb-0001', 'page', 'stop', 'stop'], '--database', 'fresh.db', '--accessible')
    lines = [line for line in said.splitlines() if re.match(r'\d+e? .*: .*\.$', line)]
    if len(lines) < 22 or not any(re.search(r': \d, \w.*\. (up|down|the same)', line) for line in lines):
        raise Failed(f'not every indicator is said in words ({len(lines)}):\n{said}')


# A new client, with a birth date put right; a note; the hand-over page; a pause; the log as a file.
BESIDE = [
    'back', 'new', 'Rigmor Prøve', '31-2-1970', '', '3', '', '', '', '', '', '1-2-1970',
    'Rigmor', 'note', 'Would rather meet in the morning.', 'notes',
    'handover', '2', 'Read it aloud.', 'back',
    'edit', '', '', 'J-77', '', '', '', '', '2', '12-2-2027', '', 'back',
    'export', '', '', 'stop',
]


def beside_a_meeting(w):
    said = talk(w, BESIDE, '--database', 'beside.db', '--accessible')
    for wanted in ('This is not a birth date', 'NB-0044 is saved.', 'The note is saved.',
                   'Would rather meet in the morning.', 'Hand-over: Rigmor Prøve', 'rows written to'):
        if wanted not in said:
            raise Failed(f'the transcript lacks "{wanted}":\n{said}')
    if said.count('NB-0044 is saved.') != 2 or 'Paused until: ' in said.split('The note is saved.')[0]:
        raise Failed(f'a pause was asked for where there is none, or the edit was not saved:\n{said}')
    kept = dump(w, 'beside.db')
    for wanted in 'Rigmor Prøve', '1970-02-01', 'Would rather meet in the morning.', 'Read it aloud.', 'J-77', '2027-02-12':
        if wanted not in kept:
            raise Failed(f'"{wanted}" is not in the dump')
    written = w.path('session-log-2026-W47-excel-da.csv')
    if not written.exists() or b'Rigmor' in written.read_bytes():
        raise Failed('the log is not there, or tells a name')


def main():
    with tempfile.TemporaryDirectory(prefix='stige-linear-') as top:
        w = world.World(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(top))
        w.must_run('--database', 'screens.db', 'synthetic', '--size', 'demo', '--seed', '7')
        for name in 'linear.db', 'gone.db', 'fresh.db', 'beside.db':
            w.path(name).write_bytes(w.path('screens.db').read_bytes())
        try:
            must_hold(same_meeting(w))
            secret_is_not_said(w)
            gone_in_the_room(w)
            words_at_a_page(w)
            beside_a_meeting(w)
        except (Failed, world.Failed) as e:
            print(e)
            return 1
    return 0


sys.exit(main())
