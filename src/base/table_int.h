/* SPDX-License-Identifier: Apache-2.0 */
/* Layout of a compiled table; offsets are bytes from its start. */
#ifndef BD_BASE_TABLE_INT_H
#define BD_BASE_TABLE_INT_H

#include "base/hash.h"
#include "base/table.h"

enum { BD_TABLE_MAGIC = 0x32425442 };

typedef struct bd_table_head {
    uint32_t magic;
    uint32_t n_rows, n_cols, n_phrases, n_slots; /* n_slots: a power of two, or 0 */
    uint32_t names;                              /* n_cols + 1 offsets into the pool */
    uint32_t cells;   /* n_rows * n_cols + 1 offsets into the pool, row by row */
    uint32_t lines;   /* n_rows line numbers */
    uint32_t phrases; /* n_phrases of bd_table_phrase */
    uint32_t slots;   /* n_slots of bd_table_slot, at least one empty */
    uint32_t pool, pool_size;
    uint32_t first, first_bits; /* a Bloom filter of the keys of first words: first_bits bits, a
                                   power of two of at least 64, one bit a key */
} bd_table_head;

typedef struct bd_table_phrase {
    uint32_t row;
    uint32_t written, written_size; /* in the pool */
    uint32_t next;                  /* 1 + an earlier phrase of the same words; 0 for none */
} bd_table_phrase;

/* The trie as a hash of prefixes: a node's key chains the hashes of its words. */
typedef struct bd_table_slot {
    uint64_t key;    /* 0: empty */
    uint32_t phrase; /* 1 + the phrase that ends here; 0: only longer ones pass */
    uint32_t unused;
} bd_table_slot;

static inline uint64_t bd_table_edge(uint64_t key, bede_view word) {
    uint64_t h = bd_hash(word.s, word.n, key);
    return h ? h : 1;
}

#endif
