/* SPDX-License-Identifier: Apache-2.0 */
/* What the store keeps of feeds that are followed: when to ask each again and with what, and which
 * of their items have been dealt with. Two tables of their own (store_feeds.c). */
#ifndef BD_STORE_FEEDS_H
#define BD_STORE_FEEDS_H

#include "base/arena.h"
#include "bede.h"

typedef struct bd_feed_state {
    bede_view etag, modified; /* in the arena */
    int64_t due;              /* seconds since 1970; 0: never asked */
    unsigned fails;           /* in a row */
} bd_feed_state;

/* Makes the tables if the store has none. */
bool bd_store_feed_get(bede_store *s, bd_arena *a, bede_view url, bd_feed_state *out,
                       bede_error *err);
bool bd_store_feed_put(bede_store *s, bede_view url, const bd_feed_state *state, bede_error *err);
/* How often an item was tried in vain; UINT32_MAX: it is done. */
bool bd_store_item_get(bede_store *s, bede_view url, uint32_t *tries, bede_error *err);
bool bd_store_item_put(bede_store *s, bede_view url, uint32_t tries, bede_error *err);

#endif
