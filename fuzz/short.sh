#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# short.sh PROGRAM CORPUS STEPS ARTIFACTS: the corpus and STEPS mutations of it, always the same.
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
if "$1" -seed=1 -runs="$3" -timeout=20 -rss_limit_mb=3000 -verbosity=0 -artifact_prefix="$4" \
    "$out" "$2"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
