#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# bench/serve.sh BUILD [STORE]: the reading desk's API under load, by wrk on loopback, over a store
# of 100,000 events (made first). Ends with memory over 100,000 requests.
set -eu
build=$1
bede=$build/data/bede
here=$(dirname "$0")
tmp=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null; rm -rf "$tmp"' EXIT
store=${2:-$tmp/events.db}
[ -f "$store" ] || {
    ninja -C "$build" --quiet bench/bede-bench-find
    "$build/bench/bede-bench-find" "$store" 100000 >/dev/null
}
"$bede" serve "$store" --port 0 >"$tmp/out" 2>/dev/null &
pid=$!
while [ ! -s "$tmp/out" ]; do sleep 0.1; done
address=$(sed 's/#.*//; s/\/$//' "$tmp/out")
memory() { awk '/VmRSS/ { printf "%.0f MB", $2 / 1024 }' "/proc/$pid/status"; }
load() { # SECONDS
    wrk -t2 -c16 -d"$1" --latency -s "$here/serve.lua" "$address" | grep -E '50%|99%|requests in|Requests/sec|Non-2xx'
}
echo "== events, just begun"
load 10s
echo "== events, warm"
load 10s
echo "== all that the page draws"
BEDE_ASK=overview load 5s
start=$(memory)
wrk -t2 -c16 -d45s -s "$here/serve.lua" "$address" | grep 'requests in'
echo "memory before and after these: $start, $(memory)"
