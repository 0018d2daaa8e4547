#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# pages.sh BUILD SHARED [--long]: reading pages, beside the two best-known open extractors. Each runs
# on one core over the same saved pages, which it reads from memory; figures are of the same scorer.
# The Python packages come from PyPI into a virtual environment of their own ($BEDE_PEERS, default
# build/peers): they are no dependency of anything. --long reads the set until 100,000 pages have
# passed and prints the memory at each tenth.
build=$1
shared=$2
long=${3:-}
bench=$build/bench/bede-bench
peers=${BEDE_PEERS:-$build/peers}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
[ -f "$shared/data/pages/pages.tar.xz" ] || {
    echo "pages.sh: no saved pages at $shared/data/pages" >&2
    exit 1
}
ninja -C "$build" --quiet bench/bede-bench
tar xJf "$shared/data/pages/pages.tar.xz" -C "$tmp"
ls "$tmp"/pages/*.html >"$tmp/list"

if [ "$long" = --long ]; then
    echo "== memory over 100,000 pages, one core"
    xargs "$bench" endurance 100000 <"$tmp/list"
    exit
fi

if [ ! -x "$peers/bin/python" ]; then
    echo "setting up $peers (trafilatura, resiliparse from PyPI)" >&2
    python3 -m venv "$peers" &&
        "$peers/bin/pip" install -q trafilatura lxml_html_clean resiliparse >&2 || {
        echo "pages.sh: the peers could not be installed; only bede is measured" >&2
        rm -rf "$peers"
    }
fi
cat >"$tmp/peer.py" <<'PY'
"""peer.py NAME OUT FILE...: text, title, date, authors of each page; milliseconds a page."""
import json, os, sys, time
name, out = sys.argv[1:3]
pages = [(os.path.basename(f), open(f, "rb").read()) for f in sys.argv[3:]]
if name == "trafilatura":
    import trafilatura
    def read(b):
        d = trafilatura.bare_extraction(b, with_metadata=True)
        if d is None:
            return {}
        d = d if isinstance(d, dict) else d.as_dict()
        return {"text": d.get("text"), "title": d.get("title"), "date": d.get("date"),
                "authors": (d.get("author") or "").split("; ")}
else:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree
    def read(b):
        tree = HTMLTree.parse_from_bytes(b, detect_encoding(b))
        return {"text": extract_plain_text(tree, main_content=True), "title": tree.title}
read(pages[0][1])
start = time.process_time()
got = []
for page, b in pages:
    try:
        got.append({"article": page, **read(b)})
    except Exception:
        got.append({"article": page})
ms = (time.process_time() - start) * 1e3 / len(pages)
with open(out, "w", encoding="utf-8") as f:
    for g in got:
        f.write(json.dumps(g) + "\n")
print(f"{ms:.3f}")
PY
score() { # NAME MS JSONL
    printf '%-12s %9s ms a page\n' "$1" "$2"
    python3 "$shared/tools/score_pages.py" "$shared/data/pages/expected.json" "$3" | sed 's/^/    /'
}
mine=$(xargs "$bench" pages "$tmp/bede.jsonl" <"$tmp/list")
score bede "$mine" "$tmp/bede.jsonl"
for peer in trafilatura resiliparse; do
    [ -x "$peers/bin/python" ] || continue
    ms=$(xargs "$peers/bin/python" "$tmp/peer.py" $peer "$tmp/$peer.jsonl" <"$tmp/list" 2>/dev/null) || continue
    score $peer "$ms" "$tmp/$peer.jsonl"
    awk -v a="$ms" -v b="$mine" -v p=$peer 'BEGIN { printf "    %s / bede: %.1f\n", p, a / b }'
done
