#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# bede find and bede show: every filter, order, pages, counts, formats; what means nothing is refused.
bede=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
ok=0 bad=0
check() { # NAME CONDITION...
    local name=$1
    shift
    if "$@"; then ok=$((ok + 1)); else bad=$((bad + 1)); echo "failed: $name" >&2; fi
}
same() { [ "$1" = "$2" ] || { printf '  wanted %s\n  got    %s\n' "$1" "$2" >&2; false; }; }
cat >"$tmp/pages.jsonl" <<'JSON'
{"url":"https://a.example/1","title":"Norway and Chad meet","date":"2019-05-07","outlet":"Daily A","text":"Norwegian Foreign Minister Ine Eriksen Soreide met the president of Chad in Oslo on Monday. Norway praised Chad."}
{"url":"https://b.example/1","title":"Chad's president in Oslo","date":"2019-05-07","outlet":"Daily B","text":"The president of Chad held talks with Norwegian Foreign Minister Ine Eriksen Soreide in Oslo on Monday."}
{"url":"https://a.example/2","title":"Attack in Gao","date":"2019-05-08","outlet":"Daily A","text":"Gunmen killed three soldiers near Gao in Mali on Tuesday. Mali's president condemned the attack. Norway denied attacking Chad."}
{"url":"https://a.example/3","title":"Talks end","date":"2019-06-09","outlet":"Daily A","text":"Russia expelled two American diplomats on Saturday. Turkey will withdraw its troops from Syria."}
JSON
"$bede" add "$tmp/store" "$tmp/pages.jsonl" 2>"$tmp/err"
check "added" [ $? = 0 ]
find() { "$bede" find "$tmp/store" "$@" 2>"$tmp/err"; }
n() { find --format jsonl "$@" | wc -l; }
types() { find --format jsonl "$@" | sed 's/.*"event":"\([A-Z]*\)".*/\1/' | sort | paste -sd,; }
all=$(n)

check "all" [ "$all" -ge 6 ]
check "who by code" same SANCTION "$(types --who RUS)"
check "who by name of a country" same SANCTION "$(types --who Russia)"
check "code and sector" same SANCTION "$(types --who RUSGOV --whom USA)"
check "whom" same SANCTION "$(types --whom 'United States')"
check "sector" same ASSAULT "$(types --sector UAF)"
check "either" [ "$(n --either NOR)" -ge 3 ]
check "dyad, either way" same "$(n --dyad NOR:TCD)" "$(n --dyad TCD:NOR)"
check "a dyad is both sides" same 0 "$(n --dyad NOR:USA)"
check "name of a person" same CONSULT,SUPPORT "$(types --either Soreide --either Norway --type CONSULT,SUPPORT)"
check "part of a name, in small letters" same CONSULT "$(types --either eriksen)"
check "country" same SANCTION "$(types --country Russia)"
check "type" same ASSAULT,ASSAULT "$(types --type ASSAULT)"
check "quad class" same SANCTION "$(types --quad 4 --who RUS)"
check "cameo begins" same CONSULT "$(types --cameo 04)"
check "cameo list" same ASSAULT,ASSAULT,CONSULT "$(types --cameo 18,19,04)"
check "aux" same ASSAULT "$(types --aux negation)"
check "plain facts" same 0 "$(n --aux none --type ASSAULT --who NOR)"
check "place" same ASSAULT "$(types --place gao)"
check "place by country" same ASSAULT "$(types --place Mali --type ASSAULT)"
check "box" same ASSAULT "$(types --box 15,-2,18,1)"
check "since" same RETREAT,SANCTION "$(types --since 2019-06-01)"
check "until" same 0 "$(n --until 2018-12-31)"
check "source" same RETREAT,SANCTION "$(types --source 'daily a' --since 2019-06-01)"
check "words" same SANCTION "$(types --words 'expelled')"
check "words by stem" same SANCTION "$(types --words 'expel')"
check "phrase" same 0 "$(n --words '"diplomats American"')"
check "words of a title" same 2 "$(n --words '"talks end"')"
check "min sources" same CONSULT "$(types --min-sources 2)"

check "dates fall" same "$(find --format csv | tail -n +2 | cut -d, -f2 | sort -r)" "$(find --format csv | tail -n +2 | cut -d, -f2)"
check "dates rise" same "$(find --format csv | tail -n +2 | cut -d, -f2 | sort)" "$(find --rising --format csv | tail -n +2 | cut -d, -f2)"
check "most sources first" same CONSULT "$(types --sort sources --limit 1)"
for sort in date added sources goldstein; do
    : >"$tmp/pages"
    after=
    for _ in $(seq 20); do
        find --format jsonl --sort $sort --limit 2 ${after:+--after "$after"} >>"$tmp/pages"
        after=$(sed -n 's/.*--after //p' "$tmp/err")
        [ -n "$after" ] || break
    done
    find --format jsonl --sort $sort >"$tmp/whole"
    check "pages by $sort are the whole" cmp -s "$tmp/pages" "$tmp/whole"
done

check "count" same "$all" "$(find --count --format table | awk '{ print $NF }')"
check "count by month" same "2019-06 2" "$(find --count --by month --format table | awk '/2019-06/ { print $1, $2 }')"
check "count by dyad" same "RUS > USA 1" "$(find --count --by dyad --format table --who RUS | awk '{ print $1, $2, $3, $4 }')"
check "count by source" grep -q "\"Daily B\",\"events\":1,\"sources\":2" <(find --count --by source --type CONSULT --format jsonl)
for by in day year type quad cameo mode actor recipient country place; do
    check "count by $by" [ -n "$(find --count --by $by --format csv | tail -n +2)" ]
done
check "table" test -n "$(find --format table | grep CONSULT)"
check "no colours in a pipe" [ -z "$(find --format table | grep $'\033')" ]
check "colours if asked" [ -n "$(find --format table --color always | grep $'\033')" ]

refused() { # STATUS WORDS ARGS...
    local status=$1 words=$2
    shift 2
    find "$@" >/dev/null
    check "refused: $*" same "$status" "$?"
    check "told why: $*" grep -q -- "$words" "$tmp/err"
}
refused 1 "no such type" --type VISIT
refused 2 "quad" --quad 7
refused 1 "aux is" --aux maybe
refused 1 "box" --box 40,0,30,10
refused 2 "no box" --box 1,2,3
refused 2 "no day" --since yesterday
refused 2 "no dyad" --dyad NOR
refused 1 "no cursor" --after nonsense
refused 2 "sort" --sort size
refused 2 "count by" --count --by colour
for hostile in "'; DROP TABLE events; --" '"' '*' 'NEAR(' '% _ \' $'\xff\xfe' '-' 'OR AND NOT'; do
    find --words "$hostile" --who "$hostile" --place "$hostile" --source "$hostile" >/dev/null
    check "harmless: $hostile" [ $? = 0 ]
done
check "nothing changed" same "$all" "$(n)"

id=$(find --format csv --min-sources 2 | tail -n 1 | cut -d, -f1)
"$bede" show "$tmp/store" "$id" >"$tmp/shown"
check "show" [ $? = 0 ]
check "show names both outlets" same "Daily A,Daily B" "$(grep -o "^Daily [AB]" "$tmp/shown" | sort -u | paste -sd,)"
check "show marks the trigger" grep -q '_met_\|_held talks' "$tmp/shown"
check "show marks the parties" grep -q '\[the president of Chad' "$tmp/shown"
check "show tells why" grep -q 'consult.rules' "$tmp/shown"
"$bede" show "$tmp/store" "$id" --format jsonl >"$tmp/shown.json"
check "show as JSON" grep -q '"role":"actor"' "$tmp/shown.json"
"$bede" show "$tmp/store" 0123456789abcdef >/dev/null 2>"$tmp/err"
check "no such event" same 1 $?
check "no such event: told" grep -q "has no event" "$tmp/err"

echo "$ok passed, $bad failed"
[ $bad = 0 ]
