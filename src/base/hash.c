/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

/* wyhash-like: multiply 64x64 to 128 and fold. The constants are digits of pi. */
static uint64_t mix(uint64_t a, uint64_t b) {
    __uint128_t m = (__uint128_t)(a ^ 0x243F6A8885A308D3u) * (b ^ 0x13198A2E03707345u);
    return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static uint64_t load(const unsigned char *p, size_t n) {
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++)
        v |= (uint64_t)p[i] << (8 * i);
    return v;
}

uint64_t bd_hash(const void *bytes, size_t n, uint64_t seed) {
    const unsigned char *p = bytes;
    uint64_t h = mix(seed + 0xA4093822299F31D0u, (uint64_t)n);
    for (; n >= 8; p += 8, n -= 8)
        h = mix(h, load(p, 8));
    if (n)
        h = mix(h, load(p, n));
    return mix(h, 0x082EFA98EC4E6C89u);
}

struct bd_map_slot {
    bede_view key;
    uint32_t value;
    bool used;
};

void bd_map_init(bd_map *m, bd_arena *arena) {
    *m = (bd_map){.arena = arena};
}

static struct bd_map_slot *find(const bd_map *m, bede_view key) {
    uint32_t i = (uint32_t)bd_hash_view(key) & (m->cap - 1);
    while (m->slots[i].used && !bd_view_eq(m->slots[i].key, key))
        i = (i + 1) & (m->cap - 1);
    return &m->slots[i];
}

uint32_t *bd_map_get(const bd_map *m, bede_view key) {
    if (!m->cap)
        return NULL;
    struct bd_map_slot *s = find(m, key);
    return s->used ? &s->value : NULL;
}

static void widen(bd_map *m) {
    bd_map old = *m;
    m->cap = old.cap ? old.cap * 2 : 64;
    m->slots = bd_arena_array(m->arena, m->cap, sizeof *m->slots);
    for (uint32_t i = 0; i < old.cap; i++)
        if (old.slots[i].used)
            *find(m, old.slots[i].key) = old.slots[i];
}

uint32_t *bd_map_put(bd_map *m, bede_view key, uint32_t value) {
    if (m->n * 2 >= m->cap)
        widen(m);
    struct bd_map_slot *s = find(m, key);
    if (!s->used) {
        *s = (struct bd_map_slot){key, value, true};
        m->n++;
    }
    return &s->value;
}
