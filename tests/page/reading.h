/* SPDX-License-Identifier: Apache-2.0 */
/* For the tests of the page room: read bytes, ask what came out. */
#ifndef BEDE_TEST_READING_H
#define BEDE_TEST_READING_H

#include "base/limits.h"
#include "base/view.h"
#include "page/page.h"

#include <stdlib.h>

typedef struct reading {
    bd_page page;
    bd_arena arena;
    bede_article a;
    bede_error err;
    bool ok;
} reading;

static inline void reading_open(reading *r) {
    *r = (reading){0};
    bd_arena_init(&r->arena, BD_MAX_ARENA_BYTES);
    if (!bd_page_init(&r->page, &r->err))
        abort();
}

static inline void reading_close(reading *r) {
    bd_arena_free(&r->arena);
    bd_page_free(&r->page);
}

static inline bool read_with(reading *r, const void *bytes, size_t n, bede_options o) {
    jmp_buf full;
    bd_arena_clear(&r->arena);
    bd_arena_guard(&r->arena, &full);
    r->a = (bede_article){0};
    r->err = (bede_error){{0}, {0}};
    r->ok = false;
    if (!setjmp(full))
        r->ok = bd_page_read(&r->page, &r->arena, "test", bytes, n, &o, &r->a, &r->err);
    return r->ok;
}

static inline bool read_text(reading *r, const char *s) {
    return read_with(r, s, strlen(s), (bede_options){0});
}

/* Does the article's text hold z? */
static inline bool in_text(const reading *r, const char *z) {
    return bd_view_find(r->a.text, z, 0) != SIZE_MAX;
}

/* Is there a block of this kind that holds z? Apart blocks must say why. */
static inline bool in_block(const reading *r, bede_block_kind kind, const char *z) {
    for (size_t i = 0; i < r->a.n_blocks; i++) {
        const bede_block *b = &r->a.blocks[i];
        bool apart = b->kind > BEDE_BLOCK_LAST_TEXT;
        if (b->kind == kind && bd_view_find(b->text, z, 0) != SIZE_MAX)
            return apart ? b->why != NULL : b->span.end > b->span.start;
    }
    return false;
}

/* Every span points at its block's text; apart blocks have none. */
static inline bool spans_hold(const reading *r) {
    for (size_t i = 0; i < r->a.n_blocks; i++) {
        const bede_block *b = &r->a.blocks[i];
        if (b->kind > BEDE_BLOCK_LAST_TEXT) {
            if (b->span.start != b->span.end)
                return false;
        } else if (b->span.end > r->a.text.n ||
                   !bd_view_eq(b->text, bd_view_part(r->a.text, b->span.start, b->span.end))) {
            return false;
        }
    }
    return true;
}

#endif
