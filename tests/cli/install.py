#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installed, the program finds its forms, its translations and nothing of the build tree; its manual, desktop file
and completions are where a system looks for them.

usage: install.py BUILD_ROOT             by meson, with DESTDIR
       install.py --deb SOURCE_ROOT      by building the Debian package (minutes) and unpacking it
"""
import configparser
import os
import pathlib
import subprocess
import sys
import tempfile

MANUAL = ['man1/stige.1', 'man5/stige-forms.5', 'man5/stige-csv.5']
FORMS = ['client.csv', 'caseworker.csv', 'activities.csv', 'evidence.csv', 'advice.csv']


def fail(what):
    sys.exit(f'install: {what}')


def run(*args, **more):
    done = subprocess.run(args, capture_output=True, text=True, check=False, **more)
    if done.returncode:
        fail(f'{" ".join(map(str, args))}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}')
    return done.stdout


def by_meson(build, top):
    prefix = pathlib.PurePosixPath(run('meson', 'introspect', '--buildoptions', build)
                                   .split('"name": "prefix"')[1].split('"value": "')[1].split('"')[0])
    run('meson', 'install', '--no-rebuild', '-C', build, '--destdir', top)
    return top / prefix.relative_to('/')


def by_deb(source, top):
    env = {**os.environ, 'DEB_BUILD_OPTIONS': 'nocheck parallel=2'}
    run(source / 'src/packaging/deb', top, env=env)
    packages = [p for p in top.glob('stige_*.deb')]
    if len(packages) != 1:
        fail(f'{len(packages)} packages were built')
    run('dpkg-deb', '--extract', packages[0], top / 'root')
    if 'libncursesw' not in run('dpkg-deb', '--field', packages[0], 'Depends'):
        fail('the package does not say which libraries it needs')
    return top / 'root/usr'


def manual(share):
    """Both languages; a distribution packs them."""
    for lang in '', 'da':
        for page in MANUAL:
            files = [share / 'man' / lang / (page + end) for end in ('', '.gz')]
            there = [f for f in files if f.is_file()]
            if not there:
                fail(f'no {files[0]}')
            text = run('man', '--warnings', '-E', 'UTF-8', '-l', there[0], env={**os.environ, 'MANWIDTH': '80'})
            if len(text) < 1000 or (' og ' in text) != bool(lang):
                fail(f'{there[0]} is not what it should be')


def program(prefix, home):
    env = {'HOME': str(home), 'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8'}
    stige = prefix / 'bin/stige'
    doctor = run(stige, '--lang', 'en', 'doctor', env=env)
    if str(prefix / 'share/stige/forms') not in doctor:
        fail(f'the program does not use the forms that were installed with it:\n{doctor}')
    danish = run(stige, '--lang', 'da', '--help', env=env)
    if 'Tilvalg' not in danish and 'overalt' not in danish:
        fail(f'the program does not speak Danish where it was installed:\n{danish[:600]}')
    if 'INVENTED' not in run(stige, '--lang', 'en', 'demo', env=env):
        fail('the demo does not run')
    if list(home.iterdir()):
        fail(f'left in the home: {list(home.iterdir())[0]}')


def desktop(share):
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str
    entry.read(share / 'applications/stige.desktop', encoding='utf-8')
    got = entry['Desktop Entry']
    if got['Exec'] != 'stige' or got['Terminal'] != 'true' or not got['GenericName[da]']:
        fail('the desktop file is not what it should be')
    if subprocess.run(['which', 'desktop-file-validate'], capture_output=True, check=False).returncode == 0:
        run('desktop-file-validate', share / 'applications/stige.desktop')


def main():
    deb = sys.argv[1] == '--deb'
    with tempfile.TemporaryDirectory(prefix='stige-install-') as name:
        top = pathlib.Path(name)
        home = top / 'home'
        home.mkdir()
        prefix = (by_deb if deb else by_meson)(pathlib.Path(sys.argv[-1]).resolve(), top)
        share = prefix / 'share'
        for form in FORMS:
            if not (share / 'stige/forms' / form).is_file():
                fail(f'no form {form}')
        for place in ('bash-completion/completions/stige', 'zsh/site-functions/_stige',
                      'fish/vendor_completions.d/stige.fish', 'locale/da/LC_MESSAGES/stige.mo'):
            if not (share / place).stat().st_size:
                fail(f'{place} is empty')
        manual(share)
        desktop(share)
        program(prefix, home)


main()
