#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The output is the same, byte for byte, on any number of threads, and from run to run.
bede=$1
ok=0 bad=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
check() {
    local name=$1
    shift
    if "$@"; then ok=$((ok + 1)); else bad=$((bad + 1)); echo "failed: $name" >&2; fi
}
mkdir "$tmp/pages"
for i in $(seq 60); do
    # Pages of different length and with different words, so that threads overtake each other.
    {
        echo "Page Number $i About Talks"
        echo
        for k in $(seq $((i % 7 + 1))); do
            echo "On Monday $i soldiers of Mali attacked $k rebels near Gao, and Mali's president" \
                "met with the foreign minister of Niger."
            echo
        done
    } >"$tmp/pages/$i.txt"
    cp examples/summit.html "$tmp/pages/$i.html"
done
"$bede" read --threads 1 --date 2019-05-07 --format articles "$tmp/pages" >"$tmp/one"
check "there is output" [ "$(wc -l <"$tmp/one")" = 120 ]
for n in 2 3 8; do
    "$bede" read --threads $n --date 2019-05-07 --format articles "$tmp/pages" >"$tmp/many"
    check "$n threads" cmp "$tmp/one" "$tmp/many"
done
"$bede" read --threads 1 --date 2019-05-07 --format articles "$tmp/pages" >"$tmp/again"
check "again" cmp "$tmp/one" "$tmp/again"
echo "$ok passed, $bad failed"
[ "$bad" = 0 ]
