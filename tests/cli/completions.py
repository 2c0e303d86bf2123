#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The completions of a shell, asked in that shell: every command and every option of --help is offered, choices
behind their option, files where a file is wanted. Exits 77 (skipped) where the shell is not installed.

usage: completions.py STIGE FILE bash|zsh|fish
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

BASH = r'''
. "$1"; shift
COMP_WORDS=(stige "$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_stige
printf '%s\n' "${COMPREPLY[@]}"
'''
# Without a line editor: what would be added is printed.
ZSH = r'''
compadd() { shift; print -rl -- "$@"; }
_files() { [[ "$1" == -/ ]] && print -r -- DIR || print -r -- FILE; }
file=$1; shift
words=(stige "$@"); CURRENT=$#words
. $file
'''


def ask(shell, file, typed):
    """What is offered behind these words; the last one is being typed."""
    env = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TERM': 'dumb'}
    if shell == 'bash':
        args = ['bash', '--norc', '-c', BASH, 'x', file, *typed]
    elif shell == 'zsh':
        args = ['zsh', '-f', '-c', ZSH, 'x', file, *typed]
    else:
        line = 'stige ' + ' '.join(typed)
        args = ['fish', '--no-config', '-c', f'source {file}; complete -C "{line}"']
    done = subprocess.run(args, capture_output=True, text=True, env=env, timeout=60, check=False)
    if done.returncode or done.stderr:
        sys.exit(f'{" ".join(typed)}: {done.returncode} {done.stderr}')
    return {line.split('\t')[0] for line in done.stdout.splitlines() if line.startswith(typed[-1]) or shell == 'zsh'}


def from_help(stige):
    """{"client add": {"--name", ...}}, and the options that hold everywhere."""
    text = subprocess.run([stige, '--lang', 'en', '--help'], capture_output=True, text=True, check=True,
                          env={**os.environ, 'COLUMNS': '80'}).stdout
    commands, _, everywhere = text.partition('Options, everywhere:')
    found = {}
    for name, usage in re.findall(r'^  stige ((?:[a-z]+ ?){1,2})((?:.*\n(?: {10}\S.*\n)*))', commands, re.M):
        found[name.strip()] = set(re.findall(r'--[a-z-]+', usage))
    return found, set(re.findall(r'^  (--[a-z-]+)', everywhere, re.M))


def main():
    stige, file, shell = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
    if not shutil.which(shell):
        print(f'{shell} is not installed')
        return 77
    bad = []

    def want(typed, wanted):
        got = ask(shell, file, typed)
        if not wanted <= got:
            bad.append(f'stige {" ".join(typed)}: {sorted(wanted - got)} not among {sorted(got)}')

    commands, options = from_help(stige)
    if len(commands) < 25 or len(options) < 10:
        sys.exit(f'the help names {len(commands)} commands and {len(options)} options only')
    want([''], {name.split()[0] for name in commands})
    for name in commands:
        first, _, second = name.partition(' ')
        if second:
            want([first, second[0]], {second})
            want(['--database', 'x', first, second[0]], {second})
        want([*name.split(), '--'], commands[name] | options)
    want(['--lang', ''], {'da', 'en'})
    want(['--theme', ''], {'mono', 'high'})
    want(['client', 'add', '--education', ''], {'yes', 'no', 'unknown'})
    if 'NOTHING' in ask(shell, file, ['']):
        bad.append('the check cannot fail')
    with tempfile.TemporaryDirectory() as top:
        os.chdir(top)
        open('own-form.csv', 'w', encoding='utf-8').close()
        want(['form', 'check', '' if shell == 'zsh' else 'own'], {'FILE' if shell == 'zsh' else 'own-form.csv'})
    print('\n'.join(bad))
    return 1 if bad else 0


sys.exit(main())
