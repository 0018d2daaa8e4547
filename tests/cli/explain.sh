#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# bede explain: what it shows for sentences that are coded and for such as are not.
bede=$1
passed=0 failed=0
has() { # name, what must stand in the output, output
    if grep -qF -- "$2" <<<"$3"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s: no "%s" in\n%s\n' "$1" "$2" "$3" >&2
    fi
}
out=$("$bede" explain --date 2020-01-07 "Norway held talks with Chad on Monday.")
has tree "├─ Norway NNP nsubj" "$out"
has dictionary "Norway: NOR" "$out"
has "dictionary line" "(data/world/countries.tsv:" "$out"
has day "Monday: 2020-01-06" "$out"
has "rule that holds" "holds   data/en/consult.rules:" "$out"
has event "CONSULT 046" "$out"
out=$("$bede" explain "The singer held hands with a fan.")
has "no event" "none" "$out"
out=$("$bede" explain "Norway was accused of bombing Chad.")
has eaten "eaten   data/en/assault.rules:" "$out"
out=$("$bede" explain --all "Norway cut its aid to Chad.")
has "tried and why" 'no "off" with it' "$out"
out=$("$bede" explain "The cat slept.")
has "no rule" "no rule asks for any word of this sentence" "$out"
tmp=$(mktemp)
printf 'Norwegian troops attacked a town in Chad with tanks and planes.\n\nThe president of Peru praised the Chilean army for its help.\n' >"$tmp"
out=$("$bede" explain --sentence 2 --date 2019-05-04 "$tmp")
has "one sentence" "SUPPORT" "$out"
if grep -q ASSAULT <<<"$out"; then failed=$((failed + 1)); else passed=$((passed + 1)); fi
out=$("$bede" explain --format json "Norway attacked Chad.")
has json '"step":"coded"' "$out"
"$bede" explain >/dev/null 2>&1
[ $? = 2 ] && passed=$((passed + 1)) || failed=$((failed + 1))
rm -f "$tmp"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
