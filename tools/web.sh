#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# web.sh must|try|none SOURCE FOLDER OUT: builds the page of SOURCE in FOLDER and writes its files,
# packed, as C to OUT: the arrays that src/serve/about.c includes. try: without a page if it cannot
# be built; none: without one.
set -eu
mode=$1 source=$2 work=$3 out=$4

# Nothing is fetched again as long as the lock file stays as it is.
fetch() {
    cmp -s package-lock.json node_modules/.lock || {
        npm ci --ignore-scripts --no-audit --no-fund --loglevel=error &&
            cp package-lock.json node_modules/.lock
    }
}

build() {
    mkdir -p "$work/web"
    (cd "$source" && tar cf - --exclude=node_modules --exclude=dist .) | (cd "$work/web" && tar xf -)
    (cd "$work/web" && fetch && npm run --silent build) >"$work/web.log" 2>&1
}

type_of() {
    case $1 in
    *.html) echo 'text/html; charset=utf-8' ;;
    *.js) echo 'text/javascript; charset=utf-8' ;;
    *.css) echo 'text/css; charset=utf-8' ;;
    *.json) echo 'application/json' ;;
    *.svg) echo 'image/svg+xml' ;;
    *.png) echo 'image/png' ;;
    *.ico) echo 'image/x-icon' ;;
    *) echo 'application/octet-stream' ;;
    esac
}

# C to standard output: the bytes of every file, then the table.
pack() {
    rows=
    n=0
    for f in $(cd "$1" && find . -type f ! -name '*.map' | LC_ALL=C sort); do
        f=${f#./}
        size=$(wc -c <"$1/$f")
        tag=$(cksum <"$1/$f" | cut -d' ' -f1)
        echo "static const unsigned char ASSET_$n[] = {"
        gzip -9nc "$1/$f" | od -An -v -tu1 | sed 's/  */,/g; s/^,//; s/$/,/'
        echo '};'
        rows="$rows    {\"/$f\", \"$(type_of "$f")\", \"$tag\", ASSET_$n, sizeof ASSET_$n, $size},
"
        n=$((n + 1))
    done
    echo "static const asset ASSETS[] = {"
    printf '%s' "$rows"
    echo "    {0}};"
}

none() {
    echo 'static const asset ASSETS[1];'
}

mkdir -p "$work"
if [ "$mode" = none ]; then
    none >"$out"
elif build; then
    pack "$work/web/dist" >"$out"
elif [ "$mode" = try ]; then
    echo "web.sh: the page could not be built ($work/web.log); bede serve has its API only" >&2
    none >"$out"
else
    cat "$work/web.log" >&2
    exit 1
fi
