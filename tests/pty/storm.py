#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""T4: windows that change, stops and hang-ups in the middle of a meeting, on the real binary.

usage: storm.py STIGE FORMS SCRIPT

A meeting is begun and questions are answered while the window takes size after size and the program is
stopped and continued: it lives, and what was answered is on disk. Then the line goes away in
every way there is: it ends by itself, at once, with the draft kept and no process left. A build
with sanitizers makes this the test under ASan. STIGE_SOAK=1 takes the full counts.
"""
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import terminal  # noqa: E402

RESIZES, STOPS, ENDS = (1000, 50, 60) if terminal.soak() else (200, 10, 9)
ROOM = ['Esc', 'm', 'Enter', 'Enter', '5', 'Enter', '4', 'Enter']         # two answers in the client's room


def start(stige, forms, database):
    run = terminal.Run([stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--lang', 'da',
                        '--as', 'demo'], terminal.environment(database.parent))
    run.wait()
    return run


def answers(database):
    db = sqlite3.connect(database)
    n = db.execute('SELECT count(*) FROM draft_answer').fetchone()[0]
    db.close()
    return n


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def weather(stige, forms, base, folder, chance):
    """Sizes and stops; the answers stay, and the screen is whole afterwards."""
    database = folder / 'weather.db'
    shutil.copy(base, database)
    before = answers(database)
    run = start(stige, forms, database)
    for key in ROOM:
        run.press(key)
    sizes = [(1, 1), (5, 20), (11, 40), (12, 40), (24, 80), (50, 132), (100, 300)]
    for n in range(RESIZES):
        run.resize(*(chance.choice(sizes) if n % 3 else (chance.randint(1, 120), chance.randint(1, 320))))
        if n % (RESIZES // STOPS) == 0:
            run.send(signal.SIGTSTP)
            run.stopped()
            run.send(signal.SIGCONT)
            run.wait()
    for _ in range(100):             # many at once: as a window that is dragged
        run.send(signal.SIGWINCH)
    run.settle()
    run.screen = b''
    run.resize(23, 80)
    run.resize(24, 80)
    if b'3' not in run.screen or len(run.screen) < 200:
        raise AssertionError('the question does not stand there after the storm')
    run.press('3')
    run.press('Enter')
    if answers(database) != before + 3:
        raise AssertionError(f'{answers(database) - before} answers are kept, 3 were given')
    if run.stops < STOPS:
        raise AssertionError(f'{run.stops} stops of {STOPS}: nothing was tested')
    return run


def blown_away(run, how):
    """The line goes: it ends by itself, soon, without having turned in circles."""
    pid, began = run.pid, time.monotonic()
    if how == 'close':
        run.hang_up()
    elif how == 'storm':
        for _ in range(20):
            run.send(signal.SIGHUP)
    else:
        run.send(how)
    status = run.end()
    took = time.monotonic() - began
    if not os.WIFEXITED(status):
        raise AssertionError(f'{how}: it was ended by signal {os.WTERMSIG(status)}')
    if alive(pid):
        raise AssertionError(f'{how}: the process is left')
    return took


def orphan(stige, forms, database):
    """Started where SIGHUP is passed over (nohup): the end of the terminal is seen all the same."""
    run = terminal.Run(['/bin/sh', '-c', 'trap "" HUP; exec "$@"', 'sh', stige, '--forms', forms, '--database', str(database),
                        '--now', terminal.NOW, '--lang', 'da', '--as', 'demo'], terminal.environment(database.parent))
    run.wait()
    before = cpu(run.pid)
    run.hang_up()
    time.sleep(1)
    used = cpu(run.pid) - before if alive(run.pid) else 0
    run.end()
    if used > 0.01:
        raise AssertionError(f'an orphan uses {used:.2f} s of a second')


def cpu(pid):
    fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def main():
    stige, forms = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    chance = random.Random(4)
    longest = 0
    with tempfile.TemporaryDirectory(prefix='stige-storm-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        base = folder / 'base.db'
        terminal.invented(stige, forms, base)
        run = weather(stige, forms, base, folder, chance)
        blown_away(run, 'storm')
        for n in range(ENDS):
            database = folder / 'end.db'
            shutil.copy(base, database)
            before = answers(database)
            run = start(stige, forms, database)
            for key in ROOM:
                run.press(key)
            longest = max(longest, blown_away(run, ['close', 'storm', signal.SIGTERM, signal.SIGHUP, signal.SIGINT][n % 5]))
            if answers(database) != before + 2:
                raise AssertionError('a draft was lost')
            orphan(stige, forms, database)
    print(f'{RESIZES} sizes, {STOPS} stops, {ENDS * 2 + 1} ends: no crash, no answer lost, no process left; '
          f'the longest end took {longest:.2f} s')


try:
    main()
except AssertionError as problem:
    print(problem)
    sys.exit(1)
