/* SPDX-License-Identifier: Apache-2.0 */
#include "store/feeds.h"

#include "store/store_int.h"

static bede_view copied(bd_arena *a, bede_view v) {
    return bd_view(bd_arena_copy(a, v.s, v.n), v.n);
}

bool bd_store_feed_get(bede_store *s, bd_arena *a, bede_view url, bd_feed_state *out,
                       bede_error *err) {
    *out = (bd_feed_state){0};
    sqlite3_stmt *q =
        bd_store_prepare(s, "SELECT etag, modified, due, fails FROM feeds WHERE url = ?", err);
    if (!q)
        return false;
    bd_bind_view(q, 1, url);
    int got = bd_store_step(s, q, err);
    if (got == SQLITE_ROW) {
        out->etag = copied(a, bd_column_view(q, 0));
        out->modified = copied(a, bd_column_view(q, 1));
        out->due = sqlite3_column_int64(q, 2);
        out->fails = (unsigned)sqlite3_column_int(q, 3);
    }
    sqlite3_finalize(q);
    return got != 0;
}

bool bd_store_feed_put(bede_store *s, bede_view url, const bd_feed_state *state, bede_error *err) {
    sqlite3_stmt *q =
        bd_store_prepare(s, "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?)", err);
    if (!q)
        return false;
    bd_bind_view(q, 1, url);
    bd_bind_view(q, 2, state->etag);
    bd_bind_view(q, 3, state->modified);
    sqlite3_bind_int64(q, 4, state->due);
    sqlite3_bind_int64(q, 5, state->fails);
    bool ok = bd_store_run(s, q, err);
    sqlite3_finalize(q);
    return ok;
}

bool bd_store_item_get(bede_store *s, bede_view url, uint32_t *tries, bede_error *err) {
    *tries = 0;
    sqlite3_stmt *q = bd_store_prepare(s, "SELECT tries FROM feed_items WHERE url = ?", err);
    if (!q)
        return false;
    bd_bind_view(q, 1, url);
    int got = bd_store_step(s, q, err);
    if (got == SQLITE_ROW)
        *tries = sqlite3_column_int(q, 0) < 0 ? UINT32_MAX : (uint32_t)sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    return got != 0;
}

bool bd_store_item_put(bede_store *s, bede_view url, uint32_t tries, bede_error *err) {
    sqlite3_stmt *q = bd_store_prepare(s, "INSERT OR REPLACE INTO feed_items VALUES (?, ?)", err);
    if (!q)
        return false;
    bd_bind_view(q, 1, url);
    sqlite3_bind_int64(q, 2, tries == UINT32_MAX ? -1 : (int64_t)tries);
    bool ok = bd_store_run(s, q, err);
    sqlite3_finalize(q);
    return ok;
}
