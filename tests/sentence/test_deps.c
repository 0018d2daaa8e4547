/* SPDX-License-Identifier: Apache-2.0 */
/* Trees, sound and broken. */
#include "sentence/deps.h"
#include "test.h"

enum { N = 7 };

static bd_deps build(bd_arena *arena, bede_article *a, const int32_t *heads) {
    bd_deps d;
    for (int i = 0; i < N; i++) {
        a->words[i].head = heads[i];
        a->words[i].span = (bede_span){(uint32_t)i * 2, (uint32_t)i * 2 + 1};
    }
    bd_deps_build(&d, arena, a, 0);
    return d;
}

static void sound(bd_arena *arena, bede_article *a) {
    /* "Envoys from Utopia met them and left" */
    bd_deps d = build(arena, a, (int32_t[]){3, 2, 0, -1, 3, 6, 3});
    a->words[0].deprel = BD_REL_NSUBJ;
    a->words[4].deprel = BD_REL_OBJ;
    a->words[6].deprel = BD_REL_CONJ;
    CHECK_INT(d.root, 3);
    CHECK_INT(d.child[3], 0);
    CHECK_INT(d.next[0], 4);
    CHECK_INT(d.next[4], 6);
    CHECK_INT(d.next[6], -1);
    CHECK_INT(d.left[0], 0);
    CHECK_INT(d.right[0], 2);
    CHECK_INT(d.right[3], 6);
    CHECK_INT(bd_deps_child(&d, 3, BD_REL_OBJ), 4);
    CHECK_INT(bd_deps_child(&d, 3, BD_REL_IOBJ), -1);
    CHECK(bd_deps_under(&d, 1, 0));
    CHECK(!bd_deps_under(&d, 4, 0));
    int32_t path[N];
    CHECK_INT(bd_deps_path(&d, 1, path, N), 4);
    CHECK_INT(path[3], 3);
    CHECK_INT(bd_deps_first_conjunct(&d, 6), 3);
    CHECK_INT(bd_deps_span(&d, 0).end, 5);
    CHECK_INT(d.order[N - 1], 3);
}

static void broken(bd_arena *arena, bede_article *a) {
    bd_deps d = build(arena, a, (int32_t[]){1, 2, 0, 99, 4, 3, -7});
    int32_t path[N];
    CHECK_INT(d.root, 3);
    CHECK(!bd_deps_under(&d, 0, 3));
    CHECK(bd_deps_under(&d, 5, 3));
    CHECK(bd_deps_path(&d, 0, path, N) <= N);
    bool seen[N] = {0};
    for (int i = 0; i < N; i++) {
        CHECK(!seen[d.order[i]]);
        seen[d.order[i]] = true;
        CHECK(d.left[i] <= i && d.right[i] >= i);
    }
    for (int i = 0; i < N; i++)
        a->words[i].deprel = BD_REL_CONJ;
    CHECK(bd_deps_first_conjunct(&d, 0) >= 0);
}

static void tags(void) {
    CHECK_INT(bd_rel_find(BD_LIT("nsubj:pass")), BD_REL_NSUBJ_PASS);
    CHECK_INT(bd_rel_find(BD_LIT("nmod:unknown")), BD_REL_NMOD);
    CHECK_INT(bd_rel_find(BD_LIT("nothing")), BD_REL_NONE);
    for (unsigned i = 1; i < BD_REL_COUNT; i++)
        CHECK_INT(bd_rel_find(bd_view_z(bd_rel_name(i))), i);
    for (unsigned i = 1; i < BD_XPOS_COUNT; i++)
        CHECK_INT(bd_xpos_find(bd_view_z(bd_xpos_name(i))), i);
    for (unsigned i = 1; i < BD_UPOS_COUNT; i++)
        CHECK_INT(bd_upos_find(bd_view_z(bd_upos_name(i))), i);
    CHECK(strcmp(bd_xpos_name(BD_XPOS_WP_POSS), "WP$") == 0);
    CHECK(strcmp(bd_xpos_name(BD_XPOS_DOLLAR), "$") == 0);
    CHECK(strcmp(bd_rel_name(BD_REL_XCOMP), "xcomp") == 0);
    CHECK(strcmp(bd_rel_name(1000), "_") == 0);
}

int main(void) {
    bd_arena arena;
    bd_arena_init(&arena, 0);
    bede_word words[N] = {0};
    bede_sentence sentences[2] = {{.n_words = N}, {.first_word = N}};
    bede_article a = {.words = words, .n_words = N, .sentences = sentences, .n_sentences = 2};
    sound(&arena, &a);
    broken(&arena, &a);
    bd_deps empty;
    bd_deps_build(&empty, &arena, &a, 1);
    CHECK_INT(empty.root, -1);
    tags();
    bd_arena_free(&arena);
    return test_end();
}
