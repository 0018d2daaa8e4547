#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# score.sh SHARED BEDE: every development-set figure in one table. SHARED holds the development
# data and its scorers.
shared=$1
bede=$2
[ -d "$shared/tools" ] || {
    echo "score: no development data at $shared (set BEDE_SHARED)" >&2
    exit 1
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
row() { printf '%-44s %-10s %s\n' "$1" "$2" "$3"; }

row figure reached wanted
gold=$shared/data/articles
for f in "$gold"/*.txt; do
    id=$(basename "$f" .txt)
    day=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]]["date"])' \
        "$gold/index.json" "$id")
    "$bede" read --format events --date "$day" "$f"
done >"$tmp/events.jsonl"
python3 "$shared/tools/score_events.py" "$gold" "$tmp/events.jsonl" >"$tmp/events"
row "tehran, type + who F1" "$(awk '$1 == "tehran" { print $NF }' "$tmp/events")" 0.75
set -- $(sed -n 's/^type + who F1 \([0-9.]*\) (P \([0-9.]*\) R \([0-9.]*\).*/\1 \2 \3/p' "$tmp/events")
row "eight articles, type + who F1" "$1" 0.45
row "eight articles, type + who precision" "$2" 0.45
row "eight articles, type + who recall" "$3" -
sed -n 's/^of the matched: //p' "$tmp/events" | tr ' ' '\n' | paste - - | while read -r what value; do
    row "of the matched events: $what" "$value" -
done

s=$shared/data/events/sentences-train.jsonl
python3 "$shared/tools/score_sentences.py" inputs "$s" >"$tmp/lines.txt"
"$bede" lines "$tmp/lines.txt" >"$tmp/lines.jsonl"
set -- $(python3 "$shared/tools/score_sentences.py" score "$s" "$tmp/lines.jsonl" |
    sed -n 's/^pentacode macro F1 \([0-9.]*\)  roles F1 \([0-9.]*\)/\1 \2/p')
row "sentences, pentacode macro F1" "$1" 0.65
row "sentences, exact role spans F1" "$2" 0.40

for bank in ewt gum; do
    "$bede" parse --input conllu "$shared/data/treebank/$bank-dev.conllu" >"$tmp/$bank.conllu"
    set -- $(python3 "$shared/tools/score_parse.py" "$shared/data/treebank/$bank-dev.conllu" \
        "$tmp/$bank.conllu" | sed 's/  */ /g')
    row "$bank dev, UPOS" "$4" 0.958
    row "$bank dev, XPOS" "$6" -
    row "$bank dev, UAS" "$8" 0.875
    row "$bank dev, LAS" "${14}" 0.845
done
