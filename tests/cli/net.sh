#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Addresses: a server on this machine that misbehaves. Nothing leaves the machine.
bede=$1
if ! python3 -c 'import http.server' 2>/dev/null; then
    echo "no python3: not tested"
    echo "0 passed, 0 failed"
    exit 77
fi
tmp=$(mktemp -d)
mkfifo "$tmp/in"
python3 tests/net/server.py "$tmp/log" <"$tmp/in" >"$tmp/port" &
exec 9>"$tmp/in" # the server lives as long as this end is open
trap 'exec 9>&-; rm -rf "$tmp"' EXIT
for _ in $(seq 100); do [ -s "$tmp/port" ] && break; sleep 0.1; done
at=http://127.0.0.1:$(cat "$tmp/port")
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
passed=0 failed=0
check() { # name, wanted, got
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s:\n  wanted %s\n  got    %s\n' "$1" "$2" "$3" >&2
    fi
}
types() { grep -o '"event":"[A-Z]*"' | cut -d'"' -f4 | paste -sd' '; }
# fault NAME WORDS ADDRESS...: it is not read, and the reason has the words
fault() {
    name=$1 words=$2
    shift 2
    "$bede" read --timeout 3 "$@" >"$tmp/out" 2>"$tmp/err"
    check "$name: status" 1 $?
    check "$name: reason" 1 "$(grep -c -e "$words" "$tmp/err")"
    check "$name: no output" "" "$(cat "$tmp/out")"
}

check page SANCTION "$("$bede" read --format events "$at/story/0" | types)"
check "robots.txt first" /robots.txt "$(head -1 "$tmp/log" | cut -d' ' -f2)"
check agent 2 "$(grep -c 'agent=bede/[0-9.]* (' "$tmp/log")"
check redirects ACCUSE "$("$bede" read --format events "$at/hop/4" | types)"
check "its address" "$at/story/1" "$("$bede" read --format articles "$at/hop/4" |
    sed 's/.*"url":"\([^"]*\)".*/\1/')"
check "an archive" "SANCTION ACCUSE" "$("$bede" read --format events "$at/archive" | types |
    cut -d' ' -f1-2)"
check "a feed" SANCTION "$("$bede" read --format events "$at/feed/1full" | types)"
fault "too many redirects" "more than 8 redirects" "$at/hop/20"
fault "redirect loop" "more than 8 redirects" "$at/loop"
fault "redirect to a file" "no http address" "$at/to-file"
fault "robots" "robots.txt" "$at/private/x"
fault "robots, a query" "robots.txt" "$at/story/1?print=1"
fault "robots behind a redirect" "robots.txt" "$at/to-private"
fault slow "cannot be had: Timeout" "$at/slow"
fault endless "larger than 256 MB" --timeout 60 "$at/endless"
fault bomb "larger than 256 MB" --timeout 60 "$at/bomb"
fault "cut short" "cannot be had" "$at/short"
fault noise "cannot be had" "$at/noise"
fault "hung up" "cannot be had" "$at/hangup"
fault 404 "answered 404" "$at/nothing"
fault 429 "answered 429" "$at/status/429"
fault 503 "answered 503" "$at/status/503"
fault "no server" "robots.txt" http://127.0.0.1:1/
fault "no such scheme behind it" "cannot be had" --ignore-robots "http://127.0.0.1:1/x"
check "robots ignored" 404 "$("$bede" read --ignore-robots "$at/private/x" 2>&1 |
    grep -o 'answered [0-9]*' | cut -d' ' -f2)"
# One that fails costs no other.
check "several" "SANCTION ACCUSE" "$("$bede" read --format events "$at/story/0" "$at/nothing" \
    "$at/story/1" 2>/dev/null | types)"
check "one connection at a time" "" "$(grep -v 'open=1 ' "$tmp/log" | grep -v slow |
    grep -o 'open=[3-9]')"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
