/* SPDX-License-Identifier: Apache-2.0 */
/* The room's knowledge from the plain files, without a model, and one block of text to read. */
#ifndef BEDE_TEST_ROOM_H
#define BEDE_TEST_ROOM_H

#include "base/file.h"
#include "sentence/sentence_int.h"
#include "test.h"

typedef struct room {
    bd_arena files, arena;
    bd_image image;
    bd_sentence_know know;
    bd_sentence_scratch scratch;
} room;

static inline void room_say(void *ctx, const char *file, size_t line, const char *what) {
    (void)ctx;
    fprintf(stderr, "%s:%zu: %s\n", file, line, what);
}

static inline bool room_open(room *r) {
    static const char *const names[] = {"data/en/abbreviations.tsv", "data/en/lemmas.tsv"};
    bede_error err = {0};
    bd_report report = {room_say, NULL, 0};
    bd_image_part parts[2];
    bd_arena_init(&r->files, 0);
    bd_arena_init(&r->arena, 0);
    for (int i = 0; i < 2; i++) {
        bede_view text;
        parts[i].name = bd_view_z(names[i]);
        if (!bd_file_read(&r->files, names[i], &text, &err) ||
            !bd_table_build(&r->files, names[i], text, NULL, bd_sentence_cut_phrase, NULL,
                            &parts[i].bytes, &report, &err)) {
            fprintf(stderr, "%s: %s\n", err.where, err.what);
            return false;
        }
    }
    bede_view image = bd_image_build(&r->files, parts, 2);
    return report.n == 0 && bd_image_attach(&r->image, image.s, image.n, "test", &err) &&
           bd_sentence_open(&r->know, &r->image, &err) &&
           bd_sentence_scratch_init(&r->scratch, &r->know, &err);
}

static inline void room_close(room *r) {
    bd_sentence_scratch_free(&r->scratch);
    bd_sentence_close(&r->know);
    bd_arena_free(&r->arena);
    bd_arena_free(&r->files);
}

/* Cuts the text as one paragraph. */
static inline bede_article room_cut(room *r, const char *text) {
    bede_article a = {.text = bd_view_z(text), .n_blocks = 1};
    bd_arena_clear(&r->arena);
    a.blocks = bd_arena_array(&r->arena, 1, sizeof *a.blocks);
    a.blocks[0] = (bede_block){.kind = BEDE_BLOCK_PARAGRAPH, .span = {0, (uint32_t)a.text.n}};
    bd_sentence_cut(&r->know, &r->arena, &a, false);
    return a;
}

/* Its words parted by spaces, its sentences by " | ". */
static inline bede_view room_show(room *r, const bede_article *a) {
    char *out = bd_arena_alloc(&r->arena, a->text.n * 4 + 16);
    size_t n = 0;
    for (size_t s = 0; s < a->n_sentences; s++)
        for (uint32_t i = 0; i < a->sentences[s].n_words; i++) {
            bede_span w = a->words[a->sentences[s].first_word + i].span;
            if (n)
                out[n++] = ' ';
            if (i == 0 && s) {
                out[n++] = '|';
                out[n++] = ' ';
            }
            memcpy(out + n, a->text.s + w.start, w.end - w.start);
            n += w.end - w.start;
        }
    return bd_view(out, n);
}

/* Cuts and compares. */
static inline void room_check(room *r, const char *file, int line, const char *text,
                              const char *want) {
    bede_article a = room_cut(r, text);
    bede_view got = room_show(r, &a);
    test_note_text(got.s, got.n, want, file, line);
}
#define CUTS(r, text, want) room_check((r), __FILE__, __LINE__, (text), (want))

#endif
