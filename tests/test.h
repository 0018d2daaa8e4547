/* SPDX-License-Identifier: Apache-2.0 */
/* The test harness: CHECK counts, main() ends with "N passed, N failed".
 * A test program is one file that includes this and ends its main with `return test_end();`. */
#ifndef BEDE_TEST_H
#define BEDE_TEST_H

#include <stdio.h>
#include <string.h>

static int test_passed, test_failed;

static inline void test_note(int ok, const char *file, int line, const char *what) {
    if (ok) {
        test_passed++;
    } else {
        test_failed++;
        fprintf(stderr, "%s:%d: failed: %s\n", file, line, what);
    }
}
#define CHECK(cond) test_note(!!(cond), __FILE__, __LINE__, #cond)
#define CHECK_INT(got, want)                                                                       \
    test_note_int((long long)(got), (long long)(want), __FILE__, __LINE__, #got)
#define CHECK_TEXT(got_s, got_n, want)                                                             \
    test_note_text((got_s), (size_t)(got_n), (want), __FILE__, __LINE__)

static inline void test_note_int(long long got, long long want, const char *file, int line,
                                 const char *what) {
    test_note(got == want, file, line, what);
    if (got != want)
        fprintf(stderr, "    got %lld, wanted %lld\n", got, want);
}
static inline void test_note_text(const char *s, size_t n, const char *want, const char *file,
                                  int line) {
    int ok = n == strlen(want) && (n == 0 || memcmp(s, want, n) == 0);
    test_note(ok, file, line, "text");
    if (!ok)
        fprintf(stderr, "    got    '%.*s'\n    wanted '%s'\n", (int)n, s ? s : "", want);
}
static inline int test_end(void) {
    printf("%d passed, %d failed\n", test_passed, test_failed);
    return test_failed ? 1 : 0;
}
#endif
