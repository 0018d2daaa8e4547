#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Encrypted stores: with SQLCipher the file holds no word of the news and opens with its key alone;
# without it, a key is refused rather than ignored.
bede=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
ok=0 bad=0
check() { # NAME CONDITION...
    local name=$1
    shift
    if "$@"; then ok=$((ok + 1)); else bad=$((bad + 1)); echo "failed: $name" >&2; fi
}
echo '{"url":"https://x.example/1","title":"Report","date":"2019-01-08","text":"Norway accused Chad of theft on Monday."}' >"$tmp/one.jsonl"
echo "a long and secret key" >"$tmp/key"
echo "another key" >"$tmp/wrong"
: >"$tmp/empty"
"$bede" add --key-file "$tmp/key" "$tmp/store" "$tmp/one.jsonl" 2>"$tmp/err"
status=$?
if grep -q "built without SQLCipher" "$tmp/err"; then
    check "without SQLCipher: refused" [ $status = 1 ]
    check "without SQLCipher: nothing in the clear" [ -z "$(grep -s Norway "$tmp/store")" ]
else
    check "added" [ $status = 0 ]
    check "nothing in the clear" [ -z "$(grep -ls 'Norway\|SQLite format' "$tmp"/store*)" ]
    check "found with the key" [ "$("$bede" find --key-file "$tmp/key" "$tmp/store" | wc -l)" = 1 ]
    id=$("$bede" find --key-file "$tmp/key" --format csv "$tmp/store" | tail -1 | cut -d, -f1)
    check "shown" grep -q ACCUSE <("$bede" show --key-file "$tmp/key" "$tmp/store" "$id")
    check "exported" grep -q ACCUSE <("$bede" export --key-file "$tmp/key" --format csv "$tmp/store")
    check "merged anew" "$bede" merge --key-file "$tmp/key" --anew "$tmp/store"
    for with in "--key-file $tmp/wrong" ""; do
        "$bede" find $with "$tmp/store" >/dev/null 2>"$tmp/err"
        check "not opened: ${with##*/}" [ $? = 1 ]
        check "told why: ${with##*/}" grep -q "encrypted with another key" "$tmp/err"
    done
    "$bede" add --key-file "$tmp/key" "$tmp/store" "$tmp/one.jsonl" 2>"$tmp/err"
    check "again: known" grep -q "0 pages added, 1 known" "$tmp/err"
fi
"$bede" find --key-file "$tmp/none" "$tmp/store" 2>"$tmp/err"
check "no such file of a key" [ $? = 1 ]
check "it is named" grep -q "$tmp/none" "$tmp/err"
"$bede" find --key-file "$tmp/empty" "$tmp/store" 2>"$tmp/err"
check "no empty key" grep -q "no key" "$tmp/err"
setsid "$bede" find --ask-key "$tmp/store" </dev/null 2>"$tmp/err" >/dev/null
check "nobody to ask" grep -q "no terminal" "$tmp/err"
echo "$ok passed, $bad failed"
[ $bad = 0 ]
