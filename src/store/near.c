/* SPDX-License-Identifier: Apache-2.0 */
/* The index of signatures: for each band an open table from the band's key to articles.
 *
 * Invariants: a slot with `number` 0 is free; entries are kept in chunks that never move, so that
 * growth needs little more than what stays; a band grows by half when it is three quarters full.
 * Every loop is bounded: a key is kept SAME_KEY times, probing ends after MAX_PROBE slots. */
#include "store/near.h"

#include "base/hash.h"

#include <stdlib.h>

enum { CHUNK = 1 << 12, FIRST_SLOTS = 1 << 10, SAME_KEY = 24, MAX_PROBE = 512 };

typedef struct slot {
    uint32_t key, number; /* number: 1 + that of the entry, 0 free */
} slot;

typedef struct band {
    slot *slots;
    uint32_t cap, used;
} band;

typedef struct entry {
    int64_t article;
    uint32_t met; /* the last search that met it */
    bd_near_mark mark;
} entry;

struct bd_near {
    band bands[BD_NEAR_BANDS];
    entry **chunks;
    size_t n, n_chunks;
    uint32_t searches;
};

static uint32_t key_of(const bd_near_mark *m, int i) {
    return (uint32_t)bd_hash(m->lane + i * BD_NEAR_ROWS, BD_NEAR_ROWS * sizeof *m->lane,
                             (uint64_t)i + 1);
}

static entry *entry_of(const bd_near *x, size_t i) {
    return &x->chunks[i / CHUNK][i % CHUNK];
}

/* Where a key's slots begin in a table of any size. */
static uint32_t home(uint32_t key, uint32_t cap) {
    return (uint32_t)(((uint64_t)key * cap) >> 32);
}

/* All keys of a signature; asks for the memory of all their slots before the first is looked at,
 * which makes a search three times as fast once the index is larger than the caches. */
static void keys_of(const bd_near *x, const bd_near_mark *m, uint32_t keys[BD_NEAR_BANDS]) {
    for (int i = 0; i < BD_NEAR_BANDS; i++) {
        keys[i] = key_of(m, i);
        if (x->bands[i].cap)
            __builtin_prefetch(&x->bands[i].slots[home(keys[i], x->bands[i].cap)]);
    }
}

static void drop_in(band *b, slot what) {
    uint32_t at = home(what.key, b->cap), same = 0;
    for (int i = 0; i < MAX_PROBE; i++) {
        if (b->slots[at].number == 0) {
            b->slots[at] = what;
            b->used++;
            return;
        }
        if (b->slots[at].key == what.key && ++same >= SAME_KEY)
            return;
        at = at + 1 < b->cap ? at + 1 : 0;
    }
}

static bool widen(band *b) {
    band wide = {.cap = b->cap ? b->cap + b->cap / 2 : FIRST_SLOTS};
    wide.slots = calloc(wide.cap, sizeof *wide.slots);
    if (!wide.slots)
        return false;
    for (uint32_t i = 0; i < b->cap; i++)
        if (b->slots[i].number)
            drop_in(&wide, b->slots[i]);
    free(b->slots);
    *b = wide;
    return true;
}

bd_near *bd_near_new(void) {
    return calloc(1, sizeof(bd_near));
}

void bd_near_free(bd_near *x) {
    if (!x)
        return;
    for (int i = 0; i < BD_NEAR_BANDS; i++)
        free(x->bands[i].slots);
    for (size_t i = 0; i < x->n_chunks; i++)
        free(x->chunks[i]);
    free(x->chunks);
    free(x);
}

static bool room_for_one(bd_near *x) {
    if (x->n == x->n_chunks * CHUNK) {
        entry **more = realloc(x->chunks, (x->n_chunks + 1) * sizeof *more);
        if (!more)
            return false;
        x->chunks = more;
        if (!(more[x->n_chunks] = calloc(CHUNK, sizeof **more)))
            return false;
        x->n_chunks++;
    }
    for (int i = 0; i < BD_NEAR_BANDS; i++)
        if (x->bands[i].used >= x->bands[i].cap / 4 * 3 && !widen(&x->bands[i]))
            return false;
    return x->n < UINT32_MAX - 1;
}

bool bd_near_put(bd_near *x, int64_t article, const bd_near_mark *m) {
    if (m->n == 0)
        return true;
    if (!room_for_one(x))
        return false;
    entry *e = entry_of(x, x->n++);
    *e = (entry){.article = article, .mark = *m};
    uint32_t keys[BD_NEAR_BANDS];
    keys_of(x, m, keys);
    for (int i = 0; i < BD_NEAR_BANDS; i++)
        drop_in(&x->bands[i], (slot){keys[i], (uint32_t)x->n});
    return true;
}

/* The best of the entries that one band leads to. */
static void look(bd_near *x, const band *b, uint32_t key, const bd_near_mark *m, const entry **best,
                 float *best_alike, float *best_share) {
    if (!b->cap)
        return;
    uint32_t at = home(key, b->cap);
    for (int i = 0; i < MAX_PROBE && b->slots[at].number; i++) {
        slot s = b->slots[at];
        at = at + 1 < b->cap ? at + 1 : 0;
        entry *e = s.key == key ? entry_of(x, s.number - 1) : NULL;
        if (!e || e->met == x->searches)
            continue;
        e->met = x->searches;
        float share, alike = bd_near_alike(&e->mark, m);
        if (!bd_near_copy(&e->mark, m, &share))
            continue;
        if (!*best || alike > *best_alike ||
            (alike >= *best_alike && e->article < (*best)->article)) {
            *best = e;
            *best_alike = alike;
            *best_share = share;
        }
    }
}

bool bd_near_find(bd_near *x, const bd_near_mark *m, int64_t *article, float *share) {
    const entry *best = NULL;
    float alike = 0;
    if (m->n == 0)
        return false;
    if (++x->searches == 0)
        x->searches = 1; /* after four thousand million searches an old mark may hide one */
    uint32_t keys[BD_NEAR_BANDS];
    keys_of(x, m, keys);
    for (int i = 0; i < BD_NEAR_BANDS; i++)
        look(x, &x->bands[i], keys[i], m, &best, &alike, share);
    if (best)
        *article = best->article;
    return best != NULL;
}

size_t bd_near_count(const bd_near *x) {
    return x->n;
}

size_t bd_near_bytes(const bd_near *x) {
    size_t n = sizeof *x + x->n_chunks * (sizeof *x->chunks + CHUNK * sizeof **x->chunks);
    for (int i = 0; i < BD_NEAR_BANDS; i++)
        n += x->bands[i].cap * sizeof(slot);
    return n;
}
