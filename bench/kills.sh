#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# kills.sh BUILD: 200 kills of bede add at random moments (tests/cli/faults.sh).
exec bash tests/cli/faults.sh "$(realpath "$1")/data/bede" 200
