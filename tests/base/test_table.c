/* SPDX-License-Identifier: Apache-2.0 */
#include "base/image.h"
#include "base/table.h"
#include "test.h"

static size_t complaints;
static size_t last_line;

static void complain(void *ctx, const char *file, size_t line, const char *what) {
    (void)ctx;
    (void)file;
    (void)what;
    complaints++;
    last_line = line;
}

static const char TEXT[] = "# facts from nowhere\n"
                           "name\taliases\tcode\n"
                           "United Nations\tUN|U.N.\tUNO\n"
                           "\tno name\tXXX\n"
                           "United States\tUS\tUSA\n"
                           "Union\t\tEUR\ttoo much\n"
                           "United Nations Security Council\t\tUNO\r\n";

static bede_view build(bd_arena *a, const char *text, bede_error *err) {
    static const char *const wanted[] = {"name", "code", NULL};
    bd_report report = {complain, NULL, 0};
    bede_view out = {0};
    bd_table_build(a, "t.tsv", bd_view_z(text), wanted, NULL, NULL, &out, &report, err);
    return out;
}

static void matches_longest_first(const bd_table *t) {
    bede_view words[] = {BD_LIT("united"), BD_LIT("nations"), BD_LIT("security"), BD_LIT("council"),
                         BD_LIT("met")};
    bd_phrase hit[8];
    CHECK_INT(bd_table_match(t, words, 5, hit, 8), 2);
    CHECK_INT(hit[0].n_words, 4);
    CHECK_INT(hit[1].n_words, 2);
    CHECK_TEXT(hit[1].written.s, hit[1].written.n, "United Nations");
    CHECK_INT(bd_table_match(t, words, 3, hit, 8), 1);
    CHECK_INT(bd_table_match(t, words + 1, 4, hit, 8), 0);
    bede_view un = BD_LIT("u.n.");
    CHECK_INT(bd_table_match(t, &un, 1, hit, 8), 1);
    CHECK_INT(hit[0].row, 0);
}

static void survives_damage(bd_arena *a, bede_view whole) {
    /* Any one byte changed or any cut: an error or a table whose look-ups stay inside. */
    bede_view words[] = {BD_LIT("united"), BD_LIT("nations")};
    for (size_t i = 0; i < whole.n; i++) {
        char *copy = bd_arena_copy(a, whole.s, whole.n);
        copy[i] = (char)(copy[i] ^ 0x55);
        bd_table t;
        bd_phrase hit[4];
        if (bd_table_attach(&t, bd_view(copy, whole.n), "t", NULL))
            bd_table_match(&t, words, 2, hit, 4);
        CHECK(!bd_table_attach(&t, bd_view(whole.s, i), "t", NULL) || i >= whole.n - 16);
    }
}

static void images(bd_arena *a, bede_view table) {
    bd_image_part parts[] = {
        {BD_LIT("z"), BD_LIT("last")}, {BD_LIT("a/b"), table}, {BD_LIT("empty"), BD_LIT("")}};
    bede_view raw = bd_image_build(a, parts, 3);
    bd_image img;
    CHECK(bd_image_attach(&img, raw.s, raw.n, "img", NULL));
    CHECK(bd_view_is(bd_image_find(&img, "z"), "last"));
    CHECK(bd_view_eq(bd_image_find(&img, "a/b"), table));
    CHECK(bd_image_find(&img, "none").s == NULL);
    bede_error err = {0};
    CHECK(!bd_image_attach(&img, raw.s, raw.n - 1, "img", &err));
    CHECK(strstr(err.what, "cut short") != NULL);
    CHECK(!bd_image_attach(&img, "nonsense", 8, "img", &err));
}

int main(void) {
    bd_arena a;
    bede_error err = {0};
    bd_table t;
    bd_arena_init(&a, 0);
    bede_view out = build(&a, TEXT, &err);
    CHECK(out.s != NULL);
    CHECK_INT(complaints, 2);
    CHECK_INT(last_line, 6);
    CHECK(bd_table_attach(&t, out, "t.tsv", &err));
    CHECK_INT(t.n_rows, 3);
    CHECK_INT(bd_table_column(&t, "code"), 2);
    CHECK_INT(bd_table_column(&t, "nope"), -1);
    bede_view cell = bd_table_cell(&t, 1, 2);
    CHECK_TEXT(cell.s, cell.n, "USA");
    cell = bd_table_cell(&t, 2, 2);
    CHECK_TEXT(cell.s, cell.n, "UNO");
    CHECK_INT(bd_table_line(&t, 2), 7);
    CHECK(bd_table_cell(&t, 99, 0).s == NULL);
    matches_longest_first(&t);
    survives_damage(&a, out);
    images(&a, out);
    CHECK(build(&a, "name\tx\nA\tB\n", &err).s == NULL);
    CHECK(strstr(err.what, "code") != NULL);
    CHECK_TEXT(err.where, strlen(err.where), "t.tsv:1");
    CHECK(build(&a, "# nothing\n", &err).s == NULL);
    bd_table_attach(&t, build(&a, "name\tphrase\tplural\tcode\nx\tenvoy\t\t\ny\tarmy\t\t\n", &err),
                    "r", &err);
    bede_view plural = BD_LIT("armies");
    bd_phrase hit[2];
    CHECK_INT(bd_table_match(&t, &plural, 1, hit, 2), 1);
    bd_arena_free(&a);
    return test_end();
}
