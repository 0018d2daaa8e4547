#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Users' own rules and actors lie over the built-in ones; a bad line is named and the rest holds.
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
tsv() { printf '%s\n' "$@" | sed 's/ *| */\t/g'; }

tsv '# Invented.' 'name|aliases|code|country|sector|office|from|to|kind' \
    'Zorbland||ZRB||GOV' \
    'Paul Quux|Quux|FRA||GOV|finance minister|2020-01-01|2022-12-31' \
    'Emmanuel Macron||-' \
    'Short Code||FR' \
    'NATO||OTA||MIL' \
    'No Sector||FRA||XYZ' \
    'Backwards||FRA||GOV|minister|2022|2021' \
    'Daily Zorb||ZRB||JRN||||outlet' >"$tmp/actors.tsv"
tsv 'phrase|plural|sector|kind' 'vizier||GOV|person' 'chancellor||-|' >"$tmp/roles.tsv"
cat >"$tmp/own.rules" <<'RULES'
set TALKS = tea
tea: verb meet -> NOTHING
= Norway met Chad. -> NOTHING
zorch: verb zorch obj -> ASSAULT 190
= Norway zorched Chad. -> ASSAULT NOR > TCD
tea-talks: noun @TALKS with -> CONSULT 040 recipient=with
= Norway held tea with Chad. -> CONSULT NOR > TCD
remove praise accuse:nosuchrule
no rule at all
goldstein 190 -3.5
RULES
read_lines() { "$bede" lines --date 2021-05-05 "$@" "$tmp/in.txt" >"$tmp/out" 2>"$tmp/err"; }
one() { # SENTENCE OPTION...
    printf '%s\n' "$1" >"$tmp/in.txt"
    shift
    read_lines "$@"
}

one "Zorbland attacked Chad."
check "unknown without the file" hasnt "$tmp/out" '"code":"ZRB"'
own=(--actors "$tmp/actors.tsv" --actors "$tmp/roles.tsv" --rules "$tmp/own.rules")
one "Zorbland attacked Chad." "${own[@]}"
check "a name of one's own" has "$tmp/out" '"code":"ZRB"'
check "a bad code is named with its line" has "$tmp/err" 'actors.tsv:6: .*"FR" in column code'
check "a bad sector" has "$tmp/err" 'actors.tsv:8: .*"XYZ" in column sector'
check "dates that are turned round" has "$tmp/err" 'actors.tsv:9: .*ends before it begins'
check "a bad rule" has "$tmp/err" 'own.rules:9: '
check "a rule to be removed that is not there" has "$tmp/err" 'own.rules:8: '
one "Paul Quux criticised Germany." "${own[@]}"
check "in office" has "$tmp/out" '"sector":"GOV","office":"finance minister"'
printf '%s\n' "Paul Quux criticised Germany." >"$tmp/in.txt"
"$bede" lines --date 2024-05-05 "${own[@]}" "$tmp/in.txt" >"$tmp/out" 2>/dev/null
check "out of office" has "$tmp/out" '"code":"FRA","country":"FRA","sector":"ELI"'
one "Emmanuel Macron criticised Germany." "${own[@]}"
check "a removed name" hasnt "$tmp/out" '"code":"FRA"'
one "The Norwegian vizier criticised NATO." "${own[@]}"
check "a role of one's own" has "$tmp/out" '"office":"vizier"'
one "Norway thanked NATO." "${own[@]}"
check "a removed rule" hasnt "$tmp/out" '"event":"SUPPORT"'
one "Norway criticised NATO." "${own[@]}"
check "a built-in name with another code" has "$tmp/out" '"code":"OTA"'
one "Norway met Chad." "${own[@]}"
check "a rule of one's own wins" has "$tmp/out" '"events":\[\]'
one "Norway zorched Chad." "${own[@]}"
check "a new verb" has "$tmp/out" '"goldstein":-3.5.*own.rules:4 zorch'
one "Norway held talks with Chad." "${own[@]}"
check "built-in rules keep the set that one's own hides" has "$tmp/out" '"event":"CONSULT"'
"$bede" check "$tmp/own.rules" >"$tmp/out" 2>"$tmp/err"
check "examples of one's own" has "$tmp/out" '3 examples, 0 faults'
"$bede" lines --actors "$tmp/none.tsv" "$tmp/in.txt" >"$tmp/out" 2>"$tmp/err"
check "a file that is not there" [ $? -eq 1 ]
printf 'x\ty\n1\t2\n' >"$tmp/head.tsv"
"$bede" read --actors "$tmp/head.tsv" "$tmp/in.txt" >"$tmp/out" 2>"$tmp/err"
check "a header that says nothing" has "$tmp/err" 'head.tsv:1: the header row must name'
echo "$ok passed, $bad failed"
[ "$bad" -eq 0 ]
