#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# bede serve: hostile requests.
exec python3 tests/serve/hostile.py "$@"
