/* SPDX-License-Identifier: Apache-2.0 */
/* The whole way: page -> sentence -> where, when, who -> what. */
#include "bede_int.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/view.h"
#include "page/page.h"
#include "when/when.h"

#include <stdlib.h>

struct bede_reader {
    const bede_knowledge *know;
    bd_arena arena;
    bd_page page;
    bd_sentence_scratch sentence;
    bede_article article;
};

/* The image that the build linked in. */
extern const unsigned char bede_image_bytes[], bede_image_end[];

static bool open_rooms(bede_knowledge *k, bede_error *err) {
    return bd_sentence_open(&k->sentence, &k->image, err) && bd_who_open(&k->who, &k->image, err) &&
           bd_where_open(&k->where, &k->image, err) && bd_what_open(&k->what, &k->image, err);
}

static bede_knowledge *open_knowledge(const char *path, bede_error *err) {
    bede_knowledge *k = calloc(1, sizeof *k);
    if (!k) {
        bd_fail(err, path ? path : "bede", "no memory");
        return NULL;
    }
    bd_arena_init(&k->arena, 0);
    bool ok = path ? bd_image_open(&k->image, path, err)
                   : bd_image_attach(&k->image, bede_image_bytes,
                                     (size_t)(bede_image_end - bede_image_bytes),
                                     "the built-in knowledge", err);
    if (ok && open_rooms(k, err))
        return k;
    bede_knowledge_free(k);
    return NULL;
}

bede_knowledge *bede_knowledge_builtin(bede_error *err) {
    return open_knowledge(NULL, err);
}

bede_knowledge *bede_knowledge_open(const char *path, bede_error *err) {
    return open_knowledge(path, err);
}

void bede_knowledge_free(bede_knowledge *k) {
    if (!k)
        return;
    bd_arena_free(&k->arena);
    bd_what_close(&k->what);
    bd_sentence_close(&k->sentence);
    bd_image_close(&k->image);
    free(k);
}

bede_reader *bede_reader_new(const bede_knowledge *know, bede_error *err) {
    bede_reader *r = calloc(1, sizeof *r);
    if (!r) {
        bd_fail(err, "bede", "no memory");
        return NULL;
    }
    r->know = know;
    bd_arena_init(&r->arena, BD_MAX_ARENA_BYTES);
    if (bd_page_init(&r->page, err) && bd_sentence_scratch_init(&r->sentence, &know->sentence, err))
        return r;
    bede_reader_free(r);
    return NULL;
}

const bede_knowledge *bede_reader_knowledge(const bede_reader *r) {
    return r->know;
}

void bede_reader_free(bede_reader *r) {
    if (!r)
        return;
    bd_arena_free(&r->arena);
    bd_sentence_scratch_free(&r->sentence);
    bd_page_free(&r->page);
    free(r);
}

static enum bd_what_gist gist_wish(const bede_options *o) {
    if (!o || !(o->gists || o->gist_features || o->input == BEDE_INPUT_SENTENCE))
        return BD_GIST_NONE;
    return o->gist_features ? BD_GIST_FEATURES : BD_GIST;
}

static const bede_article *read_all(bede_reader *r, const char *name, const void *bytes, size_t n,
                                    const bede_options *options, const bd_what_trace *trace,
                                    bede_error *err) {
    static const bede_options none;
    const bede_knowledge *k = r->know;
    jmp_buf full;
    bd_arena_clear(&r->arena);
    bd_arena_guard(&r->arena, &full);
    if (setjmp(full)) {
        bd_fail(err, name, "too large or too tangled to read within %u MB",
                BD_MAX_ARENA_BYTES >> 20);
        return NULL;
    }
    r->article = (bede_article){0};
    if (!bd_page_read(&r->page, &r->arena, name, bytes, n, options ? options : &none, &r->article,
                      err))
        return NULL;
    bd_sentence_cut(&k->sentence, &r->arena, &r->article,
                    options && options->input == BEDE_INPUT_SENTENCE);
    bd_sentence_tag(&k->sentence, &r->sentence, &r->arena, &r->article);
    if (!options || options->input != BEDE_INPUT_SENTENCE)
        bd_reckon(k, &r->arena, &r->article);
    bd_where_read(&k->where, &r->arena, &r->article);
    bd_when_read(&r->arena, &r->article);
    bd_who_read(&k->who, &r->arena, &r->article);
    bd_what_read(&k->what, &r->arena, &r->article, gist_wish(options), trace);
    return &r->article;
}

const bede_article *bede_read(bede_reader *r, const char *name, const void *bytes, size_t n,
                              const bede_options *options, bede_error *err) {
    return read_all(r, name, bytes, n, options, NULL, err);
}

const bede_article *bede_explain(bede_reader *r, const char *name, const void *bytes, size_t n,
                                 const bede_options *options, bede_on_step *on, void *ctx,
                                 bede_error *err) {
    bd_what_trace trace = {on, ctx};
    return read_all(r, name, bytes, n, options, &trace, err);
}
