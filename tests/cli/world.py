# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tables stand on: a home for each case, starting points (with_), deeds (do_), looks (see_)."""
import csv
import fcntl
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import termios

SOURCE = pathlib.Path(__file__).resolve().parents[2]
FORMS = SOURCE / 'forms'
DATA = SOURCE / 'tests' / 'data'
DATABASE = '.local/share/stige/stige.db'
NOW = ['--now', '2026-11-22T09:30', '--as', 'anna']

# First start: name, initials, office code; the rest of the page as it is, and no passphrase on purpose.
FIRST_START = ['type Anna Prøve', 'Enter', 'type AP', 'Enter', 'type NB', *['Enter'] * 9, 'Down', 'Enter', 'q', '']


class Failed(Exception):
    pass


class World:
    made = {}                            # databases that starting points have made, by their name

    def __init__(self, stige, top):
        self.stige, self.home, self.tmp = stige, top / 'home', top / 'tmp'
        for folder in self.home, self.tmp:
            folder.mkdir(mode=0o700)
        (self.home / '.config/stige').mkdir(parents=True)
        (self.home / '.config/stige/forms').symlink_to(FORMS)
        self.env = {'HOME': str(self.home), 'TMPDIR': str(self.tmp), 'PATH': '/usr/bin:/bin',
                    'LC_ALL': 'C.UTF-8', 'TZ': 'Europe/Copenhagen'}
        self.env.update({n: v for n, v in os.environ.items() if n.endswith('SAN_OPTIONS')})
        self.holding = []                # processes to end with the case

    def close(self):
        for process in self.holding:
            process.communicate()

    def path(self, name):
        return self.home / name

    def set_env(self, name, value):
        self.env.pop(name, None)
        if value is not None:
            self.env[name] = value.replace('HOME', str(self.home))

    def write(self, name, lines, how=()):
        ends = '\r\n' if 'crlf' in how else '\n'
        text = ''.join(line + ends for line in lines)
        data = text.encode('cp1252' if 'cp1252' in how else 'utf-8', 'surrogateescape')
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes((b'\xef\xbb\xbf' if 'bom' in how else b'') + data)

    def run(self, args, stdin=None, stdout=None):
        """stdin and stdout are names of files in the home, or of devices."""
        source = open(self.path(stdin) if stdin else os.devnull, 'rb')
        sink = open(self.path(stdout), 'wb') if stdout else subprocess.PIPE
        try:
            done = subprocess.run([self.stige, *args], stdin=source, stdout=sink, stderr=subprocess.PIPE,
                                  cwd=self.home, env=self.env, timeout=60, start_new_session=True)
        finally:
            source.close()
            if stdout:
                sink.close()
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout or b'', done.stderr)

    def must_run(self, *args):
        done = self.run([*NOW, *args])
        if done.returncode:
            raise Failed(f'{" ".join(args)}: exit code {done.returncode}: {done.stderr.decode()}')
        return done.stdout.decode('utf-8')

    def snapshot(self):
        """Each file with its mode and content; a database by its dump, which leaves the log of access out."""
        found = {}
        for path in self.home.rglob('*'):
            name = str(path.relative_to(self.home))
            if path.is_symlink() or not path.is_file():
                found[name] = 'a link' if path.is_symlink() else 'a folder or such'
            elif not name.endswith('-journal'):
                same = hashlib.sha256(path.read_bytes()).hexdigest()
                if path.suffix == '.db' and not self.holding:
                    dump = self.run(['--read-only', '--database', name, 'dump', '--hash'])
                    same = dump.stdout.decode() if dump.returncode == 0 else same
                found[name] = f'{path.stat().st_mode:o} {same}'
        return found

    def must_be_as(self, before, but=None):
        now = self.snapshot()
        for name in sorted((before.keys() | now.keys()) - {but}):
            if before.get(name) != now.get(name):
                what = 'new' if name not in before else 'gone' if name not in now else 'changed'
                raise Failed(f'the run was to change nothing, but {name} is {what}')

    def database(self, name=DATABASE):
        return sqlite3.connect(self.path(name), isolation_level=None)

    def start_with(self, name, make):
        """The database that `make` makes; made once, then copied."""
        if name not in World.made:
            make(self)
            World.made[name] = self.path(DATABASE).read_bytes()
        else:
            self.path(DATABASE).parent.mkdir(parents=True, mode=0o700)
            self.path(DATABASE).write_bytes(World.made[name])
            self.path(DATABASE).chmod(0o600)


# ---- starting points ----

def with_office(w):
    """An office NB with the caseworker Anna Prøve (AP, login anna) and no clients."""
    def make(w):
        w.write('first-start', FIRST_START)
        w.must_run('--script', 'first-start')
        w.path('first-start').unlink()
    w.start_with('office', make)


def with_pair(w):
    """The office, and an office SB in sb.db with the same caseworker; their cards are nb.card and sb.card."""
    with_office(w)
    w.write('first-start', [line.replace('NB', 'SB') for line in FIRST_START])
    w.must_run('--database', 'sb.db', '--script', 'first-start')
    w.path('first-start').unlink()
    w.must_run('office', 'card', '--output', 'nb.card')
    w.must_run('--database', 'sb.db', 'office', 'card', '--output', 'sb.card')


def do_pair(w):
    """Each reads the other's card and types the code that the other reads aloud."""
    codes = [w.must_run('office', 'pair', 'sb.card').split('\n')[0],
             w.must_run('--database', 'sb.db', 'office', 'pair', 'nb.card').split('\n')[0]]
    w.must_run('office', 'pair', 'sb.card', '--code', codes[1])
    w.must_run('--database', 'sb.db', 'office', 'pair', 'nb.card', '--code', codes[0])


def with_sealed(w):
    """The office, sealed: its passphrase is in the file passphrase, its recovery code and a new one in code."""
    with_office(w)
    w.write('passphrase', ['correct horse battery'])
    done = w.run([*NOW, 'key', 'seal', '--passphrase-fd', '0'], stdin='passphrase')
    if done.returncode:
        raise Failed(f'key seal: exit code {done.returncode}: {done.stderr.decode()}')
    w.write('code', [done.stdout.decode().split('\n')[2].strip(), 'new words for anna'])


def with_demo(w):
    """The demo's caseload; its caseworker has the login anna."""
    w.start_with('demo', lambda w: w.must_run('synthetic', '--size', 'demo', '--seed', '7'))


def with_canary(w):
    """The demo, and a client all of whose texts can be looked for."""
    with_demo(w)
    w.must_run('client', 'add', '--name', 'Kanariefugl Ørnebæk', '--birth', '1987-06-05',
               '--number', 'KANARIE-17', '--goal', 'job', '--goal-reason', 'kanarie vil være gartner')


def with_forms(w):
    """Copies of the shipped forms in forms/, which the program reads from now on."""
    shutil.copytree(FORMS, w.path('forms'), ignore=shutil.ignore_patterns('meson.build'))
    link = w.path('.config/stige/forms')
    link.unlink()
    link.symlink_to(w.path('forms'))


def with_data(w, name):
    """A file of tests/data under its own name."""
    shutil.copy(DATA / name, w.path(pathlib.Path(name).name))


# ---- deeds ----

def do_copy(w, source, target):
    shutil.copy(w.path(source), w.path(target))


def do_edit(w, name, old, new):
    """Replaces one text, which must be there."""
    data = w.path(name).read_bytes()
    old, new = old.encode('utf-8', 'surrogateescape'), new.encode('utf-8', 'surrogateescape')
    if old not in data:
        raise Failed(f'{name} does not hold {old!r}')
    w.path(name).write_bytes(data.replace(old, new, 1))


def do_language(w, name, language, question, yes):
    """A form in one language more: a made-up question for c1, a made-up label for the fifth step."""
    lines = list(csv.reader(io.StringIO(w.path(name).read_text(encoding='utf-8'))))
    at = name_at = None
    for line in lines:
        if 'label::English (en)' in line:
            at, name_at = line.index('label::English (en)'), line.index('name')
            line.insert(at, 'label::' + language)
        elif at is not None and len(line) == 1 or line[0]:
            at = None
        elif at is not None and len(line) > name_at:
            line.insert(at, {'c1': question, '5': yes}.get(line[name_at], ''))
    with open(w.path(name), 'w', encoding='utf-8', newline='') as out:
        csv.writer(out, lineterminator='\n').writerows(lines)


def do_json_ok(w, name):
    """It reads as JSON, and every table has rows of columns with values."""
    found = json.loads(w.path(name).read_text(encoding='utf-8'))
    if found['schema'] != 'stige-subject-1' or not {'client', 'revision', 'event'} <= found['tables'].keys():
        raise Failed(f'{name} has the tables {sorted(found["tables"])}')
    for rows in found['tables'].values():
        for row in rows:
            for fact in row:
                if not fact['column'] or not fact['value']:
                    raise Failed(f'{name}: {fact}')


def do_folder(w, name):
    w.path(name).mkdir(parents=True)


def do_mode(w, name, mode):
    w.path(name).chmod(int(mode, 8))


def do_remove(w, name):
    w.path(name).unlink()


def do_link(w, name, target):
    w.path(name).symlink_to(w.path(target))


def do_hard_link(w, name, target):
    os.link(w.path(target), w.path(name))


def do_sql(w, name, sql):
    db = w.database(name)
    db.execute(sql)
    db.close()


def do_spoil_event(w, kind, change):
    """Somebody edits the first event of this kind."""
    do_sql(w, DATABASE, f"UPDATE event SET {change} WHERE seq = (SELECT min(seq) FROM event "
           f"WHERE kind = '{kind}')")


def do_drop_event(w, kind):
    do_sql(w, DATABASE, f"DELETE FROM event WHERE seq = (SELECT min(seq) FROM event WHERE kind = '{kind}')")


def do_lock(w):
    """Another program keeps the database to itself until the case ends."""
    code = ('import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);'
            'db.execute("BEGIN EXCLUSIVE"); print("held", flush=True); sys.stdin.read()')
    # A process of its own: one that opens and closes the file loses its locks on it.
    holder = subprocess.Popen([sys.executable, '-c', code, w.path(DATABASE)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE)
    holder.stdout.readline()
    w.holding.append(holder)


def do_flip(w, table, column, which='1'):
    """One bit of one sealed value turns over, as on a bad disk."""
    db = w.database()
    row, blob = db.execute(f'SELECT id, {column} FROM {table} WHERE length({column}) > 12 AND {which} '
                           'ORDER BY id').fetchone()
    bad = bytearray(blob)
    bad[len(bad) // 2] ^= 4
    db.execute(f'UPDATE {table} SET {column} = ? WHERE id = ?', (bytes(bad), row))
    db.close()


def do_scribble(w, name):
    """A page in the middle of the file is written over."""
    with w.path(name).open('r+b') as f:
        size = f.seek(0, os.SEEK_END)
        f.seek(size // 2 // 4096 * 4096)
        f.write(b'\x5a' * 4096)


def do_variant(w, source, target, *how):
    """The same CSV as another program would have saved it: semicolon, cp1252, crlf, bom."""
    rows = list(csv.reader(io.StringIO((FORMS / source).read_text(encoding='utf-8'), newline='')))
    text = io.StringIO(newline='')
    csv.writer(text, delimiter=';' if 'semicolon' in how else ',',
               lineterminator='\r\n' if 'crlf' in how else '\n').writerows(rows)
    data = text.getvalue().encode('cp1252' if 'cp1252' in how else 'utf-8')
    w.path(target).write_bytes((b'\xef\xbb\xbf' if 'bom' in how else b'') + data)


# ---- looks ----

def see_no_bytes(w, folder, *texts):
    """None of the texts stands anywhere under the folder, in no file's bytes."""
    for path in w.path(folder).rglob('*'):
        for text in texts:
            if path.is_file() and text.encode() in path.read_bytes():
                raise Failed(f'{path.name} holds {text}')


def see_there(w, name):
    if not w.path(name).exists():
        raise Failed(f'{name} is not there')


def see_gone(w, name):
    if os.path.lexists(w.path(name)):
        raise Failed(f'{name} is there')


def see_mode(w, name, mode):
    got = f'{w.path(name).stat().st_mode & 0o7777:o}'
    if got != mode:
        raise Failed(f'{name} has the mode {got}, wanted {mode}')


def see_pdf(w, name, *texts):
    """A tagged PDF with these words in it."""
    if not shutil.which('pdftotext'):
        raise Failed('pdftotext is not there (poppler-utils)')
    words = subprocess.run(['pdftotext', '-raw', w.path(name), '-'], capture_output=True, check=True)
    info = subprocess.run(['pdfinfo', w.path(name)], capture_output=True, check=True)
    if b'Tagged:          yes' not in info.stdout or b'A4' not in info.stdout:
        raise Failed(f'{name}: {info.stdout.decode()}')
    # Where lines end, and letters that run from right to left begin, is pdftotext's own opinion.
    squeezed = re.sub('[\\s\u200e\u200f\u202a-\u202e]', '', words.stdout.decode())
    for text in texts:
        if text.replace(' ', '') not in squeezed:
            raise Failed(f'{name} lacks {text!r}: {squeezed[:400]}')


def see_right(w, name):
    """In this PDF every line in Arabic letters begins in the right half of the page (it comes letter by letter)."""
    boxes = subprocess.run(['pdftotext', '-bbox', w.path(name), '-'], capture_output=True, check=True).stdout.decode()
    begins = {}
    for top, end in re.findall(r'yMin="([0-9.]+)" xMax="([0-9.]+)"[^>]*>[^<]*[\u0600-\u06ff]', boxes):
        begins[top] = max(begins.get(top, 0), float(end))
    if len(begins) < 2 or min(begins.values()) < 297:
        raise Failed(f'{name}: lines begin at {sorted(begins.values())}, not in the right half')


def see_same(w, one, other):
    if w.path(one).read_bytes() != w.path(other).read_bytes():
        raise Failed(f'{one} and {other} differ')


def see_other(w, one, other):
    if w.path(one).read_bytes() == w.path(other).read_bytes():
        raise Failed(f'{one} and {other} are the same')


def see_sha(w, name, of):
    """The one line of `of` is the SHA-256 of the file."""
    got = hashlib.sha256(w.path(name).read_bytes()).hexdigest()
    if w.path(of).read_text().strip() != got:
        raise Failed(f'{of} does not hold the SHA-256 of {name}, {got}')


def see_data(w, name, wanted):
    """Byte for byte the file of tests/data."""
    if w.path(name).read_bytes() != (DATA / wanted).read_bytes():
        raise Failed(f'{name} is not {wanted}')


def see_draft(w, item, wanted):
    """The newest answer to an item in a draft, as it is stored: text, a number, a set's names."""
    db = w.database()
    found = db.execute('SELECT value FROM draft_answer WHERE item = ? ORDER BY seq DESC', (item,)).fetchone()
    db.close()
    value = json.loads(found[0][8:])[0] if found else None     # behind the 8 bytes against accidents
    got = ' '.join(value) if isinstance(value, list) else str(value)
    if got != wanted:
        raise Failed(f'{item} is stored as {got!r}, wanted {wanted!r}')


def see_data_but(w, name, wanted, word):
    """The file of tests/data, but that this word stands in it too."""
    text = w.path(name).read_bytes().decode('utf-8')
    if word not in text or re.sub(f' ?{re.escape(word)}', '', text).encode() != (DATA / wanted).read_bytes():
        raise Failed(f'{name} is not {wanted} with {word}')


def see_has(w, name, pattern):
    if not re.search(pattern, w.path(name).read_bytes().decode('utf-8'), re.M):
        raise Failed(f'{name} holds nothing like {pattern}')


def see_lacks(w, name, pattern):
    found = re.search(pattern, w.path(name).read_bytes().decode('utf-8', 'replace'), re.M)
    if found:
        raise Failed(f'{name} holds {found[0]!r}')


def see_canary(w, name, *allowed):
    """Nothing sealed stands in the file: no name, birth date, number, note, journal text or answer."""
    text = w.path(name).read_bytes().decode('utf-8').casefold()
    db = w.database()
    sealed = [('client', c) for c in ('name', 'birth', 'journal_no', 'goal_reason', 'excluded_reason')]
    sealed += [('caseworker', 'name'), ('note', 'text'), ('meeting', 'journal'), ('meeting', 'advice'),
               ('plan_item', 'text'), ('response', 'answers'), ('activity_record', 'place'),
               ('outcome', 'detail')]
    looked = set()
    for table, column in sealed:
        if f'{table}.{column}' in allowed:
            continue
        for (blob,) in db.execute(f'SELECT {column} FROM {table} WHERE {column} IS NOT NULL'):
            value = blob[8:].decode('utf-8').casefold()
            pieces = [value] if len(value) < 60 else value.splitlines()
            for piece in pieces:
                if len(piece) > 4 and piece in text:
                    raise Failed(f'{name} holds {table}.{column}: {piece}')
                looked.add(table if len(piece) > 4 else '')
    db.close()
    missing = {'client', 'caseworker', 'response'} - looked
    if missing:
        raise Failed(f'no text to look for in {missing}: the check would always pass')


def see_on_terminal(w, term, code, pattern):
    """On a real terminal of this TERM the screens end with this code and sentence, and change nothing."""
    before = w.snapshot()
    ours, theirs = os.openpty()
    env = {**w.env, 'TERM': term} if term else w.env
    done = subprocess.run([w.stige, *NOW], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE,
                          cwd=w.home, env=env, timeout=60, start_new_session=True,
                          preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0))
    os.close(theirs)
    os.close(ours)
    if done.returncode != int(code) or not re.fullmatch(pattern + '\n', done.stderr.decode('utf-8')):
        raise Failed(f'TERM={term}: exit code {done.returncode}, {done.stderr.decode("utf-8")}')
    w.must_be_as(before)


def see_heads(w, name, *heads):
    """The columns of a CSV file, in order."""
    with w.path(name).open(encoding='utf-8-sig', newline='') as f:
        got = next(csv.reader(f))
    if got != list(heads):
        raise Failed(f'{name} has the columns {" ".join(got)}')


def see_excel(w, name):
    """EF BB BF, semicolons, CRLF at every line's end, no cell that Excel would calculate or make a date."""
    data = w.path(name).read_bytes()
    if not data.startswith(b'\xef\xbb\xbf'):
        raise Failed(f'{name} does not begin with EF BB BF')
    if data.count(b'\n') != data.count(b'\r\n') or not data.endswith(b'\r\n'):
        raise Failed(f'not all lines of {name} end in CRLF')
    rows = list(csv.reader(io.StringIO(data.decode('utf-8-sig'), newline=''), delimiter=';'))
    dates = {i for i, head in enumerate(rows[0]) if head in ('at', 'date', 'from', 'to')}
    for row in rows[1:]:
        if len(row) != len(rows[0]):
            raise Failed(f'{name}: {len(row)} cells under {len(rows[0])} heads')
        for i, cell in enumerate(row):
            if i not in dates and re.match(r'[=+\-@\t]|\d+[-/:.]\d|\d+[eE]\d+$', cell):
                raise Failed(f'{name}: Excel would change {cell!r}')


def see_rewritten(w, name):
    """Read by a CSV reader and written again, each cell in quotes: the same bytes."""
    data = w.path(name).read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode('utf-8'), newline='')))
    text = io.StringIO(newline='')
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator='\r\n').writerows(rows)
    if len(rows) < 3 or text.getvalue().encode('utf-8') != data:
        raise Failed(f'{name} is not the same when it is read and written again')


def see_all_of_help_used(w):
    """No command and no option without a run in the tables."""
    words = w.run(['--help']).stdout.decode('utf-8')
    tables = [path.read_text(encoding='utf-8') for path in pathlib.Path(__file__).parent.glob('*.test')]
    lines = ''.join(tables).replace('\\\n', '').splitlines()
    runs = [line for line in lines if line.startswith('$ ')]
    names = {' ' + name for name in re.findall(r'^  stige ([a-z]+(?: [a-z]+)*)', words, re.M)}
    names |= {' ' + name for name in re.findall(r'--[a-z]+[a-z-]*', words)}
    if len(names) < 40:
        raise Failed(f'the help names {len(names)} commands and options only')
    for name in sorted(names):
        if not any(re.search(re.escape(name) + r'(?=[\s=]|$)', run) for run in runs):
            raise Failed(f'no table runs{name}')


def see_forms_table(w):
    """Each form of tests/data/forms/forms.tsv gets the answer of `form check` that the table wants."""
    rows = list(csv.DictReader((DATA / 'forms/forms.tsv').open(encoding='utf-8', newline=''), delimiter='\t',
                               quoting=csv.QUOTE_NONE))
    if len(rows) < 60:
        raise Failed(f'only {len(rows)} forms')
    for row in rows:
        text = row['csv'].replace('\\n', '\n')
        w.path('form.csv').write_bytes(text.encode('cp1252' if row['slug'] == 'cp1252' else 'utf-8'))
        done = w.run(['form', 'check', 'form.csv'])
        lines = done.stdout.decode('utf-8').splitlines()
        for line in lines:
            if not re.fullmatch(r'form\.csv:\d+:\d+: (error|warning) F\d{3}: .+', line):
                raise Failed(f'{row["slug"]}: {line}')
        errors = sum(': error F' in line for line in lines)
        got = 'reject' if errors else 'warn' if lines else 'accept'
        wanted = row['wanted'].replace('convert', 'warn').replace('accept', 'accept warn')
        if got not in wanted or done.returncode != (65 if errors else 0):
            raise Failed(f'{row["slug"]}: exit {done.returncode}, {got}; wanted {wanted}')
