#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Feeds, JSON lines, mail and packed files through the command.
bede=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
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

cat >"$tmp/rss.xml" <<'XML'
<?xml version="1.0"?>
<rss version="2.0"><channel><title>Invented Post</title>
<item><title>First</title><link>https://post.example/1</link>
<pubDate>Wed, 01 Nov 2017 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Peru's president visited Chile on Monday.&lt;/p&gt;</description></item>
<item><title>Second</title><link>https://post.example/2</link>
<pubDate>Fri, 3 Nov 2017 10:00:00 GMT</pubDate>
<description>Norway expelled a Chadian diplomat.</description></item>
</channel></rss>
XML
check rss "CONSULT SANCTION" "$("$bede" read --format events "$tmp/rss.xml" | types)"
check "rss day" "2017-11-03" "$("$bede" read --format articles "$tmp/rss.xml" |
    sed -n '2s/.*"date":"\([^"]*\)".*/\1/p')"
check "rss since" "SANCTION" "$("$bede" read --format events --since 2017-11-02 "$tmp/rss.xml" 2>/dev/null | types)"

cat >"$tmp/atom.xml" <<'XML'
<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>Pact</title>
<link href="https://a.example/1"/><updated>2018-03-04T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Kenya and Uganda signed a
trade agreement on Saturday.</p></div></content></entry></feed>
XML
check atom SUPPORT "$("$bede" read --format events "$tmp/atom.xml" | types)"
gzip -k "$tmp/atom.xml"
check "atom, packed" SUPPORT "$("$bede" read --format events - <"$tmp/atom.xml.gz" | types)"

echo '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","content_html":"<p>Brazil expelled the Cuban consul on Monday.</p>"}]}' >"$tmp/feed.json"
check "JSON feed" SANCTION "$("$bede" read --format events "$tmp/feed.json" | types)"

cat >"$tmp/lines.jsonl" <<'JSON'
{"story":"Ghana condemned the coup in Mali.","when":"2020-01-02"}
{"story":

{"story":"Togo arrested two Ghanaian smugglers.","when":"2020-01-03"}
JSON
check "JSON lines" "ACCUSE COERCE" "$("$bede" read --format events --map text=story,date=when \
    "$tmp/lines.jsonl" 2>"$tmp/err" | types)"
check "JSON lines, a bad one" "bede: $tmp/lines.jsonl:2: is no JSON" "$(head -1 "$tmp/err")"
"$bede" read "$tmp/lines.jsonl" >/dev/null 2>&1
check "exit status" 1 $?

printf 'From Oslo, with a warning\n\nNorway expelled a Chadian diplomat on Monday: the third this year.\n' >"$tmp/from.txt"
check "an article that begins with From is no mailbox" SANCTION "$("$bede" read --format events "$tmp/from.txt" | types)"

"$bede" read --since 2017-13-01 "$tmp/rss.xml" >/dev/null 2>&1
check "wrong day" 2 $?
"$bede" read http://127.0.0.1:1/ >/dev/null 2>"$tmp/err"
check "no server" 1 $?
echo "$passed passed, $failed failed"
[ $failed = 0 ]
