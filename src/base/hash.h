/* SPDX-License-Identifier: Apache-2.0 */
/* Hashing and a map from text to numbers. */
#ifndef BD_BASE_HASH_H
#define BD_BASE_HASH_H

#include "arena.h"
#include "view.h"

/* 64-bit hash of bytes, the same on every machine; `seed` chains calls. */
uint64_t bd_hash(const void *bytes, size_t n, uint64_t seed);
static inline uint64_t bd_hash_view(bede_view v) {
    return bd_hash(v.s, v.n, 0);
}

/* Text to uint32_t, in an arena; keys are not copied and must live as long as the map. */
typedef struct bd_map {
    bd_arena *arena;
    struct bd_map_slot *slots;
    uint32_t n, cap;
} bd_map;

void bd_map_init(bd_map *m, bd_arena *arena);
/* The value's address, NULL if the key is absent. Valid until the next bd_map_put. */
uint32_t *bd_map_get(const bd_map *m, bede_view key);
/* Inserts with `value` if absent; the address of the (old or new) value. */
uint32_t *bd_map_put(bd_map *m, bede_view key, uint32_t value);

#endif
