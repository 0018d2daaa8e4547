# SPDX-License-Identifier: Apache-2.0
# data/page/weights.tsv as the inside of a C table.
BEGIN { FS = "\t" }
/^[^#]/ { printf "{\"%s\", %.3fF},\n", $1, $2 }
END { print "{\"\", 0}" }
