#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command that shows a person writes so in the log before it shows anything (reliability.md G1).

usage: watched.py STIGE

The commands are read from --help: one that is new fails the test until it has its place in a table. What shows
people is run with a log that can be written (it shows something, and the log says so), with one that cannot
(it shows nothing), and as a colleague without a purpose (refused).
"""
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import world  # noqa: E402

# What each is run with, and the events of the access log that must be there before a word is printed.
CASE = 'NB-0001'
SHOWS = {
    'client list': (['--office'], {'client-listed'}),
    'client show': ([CASE], {'client-opened'}),
    'due': ([], {'client-listed'}),
    'report': (['due'], {'client-listed'}),
    'advise': ([CASE], {'client-opened'}),
    'handover': ([CASE], {'client-opened'}),
    'sheet': ([CASE], {'client-opened'}),
    'journal': ([CASE], {'client-opened'}),
    'export log': (['--output', '-'], {'exported'}),
    'export answers': (['--output', '-'], {'exported'}),
    'export rounds': (['--output', '-'], {'exported'}),
    'log show': ([], {'log-shown'}),
    'retention': ([], {'client-listed'}),
    'subject export': ([CASE], {'subject-exported', 'exported'}),
    'dump': ([], {'dumped'}),
}
# These change something and print nothing about a person but the case number that was typed.
ACTS = {
    'client add', 'client edit', 'client close', 'import clients', 'import answers', 'import outcomes',
    'subject correct', 'subject restrict', 'subject erase', 'log prune', 'backup make', 'backup restore',
    'bundle make', 'merge', 'office pair', 'office forget',
    'outcome add', 'outcome change',
    'outcome list', 'outcome status',    # nobody of the demo has one: tried as a colleague, below
}
# Nothing about a client in what these print.
NOBODY = {
    'evidence', 'export codebook', 'form check', 'form fmt', 'form eval', 'form diff', 'backup verify',
    'backup list', 'log verify', 'check', 'doctor', 'key list', 'key seal', 'key change', 'key add', 'key remove',
    'key recover', 'key code', 'key rekey', 'synthetic', 'completion', 'install',
    'office card', 'office list', 'bundle show',
}
# Shown by a test of the screens (screens/watched.c); the demo is of invented people in a throw-away file.
SCREENS = {'', 'demo', 'meet'}
# Two offices must differ before these show anything: bundles.test looks at what the log says.
OFFICES = {'conflicts list', 'conflicts show', 'conflicts settle'}
# About one client: a colleague says why. What the others leave out for somebody who is no key-holder is theirs.
ONE = {name for name, (args, _) in SHOWS.items() if CASE in args}

# What a colleague is refused without a purpose besides; and what only a key-holder does.
FOREIGN = [
    ['client', 'edit', CASE, '--name', 'X Y'], ['client', 'close', CASE], ['subject', 'correct', CASE],
    ['subject', 'restrict', CASE, '--reason', 'x'], ['outcome', 'list', CASE],
    ['outcome', 'status', CASE], ['log', 'show', '--client', CASE],
    ['log', 'show', '--client', CASE, '--citizen'], ['export', 'log', '--client', CASE, '--output', '-'],
    ['export', 'answers', '--client', CASE, '--output', '-'], ['client', 'show', CASE, '--shared'],
]
HOLDERS = [
    ['subject', 'erase', CASE, '--reason', 'mistake', '--confirm', CASE], ['log', 'prune'],
    ['retention', '--set', 'log=1'], ['dump'], ['export', 'log', '--output', '-'],
    ['export', 'answers', '--output', '-'], ['export', 'rounds', '--output', '-'],
]

PERSON = re.compile(r'NB-\d{4}|Gunhild|Borgeren vil gerne')     # NB-0001 in the demo of this seed


def commands(stige):
    text = subprocess.run([stige, '--help'], capture_output=True, text=True, check=True,
                          env={'LC_ALL': 'C.UTF-8', 'PATH': '/usr/bin:/bin'}).stdout
    found = set()
    for line in re.findall(r'^  stige(.*)$', text, re.M):
        found.add(' '.join(re.match(r'[a-z -]*', line.replace('--', ' ~')).group(0).split()))
    return found


def no_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


# Long after: some have been kept long enough.
LATER = {'retention': '2036-11-22T09:30'}


def run(w, login, name, args, stop=None):
    return subprocess.run([w.stige, '--now', LATER.get(name, '2026-11-22T09:30'), '--as', login, *name.split(), *args],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=w.home, env=w.env,
                          preexec_fn=stop, timeout=60)


def events(w):
    with w.database() as db:
        return db.execute('SELECT kind FROM event ORDER BY device, seq').fetchall()


def look(w, name, args, wanted):
    problems = []
    before = len(events(w))
    done = run(w, 'anna', name, args)
    new = {kind for (kind,) in events(w)[before:]}
    if done.returncode or not PERSON.search(done.stdout):
        problems.append(f'{name}: shows nobody: {done.stderr or done.stdout[:200]}')
    if not wanted <= new:
        problems.append(f'{name}: the log has {sorted(new)}, not {sorted(wanted)}')
    done = run(w, 'anna', name, args, no_room)
    if done.returncode == 0 or PERSON.search(done.stdout):
        problems.append(f'{name}: with a log that cannot be written: exit {done.returncode}, {done.stdout[:200]!r}')
    if name in ONE:
        done = run(w, 'hh', name, args)
        if done.returncode != 77 or done.stdout:
            problems.append(f'{name}: a colleague without a purpose: exit {done.returncode}, {done.stdout[:200]!r}')
    return problems


def refused(w):
    """Neither says anything nor changes anything; the log knows that it was tried at a colleague's client."""
    problems = []
    for words in FOREIGN + HOLDERS:
        before = w.snapshot()
        done = run(w, 'hh', words[0], words[1:])
        if done.returncode != 77 or done.stdout or w.snapshot() != before:
            problems.append(f'{" ".join(words)}: a colleague gets exit {done.returncode}, {done.stdout[:200]!r}')
    tries = [kind for (kind,) in events(w) if kind == 'client-refused']
    if len(tries) < len(FOREIGN):
        problems.append(f'the log knows of {len(tries)} refusals')
    return problems


def names(w):
    """Case number -> first and last name, of everybody."""
    rows = run(w, 'anna', 'dump', []).stdout.split('\nclient ')[1:]
    found = {}
    for row in rows:
        number = re.search(r'\tcase_no "(.*)"', row)
        name = re.search(r'\tname "(.*)"', row)
        if number and name:
            found[number.group(1)] = name.group(1)
    return found


# With everything that can be asked for without a purpose of one's own.
WIDE = {
    'export log': ['--names', '--reason', 'audit'], 'export answers': ['--names', '--reason', 'audit'],
    'export rounds': ['--names', '--reason', 'audit'], 'advise': ['--all'],
}


def hidden(w):
    """A protected name, a restricted person and a CPR number stand in nothing that a command prints."""
    who = names(w)
    guarded, restricted, cpr = 'NB-0001', 'NB-0003', '0707614286'
    w.write('cpr', [cpr])
    w.env['COLUMNS'] = '200'
    done = w.run(['--now', '2026-11-22T09:30', '--as', 'anna', 'client', 'edit', guarded, '--cpr', '-',
                  '--protected', 'yes'], stdin='cpr')
    w.path('cpr').unlink()
    assert done.returncode == 0, done.stderr
    for name in 'client list', 'export answers', 'export rounds':         # they would be seen
        assert restricted in run(w, 'anna', name, SHOWS[name][0]).stdout
    assert run(w, 'anna', 'subject restrict', [restricted, '--reason', 'Disputes it']).returncode == 0
    problems = []
    for name, (args, _) in SHOWS.items():
        if name == 'dump':
            continue                     # all there is, for key-holders
        done = run(w, 'anna', name, [*args, *WIDE.get(name, [])])
        if done.returncode:
            problems.append(f'{name}: exit {done.returncode}: {done.stderr}')
        if name != 'subject export' and who[guarded].split()[0] in done.stdout:
            problems.append(f'{name}: shows a protected name')
        if who[restricted] in done.stdout or (name.startswith('export') and restricted in done.stdout
                                              and name != 'export log'):
            problems.append(f'{name}: shows a restricted person')
        if cpr in done.stdout or f'{cpr[:6]}-{cpr[6:]}' in done.stdout:
            problems.append(f'{name}: shows a CPR number')
    for path in w.home.rglob('*'):
        if path.is_file() and not path.name.startswith('stige.db') and cpr in path.read_text('latin-1'):
            problems.append(f'{path.name}: holds a CPR number')
    return problems


def main(stige):
    known = SHOWS.keys() | ACTS | NOBODY | SCREENS | OFFICES
    problems = [f'{name or "stige"}: no table of watched.py knows this command'
                for name in sorted(commands(stige) - known)]
    with tempfile.TemporaryDirectory() as top:
        w = world.World(stige, pathlib.Path(top))
        world.with_demo(w)
        for name, (args, wanted) in SHOWS.items():
            problems += look(w, name, args, wanted)
        problems += refused(w) + hidden(w)
    print('\n'.join(problems) or f'{len(SHOWS)} commands show people; each is in the log first')
    return bool(problems)


if __name__ == '__main__':
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
