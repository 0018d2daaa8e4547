#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make-lower.py TREEBANK_FOLDER NEWS_FOLDER > data/en/lower.tsv

Words that running text writes small inside sentences: counted over the training treebanks and plain
news, at least 3 times, at least 4 of 5 times small; and the words of the project's own rules and roles.
Title-case headlines are read with their help.
"""
import collections, glob, re, sys

small, big = collections.Counter(), collections.Counter()

def count(words):
    """A word behind another of the same sentence says by its first letter whether it is a name."""
    for before, word in zip(words, words[1:]):
        if not re.fullmatch(r"[A-Za-z][a-z]+(?:-[a-z]+)*", word) or not re.search(r"[\w,;)]$", before):
            continue
        (small if word[0].islower() else big)[word.lower()] += 1

def titled(words):
    long = [w for w in words[1:] if len(w) > 3 and w[0].isalpha()]
    return len(long) > 2 and sum(w[0].isupper() for w in long) > 0.6 * len(long)

for path in sorted(glob.glob(sys.argv[1] + "/*-train.conllu")):
    words = []
    for line in open(path, encoding="utf-8"):
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            words.append(cells[1])
        elif not line.strip():
            if not titled(words):
                count(words)
            words = []
for path in sorted(glob.glob(sys.argv[2] + "/*.txt")):
    for line in open(path, encoding="utf-8", errors="replace"):
        for sentence in re.split(r"(?<=[.!?])[\"'\u201d\u2019)]*\s+", line):
            words = re.findall(r"\w+(?:-\w+)*|[^\w\s]", sentence)
            if not titled(words):
                count(words)

own = set()
for path in sorted(glob.glob("data/en/*.rules")):
    for line in open(path, encoding="utf-8"):
        found = re.match(r"[\w-]+: (?:verb|noun|adj) (\S+)", line)
        if found:
            own.update(w for w in re.split(r"[|_@]", found[1]) if re.fullmatch("[a-z]{3,}", w))
for line in open("data/en/roles.tsv", encoding="utf-8"):
    if not line.startswith(("#", "phrase\t")):
        own.update(w for w in line.split("\t")[0].split() if re.fullmatch("[a-z]{3,}", w))
words = {w for w in small if small[w] >= 3 and small[w] >= 4 * big[w] and len(w) > 1}
words |= {w for w in own if big[w] <= small[w] + 2}

print("# Words that running text writes small: what a capital in a title-case headline does not make a name.")
print("# Facts: counted by tools/make-lower.py over the training files of EWT and GUM (CC BY-SA, CC BY) and plain news; a list of words, no text.")
print("word")
for word in sorted(words):
    print(word)
