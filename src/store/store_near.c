/* SPDX-License-Identifier: Apache-2.0 */
/* Copies: the index of signatures, filled from the store when the first article comes. */
#include "store/store_int.h"

static bool load(bede_store *s, int64_t before, bede_error *err) {
    sqlite3_stmt *q = bd_store_prepare(
        s, "SELECT id, mark FROM articles WHERE banded AND id < ?1 ORDER BY id", err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, before);
    s->near = bd_near_new();
    bool ok = s->near || bd_fail(err, s->path, "no memory for the search for copies");
    for (int got; ok && (got = bd_store_step(s, q, err)) != SQLITE_DONE;) {
        bd_near_mark m;
        ok = got == SQLITE_ROW;
        if (ok && bd_near_unpack(sqlite3_column_blob(q, 1), (size_t)sqlite3_column_bytes(q, 1), &m))
            ok = bd_near_put(s->near, sqlite3_column_int64(q, 0), &m) ||
                 bd_fail(err, s->path, "no memory for the search for copies");
    }
    sqlite3_finalize(q);
    return ok;
}

bool bd_store_find_copy(bede_store *s, const bede_entry *e, int64_t article, store_copy *out,
                        bede_error *err) {
    *out = (store_copy){.wire = article};
    if (!s->near && !load(s, article, err))
        return false;
    if (bd_near_find(s->near, &e->mark, &out->of, &out->share)) {
        bd_near_mark other;
        sqlite3_stmt *q = bd_store_ask(s, SQL_ARTICLE_WIRE, err);
        if (!q)
            return false;
        sqlite3_bind_int64(q, 1, out->of);
        if (bd_store_step(s, q, err) == SQLITE_ROW) {
            out->wire = sqlite3_column_int64(q, 0);
            out->same = bd_near_unpack(sqlite3_column_blob(q, 1),
                                       (size_t)sqlite3_column_bytes(q, 1), &other) &&
                        bd_near_same(&other, &e->mark);
        }
        sqlite3_reset(q);
    }
    return out->same || bd_near_put(s->near, article, &e->mark) ||
           bd_fail(err, s->path, "no memory for the search for copies");
}
