#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# faults.sh BEDE [KILLS]: `bede add` killed at random moments, on a full disk, beside another writer.
# No article that was there is lost, the file stays sound, and what is added in the end is what one
# undisturbed run adds. bench/kills.sh runs it with 200 kills.
bede=$1
kills=${2:-8}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
ok=0 bad=0
check() { # NAME CONDITION...
    local name=$1
    shift
    if "$@"; then ok=$((ok + 1)); else bad=$((bad + 1)); echo "failed: $name" >&2; fi
}
# Asks the file without the program under test; rw: a journal that a kill left is undone.
ask() { # STORE SQL
    python3 - "$1" "$2" <<'PY'
import sqlite3, sys
print(sqlite3.connect("file:%s?mode=rw" % sys.argv[1], uri=True).execute(sys.argv[2]).fetchone()[0])
PY
}
# Sixty articles of eight sentences, no two alike.
awk 'BEGIN {
    split("Norway Chad Peru Kenya Japan Chile Ghana Nepal Qatar Malta", who, " ")
    split("accused,praised,attacked,warned,visited,thanked,sanctioned,met", did, ",")
    for (i = 1; i <= 60; i++) {
        printf "{\"url\":\"https://x.example/%d\",\"title\":\"Report %d\",\"date\":\"2019-%02d-%02d\",\"text\":\"", i, i, i % 12 + 1, i % 28 + 1
        for (k = 1; k <= 8; k++)
            printf "%s %s %s over matter %d of file %d on Monday. ", who[(i + k) % 10 + 1], did[(i * k) % 8 + 1], who[(i * 3 + k + 4) % 10 + 1], i * 97 % 61, k * 13 + i
        print "\"}"
    }
}' >"$tmp/pages.jsonl"
"$bede" add "$tmp/calm" "$tmp/pages.jsonl" 2>/dev/null
check "undisturbed" [ "$(ask "$tmp/calm" 'SELECT count(*) FROM articles')" = 60 ]

RANDOM=7
before=0 sound=0 kept=0 struck=0
for _ in $(seq "$kills"); do
    "$bede" add "$tmp/store" "$tmp/pages.jsonl" 2>/dev/null &
    pid=$!
    sleep "0.$(printf %03d $((RANDOM % 250 + 5)))"
    kill -9 $pid 2>/dev/null && struck=$((struck + 1))
    wait $pid 2>/dev/null
    # Killed before the tables were made: the next run makes them.
    [ -s "$tmp/store" ] || { sound=$((sound + 1)) kept=$((kept + 1)); continue; }
    if [ "$(ask "$tmp/store" 'PRAGMA integrity_check' 2>"$tmp/ask")" = ok ]; then
        sound=$((sound + 1))
    else
        ls -l "$tmp"/store* >&2
        tail -1 "$tmp/ask" >&2
    fi
    now=$(ask "$tmp/store" 'SELECT count(*) FROM articles' 2>/dev/null)
    [ "${now:-0}" -ge "$before" ] && kept=$((kept + 1))
    before=${now:-$before}
    # All there: begin again, so that every kill finds something to disturb.
    [ "$before" = 60 ] && rm -f "$tmp"/store* && before=0
done
check "$kills kills: the file is sound" [ "$sound" = "$kills" ]
check "$kills kills: no article is lost" [ "$kept" = "$kills" ]
check "some kills struck a run" [ "$struck" -gt 0 ]
"$bede" add "$tmp/store" "$tmp/pages.jsonl" 2>/dev/null
check "the last run ends" [ $? = 0 ]
for s in calm store; do
    "$bede" export "$tmp/$s" --format jsonl 2>/dev/null | sort >"$tmp/$s.jsonl"
done
check "what is there in the end is what one run adds" cmp -s "$tmp/calm.jsonl" "$tmp/store.jsonl"

# A disk of a megabyte, where the system lets one be made.
cat >"$tmp/full.sh" <<'SH'
mkdir -p "$1/disk" && mount -t tmpfs -o size=700k tmpfs "$1/disk" 2>/dev/null || exit 77
"$2" add "$1/disk/store" "$1/pages.jsonl" 2>"$1/full.err"
echo $? >"$1/full.status"
cp "$1/disk/store" "$1/full.store"
cp "$1/disk/store-wal" "$1/full.store-wal" 2>/dev/null
true
SH
unshare -rm sh "$tmp/full.sh" "$tmp" "$bede" 2>/dev/null
if [ -f "$tmp/full.status" ]; then
    check "full disk: status" [ "$(cat "$tmp/full.status")" = 1 ]
    check "full disk: told what to do" grep -q "free some space" "$tmp/full.err"
    check "full disk: the file is sound" [ "$(ask "$tmp/full.store" 'PRAGMA integrity_check')" = ok ]
    "$bede" add "$tmp/full.store" "$tmp/pages.jsonl" 2>/dev/null
    check "full disk: with room again it goes on" [ "$(ask "$tmp/full.store" 'SELECT count(*) FROM articles')" = 60 ]
else
    echo "no disk of one's own can be made here: the full disk is not tested" >&2
fi

# Another one writes for a second: add waits.
python3 - "$tmp/calm" <<'PY' &
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
open(sys.argv[1] + ".held", "w").close()
time.sleep(1.2)
db.execute("COMMIT")
PY
for _ in $(seq 100); do [ -f "$tmp/calm.held" ] && break; sleep 0.05; done
echo '{"url":"https://x.example/new","title":"One more","date":"2019-01-01","text":"Norway accused Chad on Monday."}' >"$tmp/one.jsonl"
"$bede" add "$tmp/calm" "$tmp/one.jsonl" 2>/dev/null
check "beside another writer: waits and adds" [ $? = 0 -a "$(ask "$tmp/calm" 'SELECT count(*) FROM articles')" = 61 ]
wait

# A store of version 1 is brought up to this one.
"$bede" find "$tmp/calm" --format jsonl >"$tmp/now.jsonl" 2>/dev/null
cp "$tmp/calm" "$tmp/old"
python3 - "$tmp/old" <<'PY'
import sqlite3, sys
sqlite3.connect(sys.argv[1]).executescript("""
BEGIN;
ALTER TABLE sentences ADD COLUMN text TEXT NOT NULL DEFAULT '';
UPDATE sentences SET text = (SELECT t.text FROM sentence_texts t WHERE t.id = sentences.id);
DROP TABLE sentence_words; DROP VIEW sentence_texts; DROP TABLE feeds; DROP TABLE feed_items; DROP TABLE reviews;
ALTER TABLE sentences DROP COLUMN bytes;
CREATE VIRTUAL TABLE sentence_words USING fts5 (text, content = 'sentences', content_rowid = 'id', tokenize = 'porter unicode61');
INSERT INTO sentence_words (sentence_words) VALUES ('rebuild');
PRAGMA user_version = 1;
COMMIT;""")
PY
"$bede" find "$tmp/old" 2>"$tmp/err" >/dev/null
check "version 1, only read: told what to do" grep -q "earlier version" "$tmp/err"
"$bede" add "$tmp/old" "$tmp/one.jsonl" 2>/dev/null
check "version 1: brought up" [ $? = 0 -a "$(ask "$tmp/old" 'PRAGMA user_version')" = 3 ]
"$bede" find "$tmp/old" --format jsonl >"$tmp/then.jsonl" 2>/dev/null
check "version 1: the same events" cmp -s "$tmp/now.jsonl" "$tmp/then.jsonl"
check "version 1: words are found" [ "$("$bede" find "$tmp/old" --words accused --format jsonl | wc -l)" = "$("$bede" find "$tmp/calm" --words accused --format jsonl | wc -l)" ]

# Not to be written to, no store, a store of a later version.
echo "no store" >"$tmp/text"
"$bede" add "$tmp/text" "$tmp/one.jsonl" 2>"$tmp/err"
check "no store: status" [ $? = 1 ]
check "no store: told" grep -q "not a store\|no store" "$tmp/err"
cp "$tmp/calm" "$tmp/later"
python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("PRAGMA user_version = 99")' "$tmp/later"
"$bede" find "$tmp/later" 2>"$tmp/err" >/dev/null
check "later version: status" [ $? = 1 ]
check "later version: told" grep -q "later version" "$tmp/err"

echo "$ok passed, $bad failed"
[ $bad = 0 ]
