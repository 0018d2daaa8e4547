#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tidy and check the dictionaries of persons in data/world.

    tools/make-leaders.py [--check] [FILE ...]

Without --check the files are rewritten: aliases are shared among all rows of
one name, spellings without accents and the usual variants of "al-" are added,
rows are sorted by code, name, date. Then every file is checked; problems go to
standard error and the exit status is 1. Default: leaders, ministers,
politicians.
"""
import os
import re
import sys
import unicodedata

WORLD = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'world')
COLUMNS = ['name', 'aliases', 'code', 'country', 'sector', 'office', 'from', 'to']
BODIES = set('UNO EUR NAT IAE AFU ARL OSC ICC IGO NGO ISI QAE HEZ HAM HOU TAL SHB KUR BOK'.split())
SECTORS = set('GOV MIL COP JUD LEG SPY PTY OPP REB PRM UAF UNK CVL BUS CRM EDU ELI JRN LAB MED '
              'REF REL SOC AGR IGO NGO'.split())
LETTERS = str.maketrans({'ı': 'i', 'ø': 'o', 'Ø': 'O', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D',
                         'ə': 'e', 'ß': 'ss', 'æ': 'ae', 'Æ': 'Ae', 'ð': 'd', 'þ': 'th',
                         'Þ': 'Th', 'ʻ': "'", 'ʼ': "'", '’': "'"})
DATE = re.compile(r'(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$')


def plain(text):
    text = unicodedata.normalize('NFD', text.translate(LETTERS))
    return ''.join(c for c in text if not unicodedata.combining(c))


def spellings(name):
    """The name, and the ways in which a newspaper may spell the same."""
    out = []
    for n in (name, plain(name)):
        out.append(n)
        if re.search(r' (al|el)-(?=\w)', n, re.I):
            out.append(re.sub(r' al-', ' Al-', n))
            out.append(re.sub(r' (al|el)-', ' ', n, flags=re.I))
            out.append(re.sub(r' (al|el)-', r' \1 ', n))
        if ' ' in n and re.search(r"(?<=\w)'(?=\w)", n) and not re.search(r"\b[DO]'", n):
            out.append(n.replace("'", ''))
        if n.endswith(' Jr.'):
            out.append(n[:-1])
        if re.search(r'\b[A-Z]\. [A-Z]\. ', n):
            out.append(re.sub(r'\b([A-Z])\. ([A-Z])\. ', r'\1.\2. ', n))
        if re.match(r'\S+ [A-Z]\. \S+$', n):
            out.append(re.sub(r' [A-Z]\. ', ' ', n))
    return out


def read(path):
    comments, rows = [], []
    with open(path, encoding='utf-8') as f:
        for line in f:
            line = line.rstrip('\n')
            if line.startswith('#'):
                comments.append(line)
            elif line.split('\t') != COLUMNS:
                rows.append(line.split('\t'))
    return comments, rows


def problems(row, codes, seen):
    if len(row) != len(COLUMNS):
        return ['%d cells' % len(row)]
    name, aliases, code, country, sector, _, start, end = row
    out = []
    if tuple(row) in seen:
        out.append('twice')
    seen.add(tuple(row))
    if not name or any(c != c.strip() for c in row):
        out.append('space or empty name')
    if aliases and ('' in aliases.split('|') or name in aliases.split('|')):
        out.append('aliases')
    if len(set(aliases.split('|'))) < len(aliases.split('|')):
        out.append('alias twice')
    if code not in codes | BODIES:
        out.append('code')
    if country and country not in codes:
        out.append('country')
    if sector not in SECTORS:
        out.append('sector')
    if not DATE.match(start) or not DATE.match(end):
        out.append('date')
    elif start and end and end < start[:len(end)]:
        out.append('dates out of order')
    return out


def main(argv):
    check = '--check' in argv
    paths = [a for a in argv if a != '--check'] or [
        os.path.join(WORLD, f + '.tsv') for f in ('leaders', 'ministers', 'politicians')]
    with open(os.path.join(WORLD, 'countries.tsv'), encoding='utf-8') as f:
        codes = {line.split('\t')[0] for line in f if not line.startswith('#')} - {'code'}
    files = [(path,) + read(path) for path in paths]

    if not check:
        aliases = {}
        for _, _, rows in files:
            for row in rows:
                have = aliases.setdefault(row[0], [])
                for a in [row[0]] + row[1].split('|'):
                    for s in spellings(a):
                        if len(s) > 1 and s not in have:
                            have.append(s)
        for path, comments, rows in files:
            for row in rows:
                row[1] = '|'.join(a for a in aliases[row[0]] if a != row[0])
            rows.sort(key=lambda r: (r[2], r[0], r[6], r[5]))
            with open(path, 'w', encoding='utf-8') as f:
                f.write('\n'.join(comments + ['\t'.join(r) for r in [COLUMNS] + rows]) + '\n')

    bad = 0
    for path, _, rows in files:
        seen = set()
        for row in rows:
            for p in problems(row, codes, seen):
                print('%s: %s: %s' % (os.path.basename(path), p, row[0]), file=sys.stderr)
                bad += 1
        print('%s: %d rows, %d names' % (os.path.basename(path), len(rows), len({r[0] for r in rows})))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
