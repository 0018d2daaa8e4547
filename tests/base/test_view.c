/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"
#include "base/view.h"
#include "test.h"

#include <stdio.h>

static void splits(void) {
    bede_view rest = BD_LIT("a||bc|"), part;
    const char *want[] = {"a", "", "bc", ""};
    int n = 0;
    while (bd_view_split(&rest, '|', &part)) {
        CHECK(n < 4);
        CHECK_TEXT(part.s, part.n, want[n]);
        n++;
    }
    CHECK_INT(n, 4);
}

static void finds(void) {
    bede_view v = BD_LIT("abcabd");
    CHECK_INT(bd_view_find(v, "abd", 0), 3);
    CHECK_INT(bd_view_find(v, "abc", 1), SIZE_MAX);
    CHECK_INT(bd_view_find(v, "", 6), 6);
    CHECK_INT(bd_view_find(v, "abcabde", 0), SIZE_MAX);
    CHECK(bd_view_starts(v, "abc") && !bd_view_starts(v, "abd"));
    CHECK(bd_view_ends(v, "abd") && !bd_view_ends(v, "abcabdx"));
    CHECK(bd_view_is_nocase(BD_LIT("By"), "bY") && !bd_view_is_nocase(BD_LIT("By"), "b"));
    bede_view t = bd_view_trim(BD_LIT(" \t x y\r\n"));
    CHECK_TEXT(t.s, t.n, "x y");
    CHECK(bd_view_cmp(BD_LIT("a"), BD_LIT("ab")) < 0);
    CHECK(bd_view_cmp(BD_LIT("b"), BD_LIT("ab")) > 0);
    CHECK(bd_view_eq((bede_view){0}, BD_LIT("")));
}

static void maps(void) {
    bd_arena a;
    bd_map m;
    bd_arena_init(&a, 0);
    bd_map_init(&m, &a);
    CHECK(bd_map_get(&m, BD_LIT("x")) == NULL);
    for (uint32_t i = 0; i < 5000; i++) {
        char key[16];
        int n = snprintf(key, sizeof key, "k%u", i);
        CHECK_INT(*bd_map_put(&m, bd_view(bd_arena_copy(&a, key, (size_t)n), (size_t)n), i), i);
    }
    CHECK_INT(m.n, 5000);
    CHECK_INT(*bd_map_get(&m, BD_LIT("k4321")), 4321);
    CHECK_INT(*bd_map_put(&m, BD_LIT("k77"), 1), 77);
    CHECK(bd_map_get(&m, BD_LIT("k5000")) == NULL);
    bd_arena_free(&a);
}

static void hashes(void) {
    /* The image stores hashes: they may not change with the machine or a later version. */
    CHECK(bd_hash("", 0, 0) == bd_hash("x", 0, 0));
    CHECK(bd_hash("abcdefgh", 8, 0) != bd_hash("abcdefg", 7, 0));
    CHECK(bd_hash("a", 1, 0) != bd_hash("a", 1, 1));
    CHECK(bd_hash("a\0", 2, 0) != bd_hash("a", 1, 0));
}

int main(void) {
    splits();
    finds();
    maps();
    hashes();
    return test_end();
}
