#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# bede watch against a server on this machine that misbehaves. Nothing leaves the machine.
bede=$1
if ! python3 -c 'import http.server, sqlite3' 2>/dev/null; then
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
ask() { # STORE SQL: its first row, cells joined with blanks
    python3 -c 'import sqlite3, sys
r = sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()
print(*(r or ()))' "$1" "$2"
}
requests() { grep -c " $1 " "$tmp/log"; } # of a path
round() { # STORE FEED...
    "$bede" watch --once --pause 0.001 --timeout 3 "$@" 2>"$tmp/err"
}
wait_due() { sleep 1.2; } # --once asks again after a second

store=$tmp/a.db
round "$store" "$at/feed/3"
check "first round" 0 $?
check "its pages" 3 "$(ask "$store" 'SELECT count(*) FROM articles')"
check "their addresses" "$at/story/0" "$(ask "$store" 'SELECT url FROM articles ORDER BY url')"
check "robots.txt once" 1 "$(requests /robots.txt)"
wait_due
round "$store" "$at/feed/3"
check "unchanged" 1 "$(grep -c '1 unchanged; 0 pages' "$tmp/err")"
check "asked with its tag" 1 "$(grep ' /feed/3 ' "$tmp/log" | grep -c 'etag="v3"')"
check "no page twice" 1 "$(requests /story/1)"

round --every 1000 "$store" "$at/feed/2"
round "$store" "$at/feed/2"
check "not due" 1 "$(requests /feed/2)"

round "$store" "$at/feed/5grow"
wait_due
round "$store" "$at/feed/5grow"
check "only what is new" 6 "$(ask "$store" 'SELECT count(*) FROM articles')"
check "every page once" 1 "$(requests /story/5)"

store=$tmp/b.db
round "$store" "$at/feed/2full"
check "full texts are not fetched" "2 0" "$(ask "$store" 'SELECT count(*) FROM feed_items') $(grep -c nothing "$tmp/err")"
check "nor their pages" 1 "$(requests /story/1)"

# One that answers 429 is left alone as long as it says; what is broken costs nothing else.
store=$tmp/c.db
round "$store" "$at/feed/1limited" "$at/loop" "$at/feed/1full"
check "a feed failed: status" 1 $?
check "429 is told" 1 "$(grep -c 'answered 429' "$tmp/err")"
check "its host is left alone" 0 "$(requests /feed/1full)"
wait_due
round "$store" "$at/feed/1limited" "$at/feed/1full"
check "not before it says" 1 "$(requests /feed/1limited)"
sleep 6
round "$store" "$at/feed/1limited"
check "then asked again" 2 "$(requests /feed/1limited)"
check "and read" 1 "$(ask "$store" 'SELECT count(*) FROM articles')"

store=$tmp/d.db
for bad in loop slow noise hangup short status/404 private/feed bomb; do
    round "$store" "$at/$bad"
    check "$bad: status" 1 $?
    check "$bad: told" 1 "$(grep -c "^bede: $at" "$tmp/err")"
    check "$bad: put off" 1 "$(ask "$store" "SELECT fails FROM feeds WHERE url = '$at/$bad' AND
        due > strftime('%s', 'now') + 300")"
done
round "$store" "$at/status/503"
check "503" 1 "$(ask "$store" "SELECT fails FROM feeds WHERE url LIKE '%/503'")"
round "$store" "$at/feed/4broken"
check "a feed cut in the middle" 1 "$(ask "$store" 'SELECT count(*) > 0 FROM articles')"
round "$store" "http://127.0.0.1:1/feed" "$at/feed/1full"
check "no server, the next is read" 1 "$(grep -c '2 feeds asked' "$tmp/err")"
check "one connection at a time" "" "$(grep -o 'open=[3-9]' "$tmp/log")"
check "sound" ok "$(ask "$store" 'PRAGMA integrity_check')"

# Between two requests to a host there is a pause.
"$bede" watch --once --pause 0.4 "$tmp/e.db" "$at/feed/8" 2>/dev/null
check "pauses" 1 "$(awk '$2 ~ /^\/story\/7/ { t = $1 } $2 == "/feed/8" { f = $1 }
    END { print (t - f >= 3.0) }' "$tmp/log")"

# Until it is told to end.
"$bede" watch --every 1 --pause 0.001 "$tmp/f.db" "$at/feed/1grow" 2>/dev/null &
pid=$!
sleep 4
kill -TERM $pid
wait $pid
check "ends when it is told" 0 $?
check "asked again and again" 1 $(($(requests /feed/1grow) >= 3))
check "and read what was new" 1 "$(ask "$tmp/f.db" 'SELECT count(*) >= 3 FROM articles')"

"$bede" watch --once "$tmp/g.db" not-an-address 2>/dev/null
check "no address" 2 $?
"$bede" watch --once "$tmp/no/folder/x.db" "$at/feed/1" 2>/dev/null
check "no place for a store" 1 $?
echo "$passed passed, $failed failed"
[ $failed = 0 ]
