# SPDX-License-Identifier: Apache-2.0
# A table with a header row as rows of texts of a C array, in the order of their first column.
BEGIN { FS = "\t" }
/^#/ { next }
!header { header = NF; next }
{
    gsub(/\\/, "&&"); gsub(/"/, "\\\"")
    line = "{"
    for (i = 1; i <= header; i++)
        line = line (i > 1 ? ", " : "") "\"" $i "\""
    print line "},"
}
