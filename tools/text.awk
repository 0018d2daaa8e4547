# SPDX-License-Identifier: Apache-2.0
# A text file as one C string.
{ gsub(/\\/, "&&"); gsub(/"/, "\\\""); print "\"" $0 "\\n\"" }
