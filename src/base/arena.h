/* SPDX-License-Identifier: Apache-2.0 */
/* Memory for one article: allocate forward, forget everything at once.
 *
 * An arena never gives NULL: when memory runs out or its bound is reached it leaves through the
 * jump that bd_arena_guard() names, after running what was deferred. So no room has to check an
 * allocation, and a page that is too big costs one page. Not thread-safe: one arena a reader. */
#ifndef BD_BASE_ARENA_H
#define BD_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct bd_arena_block bd_arena_block;
typedef struct bd_arena_defer_item bd_arena_defer_item;

typedef struct bd_arena {
    bd_arena_block *first, *current;
    bd_arena_defer_item *deferred;
    size_t used;      /* bytes handed out since the last clear */
    size_t max;       /* bound on `used`; 0 for none */
    jmp_buf *on_full; /* where to go when there is no memory; NULL aborts nothing: see guard */
} bd_arena;

void bd_arena_init(bd_arena *a, size_t max_bytes);
/* Runs what was deferred, forgets every allocation, keeps the blocks for the next article. */
void bd_arena_clear(bd_arena *a);
void bd_arena_free(bd_arena *a);

/* Sets the jump taken when an allocation fails. Without a guard a failed allocation returns NULL:
 * only callers that check may work unguarded. */
void bd_arena_guard(bd_arena *a, jmp_buf *on_full);

/* `n` bytes, zeroed, aligned for any type. n == 0 gives a valid pointer. */
void *bd_arena_alloc(bd_arena *a, size_t n);
/* `count` items of `size` bytes, zeroed; an overflow counts as no memory. */
void *bd_arena_array(bd_arena *a, size_t count, size_t size);
/* A copy of `n` bytes with a final 0 behind them. */
char *bd_arena_copy(bd_arena *a, const char *s, size_t n);

/* Room for one more item: gives back `items`, or a larger copy with `*cap` changed.
 *     list = bd_arena_grow(a, list, n, &cap, sizeof *list);  list[n++] = item; */
void *bd_arena_grow(bd_arena *a, void *items, size_t n, size_t *cap, size_t size);

/* `fn(ptr)` is called at the next clear or free: for what a library allocated outside. */
void bd_arena_defer(bd_arena *a, void (*fn)(void *), void *ptr);

#endif
