#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a spreadsheet makes of our files (reliability.md C2): LibreOffice opens them, and a flat document tells.

usage: spreadsheet.py STIGE        (STIGE_SOAK: more files)

Run by hand (goals.csv, C2); tests nothing where there is no soffice (Debian: libreoffice-calc). excel-da is opened as a Danish user does, and as one who
also lets it look for dates and numbers by itself: every text must stand there letter by letter, every number be a
number, every date of a date column a date, and nothing a formula. exact has no guards: it is opened with
quoted cells as text, and every cell must stand there as it is.
"""
import csv
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / 'cli'))
sys.dont_write_bytecode = True
import texts  # noqa: E402
import world  # noqa: E402

SKIPPED = 77
DATES = {'date', 'at'}
NUMBERS = {'c11', 'age', 'answered', 'asked', 'minutes'}
# Separator, quote, UTF-8, first line, no column formats, language; are quoted cells text; look for dates.
OPENED = {'excel-da': ['59,34,76,1,,1030,false,false', '59,34,76,1,,1030,false,true'],
          'exact': ['44,34,76,1,,1033,true,false']}
SOAK = 'STIGE_SOAK' in os.environ
CODES = ['MAJ', 'DEC', '1-2', '3E5', '0012', 'JAN-2', 'DEC1', '2. maj', '1,5', '1.5', '1.500', '12:30', '3/4', '50%',
         '2026-01-02', '12345678901234567', 'TRUE', 'sand', '=1+1', '+45 12 34 56 78', '-3', '@home', "'tis",
         '=HYPERLINK("http://x";"y")',
         'Søren Ærø Åse', '日本 😀', 'שלום', 'a"b;c\nd', '\u00a0x', '1e5', '9E-3', '7', 'x=1', '10.000', '1.000,50', 'maj 2',
         '31/12', '24:00', '1 2 3', '12%', '1/2 dag', '1:2', 'kl. 9', 'kr. 12', '12 kr.', '0', '-', '.5', ',5', '5.', '1.2.3']
NS = {space: f'urn:oasis:names:tc:opendocument:xmlns:{space}:1.0' for space in ('table', 'office', 'text')}


def name(space, local):
    return f'{{{NS[space]}}}{local}'


def text_of(cell):
    """Its paragraphs; a run of blanks stands as an element of its own."""
    lines = []
    for p in cell.findall('text:p', NS):
        text = p.text or ''
        for part in p.iter():
            if part is p:
                continue
            if part.tag == name('text', 's'):
                text += ' ' * int(part.get(name('text', 'c'), 1))
            elif part.tag == name('text', 'tab'):
                text += '\t'
            else:
                text += part.text or ''
            text += part.tail or ''
        lines.append(text)
    return '\n'.join(lines)


def opened(soffice, folder, path, how):
    """Rows of (kind, value, text); a repeated cell as often as it stands."""
    subprocess.run([soffice, '--headless', f'-env:UserInstallation=file://{folder}/profile', f'--infilter=CSV:{how}',
                    '--convert-to', 'fods', '--outdir', folder, path], check=True, capture_output=True, timeout=120)
    sheet = xml.etree.ElementTree.parse(folder / f'{path.stem}.fods').find('.//table:table', NS)
    for row in sheet.findall('table:table-row', NS):
        cells = []
        for cell in row.findall('table:table-cell', NS):
            kind = cell.get(name('office', 'value-type'), 'string')
            value = cell.get(name('office', 'date-value')) or cell.get(name('office', 'value'))
            if cell.get(name('table', 'formula')):
                kind = 'formula'
            times = int(cell.get(name('table', 'number-columns-repeated'), 1))
            cells += [(kind, value, text_of(cell))] * min(times, 500)
        yield cells


def cell_wrong(column, want, got, all_text):
    kind, value, text = got
    if all_text:
        return kind != 'string' or text != want
    if column in DATES and kind == 'date':
        return not value.startswith(want.replace(' ', 'T'))
    if kind == 'float' and want and "'" not in want:
        number = want.replace(',', '.')
        return float(number) != float(value) or (column not in NUMBERS and text != want)
    return kind != 'string' or text != want or (column in NUMBERS and want.replace(',', '').isdigit())


def looked_at(soffice, folder, path, dialect, how):
    data = path.read_bytes().decode('utf-8-sig')
    rows = list(csv.reader(io.StringIO(data, newline=''), delimiter=';' if dialect == 'excel-da' else ','))
    sheet = list(opened(soffice, folder, path, how))
    wrong, cells = [], 0
    for i, row in enumerate(rows):
        got = sheet[i] if i < len(sheet) else []
        for k, want in enumerate(row):
            cell = got[k] if k < len(got) else ('string', None, '')
            cells += 1
            if cell_wrong(rows[0][k] if i else '', want.replace('\r\n', '\n'), cell, dialect == 'exact'):
                wrong.append(f'{path.name} {how}: line {i + 1}, {rows[0][k]}: {want!r} became {cell}')
    return cells, wrong


def exports(stige, top):
    """Files by dialect: an office of the codes and of invented texts, and the demo's answers, rounds and log."""
    w = texts.new_office(stige, top / 'codes')
    w.path('in.csv').write_bytes(texts.tall(CODES + list(texts.invented(2000 if SOAK else 200))))
    w.must_run('import', 'answers', 'in.csv', '--blanks')
    demo = world.World(stige, top)
    world.with_demo(demo)
    for dialect in OPENED:
        for what, office in (('answers', w), ('rounds', demo), ('log', demo), ('answers', demo))[:4 if SOAK else 2]:
            path = top / f'{what}-{"codes" if office is w else "demo"}-{dialect}.csv'
            office.must_run('export', what, '--dialect', dialect, '--names', '--reason', 'test', '--output', str(path))
            yield dialect, path


def main():
    stige, soffice = str(pathlib.Path(sys.argv[1]).resolve()), shutil.which('soffice')
    if not soffice:
        sys.stdout.write('no soffice here; skipped\n')
        return SKIPPED
    total, wrong = 0, []
    with tempfile.TemporaryDirectory() as tmp:
        for dialect, path in exports(stige, pathlib.Path(tmp)):
            for how in OPENED[dialect]:
                cells, bad = looked_at(soffice, pathlib.Path(tmp), path, dialect, how)
                total += cells
                wrong += bad
    sys.stdout.write(f'{total} cells, {len(wrong)} wrong\n')
    for line in wrong[:40]:
        sys.stderr.write(line + '\n')
    return 1 if wrong else 0


sys.exit(main())
