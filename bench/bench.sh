#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# bench.sh BUILD SHARED: speed by room, start-up, memory, threads. Reads the news articles of the
# development data when they are there, else the examples over and over.
build=$1
shared=$2
bench=$build/bench/bede-bench
bede=$build/data/bede
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/pages"
if [ -f "$shared/data/news.tar.xz" ]; then
    tar xJf "$shared/data/news.tar.xz" -C "$tmp/pages"
    find "$tmp/pages" -name '*.txt' | sort | awk 'NR % 6 == 0' >"$tmp/list"
else
    for i in $(seq 200); do
        cp examples/summit.txt "$tmp/pages/$i.txt"
    done
    find "$tmp/pages" -name '*.txt' | sort >"$tmp/list"
fi
mkdir "$tmp/some"
while read -r f; do cp "$f" "$tmp/some"; done <"$tmp/list"
echo "== rooms"
xargs "$bench" rooms <"$tmp/list"
echo "== tagging and parsing alone (bede parse on the words of one large file, one core)"
xargs cat <"$tmp/list" >"$tmp/all.txt"
"$bede" parse "$tmp/all.txt" >"$tmp/all.conllu"
echo "$(grep -c '^[0-9]' "$tmp/all.conllu") tokens"
"$bench" process 3 "$bede" parse --input conllu "$tmp/all.conllu"
echo "== start-up (a page of one sentence)"
echo "The two presidents met in Vienna on Monday." >"$tmp/one.txt"
"$bench" process 20 "$bede" read --date 2020-01-07 "$tmp/one.txt"
echo "== memory and speed of the whole, one thread"
"$bench" process 3 "$bede" read --threads 1 --date 2016-06-15 "$tmp/some"
echo "== one thread against two (wall time)"
"$bench" pair 5 "$bede" read --threads 1 --date 2016-06-15 "$tmp/some" -- \
    "$bede" read --threads 2 --date 2016-06-15 "$tmp/some"
echo "== questions to a store of a million events (made first)"
ninja -C "$build" --quiet bench/bede-bench-find && "$build/bench/bede-bench-find" "$tmp/events.db" 1000000
rm -f "$tmp"/events.db*
if [ -f "$shared/data/pages/pages.tar.xz" ]; then
    echo "== archives of the saved pages"
    tar xJf "$shared/data/pages/pages.tar.xz" -C "$tmp"
    ls "$tmp"/pages/*.html | xargs "$bench" warc
fi
