/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that an input's bytes hold, through bede_source_next(). */
#ifndef BEDE_FUZZ_SOURCE_H
#define BEDE_FUZZ_SOURCE_H

#include "fuzz.h"

/* Gives back how many pages there were. */
static inline uint64_t source_run(const uint8_t *bytes, size_t n, const bede_source_options *o) {
    bede_error err = {0};
    bede_item item;
    bede_source *s = bede_source_over("fuzz", bytes, n, o, &err);
    if (!s) {
        PROMISE(err.what[0]);
        return 0;
    }
    uint64_t pages = 0, bad = 0, sum = 0;
    for (int got; (got = bede_source_next(s, &item, &err)) != 0; err = (bede_error){0}) {
        if (got < 0) {
            PROMISE(err.what[0] && err.where[0]);
            bad++;
        } else {
            const uint8_t *b = item.bytes;
            PROMISE(item.name && item.name[0] && item.number > 0);
            for (size_t i = 0; i < item.n; i += 1 + i / 64)
                sum += b[i]; /* so that a dead page is told */
            if (item.n)
                sum += b[item.n - 1];
            for (size_t i = 0; i < item.options.url.n; i++)
                sum += (uint8_t)item.options.url.s[i];
            pages++;
        }
        PROMISE(pages + bad <= 1100 * n + 1); /* every step eats something, be it packed */
    }
    bede_source_counts c = bede_source_count(s);
    PROMISE(c.items == pages && c.bad == bad);
    bede_source_free(s);
    volatile uint64_t used = sum;
    (void)used;
    return pages;
}

#endif
