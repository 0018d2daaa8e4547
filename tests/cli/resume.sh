#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# bede read --resume: killed at any moment, no page is lost, and what came twice came once more only.
bede=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
check() { # name, wanted, got
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s:\n  wanted %s\n  got    %s\n' "$1" "$2" "$3" >&2
    fi
}
n=150
for i in $(seq $n); do
    text="Peru expelled diplomat number $i on Sunday, officials said."
    printf '{"text":"%s","date":"2019-11-03"}\n' "$text" >>"$tmp/a.jsonl"
    printf 'WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' \
        ${#text} "$text" >"$tmp/record"
    cat "$tmp/record" >>"$tmp/b.warc"
    gzip -nc "$tmp/record" >>"$tmp/c.warc.gz"
done
echo "Chile recalled its envoy on Monday." >"$tmp/d.txt"
inputs="$tmp/a.jsonl $tmp/b.warc $tmp/c.warc.gz $tmp/d.txt"
"$bede" read --format articles $inputs >"$tmp/whole"
kills=0
for _ in $(seq 60); do
    timeout -s KILL 0.0$((RANDOM % 80 + 20)) \
        "$bede" read --format articles --threads 2 --resume "$tmp/state" $inputs >>"$tmp/pieces" 2>/dev/null
    [ $? = 0 ] && break
    kills=$((kills + 1))
done
"$bede" read --format articles --resume "$tmp/state" $inputs >>"$tmp/pieces"
# A line that a kill cut has no end of its own: the next one follows on it.
sed 's/^.*\({"article":"[^"]*","url":null,"title"\)/\1/' "$tmp/pieces" | sort -u >"$tmp/sorted"
check "nothing lost" "" "$(sort -u "$tmp/whole" | comm -23 - "$tmp/sorted" | head -3)"
check "nothing new" "" "$(sort -u "$tmp/whole" | comm -13 - "$tmp/sorted" | head -3)"
twice=$(($(grep -c . "$tmp/pieces") - $(grep -c . "$tmp/whole")))
check "at most one twice a kill ($twice, $kills kills)" 1 $((twice <= kills))
check "all done" "" "$("$bede" read --format articles --resume "$tmp/state" $inputs)"
printf '%d 1\t%s\nno sense\n5' "$(head -1 "$tmp/a.jsonl" | wc -c)" "$tmp/a.jsonl" >"$tmp/odd"
check "an odd file of progress" $((n - 1)) "$("$bede" read --format articles --resume "$tmp/odd" \
    "$tmp/a.jsonl" 2>/dev/null | wc -l)"
check "its numbers go on" "#5" "$("$bede" read --format articles --resume "$tmp/odd2" "$tmp/a.jsonl" |
    sed -n '5s/.*a.jsonl\(#[0-9]*\)".*/\1/p')"
"$bede" read --resume "$tmp/no/such/folder" "$tmp/d.txt" >/dev/null 2>&1
check "no place for it" 1 $?
echo "$passed passed, $failed failed"
[ $failed = 0 ]
