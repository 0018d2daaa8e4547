#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Bad input ends in a message that names the file, exit status 1, and the other inputs are read.
bede=$1
ok=0 bad=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
check() { # NAME CONDITION...
    local name=$1
    shift
    if "$@"; then ok=$((ok + 1)); else bad=$((bad + 1)); echo "failed: $name" >&2; fi
}
is() { [ "$1" = "$2" ]; }
has() { grep -q -- "$2" "$1"; }

cat >"$tmp/good.txt" <<'TEXT'
Presidents Meet In Vienna

French President Emmanuel Macron met with German Chancellor Angela Merkel in Vienna on Monday.
TEXT
run() { # ARGS...: exit status to $status, output to out and err
    status=0
    timeout 120 "$bede" "$@" >"$tmp/out" 2>"$tmp/err" || status=$?
}

: >"$tmp/empty.txt"
head -c 100000 /dev/urandom >"$tmp/binary.bin"
printf 'Caf\xe9 \xff\xfe\xc3 talks. Russia met Iran.\n' >"$tmp/invalid.txt"

run read --date 2019-05-07 --format events "$tmp/good.txt"
check "a good page: status" is "$status" 0
check "a good page: an event" has "$tmp/out" '"event":"CONSULT"'
good=$(cat "$tmp/out")

for f in empty.txt binary.bin missing.txt; do
    run read --date 2019-05-07 --format events "$tmp/$f" "$tmp/good.txt"
    check "$f: status" is "$status" 1
    check "$f: named" has "$tmp/err" "$f"
    check "$f: the other is read" is "$(cat "$tmp/out")" "$good"
done

run read --format articles "$tmp/invalid.txt"
check "invalid UTF-8 is read" is "$status" 0
check "invalid UTF-8: valid output" python3 -c 'import json,sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$tmp/out"

yes '<div>' | tr -d '\n' | head -c 100000000 >"$tmp/deep.html"
run read --date 2019-05-07 --format events "$tmp/deep.html" "$tmp/good.txt"
check "100 MB of <div>: no crash, no hang" [ "$status" -le 1 ]
check "100 MB of <div>: the other is read" is "$(cat "$tmp/out")" "$good"
rm -f "$tmp/deep.html"

run read
check "no input: wrong usage" is "$status" 2
run read --format nonsense "$tmp/good.txt"
check "unknown format: wrong usage" is "$status" 2
check "unknown format: the choices" has "$tmp/err" articles
run read --date yesterday "$tmp/good.txt"
check "bad date: wrong usage" is "$status" 2
run read --threads 0 "$tmp/good.txt"
check "bad number: wrong usage" is "$status" 2
run nonsense
check "unknown command: wrong usage" is "$status" 2
for c in read parse lines check; do
    run $c --help
    check "$c --help" is "$status" 0
    check "$c --help says usage" has "$tmp/out" usage
done

head -c 3000 "$tmp/binary.bin" >"$tmp/broken.img"
run read --knowledge "$tmp/broken.img" "$tmp/good.txt"
check "broken knowledge: status" is "$status" 1
check "broken knowledge: named" has "$tmp/err" broken.img
if [ -n "${BEDE_IMAGE:-}" ]; then
    head -c 100000 "$BEDE_IMAGE" >"$tmp/cut.img"
    run read --knowledge "$tmp/cut.img" "$tmp/good.txt"
    check "cut knowledge: status" is "$status" 1
    check "cut knowledge: named" has "$tmp/err" cut.img
    cp "$BEDE_IMAGE" "$tmp/flipped.img"
    printf 'X' | dd of="$tmp/flipped.img" bs=1 seek=200000 conv=notrunc 2>/dev/null
    run read --knowledge "$tmp/flipped.img" "$tmp/good.txt"
    check "damaged knowledge: status" is "$status" 1
fi

printf 'this is not a rule file\n' >"$tmp/broken.rules"
run check "$tmp/broken.rules"
check "broken rules: status" is "$status" 1
check "broken rules: file and line" has "$tmp/err" 'broken.rules:1'

cat "$tmp/good.txt" | "$bede" read --date 2019-05-07 --format events - >"$tmp/out" 2>"$tmp/err"
check "standard input" has "$tmp/out" '"event":"CONSULT"'
mkdir -p "$tmp/folder/deeper"
cp "$tmp/good.txt" "$tmp/folder/deeper/a.txt"
run read --format text "$tmp/folder"
check "a folder" has "$tmp/out" 'Presidents Meet'
echo "$ok passed, $bad failed"
[ "$bad" = 0 ]
