#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""K5: no socket, no other process. A kernel filter kills whoever asks for one.

usage: quiet.py STIGE FORMS CLI_TESTS       the test
       quiet.py --inside PROGRAM [ARG ...]  the program behind the filter

A whole meeting on the screens and tables of the commands run behind the filter (STIGE_SOAK=1: every
table). The same filter must kill a program that opens a socket and one that starts another. Where
there is strace, one run is watched too: it executes nothing, and writes nowhere but in its own folders.
"""
import ctypes
import os
import pathlib
import platform
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import terminal  # noqa: E402

# socket, socketpair, connect, accept, accept4, bind, listen, sendto; fork, vfork, clone, clone3
FORBIDDEN = {
    'x86_64': (0xC000003E, [41, 53, 42, 43, 288, 49, 50, 44, 57, 58, 56, 435]),
    'aarch64': (0xC00000B7, [198, 199, 203, 202, 242, 200, 201, 206, 220, 435]),
}
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
KILL, ALLOW = 0x80000000, 0x7FFF0000
SET_NO_NEW_PRIVS, SET_SECCOMP, FILTER = 38, 22, 2
TABLES = ['whole']


def step(code, k, yes=0, no=0):
    return struct.pack('HBBI', code, yes, no, k)


def forbid():
    """From here on this process and whatever it becomes is killed when it calls one of them."""
    architecture, numbers = FORBIDDEN[platform.machine()]
    program = step(LOAD, 4) + step(EQUAL, architecture, 0, len(numbers) + 2) + step(LOAD, 0)
    for i, number in enumerate(numbers):
        program += step(EQUAL, number, len(numbers) - i)
    program += step(RETURN, ALLOW) + step(RETURN, KILL)
    steps = ctypes.create_string_buffer(program, len(program))
    fprog = struct.pack('HxxxxxxP', len(program) // 8, ctypes.addressof(steps))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    given = ctypes.create_string_buffer(fprog, len(fprog))
    if libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(SET_SECCOMP, FILTER, ctypes.addressof(given), 0, 0):
        raise OSError(ctypes.get_errno(), 'the filter cannot be set')


def inside(argv):
    forbid()
    os.execv(argv[0], argv)


def behind(*argv):
    return [sys.executable, os.path.abspath(__file__), '--inside', *argv]


def control():
    """Who breaks the rule is killed; who does not is not."""
    for code, killed in (('pass', False), ('import socket; socket.socket()', True), ('import os; os.fork()', True),
                         ('import subprocess; subprocess.run(["/bin/true"])', True)):
        status = subprocess.run(behind(sys.executable, '-c', code), capture_output=True).returncode
        if (status == -signal.SIGSYS) != killed:
            raise AssertionError(f'"{code}" behind the filter ends with {status}: this test finds nothing')


def meeting(stige, forms, folder):
    database = folder / 'meeting.db'
    terminal.invented(stige, forms, database)
    run = terminal.Run(behind(stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--lang', 'en',
                              '--as', 'demo'), terminal.environment(folder))
    run.wait()
    for key in terminal.keys_of(pathlib.Path(__file__).parent / 'meeting.keys'):
        if not run.press(key):
            raise AssertionError('the screens were ended in the middle of a meeting')
    if (run.kill(signal.SIGTERM) if run.press('F10') else run.end()) != 0:
        raise AssertionError(f'the screens ended with {run.status}')


def tables(stige, cli, folder):
    """The commands' own tables, with every run of the program behind the filter."""
    program = folder / 'stige'
    program.write_text(f'#!/bin/sh\nexec {" ".join(behind(stige))} "$@"\n')
    program.chmod(0o700)
    names = sorted(path.stem for path in cli.glob('*.test')) if terminal.soak() else TABLES
    for name in names:
        done = subprocess.run([sys.executable, str(cli / 'run.py'), str(program), str(cli / f'{name}.test')],
                              capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(f'behind the filter {name}.test fails:\n{done.stdout}')
    return len(names)


def watched(stige, forms, folder):
    """strace's own word; False where it is not installed or may not trace."""
    home, notes = folder / 'watched', folder / 'strace.txt'
    if not shutil.which('strace'):
        return False
    home.mkdir(mode=0o700)
    script = home / 'script'
    script.write_text('Esc\nEnter\nEsc\nq\n')
    database = home / 'watched.db'
    done = subprocess.run(['strace', '-f', '-o', str(notes), '-e', 'trace=%network,execve,openat,open,creat', stige,
                           '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--as', 'demo', 'synthetic',
                           '--size', 'demo'], capture_output=True, env=terminal.environment(home))
    if done.returncode or not notes.exists():
        return False
    first = notes.read_text()
    subprocess.run(['strace', '-f', '-o', str(notes), '-e', 'trace=%network,execve,openat,open,creat', stige, '--forms',
                    forms, '--database', str(database), '--now', terminal.NOW, '--as', 'demo', '--script', str(script),
                    '--dump', str(home)], capture_output=True, check=True, env=terminal.environment(home))
    for calls in (first, notes.read_text()):
        look_through(calls, home)
    return True


def look_through(calls, home):
    if len(re.findall(r'\bexecve\(', calls)) != 1:
        raise AssertionError('it executes another program')
    if re.search(r'\b(socket|connect|bind|sendto)\(', calls):
        raise AssertionError('it opens a socket')
    for path, flags in re.findall(r'\bopenat?\((?:[^,"]+, )?"([^"]+)", ([A-Z_|]+)', calls):
        if re.search(r'WRONLY|RDWR|CREAT', flags) and not path.startswith((str(home), '/dev/null', '/dev/tty', '/dev/pts')):
            raise AssertionError(f'it writes to {path}')
    if str(home) not in calls:
        raise AssertionError('strace saw nothing')


def main():
    if platform.machine() not in FORBIDDEN:
        print(f'no filter for {platform.machine()} here')
        sys.exit(77)
    stige, forms, cli = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], pathlib.Path(sys.argv[3])
    try:
        control()
        with tempfile.TemporaryDirectory(prefix='stige-quiet-') as tmp:
            folder = pathlib.Path(tmp)
            os.chmod(folder, 0o700)
            meeting(stige, forms, folder)
            count = tables(stige, cli, folder)
            strace = watched(stige, forms, folder)
    except AssertionError as problem:
        print(problem)
        sys.exit(1)
    print(f'a meeting and {count} tables of commands: no socket, no process; '
          + ('strace agrees' if strace else 'strace is not here: not watched by it'))


if sys.argv[1] == '--inside':
    inside(sys.argv[2:])
main()
