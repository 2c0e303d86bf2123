#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random expressions in stige's engine and in ODK Web Forms', value by value. By hand, where npm is:

    npm install --prefix DIR @getodk/xforms-engine@0.22.0 jsdom@22
    tests/oracle/expressions.py build/stige DIR [SEED [COUNT]]

What forms.md decides otherwise is not asked: halves below zero in round(), a date from a fraction or from no date,
NaN as text (there a blank), NaN to the power of 0, white space as a number (there 0), day names. Any other
difference is printed, and ends the run with 1."""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

VALUES = {'a': '3', 'b': '05', 'c': '', 'd': '2020-02-29', 'e': '2019-12-31', 't': 'hello world', 's': 'x y z',
          'k': 'b', 'n': '-2.5', 'g': '17.25', 'z': '0'}
NUMBERS = ['0', '1', '2', '3', '10', '0.5', '-1', '100', '1.5', '2.25', '7', '/data/a', '/data/b', '/data/n', '/data/g',
           '/data/z']
TEXTS = ["'abc'", "''", "'a b'", "'2020-01-01'", "'æøå'", "'12'", "' 7 '", "'x'", '/data/t', '/data/s', '/data/k',
         '/data/c', '/data/d']
DATES = ['/data/d', '/data/e', "'2021-07-04'", "date('2024-02-29')"]

# N number, T text, B boolean, D date; [a|b] one of these; every capital is drawn anew.
RULES = {
    'N': ['(N [+|-|*|div|mod] N)', '-(N)', 'int(N)', 'round(abs(N))', 'round(abs(N), [0|1|2|-1])', 'abs(N)',
          'pow(N, [1|2|3])', 'string-length(T)', 'count-selected([/data/s|/data/c|/data/k])', 'number(B)',
          "number(concat('9', T))", 'number(coalesce([/data/c|/data/a], N))', 'number(if(B, N, N))', 'sum(/data/[a|b|n|c])',
          'min(N, N)', 'max(N, N, N)', 'count(/data/[a|c])', 'count-non-empty(/data/[a|c])', 'decimal-date-time(date(D))',
          'number(weighted-checklist([1|2], [3|5], B, [1|2], B, 0.5))'],
    'T': ['concat(T, T)', 'substr(T, [0|1|2|-1|5])', 'substr(T, [0|1|-2], [2|3|-1|0])',
          "substring-before(T, [' '|'b'|''|'z'])", "substring-after(T, [' '|'b'|''])",
          "translate(T, ['abc'|'lo'|' '], ['xyz'|''|'_'])", 'normalize-space(T)', 'string(T)', 'string(B)', 'if(B, T, T)',
          'coalesce([/data/c|/data/t], T)', "join('-', T, T)", "format-date(D, '[%Y-%m-%d|%d/%m/%y|%e.%n.|%b|%Y]')",
          'selected-at([/data/s|/data/t], [0|1|5|-1])', 'string(date(D))'],
    'B': ['(N [<|<=|>|>=|=|!=] N)', '(T [=|!=] T)', "(concat('9', T) [=|!=|<|>] N)", '(B [and|or] B)', 'not(B)',
          "selected([/data/s|/data/t|/data/c], ['x'|'hello'|''|'z'])", 'contains(T, T)', 'starts-with(T, T)',
          'ends-with(T, T)', 'boolean(N)', 'boolean(string(T))', "boolean-from-string(['true'|'1'|'yes'|/data/k])",
          "regex(T, '^[a-z]+$')", "regex(T, '^.*$')", 'checklist([-1|0|1], [-1|1|2], B, B)', '(date(D) [<|>|=] date(D))'],
    'D': [],
}
LEAVES = {'N': NUMBERS, 'T': TEXTS, 'B': ['true()', 'false()'], 'D': DATES}
PART = re.compile(r"\b([NTBD])\b(?!')|\[((?:[^][|]*\|)+[^][|]*)\]")


def draw(rng, kind, depth):
    if depth <= 0 or not RULES[kind] or rng.random() < .2:
        return rng.choice(LEAVES[kind])
    return PART.sub(lambda m: draw(rng, m[1], depth - 1) if m[1] else rng.choice(m[2].split('|')), rng.choice(RULES[kind]))


def whole(rng):
    kind = rng.choice('NTB')
    drawn = draw(rng, kind, rng.randint(1, 5))
    return f"if({drawn} = {drawn}, string({drawn}), 'none')" if kind == 'N' else f'string({drawn})'


def ours(program, folder, expressions):
    table = os.path.join(folder, 'table.tsv')
    bindings = ';'.join(f'{name}:text={text}' for name, text in VALUES.items())
    with open(table, 'w', encoding='utf-8') as f:
        f.write('id\texpr\tbindings\tcontext_node\tcast\twant_type\twant\n')
        f.writelines(f'{i}\t{e}\t{bindings}\t\tstring\ttext\t\x7f\n' for i, e in enumerate(expressions))
    run = subprocess.run([program, 'form', 'eval', table], capture_output=True, text=True, check=False)
    found = [None] * len(expressions)
    for m in re.finditer(r'^(\d+): got str (.*), want', run.stdout + run.stderr, re.M):
        found[int(m[1])] = m[2]
    return found


def theirs(modules, folder, expressions):
    asked, out = os.path.join(folder, 'asked.json'), os.path.join(folder, 'out.json')
    with open(asked, 'w', encoding='utf-8') as f:
        json.dump({'values': VALUES, 'expressions': expressions}, f)
    engine = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'engine.mjs')
    subprocess.run(['node', engine, modules, asked, out], check=True)
    with open(out, encoding='utf-8') as f:
        return json.load(f)


def alike(a, b):
    try:
        return a == b or abs(float(a) - float(b)) <= 1e-9 * max(1, abs(float(a)))
    except (TypeError, ValueError):
        return False


def main():
    program, modules = sys.argv[1:3]
    given = [int(v) for v in sys.argv[3:5]]
    seed, count = given + [1, 2000][len(given):]
    rng = random.Random(seed)
    expressions = [whole(rng) for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        pairs = list(zip(expressions, ours(program, folder, expressions), theirs(modules, folder, expressions)))
    differ = [p for p in pairs if not alike(p[1], p[2])]
    errors = sum(p[1] is None for p in pairs)
    for expression, a, b in differ:
        print(f'{expression}\n\there {a!r}, there {b!r}')
    print(f'seed {seed}: {len(pairs)} expressions, {errors} errors here, {len(differ)} differ')
    return 1 if differ else 0


sys.exit(main())
