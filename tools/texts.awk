# SPDX-License-Identifier: Apache-2.0
# Text files as {name, text} rows of a C array; names begin at "data/".
FNR == 1 {
    if (NR > 1) print "},"
    name = FILENAME; sub(/^.*data\//, "data/", name)
    print "{\"" name "\","
}
{ gsub(/\\/, "&&"); gsub(/"/, "\\\""); print "\"" $0 "\\n\"" }
END { print "}," }
