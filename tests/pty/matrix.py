#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""T3: every terminal type x locale x window: a screen that can be used, or one clear sentence.

usage: matrix.py STIGE FORMS [--danish]

Without --danish the locales are C and C.UTF-8; with it da_DK in UTF-8 and in ISO-8859-1, made by
localedef in a folder of the test's own (77 = skipped where there is no localedef). Whatever the
window, the program comes back to 80x24 and can be used there. Letters of the locale come
out right, in a locale without them they are written as others (aa, oe).
"""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import terminal  # noqa: E402

TERMS = ['dumb', 'vt100', 'vt220', 'linux', 'xterm-256color', 'screen', 'tmux', None, 'bogus']
SIZES = [(1, 1), (5, 20), (24, 80), (50, 132), (100, 300)]
PLAIN = {'C': 'ascii', 'C.UTF-8': 'utf-8'}
DANISH = {'da_DK.UTF-8': 'utf-8', 'da_DK.ISO-8859-1': 'iso-8859-1'}
# The caseworker's name stands in the title of every caseload; the footer has the other two letters.
LETTERS = ['Gorm Ravnsløkke', 'hjælp', 'åbn']
ASCII = ['Gorm Ravnslokke', 'hjalp', 'abn']
ESCAPES = re.compile(rb'\x1b(?:\[[0-9;?>=!]*[A-Za-z]|[()][0-9A-Za-z]|[=>78cM]|\][^\x07]*\x07)|\x0e[^\x0f]*\x0f?|\$<\d+[*/]*>')


def words(output, codeset):
    """What it painted, as text. Padding, escape codes and the line set are not text."""
    return ESCAPES.sub(b' ', output).replace(b'\x0f', b'').decode(codeset)


def check_sentence(output, status, codeset):
    """It refused: one sentence that says what to do, no escape codes, exit 69."""
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status) != 69:
        raise AssertionError(f'it ended with status {status}, not 69')
    text = output.decode(codeset).strip()
    if b'\x1b' in output or not text.startswith('stige: ') or '\n' in text or ';' not in text:
        raise AssertionError(f'no clear sentence: {text!r}')


def check_screen(output, codeset):
    """The caseload at 80x24: the name is spelled as it can be, the footer is there."""
    text = words(output, codeset)
    for word in ASCII if codeset == 'ascii' else LETTERS:
        if word not in text:
            raise AssertionError(f'{word} does not stand there in {codeset}: {text[:400]!r}')
    if 'Sagsstamme' not in text or '?' not in text:
        raise AssertionError(f'no usable screen: {text[:400]!r}')


def linear(run, codeset):
    """A terminal that only writes lines: prompts in words, no escape codes; or the sentence."""
    if not run.until(lambda: re.search(rb'[:>] $', run.screen)):
        check_sentence(run.screen, run.end(), codeset)
        return 'sentence'
    if b'\x1b' in run.screen or len(words(run.screen, codeset)) < 40:
        raise AssertionError(f'no usable prompt: {run.screen[:200]!r}')
    run.kill(signal.SIGHUP)
    return 'linear'


def run_one(stige, forms, database, term, locale, codeset, size, locpath):
    env = terminal.environment(database.parent, TERM=term, LC_ALL=locale, LANGUAGE=None, LOCPATH=locpath)
    run = terminal.Run([stige, '--forms', forms, '--database', str(database), '--now', terminal.NOW, '--lang', 'da',
                        '--as', 'demo'], env, *size)
    if term == 'dumb':
        return linear(run, codeset)
    if not run.wait():
        check_sentence(run.screen, run.end(), codeset)
        return 'sentence'
    if term in (None, 'bogus'):
        raise AssertionError('it started on a terminal that it cannot know')
    words(run.screen, codeset)
    run.press('Esc')                 # from the answers that were left behind to the caseload
    run.screen = b''
    if size != (24, 80):
        run.resize(24, 80)
    else:
        run.press('\x0c')            # Ctrl-l: all of it once more
    check_screen(run.screen, codeset)
    run.screen = b''
    run.press('?')
    if len(words(run.screen, codeset)) < 100:
        raise AssertionError('the help did not open')
    run.press('Esc')
    os.write(run.tty, b'q')
    status = run.end()
    if status != 0:
        raise AssertionError(f'leaving ended with status {status}')
    return 'screen'


def control():
    """What must not pass does not."""
    good = '\x1b[H Sagsstamme - Gorm Ravnsløkke  åbn  ? hjælp'
    check_screen(good.encode(), 'utf-8')
    check_screen(good.encode('iso-8859-1'), 'iso-8859-1')
    bad = [
        (check_screen, (good.encode().replace(b'\xc3\xb8', b'?'), 'utf-8')),
        (check_screen, (good.encode('iso-8859-1').replace(b'\xf8', b'\xc3\xb8'), 'iso-8859-1')),
        (check_screen, (b'\x1b[H', 'utf-8')),
        (check_sentence, (b'stige: TERM is bad; take another', 0, 'ascii')),
        (check_sentence, (b'Error opening terminal: bogus.', 69 << 8, 'ascii')),
        (check_sentence, (b'stige: a; b\r\nstige: a; b', 69 << 8, 'ascii')),
    ]
    for check, given in bad:
        try:
            check(*given)
        except AssertionError:
            continue
        raise SystemExit(f'the control {given!r} passes: this test finds nothing')
    try:
        words(good.encode('iso-8859-1'), 'utf-8')
    except UnicodeDecodeError:
        return
    raise SystemExit('bytes of another locale pass: this test finds nothing')


def make_locales(folder):
    folder.mkdir()
    for name in DANISH:
        language, codeset = name.split('.')
        try:
            subprocess.run(['localedef', '-i', language, '-f', codeset, str(folder / name)], capture_output=True)
        except FileNotFoundError:
            return False
    return all((folder / name / 'LC_CTYPE').exists() for name in DANISH)


def main():
    stige, forms = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    danish = '--danish' in sys.argv[3:]
    seen, bad = {}, []
    control()
    with tempfile.TemporaryDirectory(prefix='stige-matrix-') as tmp:
        folder = pathlib.Path(tmp)
        os.chmod(folder, 0o700)
        locpath = str(folder / 'locales') if danish else None
        if danish and not make_locales(folder / 'locales'):
            print('localedef or its sources are not here: the Danish locales were not tested')
            sys.exit(77)
        database = folder / 'matrix.db'
        terminal.invented(stige, forms, database)
        for term in TERMS:
            for locale, codeset in (DANISH if danish else PLAIN).items():
                for size in SIZES:
                    try:
                        how = run_one(stige, forms, database, term, locale, codeset, size, locpath)
                        seen[how] = seen.get(how, 0) + 1
                    except (AssertionError, UnicodeDecodeError) as problem:
                        bad.append(f'TERM={term} {locale} {size[1]}x{size[0]}: {problem}')
    for line in bad:
        print(line)
    runs = len(TERMS) * 2 * len(SIZES)
    print(f'{runs} runs, {len(bad)} bad; ' + ', '.join(f'{count} {how}' for how, count in sorted(seen.items())))
    if bad or seen.get('screen', 0) < 6 * 2 * len(SIZES):
        sys.exit(1)


main()
