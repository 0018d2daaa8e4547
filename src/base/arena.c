/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Under the address sanitizer what was not handed out may not be touched, and a gap stands between
 * two allocations: a byte too far is found as it would be on the heap. */
#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#ifdef WATCHED
#include <sanitizer/asan_interface.h>
#define CLOSE(p, n) __asan_poison_memory_region((p), (n))
#define OPEN(p, n) __asan_unpoison_memory_region((p), (n))
enum { GAP = 16 };
#else
#define CLOSE(p, n) ((void)(p), (void)(n))
#define OPEN(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { FIRST_BLOCK = 256 << 10, ALIGN = 16 };

struct bd_arena_block {
    bd_arena_block *next;
    size_t size, used;
    _Alignas(ALIGN) unsigned char bytes[];
};

struct bd_arena_defer_item {
    bd_arena_defer_item *next;
    void (*fn)(void *);
    void *ptr;
};

void bd_arena_init(bd_arena *a, size_t max_bytes) {
    *a = (bd_arena){.max = max_bytes};
}

static void run_deferred(bd_arena *a) {
    for (bd_arena_defer_item *d = a->deferred; d; d = d->next)
        d->fn(d->ptr);
    a->deferred = NULL;
}

/* A huge article must not make every later one keep its memory: blocks beyond the bound that a
 * usual article needs are given back. */
static void trim(bd_arena *a) {
    enum { KEEP = 32 << 20 };
    size_t kept = 0;
    for (bd_arena_block **at = &a->first; *at;) {
        bd_arena_block *b = *at;
        if (kept + b->size > KEEP) {
            *at = b->next;
            OPEN(b->bytes, b->size);
            free(b);
        } else {
            kept += b->size;
            b->used = 0;
            CLOSE(b->bytes, b->size);
            at = &b->next;
        }
    }
}

void bd_arena_clear(bd_arena *a) {
    run_deferred(a);
    trim(a);
    a->current = a->first;
    a->used = 0;
}

void bd_arena_free(bd_arena *a) {
    run_deferred(a);
    for (bd_arena_block *b = a->first, *next; b; b = next) {
        next = b->next;
        OPEN(b->bytes, b->size);
        free(b);
    }
    *a = (bd_arena){0};
}

void bd_arena_guard(bd_arena *a, jmp_buf *on_full) {
    a->on_full = on_full;
}

static void *no_memory(bd_arena *a) {
    if (a->on_full)
        longjmp(*a->on_full, 1);
    return NULL;
}

/* Makes a block with room for n bytes the current one. */
static bool more(bd_arena *a, size_t n) {
    bd_arena_block *b = a->current;
    while (b && b->next) {
        b = b->next;
        if (b->size - b->used >= n) {
            a->current = b;
            return true;
        }
    }
    size_t size = b ? b->size * 2 : FIRST_BLOCK;
    if (size > (64u << 20))
        size = 64u << 20;
    if (size < n)
        size = n;
    bd_arena_block *fresh = malloc(sizeof *fresh + size);
    if (!fresh)
        return false;
    fresh->next = NULL;
    fresh->size = size;
    fresh->used = 0;
    CLOSE(fresh->bytes, size);
    if (b)
        b->next = fresh;
    else
        a->first = fresh;
    a->current = fresh;
    return true;
}

void *bd_arena_alloc(bd_arena *a, size_t n) {
    if (n > SIZE_MAX - 2 * ALIGN - GAP)
        return no_memory(a);
    size_t asked = n ? n : 1;
    n = ((asked + ALIGN - 1) & ~(size_t)(ALIGN - 1)) + GAP;
    if (a->max && (n > a->max || a->used > a->max - n))
        return no_memory(a);
    if (!a->current || a->current->size - a->current->used < n)
        if (!more(a, n))
            return no_memory(a);
    void *p = a->current->bytes + a->current->used;
    a->current->used += n;
    a->used += n;
    OPEN(p, asked);
    return memset(p, 0, asked);
}

void *bd_arena_array(bd_arena *a, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        return no_memory(a);
    return bd_arena_alloc(a, count * size);
}

char *bd_arena_copy(bd_arena *a, const char *s, size_t n) {
    if (n == SIZE_MAX)
        return no_memory(a);
    char *p = bd_arena_alloc(a, n + 1);
    if (p && n)
        memcpy(p, s, n);
    return p;
}

void *bd_arena_grow(bd_arena *a, void *items, size_t n, size_t *cap, size_t size) {
    if (n < *cap)
        return items;
    size_t want = *cap ? *cap * 2 : 8;
    void *p = bd_arena_array(a, want, size);
    if (!p)
        return NULL;
    if (n)
        memcpy(p, items, n * size);
    *cap = want;
    return p;
}

void bd_arena_defer(bd_arena *a, void (*fn)(void *), void *ptr) {
    bd_arena_defer_item *d = bd_arena_alloc(a, sizeof *d);
    if (!d)
        return;
    *d = (bd_arena_defer_item){a->deferred, fn, ptr};
    a->deferred = d;
}
