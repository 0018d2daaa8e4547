#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# bede read --format html: every block with its reason, and nothing of the page but text.
bede=$1
ok=0 bad=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
check() { # NAME CONDITION...
    local name=$1
    shift
    if "$@"; then ok=$((ok + 1)); else bad=$((bad + 1)); echo "failed: $name" >&2; fi
}
has() { grep -q -- "$1" "$tmp/out"; }
hasnt() { ! grep -qi -- "$1" "$tmp/out"; }

cat >"$tmp/page.html" <<'HTML'
<title>Boats &lt;script&gt;alert(1)&lt;/script&gt; leave</title>
<meta name=author content="Eve &quot;&gt;&lt;img src=x onerror=alert(2)&gt;">
<link rel=canonical href="javascript:alert(3)">
<nav class='menu"><script>'><a href=/>Home</a></nav>
<div class="post<style>"><h1>Boats &lt;script&gt;alert(1)&lt;/script&gt; leave</h1>
<p>The parliament of Malta voted on Tuesday to send two patrol boats to the strait, it said.</p>
<p>Opposition deputies walked out &lt;/span&gt;&lt;script&gt;alert(4)&lt;/script&gt; and mocked the vote.</p>
<p>The boats, built in 2011, will leave the harbour next week, a spokesman of the army said.</p></div>
HTML
"$bede" read --format html "$tmp/page.html" >"$tmp/out"
check "status" [ $? = 0 ]
check "a kept block" has '<div class="b paragraph"><small>paragraph +'
check "a dropped block with its reason" has 'navigation -[0-9.]* . inside a navigation element'
check "its place" has 'nav.menu&quot;'
check "markup of the page is text" has '&lt;/span&gt;&lt;script&gt;alert(4)'
check "no script" hasnt '<script'
check "no image" hasnt '<img'
check "no style of the page" has '^</style>'
check "one style" [ "$(grep -ci '<style' "$tmp/out")" = 1 ]
check "no address to follow" hasnt 'href='
check "nothing may be loaded" has "default-src 'none'"
check "it ends" has '^</body></html>'
"$bede" read --threads 2 --format html "$tmp/page.html" "$tmp/page.html" >"$tmp/out"
check "two articles in one document" [ "$(grep -c '^<article>' "$tmp/out") $(grep -c DOCTYPE "$tmp/out")" = "2 1" ]
echo "$ok passed, $bad failed"
[ $bad = 0 ]
