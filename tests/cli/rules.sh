#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every example of every built-in rule codes as the rule says.
if "$1" check; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
