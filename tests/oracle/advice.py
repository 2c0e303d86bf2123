#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""stige advise --facts against a second reading of the rules.

The rules below are written from their description alone, with tables of their own: nothing is read
from forms/ and no code is shared. They are told as sets and sentences, without regard for speed.
Random clients and the hand-made ones at every boundary go through the real program; each cell of
its answer must be the same. Then the properties that hold whatever the rules are, on its answers
alone; then one bad cell at a time, which must refuse the whole file.

usage: advice.py STIGE [CASES [SEED]]
"""
import csv
import fractions
import io
import itertools
import random
import subprocess
import sys

GROUPS = {'J': {3, 5, 7, 12, 13, 14, 17, 19, 20}, 'U': {1, 2, 18, 21}, 'S': {4, 6, 8, 15}, 'H': {9, 10, 11, 16}}
GROUP_OF = {a: g for g, members in GROUPS.items() for a in members}
NONE = 22
CLIENT = [f'c{i}' for i in range(1, 10)]
CASEWORKER = [f'w{i}' for i in range(1, 11)]
SCALE = [*CLIENT, *CASEWORKER]
LISTED = [*CLIENT, 'c10', 'c11', *CASEWORKER]           # the order of "unknown": client before caseworker

# The group that supports an item, with its activities, best first.
SUPPORT = {
    'J': {'c1': (3, 13), 'c8': (13, 12), 'c9': (3, 5), 'c10': (13, 5), 'c11': (3,), 'w1': (3,), 'w2': (5, 7)},
    'H': {'c6': (11, 10, 9), 'w10': (11, 10)},
    'S': {'c2': (4,), 'c3': (4,), 'c4': (6, 15), 'c5': (8,), 'w3': (4,), 'w5': (4,), 'w8': (6, 15), 'w9': (8,)},
    'U': {'c7': (2, 1), 'w4': (1,), 'w6': (1,)},
}
PAIRS = (('c1', 'w1'), ('c2', 'w3'), ('c3', 'w5'), ('c4', 'w8'), ('c5', 'w9'), ('c6', 'w10'))
CHANNELS = ('internet', 'network', 'internship', 'agency', 'employer', 'job_centre', 'other')
INPUT = ['id', 'age', 'education', 'goal', *CLIENT, 'c10', 'c11', 'reference_wage', *CASEWORKER, 'w11', 'w11e',
         'activities', 'excluded', 'previous', 'age_days', 'caseworker_changed', 'cap']
OUTPUT = ['id', 'path', 'need_j', 'need_u', 'need_s', 'need_h', 'indicated', 'order', 'activities', 'keep',
          'prompts', 'unknown', 'unmapped']
SETS = [''.join(s) for n in range(5) for s in itertools.combinations('JUSH', n)]


def weight(path, item):
    """How many of the figures name it; what is measured and in no figure is 1."""
    if path == 'job':
        four, three, two = {'c6', 'c8', 'c3', 'w2'}, {'c10', 'c11'}, {'c9', 'c5', 'w7', 'w10'}
        return 4 if item in four else 3 if item in three else 2 if item in two else 1
    return 3 if item in {'c5', 'c11', 'w8'} else 0 if item == 'c10' else 1


class Client:
    """One row of facts, read as the rules read it."""

    def __init__(self, row):
        self.row = row
        self.age = int(row['age']) if row['age'] else None
        self.days = int(row['age_days'] or 0)
        self.cap = int(row['cap'] or 3)
        self.excluded = set(row['excluded'])
        self.recorded = row['activities'] != ''
        self.running = {int(a) for a in row['activities'].split()} - {NONE}
        self.before = {k: int(v) for k, v in (p.split('=') for p in row['previous'].split())}
        self.path = self.find_path()
        self.push = {i: weight(self.path, i) * self.severity(i) for i in LISTED}
        self.need = {g: sum(self.push[i] for i in SUPPORT[g]) for g in 'JUSH'}
        self.indicated = {g for g in 'USH' if self.need[g] >= 2}

    def find_path(self):
        if self.row['goal']:
            return self.row['goal']
        if self.age is None or self.age >= 30 or self.row['education'] == 'yes':
            return 'job'
        return 'education'

    def number(self, item):
        """The step, or None for whatever is no step or too old."""
        cell = self.row[item]
        return int(cell) if cell.isdigit() and self.days <= 183 else None

    def known(self, item):
        cell = self.row[item]
        if self.days > 183 or cell in ('', 'dk', 'declined'):
            return False
        return item != 'c11' or self.row['reference_wage'] != ''

    def severity(self, item):
        if not self.known(item):
            return 0
        if item == 'c10':
            return 1 if self.row[item] == 'none' else 0
        if item == 'c11':
            return 1 if int(self.row[item]) > int(self.row['reference_wage']) * fractions.Fraction('1.10') else 0
        step = self.number(item)
        fell = step == 3 and self.before.get(item, 0) >= 4
        return {1: 2, 2: 1}.get(step, 1 if fell else 0)


def evidence_class(groups):
    job, others = 'J' in groups, set(groups) - {'J'}
    if job and others & {'U', 'H'}:
        return 'A1'
    if job and others:
        return 'A2'
    if job:
        return 'B'
    return 'C' if len(others) > 1 else 'D' if others else 'E'


def sort_key(client, groups):
    kind, indicated = evidence_class(groups), client.indicated
    return (bool(set(groups) & client.excluded),
            {'A1': 0, 'A2': 0, 'B': 1, 'C': 2, 'D': 3, 'E': 4}[kind],
            len(groups) > client.cap,
            -sum(client.need[g] for g in set(groups) & indicated),
            len(set(groups) - {'J'} - indicated),
            0 if kind == 'A1' else 1 if kind == 'A2' else 0,
            len(groups),
            sorted('JHUS'.index(g) for g in groups))


def propose(client, best):
    """What is proposed: each uncovered group's best first, then the best of what is left, four at most."""
    indicated, scores = client.indicated, dict.fromkeys(GROUP_OF, 0)
    for table in SUPPORT.values():
        for item, activities in table.items():
            for place, a in enumerate(activities):
                scores[a] += client.push[item] * (2 if place == 0 else 1)

    def best_of(groups, taken):
        left = [a for a in scores if GROUP_OF[a] in groups and a not in taken and scores[a] > 0]
        return min(left, key=lambda a: (-scores[a], a)) if left else None

    found = []
    for g in 'JHUS':
        if g not in best or client.running & GROUPS[g]:
            continue
        a = best_of({g}, client.running) if g == 'J' or g in indicated else None
        if g == 'J' and a is None:
            a = 13
        if a is not None:
            found.append(a)
    wanted = set(best) & ({'J'} | indicated)
    while len(found) < 4:
        a = best_of(wanted, client.running | set(found))
        if a is None:
            break
        found.append(a)
    return found[:4]


def prompts(client):
    row, fresh = client.row, client.days <= 183
    if not client.recorded:
        yield 'ACTIVITY-UNRECORDED'
    elif not client.running:
        yield 'NO-ACTIVITY'
    elif not client.running & GROUPS['J']:
        yield 'NO-JOB-ORIENTED'
    if 'J' in client.excluded:
        yield 'PLAN-J'
    if not row['goal'] and client.age is not None and client.age < 30 and not row['education']:
        yield 'EDUCATION-UNKNOWN'
    if not row['goal'] and client.age is None:
        yield 'AGE-UNKNOWN'
    if client.number('w11') in (1, 2):
        yield 'W11-LOW'
    if fresh and row['w11'] == 'dk':
        yield 'W11-DK'
    if client.path == 'education' and client.number('w11e') in (1, 2):
        yield 'W11E-LOW'
    if client.path == 'job' and client.known('c10'):
        used = row['c10'].split()
        if 'internship' not in used:
            yield 'CHANNELS-SUGGEST-INTERNSHIP'
        if 'internet' not in used:
            yield 'CHANNELS-SUGGEST-INTERNET'
        if {'internship', 'internet'} <= set(used):
            yield 'CHANNELS-BOTH-IN-USE'
    if row['caseworker_changed']:
        yield 'HANDOVER'
    for c, w in PAIRS:
        steps = client.number(c), client.number(w)
        if None not in steps and abs(steps[0] - steps[1]) >= 2:
            yield f'DISAGREE-{c}-{w}'.upper()
    if not fresh:
        yield 'EXPIRED'
    elif client.days > 120:
        yield 'MEASURE-DUE'


def answer(row):
    client = Client(row)
    keys = {s: sort_key(client, s) for s in SETS}
    order = sorted(SETS, key=keys.get)
    line = {g for s in SETS if keys[s][:6] == keys[order[0]][:6] for g in s}
    return {
        'id': row['id'], 'path': client.path,
        **{f'need_{g.lower()}': str(client.need[g]) for g in 'JUSH'},
        'indicated': ''.join(g for g in 'HUS' if g in client.indicated) or '-',
        'order': ' '.join(s or 'none' for s in order),
        'activities': ' '.join(map(str, propose(client, order[0]))),
        'keep': ' '.join(str(a) for a in sorted(client.running) if GROUP_OF[a] in line),
        'prompts': ' '.join(prompts(client)),
        'unknown': ' '.join(i for i in LISTED if weight(client.path, i) >= 2 and not client.known(i)),
        'unmapped': 'w7' if client.severity('w7') > 0 else '',
    }


# --- clients ---

def random_step(r, ease):
    if r.random() < ease:
        return str(r.choice((3, 4, 5)))
    return r.choice(('1', '2', '3', '4', '5', '1', '2', '3', '', 'dk', 'declined'))


def random_wage(r):
    reference = r.choice(('', '1', '9', '14000', '26000', '29999', '1000000000'))
    if r.random() < 0.2:
        return r.choice(('', 'dk', 'declined')), reference
    around = int(reference or 20000) * 11 // 10
    return str(min(10**9, max(0, around + r.choice((-1, 0, 1, 1000, -around))))), reference


def random_previous(r):
    items = r.sample([*SCALE, 'w11', 'w11e'], r.choice((0, 0, 1, 3, 12, 21)))
    return ' '.join(f'{i}={r.randint(1, 5)}' for i in items)


def random_client(r, number):
    ease = r.choice((0, 0, 0.5, 0.8, 0.95))
    row = {'id': f'r{number}', 'age': r.choice(('', '0', '17', '18', '29', '29', '30', '31', '64', '130')),
           'education': r.choice(('', 'yes', 'no')), 'goal': r.choice(('', '', '', 'job', 'education'))}
    row.update((i, random_step(r, ease)) for i in [*SCALE, 'w11', 'w11e'])
    used = r.sample(CHANNELS, r.randint(1, len(CHANNELS)))
    row['c10'] = r.choice((' '.join(used), ' '.join(used[:2]), 'none', 'none', '', 'dk', 'declined'))
    row['c11'], row['reference_wage'] = random_wage(r)
    running = r.sample(range(1, NONE), r.choice((0, 1, 1, 2, 3, 5, 21)))
    row['activities'] = ' '.join(map(str, running)) or r.choice(('', str(NONE)))
    row['excluded'] = ''.join(r.sample('JUSH', r.choice((0, 0, 0, 0, 1, 1, 2, 3, 4))))
    row['previous'] = random_previous(r)
    row['age_days'] = r.choice(('', '0', '1', '91', '120', '121', '183', '183', '184', '36500'))
    row['caseworker_changed'] = r.choice(('', '', 'yes'))
    row['cap'] = r.choice(('', '', '2', '3', '4'))
    return row


def plain_client(ident, **cells):
    row = dict.fromkeys(INPUT, '')
    row.update(dict.fromkeys(SCALE, '3'), w11='3', age='40', c10='internet internship', activities='13', id=ident)
    row.update(cells)
    return row


def boundary_clients():
    """Each item alone at each of its values, on both paths, fresh and at the edges of age."""
    for goal, days in itertools.product(('job', 'education'), ('', '120', '121', '183', '184')):
        for item, cell in itertools.product([*SCALE, 'w11', 'w11e'], ('', 'dk', 'declined', *'12345')):
            for before in ('', f'{item}=3', f'{item}=4', f'{item}=5'):
                yield plain_client(f'{goal}/{days}/{item}/{cell}/{before}', goal=goal, age_days=days, previous=before,
                                   **{item: cell})
    for goal, cells in itertools.product(('job', 'education'), itertools.product(range(9, 13), (9, 10))):
        yield plain_client(f'{goal}/{cells}', goal=goal, c11=str(cells[0]), reference_wage=str(cells[1]))
    for age, education, goal in itertools.product(('', '0', '29', '30'), ('', 'no', 'yes'), ('', 'job', 'education')):
        yield plain_client(f'{age}/{education}/{goal}', age=age, education=education, goal=goal)
    for excluded, cap in itertools.product(SETS, ('', '2', '3', '4')):
        for low in SETS:
            cells = {{'J': 'c8', 'U': 'c7', 'S': 'c3', 'H': 'c6'}[g]: '1' for g in low}
            yield plain_client(f'x/{excluded}/{cap}/{low}', excluded=excluded, cap=cap, activities='22', **cells)


# --- the program ---

def run(stige, rows, header=INPUT):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([row[c] for c in header] if isinstance(row, dict) else row for row in rows)
    return subprocess.run([stige, 'advise', '--facts', '-'], input=text.getvalue().encode(), capture_output=True,
                          check=False)


def ask(stige, rows, most=10000):
    if len(rows) > most:
        return ask(stige, rows[:most]) + ask(stige, rows[most:])
    done = run(stige, rows)
    if done.returncode:
        sys.exit(f'exit code {done.returncode}: {done.stderr.decode()}')
    answers = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline='')))
    if len(answers) != len(rows) or list(answers[0]) != OUTPUT:
        sys.exit(f'{len(answers)} answers to {len(rows)} cases, columns {list(answers[0])}')
    return answers


def compare(rows, answers, read=answer):
    """The first difference, or None."""
    for row, got in zip(rows, answers):
        want = read(row)
        for column in OUTPUT:
            if got[column] != want[column]:
                return f'{row}\n{column}: got "{got[column]}", want "{want[column]}"'
    return None


# --- the properties ---

def groups_of(word):
    return set() if word == 'none' else set(word)


def property_of_order(row, got):
    order = [groups_of(word) for word in got['order'].split()]
    excluded = set(row['excluded'])
    allowed = [s for s in order if not s & excluded]
    with_job = ['J' in s for s in allowed]
    yield 'each of the 16 once', len(order) == 16 and len({frozenset(s) for s in order}) == 16
    yield 'no excluded grouping before another', order[:len(allowed)] == allowed
    yield 'none stands last of the others', allowed[-1] == set()
    yield 'a grouping with J before one without', with_job == sorted(with_job, reverse=True)


def property_of_cover(row, got):
    best = groups_of(got['order'].split()[0])
    proposed = [int(a) for a in got['activities'].split()]
    kept = [int(a) for a in got['keep'].split()]
    running = {int(a) for a in row['activities'].split()} - {NONE}
    must = best & ({'J'} | set(got['indicated'].strip('-')))
    yield 'what is indicated is covered', must <= {GROUP_OF[a] for a in proposed + kept}
    yield 'at most four, each once', len(proposed) <= 4 and len(set(proposed)) == len(proposed)
    yield 'nothing that runs is proposed', not running & set(proposed)
    yield 'only what runs is kept', set(kept) <= running and kept == sorted(kept)
    if 'J' in best and {GROUP_OF[a] for a in proposed + kept} == {'H'}:
        yield 'never health alone with J', False


def changed_clients(r, row):
    """(what was changed, the changed row, what must not happen)."""
    low = [i for i in SCALE if row[i] in ('1', '2', '3', '4')]
    if low:
        item = r.choice(low)
        yield 'no need rises', {**row, item: str(int(row[item]) + 1)}
    one = str(r.randint(1, 21))
    if one not in row['activities'].split():
        yield 'the order stays', {**row, 'activities': f'{row["activities"]} {one}'.replace(str(NONE), '').strip()}
    yield 'the order stays', {**row, 'w11': r.choice(('', 'dk', 'declined', *'12345'))}
    mixed = {c: r.sample(row[c].split(), len(row[c].split())) for c in ('activities', 'c10', 'previous')}
    yield 'nothing changes', {**row, **{c: ' '.join(words) for c, words in mixed.items()},
                              'excluded': row['excluded'][::-1]}


def broken_change(what, got, other):
    if what == 'no need rises':
        return any(int(other[c]) > int(got[c]) for c in ('need_j', 'need_u', 'need_s', 'need_h'))
    if what == 'the order stays':
        return other['order'] != got['order']
    return {**other, 'id': ''} != {**got, 'id': ''}


def check_properties(stige, rows, answers, r):
    for row, got in zip(rows, answers):
        for name, holds in itertools.chain(property_of_order(row, got), property_of_cover(row, got)):
            if not holds:
                return f'{name}: {row}\n{got}'
    changes = [(got, what, {**new, 'id': str(k)}) for k, (got, (what, new)) in enumerate(
        (got, change) for row, got in zip(rows, answers) for change in changed_clients(r, row))]
    for (got, what, new), other in zip(changes, ask(stige, [new for _, _, new in changes])):
        if broken_change(what, got, other):
            return f'{what}: {new}\n{got}\n{other}'
    shuffled = r.sample(rows, len(rows))
    if sorted(map(str, ask(stige, shuffled))) != sorted(map(str, answers)):
        return 'the order of the cases matters'
    return None


# --- bad cells ---

BAD = {
    'id': [''], 'age': ['x', '-1', '4.5', '131'], 'education': ['maybe', 'YES', '1'], 'goal': ['Job', 'work'],
    'c3': ['0', '6', '3.5', '-1', 'x', 'DK'], 'w10': ['0', '6', 'no'], 'w11': ['0', '6'], 'w11e': ['6'],
    'c10': ['phone', 'none internet', 'internet internet', 'internet,network'],
    'c11': ['-1', '1.5', 'much', '20 000'], 'reference_wage': ['0', '-5', 'x', 'dk'],
    'activities': ['0', '23', '22 13', '13 22', '13 13', 'a13', '13,5', '-'],
    'excluded': ['X', 'JJ', 'J U', 'j', 'none', '-'],
    'previous': ['c3', 'c3=', 'c3=0', 'c3=6', 'c10=1', 'c11=3', 'x1=3', 'c3=4 c3=4'],
    'age_days': ['-1', 'x', '1.5'], 'caseworker_changed': ['no', 'YES', '1'], 'cap': ['0', '1', '5', 'x'],
}


def check_bad(stige):
    rows = [plain_client('a'), plain_client('b'), plain_client('c')]
    for column, cells in BAD.items():
        for cell in cells:
            done = run(stige, [rows[0], {**rows[1], column: cell}, rows[2]])
            told = done.stderr.decode()
            if done.returncode != 65 or done.stdout or ':3:' not in told:
                return f'{column} "{cell}": exit code {done.returncode}, {done.stdout}, {told}'
    for header in [INPUT[:-1], INPUT[1:], [*INPUT, 'more'], [*INPUT, 'age'], ['Id', *INPUT[1:]]]:
        done = run(stige, [['1'] * len(header)], header)
        if done.returncode != 65 or done.stdout:
            return f'header {header}: exit code {done.returncode}, {done.stdout}'
    if run(stige, [rows[0], rows[0]]).returncode != 65:
        return 'an id twice is taken'
    return None


def self_test(rows, answers):
    """The comparison can fail: a rule that is off by one is found, whichever of these it is."""
    def off(change):
        return compare(rows, answers, lambda row: answer(change(dict(row))))

    wrong = {
        'the age': lambda row: {**row, 'age': '30' if row['age'] == '29' else row['age']},
        'the days': lambda row: {**row, 'age_days': '184' if row['age_days'] == '183' else row['age_days']},
        'the cap': lambda row: {**row, 'cap': row['cap'] or '4'},
        'dk': lambda row: {**row, 'w11': 'declined' if row['w11'] == 'dk' else row['w11']},
        'a fall': lambda row: {**row, 'previous': row['previous'].replace('=4', '=3')},
    }
    return [name for name, change in wrong.items() if off(change) is None]


def main():
    stige = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261122
    r = random.Random(seed)
    rows = [*boundary_clients(), *(random_client(r, n) for n in range(count))]
    answers = ask(stige, rows)
    blind = self_test(rows, answers)
    trouble = (blind and f'the comparison does not see {blind}') or compare(rows, answers) \
        or check_properties(stige, rows, answers, r) or check_bad(stige)
    if trouble:
        sys.exit(f'seed {seed}: {trouble}')
    print(f'{len(rows)} cases ({count} random, seed {seed}) answered alike; the properties hold on all of them; '
          f'{sum(map(len, BAD.values()))} bad cells refused')


if __name__ == '__main__':
    main()
