#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""F5 and K4: what the linker and the compiler guard, and what the running process does.

usage: hardening.py STIGE FORMS SANITIZED CC [ARG ...]

The binary: position independent, all relocations read-only, stack protector, checked libc calls,
no page both writable and executable. A program built without any of it must fail every check.
The process: not dumpable, no core files, private files, SIGXFSZ and SIGPIPE passed over, nobody's
name among its arguments, in its window's title or in a file's name. With SANITIZED = yes the checks that a
sanitizer turns off (fortify, dumpable) are left out, and that is said.
"""
import os
import pathlib
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import terminal  # noqa: E402


def readelf(*args):
    return subprocess.run(['readelf', '-W', *args], capture_output=True, text=True, check=True, env={'LC_ALL': 'C'}).stdout


def findings(binary):
    """What each guard says of a binary: {guard: is it there}."""
    header, segments, dynamic = readelf('-h', binary), readelf('-l', binary), readelf('-d', binary)
    symbols = readelf('--dyn-syms', binary)
    pages = [line for line in segments.splitlines() if re.match(r'\s+(LOAD|GNU_STACK)\s', line)]
    return {
        'position independent': 'DYN (' in header and 'INTERP' in segments,
        'relocations read-only': 'GNU_RELRO' in segments and 'BIND_NOW' in dynamic,
        'stack protector': '__stack_chk_fail' in symbols,
        'no page writable and executable': bool(pages) and not any('RWE' in line for line in pages),
        'fortify': bool(re.search(r'__\w+_chk\b', symbols.replace('__stack_chk_fail', ''))),
    }


def check_binary(stige, sanitized, compiler, folder):
    left_out = {'fortify'} if sanitized else set()
    bad = [guard for guard, there in findings(stige).items() if not there and guard not in left_out]
    if bad:
        raise AssertionError(f'{stige} lacks: {", ".join(bad)}')
    source, weak = folder / 'weak.c', folder / 'weak'
    source.write_text('#include <stdio.h>\nint main(int n, char **v)\n{ char b[64]; sprintf(b, "%d%s", n, *v); '
                      'return b[0]; }\n')
    subprocess.run([*compiler, '-O0', '-w', '-U_FORTIFY_SOURCE', '-fno-stack-protector', '-fno-pie', '-no-pie',
                    '-Wl,-z,norelro,-z,lazy,-z,execstack', '-o', str(weak), str(source)], check=True, capture_output=True)
    passed = [guard for guard, there in findings(weak).items() if there]
    if passed:
        raise AssertionError(f'a program without guards passes for: {", ".join(passed)}')


def status_of(pid):
    return dict(line.split(':\t', 1) for line in pathlib.Path(f'/proc/{pid}/status').read_text().splitlines())


def ignored(pid, number):
    return bool(int(status_of(pid)['SigIgn'].split()[0], 16) >> (number - 1) & 1)


def check_process(stige, forms, folder):
    database = folder / 'house.db'
    terminal.invented(stige, forms, database)
    name = subprocess.run([stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--as', 'demo',
                           'client', 'list'], capture_output=True, text=True, check=True).stdout.splitlines()[4].split()[0]
    run = terminal.Run([stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--as', 'demo'],
                       terminal.environment(folder))
    run.wait()
    for key in ('Esc', 'Enter'):
        run.press(key)
    if name.encode() not in run.screen:
        raise AssertionError(f'{name} is nowhere on the screen: nothing was tested')
    proc = pathlib.Path(f'/proc/{run.pid}')
    bad = []
    if name in (proc / 'cmdline').read_text() or name in (proc / 'comm').read_text():
        bad.append("a client's name is among the arguments")
    if re.search(rb'\x1b\][012];|\x1bk', run.screen):
        bad.append("it sets the window's title")
    if 'Max core file size        0                    0' not in (proc / 'limits').read_text():
        bad.append('core files are allowed')
    for number in (signal.SIGXFSZ, signal.SIGPIPE):
        if not ignored(run.pid, number):
            bad.append(f'{signal.Signals(number).name} would end it')
    run.press('Esc')
    os.write(run.tty, b'q')
    if run.end() != 0:
        bad.append('it did not end as it should')
    for path in folder.rglob('*'):
        if name in str(path.relative_to(folder)):
            bad.append(f"a client's name is in the name of {path.name}")
        if path.is_file() and path.suffix in ('.db', '.stige') and stat.S_IMODE(path.stat().st_mode) & 0o077:
            bad.append(f'others may read {path.name}')
    if bad:
        raise AssertionError('; '.join(bad))


def owner_of_memory(argv, folder):
    """Whose the memory of a program run by somebody plain is in /proc: root's when it is not dumpable."""
    somebody = ['setpriv', '--reuid', '65534', '--clear-groups', '--'] if os.getuid() == 0 else []
    run = terminal.Run([shutil.which((somebody + argv)[0]), *(somebody + argv)[1:]], terminal.environment(folder))
    run.wait()
    owner = pathlib.Path(f'/proc/{run.pid}/mem').stat().st_uid
    run.kill()
    return owner


def check_dumpable(stige, forms):
    """In a folder that somebody plain can reach; a shell in the same place must be readable."""
    with tempfile.TemporaryDirectory(prefix='stige-plain-') as tmp:
        folder = pathlib.Path(tmp)
        shutil.copy(stige, folder / 'stige')
        shutil.copytree(forms, folder / 'forms')
        if os.getuid() == 0:
            for path in (folder, *folder.rglob('*')):
                os.chown(path, 65534, 65534)
        plain = os.getuid() or 65534
        waits = ['/bin/sh', '-c', r'printf "\036" >&9; read x']
        if owner_of_memory(waits, folder) != plain:
            raise AssertionError('a shell is not dumpable either: this test finds nothing')
        if owner_of_memory([str(folder / 'stige'), '--forms', str(folder / 'forms')], folder) != 0:
            raise AssertionError('the program is dumpable')


def full_file(stige, forms, folder):
    """A limit on the size of files is an answer, not an end: the file stays as it was."""
    database = folder / 'small.db'
    shutil.copy(folder / 'house.db', database)

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    def run(*words, **more):
        return subprocess.run([stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--as', 'demo',
                               *words], capture_output=True, text=True, **more)

    before = run('dump', '--hash').stdout
    done = run('client', 'add', '--name', 'Anna Prøve', preexec_fn=limited)
    if done.returncode <= 0 or not done.stderr.startswith('stige: '):
        raise AssertionError(f'a full file: it ended with {done.returncode}, saying {done.stderr!r}')
    if run('dump', '--hash').stdout != before or not before or run('check').returncode != 0:
        raise AssertionError('a full file: the database is not as it was')


def main():
    stige, forms, sanitized, compiler = sys.argv[1], sys.argv[2], sys.argv[3] == 'yes', sys.argv[4:]
    stige = str(pathlib.Path(stige).resolve())
    with tempfile.TemporaryDirectory(prefix='stige-hard-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        check_binary(stige, sanitized, compiler, folder)
        check_process(stige, forms, folder)
        full_file(stige, forms, folder)
        if not sanitized:
            check_dumpable(stige, forms)
    print('guards of the binary and of the process are there'
          + ('; fortify and dumpable left out under a sanitizer' if sanitized else ''))


try:
    main()
except AssertionError as problem:
    print(problem)
    sys.exit(1)
