#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# bede check names what is given twice, never found, contradictory, never fires.
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
run() {
    status=0
    "$bede" check "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
}

cat >"$tmp/own.rules" <<'RULES'
set TOOL = hammer saw
zorch: verb zorch obj -> ASSAULT 190
= Norway zorched Chad. -> ASSAULT NOR > TCD
wide: verb blarp obj -> ASSAULT 190
= Norway blarped Chad. -> ASSAULT NOR > TCD
never: verb blarp|zorch obj -> COERCE 170
= Norway blarped Chad. -> ASSAULT NOR > TCD
narrow: verb blarp obj=@TOOL -> NOTHING
= Norway blarped the hammer. -> NOTHING
never-narrow: verb blarp obj=hammer|saw|@TOOL -> AID 070
= Norway blarped the hammer. -> NOTHING
some: verb frob|zorch obj -> AID 070
= Norway frobbed Chad. -> AID NOR > TCD
plural: noun negotiations with -> CONSULT 040 recipient=with
= Norway frobbed Chad. -> AID NOR > TCD
bare-one: verb quuxify obj -> AID 070
wrong: verb flurb obj -> AID 070
= Norway flurbed Chad. -> AID NOR > NER
RULES
run "$tmp/own.rules"
check "status" [ "$status" -eq 1 ]
check "never fires" has "$tmp/err" 'own.rules:6: never never fires: .*own.rules:4 wide always wins and codes otherwise'
check "a set that says the same" has "$tmp/err" 'own.rules:10: never-narrow never fires: .*:8 narrow'
check "some words never" has "$tmp/err" 'own.rules:12: some: never for zorch: .*:2 zorch always wins'
check "the others are well" hasnt "$tmp/err" 'own.rules:4: '
check "no lemma" has "$tmp/err" 'own.rules:14: plural: "negotiations" can be no lemma; text gives "negotiation"'
check "no example" has "$tmp/err" 'own.rules:16: note: a rule without an example'
check "a failing example" has "$tmp/err" 'own.rules:18: got AID'

tsv 'name|aliases|code|country|sector|office|from|to' \
    'Ada Quux||FRA||GOV|minister|2010|2012' \
    'Ada Quux||FRA||GOV|minister|2011|2013' \
    'Bo Quux||FRA||GOV|minister|2010|2012' \
    'Bo Quux||BEL||GOV|minister|2011|' \
    'Cy Quux||FRA||GOV|minister|2010-05|2012-03' \
    'Cy Quux||BEL||GOV|minister|2012-03|2013' >"$tmp/people.tsv"
tsv 'name|aliases|code|sector' 'Zorb Front|ZF|ZRB|REB' 'Zorb Front||ZRB|REB' 'ZF||FRA|PTY' \
    'Quux Union|QU|QU|FRA|PTY' 'NATO||NAT|MIL' >"$tmp/groups.tsv"
sed -i 's/QU\tQU/QU|QU/' "$tmp/groups.tsv"
run "$tmp/people.tsv"
check "persons: status" [ "$status" -eq 1 ]
check "given twice" has "$tmp/err" 'people.tsv:3: given twice: "Ada Quux"'
check "contradictory" has "$tmp/err" 'people.tsv:5: contradictory: "Bo Quux"'
check "one term after the other is well" hasnt "$tmp/err" 'Cy Quux'
run "$tmp/groups.tsv"
check "a group given twice" has "$tmp/err" 'groups.tsv:3: given twice: "Zorb Front"'
check "an acronym of two groups" has "$tmp/err" 'groups.tsv:4: contradictory: "ZF"'
check "an alias written twice" has "$tmp/err" 'groups.tsv:5: written twice: "QU"'
check "what is built in already" has "$tmp/err" 'groups.tsv:6: note: nothing new: "NATO"'
run data/en/consult.rules
check "a built-in file by name" [ "$status" -eq 0 ]
echo "$ok passed, $bad failed"
[ "$bad" -eq 0 ]
