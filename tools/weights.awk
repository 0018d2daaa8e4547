# SPDX-License-Identifier: Apache-2.0
# A list of weights (data/page) as the inside of a C table.
BEGIN { FS = "\t" }
/^[^#]/ { printf "{\"%s\", %.3fF},\n", $1, $2 }
END { print "{\"\", 0}" }
