#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every export format: number and order of columns, types of cells, no tab or line end inside a cell,
# unique row numbers, leading zeros; what the field's tools need is checked here without them.
# bench/roundtrip.sh reads the same files with those tools.
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
columns() { awk -F'\t' '{ print NF }' "$1" | sort -un | paste -sd' '; }
unique() { [ -z "$(cut -f1 "$1" | tail -n +"${2:-1}" | sort | uniq -d)" ]; }
matches() { ! cut -f"$2" "$1" | tail -n +"${4:-1}" | grep -Evq "$3"; }

cat >"$tmp/pages.jsonl" <<'JSON'
{"url":"https://a.example/1","title":"Norway and Chad meet","date":"2019-05-07","text":"OSLO - Norwegian Foreign Minister Ine Eriksen Soreide met the president of Chad in Oslo on Monday. \"We\tspoke of \"\"trade\"\"\", she said."}
{"url":"https://b.example/1","title":"Chad's president in Oslo","date":"2019-05-07","text":"The president of Chad held talks with Norwegian Foreign Minister Ine Eriksen Soreide in Oslo on Monday."}
{"url":"https://a.example/2","title":"Attack in Gao","date":"2019-05-08","text":"Gunmen killed three soldiers near Gao in Mali on Tuesday. Mali's president condemned the attack. Norway denied attacking Chad."}
{"url":"https://a.example/3","title":"Talks end","date":"2019-05-09","text":"Russia, Turkey and Iran agreed on Wednesday to share intelligence. Turkey will withdraw its troops. The United Nations praised Iran. Russia expelled two American diplomats on Wednesday."}
JSON
"$bede" add "$tmp/store" "$tmp/pages.jsonl" 2>"$tmp/err"
check "added" [ $? = 0 ]
for f in gdelt icews polecat petrarch phoenix plover csv jsonl gexf graphml; do
    "$bede" export "$tmp/store" --format $f >"$tmp/$f" 2>/dev/null
    check "$f" [ $? = 0 ]
    check "$f is not empty" [ -s "$tmp/$f" ]
    "$bede" export --format $f --out "$tmp/again" "$tmp/store" 2>/dev/null
    [ $f = gdelt ] || check "$f again is the same" cmp -s "$tmp/$f" "$tmp/again"
done
check "gdelt: two files" test -s "$tmp/again.export.CSV" -a -s "$tmp/again.mentions.CSV"
check "gdelt: the events file" cmp -s "$tmp/gdelt" "$tmp/again.export.CSV"
mentions=$tmp/again.mentions.CSV

check "gdelt columns" same 61 "$(columns "$tmp/gdelt")"
check "gdelt mentions columns" same 16 "$(columns "$mentions")"
check "icews columns" same 20 "$(columns "$tmp/icews")"
check "polecat columns" same 40 "$(columns "$tmp/polecat")"
check "petrarch columns" same 13 "$(columns "$tmp/petrarch")"
check "phoenix columns" same 26 "$(columns "$tmp/phoenix")"
for f in gdelt icews polecat phoenix; do check "$f: row numbers are unique" unique "$tmp/$f" 1; done
check "no quotation mark that a reader takes for a cell" \
    [ "$(cat "$tmp"/{gdelt,icews,polecat,petrarch,phoenix} "$mentions" | grep -c '"')" = 0 ]

# GDELT, by the types that its schema publishes.
check "gdelt id" matches "$tmp/gdelt" 1 '^[0-9]+$'
check "gdelt SQLDATE" matches "$tmp/gdelt" 2 '^2019050[6-9]$'
check "gdelt MonthYear" matches "$tmp/gdelt" 3 '^201905$'
check "gdelt Year" matches "$tmp/gdelt" 4 '^2019$'
check "gdelt FractionDate" matches "$tmp/gdelt" 5 '^2019\.4[0-9]{3}$'
check "gdelt fraction of 6 May" same 2019.4274 "$(awk -F'\t' '$2 == 20190506 { print $5; exit }' "$tmp/gdelt")"
check "gdelt IsRootEvent" matches "$tmp/gdelt" 26 '^[01]$'
check "gdelt EventCode keeps its zero" matches "$tmp/gdelt" 27 '^(0[1-9]|1[0-9]|20)[0-9]{0,2}$'
check "gdelt EventRootCode" matches "$tmp/gdelt" 29 '^(0[1-9]|1[0-9]|20)$'
check "gdelt QuadClass" matches "$tmp/gdelt" 30 '^[1-4]$'
check "gdelt Goldstein" matches "$tmp/gdelt" 31 '^-?[0-9]+\.[0-9]$'
check "gdelt counts" matches "$tmp/gdelt" 32,33,34 '^[0-9]+	[0-9]+	[0-9]+$'
check "gdelt DATEADDED" matches "$tmp/gdelt" 60 '^[0-9]{14}$'
check "gdelt SOURCEURL" matches "$tmp/gdelt" 61 '^https://'
check "gdelt place: FIPS" same "4 Oslo, Norway NO" \
    "$(awk -F'\t' '$52 == 4 && $53 ~ /Oslo/ { print $52, $53, $54; exit }' "$tmp/gdelt")"
check "gdelt: a meeting both ways" same "NORGOV TCDGOV TCDGOV NORGOV" \
    "$(awk -F'\t' '$29 == "04" { print $6, $16 }' "$tmp/gdelt" | sort -u | paste -sd' ')"
check "gdelt: one meeting, two sources" same "2 2" \
    "$(awk -F'\t' '$29 == "04" { print $33, $34; exit }' "$tmp/gdelt")"
check "gdelt: of every mention its event" \
    [ -z "$(comm -13 <(cut -f1 "$tmp/gdelt" | sort -u) <(cut -f1 "$mentions" | sort -u))" ]
check "gdelt MentionType" matches "$mentions" 4 '^1$'
check "gdelt SentenceID" matches "$mentions" 7 '^[1-9][0-9]*$'
check "gdelt offsets" matches "$mentions" 8,9,10 '^(-1|[0-9]+)	(-1|[0-9]+)	[0-9]+$'
check "gdelt Confidence" matches "$mentions" 12 '^(100|[0-9]{1,2})$'
check "what was denied or is to come is left out" \
    [ "$("$bede" export "$tmp/store" --format gdelt --all 2>/dev/null | wc -l)" -gt "$(wc -l <"$tmp/gdelt")" ]

# ICEWS, by the column types of R's icews: integers of 31 bits, ISO days, numbers.
check "icews header" same "Event ID	Event Date	Source Name" "$(head -1 "$tmp/icews" | cut -f1-3)"
check "icews header's end" same "Country	Latitude	Longitude" "$(head -1 "$tmp/icews" | cut -f18-20)"
check "icews ids" matches "$tmp/icews" 1,12,13 '^[0-9]{1,9}	[0-9]{1,9}	[0-9]{1,9}$' 2
check "icews day" matches "$tmp/icews" 2 '^2019-05-0[6-9]$' 2
check "icews numbers" matches "$tmp/icews" 8 '^-?[0-9]+\.[0-9]$' 2
check "icews place" matches "$tmp/icews" 19,20 '^(-?[0-9.]+	-?[0-9.]+|	)$' 2
check "icews country" same "Norway" "$(awk -F'\t' '$15 == "Oslo" { print $18; exit }' "$tmp/icews")"
check "icews text of a code" same "Engage in negotiation" \
    "$(awk -F'\t' '$7 == "046" { print $6; exit }' "$tmp/icews")"
check "icews Russian Federation" grep -q "Russian Federation" "$tmp/icews"

check "polecat header" same "Event ID	Event Date	Event Type	Event Mode" "$(head -1 "$tmp/polecat" | cut -f1-4)"
check "polecat header's end" same "Language	Version" "$(head -1 "$tmp/polecat" | cut -f39-40)"
check "polecat lists run in step" \
    [ "$(tail -n +2 "$tmp/polecat" | awk -F'\t' '{ if (split($8, a, ";") != split($12, b, ";")) n++ } END { print n + 0 }')" = 0 ]
check "polecat type" matches "$tmp/polecat" 3 '^[A-Z]+$' 2
check "polecat quad" matches "$tmp/polecat" 6 '^(VERBAL|MATERIAL) (COOPERATION|CONFLICT)$' 2

check "petrarch day" matches "$tmp/petrarch" 1 '^2019050[6-9]$'
check "petrarch: nothing is empty" [ "$(grep -Ec '	(	|$)' "$tmp/petrarch")" = 0 ]
check "petrarch actors" matches "$tmp/petrarch" 2 '^(---|[A-Z]{3,12})$'

check "phoenix integers" matches "$tmp/phoenix" 1,2,3,4,5 '^[0-9]{1,9}	[0-9]{8}	2019	05	0[6-9]$'
check "phoenix quad of 16 is 3" same 3 "$(awk -F'\t' '$15 == "16" { print $16; exit }' "$tmp/phoenix")"
check "phoenix Goldstein of 166 is its own" same -8.0 "$(awk -F'\t' '$14 == "166" { print $17; exit }' "$tmp/phoenix")"
check "gdelt Goldstein of 166" same -7.0 "$(awk -F'\t' '$27 == "166" { print $31; exit }' "$tmp/gdelt")"

check "plover" same '{"id":"' "$(head -c 7 "$tmp/plover")"
check "plover keys" grep -q '"actor":\[{"code":.*"event":\["CONSULT"\]' "$tmp/plover"
check "csv columns" same 35 "$(head -1 "$tmp/csv" | awk -F, '{ print NF }')"
check "csv has what was denied" grep -q 'negation' "$tmp/csv"
check "jsonl mentions" grep -q '"n_sources":2,"mentions":\[{"id"' "$tmp/jsonl"
check "jsonl says why" grep -q '"why":"[^"]*same party' "$tmp/jsonl"
check "gexf" grep -q '<edge id="0" source="[A-Z/]*" target="[A-Z/]*" weight="[0-9]*" label="[A-Z]*" start="2019-05-' "$tmp/gexf"
check "graphml" grep -q 'attr.name="weight" attr.type="double"' "$tmp/graphml"
if command -v xmllint >/dev/null; then
    check "gexf is XML" xmllint --noout "$tmp/gexf"
    check "graphml is XML" xmllint --noout "$tmp/graphml"
fi

# Days, what is wrong.
check "since" [ "$("$bede" export "$tmp/store" --format csv --since 2019-05-08 2>/dev/null | grep -c ',2019-05-0[67],')" = 0 ]
"$bede" export "$tmp/store" --format nosuch 2>"$tmp/err" >/dev/null
check "no such format" [ $? = 2 ]
"$bede" export "$tmp/none" --format csv 2>"$tmp/err" >/dev/null
check "no such store" [ $? = 1 ]
"$bede" export "$tmp/pages.jsonl" --format csv 2>"$tmp/err" >/dev/null
check "no store" [ $? = 1 ]

# Hand merges from the command line.
ids=$(cut -d, -f1 "$tmp/csv" | sed -n '2,3p')
check "merge" "$bede" merge "$tmp/store" $ids
check "one event less" same "$(($(wc -l <"$tmp/csv") - 1))" "$("$bede" export "$tmp/store" --format csv | wc -l | tr -d ' ')"
check "anew keeps it" "$bede" merge "$tmp/store" --anew
check "still one less" same "$(($(wc -l <"$tmp/csv") - 1))" "$("$bede" export "$tmp/store" --format csv | wc -l | tr -d ' ')"
first=$(echo $ids | cut -d' ' -f1)
mention=$("$bede" export "$tmp/store" --format jsonl | grep "^{\"id\":\"$first\"" |
    grep -o '"mentions":\[{"id":"[0-9a-f]*' | grep -o '[0-9a-f]*$')
new=$("$bede" split "$tmp/store" "$first" "$mention")
check "split" same 16 "$(printf %s "$new" | wc -c | tr -d ' ')"
check "split is there" [ "$("$bede" export "$tmp/store" --format csv | grep -c "^$new,")" = 1 ]
"$bede" merge "$tmp/store" "$first" 0000000000000000 2>"$tmp/err"
check "no such event" grep -q 'has no event "0000000000000000"' "$tmp/err"

# The store is the same on any number of threads, and the second time nothing is added.
for n in 1 4; do
    for i in $(seq 30); do
        echo "{\"url\":\"https://c.example/$i\",\"date\":\"2020-03-$((i % 20 + 10))\",\"text\":\"Mali's army attacked rebels near Gao. President Macron met the prime minister of Niger in Paris, $i reporters said.\"}"
    done >"$tmp/many.jsonl"
    "$bede" add --threads $n "$tmp/store$n" "$tmp/many.jsonl" 2>/dev/null
    "$bede" export "$tmp/store$n" --format jsonl | sed 's/"added":"[^"]*"//' >"$tmp/many$n"
done
check "threads" cmp -s "$tmp/many1" "$tmp/many4"
check "many" [ -s "$tmp/many1" ]
"$bede" add "$tmp/store1" "$tmp/many.jsonl" 2>"$tmp/err"
check "again" grep -q '0 pages added, 30 known' "$tmp/err"
echo "$ok passed, $bad failed"
[ "$bad" = 0 ]
