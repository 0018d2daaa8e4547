#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a compiler does not see: licence lines, the order of the rooms, file sizes, formatting.
cd "$(dirname "$0")/.." || exit 1
bad=0
complain() { echo "lint: $*" >&2; bad=1; }

for f in $(git ls-files '*.c' '*.h' '*.sh' '*.py' '*.rules' '*.ts' '*.mjs' '*.css' 'run' '*/meson.build' 'meson.build'); do
    head -3 "$f" | grep -q 'SPDX-License-Identifier: Apache-2.0' || complain "$f: no SPDX line"
done
for f in $(git ls-files 'data/*.tsv'); do
    head -1 "$f" | grep -q '^#' || complain "$f: does not say where its facts come from"
done

# Which rooms a room may include, besides itself and base.
allowed() {
    case $1 in
    base) ;;
    intake) ;;
    page) ;;
    sentence) ;;
    who | when | where) echo sentence ;;
    what) echo sentence who when where ;;
    store) ;;
    import) echo sentence ;;
    learn) echo sentence page ;;
    serve) echo store ;;
    cli) echo import intake page sentence who when where what store ;;
    esac
}
for room in base intake page sentence who when where what store serve learn import cli; do
    ok="base $room $(allowed $room)"
    for f in $(git ls-files "src/$room/*.c" "src/$room/*.h"); do
        for used in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$f" | sort -u); do
            case " $(echo $ok) " in
            *" $used "*) ;;
            *) complain "$f: room $room may not include room $used" ;;
            esac
        done
    done
done

# No file name twice, so that a name tells the place.
for f in $(git ls-files 'src/*.c' | sed 's/.*\///' | sort | uniq -d); do
    complain "src: file name $f stands in two rooms"
done
git ls-files 'src/*.c' 'src/*.h' | while read -r f; do
    n=$(wc -l <"$f")
    [ "$n" -le 900 ] || echo "lint: $f has $n lines; a file does one thing" >&2
done
if [ "${1:-}" != --no-format ] && command -v clang-format >/dev/null 2>&1; then
    for f in $(git ls-files '*.c' '*.h'); do
        clang-format --dry-run -Werror "$f" >/dev/null 2>&1 || complain "$f: not formatted (./run fmt)"
    done
fi
exit $bad
