#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# bede suggest lists names without a code and verbs without a rule, most frequent first.
bede=$1
ok=0 bad=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
check() { # NAME CONDITION...
    local name=$1
    shift
    if "$@"; then ok=$((ok + 1)); else bad=$((bad + 1)); echo "failed: $name" >&2; fi
}
has() { grep -q -- "$2" "$1"; }
hasnt() { ! has "$@"; }
mkdir "$tmp/pages"
cat >"$tmp/pages/a.txt" <<'TEXT'
Norway Greets Visitors

Barlo Quuxman met Norwegian ministers in Oslo on Monday. Barlo Quuxman yodelled. The Norwegian president yodelled too.
TEXT
cat >"$tmp/pages/b.txt" <<'TEXT'
A Second Day

Barlo Quuxman attacked Germany on Tuesday. Zeno Varglund criticised Barlo Quuxman.
TEXT
"$bede" suggest --date 2020-05-05 --format jsonl "$tmp/pages" >"$tmp/out" 2>"$tmp/err"
check "status" [ $? -eq 0 ]
check "the most frequent name first" [ "$(head -1 "$tmp/out" | grep -c '"kind":"name","text":"Barlo Quuxman","count":4,"articles":2')" -eq 1 ]
check "another" has "$tmp/out" '"text":"Zeno Varglund","count":1,"articles":1,"sample":"Zeno Varglund criticised'
check "a verb" has "$tmp/out" '"kind":"verb","text":"yodel'
check "verbs that rules have" hasnt "$tmp/out" '"text":"attack"'
check "names that are known" hasnt "$tmp/out" '"text":"Germany"'
printf 'name\tcode\tsector\nBarlo Quuxman\tNOR\tBUS\n' >"$tmp/own.tsv"
"$bede" suggest --actors "$tmp/own.tsv" --format jsonl "$tmp/pages" >"$tmp/out2" 2>"$tmp/err"
check "known by one's own file" hasnt "$tmp/out2" '"text":"Barlo Quuxman"'
"$bede" suggest --date 2020-05-05 --format table --top 1 "$tmp/pages" >"$tmp/out3"
check "a table" has "$tmp/out3" '       4        2  Barlo Quuxman'
check "so many" hasnt "$tmp/out3" 'Zeno Varglund  '
"$bede" suggest --top x "$tmp/pages" >/dev/null 2>&1
check "wrong usage" [ $? -eq 2 ]
echo "$ok passed, $bad failed"
[ "$bad" -eq 0 ]
