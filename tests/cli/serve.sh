#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# bede serve: its answers are those of the other commands.
exec python3 tests/serve/desk.py "$@"
