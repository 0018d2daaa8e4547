/* SPDX-License-Identifier: Apache-2.0 */
/* One page through the page room alone: no knowledge is loaded. */
#ifndef BEDE_FUZZ_PAGE_H
#define BEDE_FUZZ_PAGE_H

#include "check.h"

#include "base/limits.h"
#include "page/page.h"

static bd_page page_room;
static bd_arena page_arena;

static inline void page_run(const uint8_t *bytes, size_t n, const bede_options *options) {
    static bool open;
    jmp_buf full;
    bede_error err = {0};
    bede_article a = {0};
    if (!open) {
        PROMISE(bd_page_init(&page_room, &err));
        bd_arena_init(&page_arena, BD_MAX_ARENA_BYTES);
        page_room.today = (bede_date){2030, 1, 1}; /* the same on any day */
        open = true;
    }
    bd_arena_clear(&page_arena);
    bd_arena_guard(&page_arena, &full);
    if (setjmp(full))
        return;
    if (bd_page_read(&page_room, &page_arena, "fuzz", bytes, n, options, &a, &err))
        check_page(&a);
    else
        PROMISE(err.what[0]);
}

#endif
