/* SPDX-License-Identifier: Apache-2.0 */
/* The model that chooses blocks: its table fits its features, and it says why. */
#include "test.h"

#include "base/file.h"
#include "page/clue_int.h"
#include "reading.h"

/* Every line of the table names a feature, and no feature twice. */
static void table(void) {
    bd_arena a;
    bede_view text, line;
    bede_error err = {{0}, {0}};
    char name[80], other[80];
    size_t lines = 0;
    bd_arena_init(&a, 0);
    CHECK(bd_file_read(&a, "data/page/weights.tsv", &text, &err));
    while (bd_view_split(&text, '\n', &line)) {
        if (!line.n || line.s[0] == '#')
            continue;
        bede_view rest = line, key;
        bool known = false;
        bd_view_split(&rest, '\t', &key);
        for (size_t i = 0; i < bd_weigh_count() && !known; i++)
            known = bd_view_eq(bd_weigh_name(i, name), key);
        CHECK(known);
        lines++;
    }
    CHECK(lines > 60);
    CHECK(bd_weigh_count() <= BD_MAX_FEATURES);
    for (size_t i = 0; i < bd_weigh_count(); i++)
        for (size_t k = 0; k < i; k++)
            CHECK(!bd_view_eq(bd_weigh_name(i, name), bd_weigh_name(k, other)));
    bd_arena_free(&a);
}

/* Lists of phrases are searched by their first bytes. */
static void phrases(void) {
    const struct {
        const bd_phrase *list;
        size_t n;
    } lists[] = {{bd_clue_whole, bd_clue_n_whole},
                 {bd_clue_starts, bd_clue_n_starts},
                 {bd_clue_strong, bd_clue_n_strong},
                 {bd_clue_weak, bd_clue_n_weak}};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l].n; i++) {
            bede_view v = bd_view_z(lists[l].list[i].s);
            char folded[200];
            CHECK(i == 0 || (unsigned char)lists[l].list[i - 1].s[0] <= (unsigned char)v.s[0]);
            /* written as they are compared */
            CHECK(bd_view_eq(v, bd_view(folded, bd_utf8_fold(v, folded, sizeof folded))));
        }
}

/* Blocks carry scores of the sign of their verdict; places only when asked for. */
static void scores(void) {
    static const char html[] =
        "<nav class=top><a href=/>Home</a></nav><div class='post x'><h1>Boats leave</h1><p>The "
        "parliament of Malta voted on Tuesday to send two patrol boats to the "
        "strait.</p><p>Opposition "
        "deputies walked out, and their leader called the vote a farce.</p></div>";
    reading r;
    reading_open(&r);
    CHECK(read_with(&r, html, sizeof html - 1, (bede_options){.explain = true}));
    for (size_t i = 0; i < r.a.n_blocks; i++) {
        const bede_block *b = &r.a.blocks[i];
        if (b->kind == BEDE_BLOCK_TITLE)
            continue;
        CHECK((b->score > 0) == (b->kind <= BEDE_BLOCK_LAST_TEXT));
        CHECK(b->place.n > 0);
        if (b->kind == BEDE_BLOCK_PARAGRAPH)
            CHECK(bd_view_ends(b->place, "div.post > p"));
    }
    CHECK(read_text(&r, html));
    CHECK(r.a.n_blocks > 1 && r.a.blocks[1].place.n == 0);
    reading_close(&r);
}

int main(void) {
    table();
    phrases();
    scores();
    return test_end();
}
