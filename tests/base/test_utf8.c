/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"
#include "test.h"

static void fold_is(const char *in, const char *want) {
    char out[64];
    size_t n = bd_utf8_fold(bd_view_z(in), out, sizeof out);
    CHECK_TEXT(out, n, want);
}

static void clean_is(const char *in, size_t n, const char *want) {
    bd_arena a;
    bd_arena_init(&a, 0);
    bede_view v = bd_utf8_clean(&a, bd_view(in, n));
    CHECK_TEXT(v.s, v.n, want);
    CHECK(bd_utf8_valid(v));
    bd_arena_free(&a);
}

int main(void) {
    fold_is("Élysée", "elysee");
    fold_is("ERDO\u011eAN", "erdogan");
    fold_is("Łódź", "lodz");
    fold_is("Ra\u02bcad \u201cX\u201d \u2013", "ra'ad \"x\" -");
    fold_is("U.S.", "u.s.");
    char small[4];
    CHECK_INT(bd_utf8_fold(BD_LIT("ab\u4e2d\u6587"), small, sizeof small), 2);
    clean_is("a\xff"
             "b",
             3,
             "a\ufffd"
             "b");
    clean_is("a\xc3", 2, "a\ufffd");
    clean_is("x\r\ny\rz\x01", 7, "x\ny\nz");
    clean_is("co\xc2\xad"
             "op\xe2\x80\x8b",
             9, "coop");
    clean_is("e\xcc\x81", 3, "\u00e9");
    CHECK(!bd_utf8_valid(BD_LIT("\xed\xa0\x80"))); /* a surrogate */
    CHECK(!bd_utf8_valid(BD_LIT("\xc0\xaf")));     /* overlong */
    CHECK(bd_utf8_valid(BD_LIT("\xf0\x9f\x8c\x8d")));
    CHECK_INT(bd_utf8_count(BD_LIT("a\u00e9\u4e2d")), 3);
    CHECK(bd_cp_upper('A') && bd_cp_upper(0xC9) && !bd_cp_upper('a'));
    CHECK(bd_cp_space(0xA0) && bd_cp_space(0x200B) && !bd_cp_space('x'));
    CHECK(bd_cp_punct(0x201C) && bd_cp_punct('-') && !bd_cp_punct('1'));
    CHECK(bd_cp_digit(0x661) && !bd_cp_digit('a'));
    return test_end();
}
