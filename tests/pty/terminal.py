# SPDX-License-Identifier: GPL-3.0-or-later
"""The real binary on a pseudo terminal, stepped by the byte it writes before each wait for a key.

The byte (0x1E) comes in the output itself, so that what came before it has been read. The program runs as the job of a tiny leader, in a process group of its own: only so can it be
stopped (an orphaned group never is). The leader tells of stops and of the end.
"""
import os
import pathlib
import pty
import select
import signal
import struct
import subprocess
import termios
import time

KEYS = {
    'Enter': '\r', 'Esc': '\x1b', 'Tab': '\t', 'Backspace': '\x7f', 'Space': ' ',
    'Up': '\x1bOA', 'Down': '\x1bOB', 'Right': '\x1bOC', 'Left': '\x1bOD',
    'PgUp': '\x1b[5~', 'PgDn': '\x1b[6~', 'Home': '\x1bOH', 'End': '\x1bOF', 'Ctrl-u': '\x15',
    'F1': '\x1bOP', 'F2': '\x1bOQ', 'F3': '\x1bOR', 'F6': '\x1b[17~', 'F9': '\x1b[20~', 'F10': '\x1b[21~',
}
SYNC_FD = 9
NOW = '2026-11-22T09:30'
WAIT = 30


def keys_of(path):
    """Key names of a file, one a line, `type TEXT` for letters."""
    keys = []
    for line in pathlib.Path(path).read_text(encoding='utf-8').splitlines():
        if line.startswith('type '):
            keys += list(line[5:])
        elif line and not line.startswith(('#', '@')):
            keys.append(KEYS.get(line, line))
    for key in keys:
        if len(key) > 1 and key not in KEYS.values():
            raise SystemExit(f'{path}: the key {key} is not known here')
    return keys


def environment(home, **more):
    env = {'TERM': 'xterm-256color', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', 'HOME': str(home), 'PATH': os.environ['PATH'],
           'TMPDIR': str(home), 'TZ': 'Europe/Copenhagen'}
    env.update(more)
    return {name: value for name, value in env.items() if value is not None}


def invented(stige, forms, database, seed=7):
    """A database of invented people; its caseworker's login is demo."""
    subprocess.run([stige, '--forms', forms, '--database', str(database), '--now', NOW, '--as', 'demo', 'synthetic',
                    '--size', 'demo', '--seed', str(seed)], check=True, capture_output=True)


def lead(argv, env, report):
    """In the leader: starts the program in a group of its own, and tells its pid, its stops and its end."""
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.dup2(1, SYNC_FD)
        os.execve(argv[0], argv, env)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.write(report, b'P' + struct.pack('i', pid))
    while True:
        _, status, used = os.wait4(pid, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            os.write(report, b'S')
            continue
        os.write(report, b'E' + struct.pack('id', status, used.ru_utime + used.ru_stime))
        os._exit(0)


class Run:
    def __init__(self, argv, env, rows=24, cols=80):
        report_read, report_write = os.pipe()
        self.leader, self.tty = pty.fork()
        if self.leader == 0:
            os.close(report_read)
            termios.tcsetwinsize(0, (rows, cols))
            try:
                lead(argv, {**env, 'STIGE_TEST_SYNC': str(SYNC_FD)}, report_write)
            finally:
                os._exit(127)
        os.close(report_write)
        self.report = report_read
        self.screen = b''
        self.syncs = 0                       # bytes of the program that nobody has waited for yet
        self.status = self.seconds = None
        self.stops = 0
        self.pid = self.told()

    def told(self):
        kind = os.read(self.report, 1)
        if kind == b'P':
            return struct.unpack('i', os.read(self.report, 4))[0]
        if kind == b'S':
            self.stops += 1
        if kind == b'E':
            self.status, self.seconds = struct.unpack('id', os.read(self.report, struct.calcsize('id')))
        return None

    def take(self):
        """What it paints; False when the other side is closed."""
        try:
            chunk = os.read(self.tty, 65536)
        except OSError:
            chunk = b''
        self.syncs += chunk.count(b'\x1e')
        self.screen += chunk.replace(b'\x1e', b'')
        return bool(chunk)

    def until(self, done, seconds=WAIT):
        """Reads what comes until done() holds; False when the program ended before."""
        end = time.monotonic() + seconds
        closed = False
        while not done():
            if self.status is not None and closed:
                return False
            watched = [fd for fd, there in ((self.tty, not closed), (self.report, self.status is None)) if there]
            ready = select.select(watched, [], [], max(0, end - time.monotonic()))[0]
            if not ready:
                raise AssertionError(f'after {seconds} s the program neither waits for a key nor ends')
            if self.tty in ready and not self.take():
                closed = True
            if self.report in ready:
                self.told()
        return True

    def wait(self):
        """Until it waits for a key; False when it ended instead."""
        there = self.until(lambda: self.syncs > 0)
        self.syncs = 0
        return there

    def settle(self):
        """After many signals at once: until nothing has come for a while."""
        while select.select([self.tty], [], [], 0.3)[0]:
            self.take()
        self.syncs = 0

    def press(self, key):
        os.write(self.tty, KEYS.get(key, key).encode())
        return self.wait()

    def type(self, text):
        for c in text:
            if not self.press(c):
                return False
        return True

    def resize(self, rows, cols):
        """A window that has that size already tells nobody."""
        if termios.tcgetwinsize(self.tty) == (rows, cols):
            return True
        termios.tcsetwinsize(self.tty, (rows, cols))
        return self.wait()

    def send(self, number):
        os.killpg(self.pid, number)

    def stopped(self):
        """Until it has stopped."""
        before = self.stops
        self.until(lambda: self.stops > before)

    def hang_up(self):
        os.close(self.tty)
        self.tty = None

    def end(self):
        """Until it ends by itself or by what was done to it. Returns the status."""
        if self.tty is not None:
            self.until(lambda: False)
            os.close(self.tty)
        else:
            ready = True
            while self.status is None and ready:
                ready = select.select([self.report], [], [], WAIT)[0]
                if ready:
                    self.told()
            if self.status is None:
                raise AssertionError(f'{WAIT} s after the terminal went the program still runs')
        os.close(self.report)
        os.waitpid(self.leader, 0)
        return self.status

    def kill(self, how=signal.SIGKILL):
        self.send(how)
        return self.end()


def soak():
    return bool(os.environ.get('STIGE_SOAK'))
