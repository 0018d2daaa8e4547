#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Dictionaries of the PETRARCH coders (invented ones) become tables and rules that load.
bede=$(realpath "$1")
ok=0 bad=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
check() { # NAME CONDITION...
    local name=$1
    shift
    if "$@"; then ok=$((ok + 1)); else bad=$((bad + 1)); echo "failed: $name" >&2; fi
}
has() { grep -qP -- "$2" "$1"; }
hasnt() { ! has "$@"; }

cat >"$tmp/actors.txt" <<'TXT'
# Invented <!-- and
ZORBLAND_ [NOR]
-->
QUUXIA_ [NOR]
+QUUXIAN_REPUBLIC_  ; a comment
ADA_EXAMPLE_ ; somebody
+A._EXAMPLE_
	[NORELI 600101-910228]
	[NORGOVHLH 19910301-061231]
	[NORMIL >20070101]
	[NORGOV 2007011-20080101]
LIGA_OF_TESTS_ [IGOUNO]
TEST_FRONT [LBNREBHEZ]
NOBODY_
XLII [QQQ]
TXT
cat >"$tmp/agents.txt" <<'TXT'
!PERSON! = MAN, WOMAN
VIZIER [~GOV]
CLAN_!PERSON! [~CVL]
GREY_GUARD {} [~MIL]
KNIGHT_ERRANT {KNIGHTS_ERRANT} [~MIL]
IMAM_X [~MUS]
TXT
cat >"$tmp/verbs.txt" <<'TXT'
&TREAT
+CAKE
+PLUM PIE
# a comment inside

--- ZORCH [190] ---
ZORCH {ZORCHED ZORCHING}
BLARP [112]
+FROB_UP {+FROBS_UP}
- * &TREAT TO + [070:071]  # FEED
- * WITH + [040]
- + WAS * BY $ [1831]
- NOT * + [030]
- PRICE * [---]
- % * [046]
- * SALAD [---]
- * + [999]
TXT
cd "$tmp" || exit 1
"$bede" import actors actors.txt actors.txt -o actors.tsv 2>report
check "a name" has actors.tsv '^Quuxia\tQuuxian Republic\tNOR\tNOR\t\t\t$'
check "what a comment hides" hasnt actors.tsv Zorbland
check "a term" has actors.tsv '^Ada Example\tA. Example\tNOR\tNOR\tELI\t1960-01-01\t1991-02-28$'
check "the next" has actors.tsv '\tNOR\tNOR\tGOV\t1991-03-01\t2006-12-31$'
check "an open one" has actors.tsv '\tNOR\tNOR\tMIL\t2007-01-01\t$'
check "a body" has actors.tsv '^Liga of Tests\t\tUNO\t\tIGO'
check "a movement" has actors.tsv '^Test Front\t\tHEZ\tLBN\tREB'
check "one header" [ "$(grep -c '^name' actors.tsv)" -eq 1 ]
check "told: dates" has report 'actors.txt: 1 lines: dates that are none \(11\)'
check "told: details" has report '1 lines: detail of the code dropped \(9\)'
check "told: no code" has report '1 lines: no code \(14\)'
check "told: unknown code" has report '1 lines: code unknown to PLOVER \(15\)'
"$bede" import ethnic actors.txt -o ethnic.tsv 2>/dev/null
check "a people" has ethnic.tsv '^Quuxia\tQuuxian Republic\t\t\tCVL'
"$bede" import agents agents.txt -o roles.tsv 2>report
check "a role" has roles.tsv '^vizier\t\tGOV\tperson$'
check "a marker" has roles.tsv '^clan woman\t-\tCVL'
check "no plural" has roles.tsv '^grey guard\t-\tMIL\tgroup'
check "another plural" has roles.tsv '^knight errant\tknights errant\tMIL'
check "a faith is no island" has roles.tsv '^imam x\t\tREL'
"$bede" import verbs --lines verbs.txt -o v.rules 2>report
check "a set" has v.rules '^set TREAT = cake plum_pie$'
check "verbs alone" has v.rules '^zorch-\d+: verb zorch\|frob_up -> ASSAULT 190'
check "a pattern" has v.rules 'zorch\|blarp\|frob_up obj=@TREAT to=#who -> AID 070 recipient=to$'
check "passive" has v.rules 'obj=#who -> ASSAULT 1831 recipient=obj$'
check "reciprocal" has v.rules '-> CONSULT 046 mutual'
check "no event" has v.rules 'obj=salad -> NOTHING'
check "told: negation" has report 'verbs.txt:13: future and negation'
check "told: before the verb" has report 'verbs.txt:14: words before the verb'
check "told: code" has report 'verbs.txt:17: (code that is none|without its order)'
echo "Norway was zorched by Chad." >in.txt
"$bede" lines --actors actors.tsv --actors ethnic.tsv --actors roles.tsv --rules v.rules in.txt >out 2>err
check "all load" [ ! -s err ]
check "and code" has out '"event":"ASSAULT".*"cameo":"1831"'
"$bede" import nothing in.txt >out 2>err
check "an unknown kind" [ $? -eq 2 ]
echo "$ok passed, $bad failed"
[ "$bad" -eq 0 ]
