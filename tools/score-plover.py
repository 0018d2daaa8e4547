#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""score-plover.py RECORDS.json inputs > lines.txt; score-plover.py RECORDS.json LINES.jsonl [--list]

PLOVER's gold records against what `bede lines` makes of their texts. A type is right if the sentence has an
event of it (older names of types as the manual of 2021 maps them). A party is right if a gold code is among
the codes or countries of that party of the event of that type, or, if there is none, of the event that fits
best; IGO and NGO stand for any body of that sector.
"""
import json, sys

TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
         "APPEAL": "REQUEST", "SUPPORT": "SUPPORT"}
CODES = {"JAP": "JPN"}  # slips of the records

def names(parties):
    out = set()
    for p in parties:
        out |= {p["code"], p["country"], p["sector"] if p["sector"] in ("IGO", "NGO") else ""}
        if p["sector"] == "IGO" or p["code"] in ("UNO", "EUR", "NAT", "AFU", "ARL", "IAE", "ICC", "OSC"):
            out.add("IGO")
    return out - {""}

def right(gold, coded):
    gold = {CODES.get(g.get("code"), g.get("code")) for g in gold} - {None, ""}
    return bool(gold & names(coded)) if gold else None

def main():
    records = json.load(open(sys.argv[1], encoding="utf-8"))
    if sys.argv[2] == "inputs":
        for r in records:
            print(" ".join(r["text"].split()))
        return
    lines = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    types = parties = slots = 0
    for r, line in zip(records, lines):
        want = TYPES.get(r["event"], r["event"])
        def fit(e):
            sides = [right(r.get("source") or [], e["actor"]), right(r.get("target") or [], e["recipient"])]
            return (e["event"] == want, sum(s is True for s in sides))
        best = max(line["events"], key=fit, default=None)
        ok = best is not None and best["event"] == want
        types += ok
        sides = [right(r.get("source") or [], best["actor"] if best else []),
                 right(r.get("target") or [], best["recipient"] if best else [])]
        slots += sum(s is not None for s in sides)
        parties += sum(s is True for s in sides)
        if "--list" in sys.argv and (not ok or False in sides):
            print("+" if ok else "-", r["event"], [g.get("code") for g in r.get("source") or []],
                  [g.get("code") for g in r.get("target") or []], sides,
                  [(e["event"], [p["code"] for p in e["actor"]], [p["code"] for p in e["recipient"]])
                   for e in line["events"]], r["text"][:160])
    print(f"type {types / len(records):.3f}  country {parties / max(1, slots):.3f}")

main()
