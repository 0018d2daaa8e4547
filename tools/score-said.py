#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who said so: of the matched events (tools/score_events of the development data) how many rest on the same words.

usage: score-said.py GOLD_FOLDER EVENTS.jsonl
GOLD_FOLDER holds ID.jsonl with "s", "event", "actor", "recipient", "said_by" (a text or null) and ID.txt; EVENTS.jsonl
is what `bede read --format events` printed. An event of the same sentence text, type and actor codes counts as matched;
said_by agrees when both are empty or the last word of one stands in the other.
"""
import json, os, sys

gold_dir, coded = sys.argv[1], sys.argv[2]
events = {}
for line in open(coded, encoding="utf-8"):
    e = json.loads(line)
    events.setdefault(os.path.basename(e["article"]).split(".")[0], []).append(e)


def last(t):
    return t.split()[-1].strip(".,'\"").lower() if t and t.split() else ""


both = named = found = right = 0
for name in sorted(os.listdir(gold_dir)):
    if not name.endswith(".jsonl"):
        continue
    ident = name[:-6]
    sentences = [l.rstrip("\n").split("\t")[-1] for l in open(f"{gold_dir}/{ident}.sentences", encoding="utf-8")]
    for line in open(f"{gold_dir}/{name}", encoding="utf-8"):
        g = json.loads(line)
        mine = [
            e
            for e in events.get(ident, [])
            if e["event"] == g["event"]
            and g["s"] <= len(sentences)
            and (e["text"][:40] in sentences[g["s"] - 1] or sentences[g["s"] - 1][:40] in e["text"])
        ]
        if not mine:
            continue
        e = mine[0]
        want = g.get("said_by")
        want = want[-1] if isinstance(want, list) else want
        got = e["said_by"]
        got = got.get("text") if isinstance(got, dict) else got
        full = (e["said_by"].get("name") or "") if isinstance(e["said_by"], dict) else ""
        both += not want and not got
        named += bool(want)
        found += bool(got)
        right += bool(want and got and (last(want) in (got + " " + full).lower() or last(got) in want.lower()))
        if bool(want) != bool(got) or (want and got and not (last(want) in (got + " " + full).lower() or last(got) in want.lower())):
            print(ident, g["s"], g["event"], "gold", want, "coded", got, full)
print(f"said_by: gold {named} coded {found} right {right} both empty {both}")
