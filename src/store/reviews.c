/* SPDX-License-Identifier: Apache-2.0 */
/* Notes of people on codings: kept, told, and written out with what they are of. */
#include "store/export_int.h"

#include <jansson.h>

static bool one_of(bede_view v, const char *const *list) {
    for (; *list; list++)
        if (bd_view_is(v, *list))
            return true;
    return false;
}

static bool judge(const bede_store *s, const bede_review *r, bede_error *err) {
    static const char *const verdicts[] = {"wrong", "right", NULL};
    static const char *const fields[] = {"type", "actor", "recipient",    "date",  "place",
                                         "aux",  "quote", "not-an-event", "other", NULL};
    if (!s->can_write)
        return bd_fail(err, s->path, "was opened to read only");
    if (!one_of(r->verdict, verdicts))
        return bd_fail(err, "verdict", "is wrong or right");
    if (!one_of(r->field, fields))
        return bd_fail(err, "field",
                       "is type, actor, recipient, date, place, aux, quote, not-an-event or other");
    if (r->note.n > BEDE_REVIEW_NOTE)
        return bd_fail(err, "note", "is longer than %d bytes", (int)BEDE_REVIEW_NOTE);
    return true;
}

/* The identifier that the event has now: it may have been merged into another. */
static bool find_event(bede_store *s, const bede_review *r, char uid[17], bede_error *err) {
    static const char sql[] =
        "SELECT e.uid FROM events e WHERE (e.uid = ?1 OR e.id = (SELECT event FROM event_names "
        "WHERE uid = ?1)) AND (?2 = '' OR EXISTS (SELECT 1 FROM mentions m WHERE m.event = e.id "
        "AND m.uid = ?2))";
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    if (!q)
        return false;
    bd_bind_view(q, 1, r->event);
    bd_bind_view(q, 2, r->mention);
    int got = bd_store_step(s, q, err);
    if (got == SQLITE_ROW) {
        bede_view v = bd_column_view(q, 0);
        size_t n = v.n < 16 ? v.n : 16;
        memcpy(uid, v.s, n);
        uid[n] = '\0';
    } else if (got == SQLITE_DONE) {
        bd_fail(err, s->path, "has no event \"%.*s\" with that mention",
                (int)(r->event.n < 60 ? r->event.n : 60), r->event.s);
    }
    sqlite3_finalize(q);
    return got == SQLITE_ROW;
}

bool bede_review_add(bede_store *s, const bede_review *r, int64_t *id, bede_error *err) {
    static const char sql[] =
        "INSERT INTO reviews (at, event, mention, verdict, field, note) VALUES "
        "(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3, ?4, ?5)";
    char uid[17];
    if (!judge(s, r, err) || !find_event(s, r, uid, err))
        return false;
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    if (!q)
        return false;
    const bede_view values[] = {bd_view_z(uid), r->mention, r->verdict, r->field, r->note};
    for (int i = 0; i < 5; i++)
        bd_bind_view(q, i + 1, values[i]);
    bool ok = bd_store_step(s, q, err) == SQLITE_DONE;
    if (ok && id)
        *id = sqlite3_last_insert_rowid(s->db);
    sqlite3_finalize(q);
    return ok;
}

static bede_review review_of(sqlite3_stmt *q) {
    return (bede_review){.id = sqlite3_column_int64(q, 0),
                         .at = bd_column_view(q, 1),
                         .event = bd_column_view(q, 2),
                         .mention = bd_column_view(q, 3),
                         .verdict = bd_column_view(q, 4),
                         .field = bd_column_view(q, 5),
                         .note = bd_column_view(q, 6)};
}

bool bede_reviews(bede_store *s, const char *event, bede_review_fn *fn, void *ctx,
                  bede_error *err) {
    sqlite3_stmt *q = bd_store_prepare(s,
                                       "SELECT id, at, event, mention, verdict, field, note FROM "
                                       "reviews WHERE ?1 IS NULL OR event = ?1 ORDER BY id",
                                       err);
    int got = q ? SQLITE_DONE : 0;
    bool more = q != NULL;
    if (q && event)
        sqlite3_bind_text(q, 1, event, -1, SQLITE_STATIC);
    while (more && (got = bd_store_step(s, q, err)) == SQLITE_ROW) {
        bede_review r = review_of(q);
        more = fn(ctx, &r);
    }
    sqlite3_finalize(q);
    return got != 0;
}

/* ---- written out ----------------------------------------------------------------------------- */

static void put(json_t *o, const char *key, sqlite3_stmt *q, int column) {
    bede_view v = bd_column_view(q, column);
    bool known = sqlite3_column_type(q, column) != SQLITE_NULL;
    json_object_set_new_nocheck(o, key, known ? json_stringn_nocheck(v.s, v.n) : json_null());
}

static int to_put(const char *text, size_t n, void *ctx) {
    const exporting *x = ctx;
    x->put(x->ctx, text, n);
    return 0;
}

/* A note and, as far as they are still there, the coding, the words and the rule it is of: that of
 * the mention, or of the event's first one. */
bool bd_export_reviews(bede_store *s, bede_put *to, void *ctx, bede_error *err) {
    static const char sql[] =
        "SELECT r.id, r.at, r.event, r.mention, r.verdict, r.field, r.note, m.type, m.mode, "
        "m.cameo, (SELECT group_concat(a.code || a.sector, ';') FROM event_parties p JOIN actors a "
        "ON a.id = p.actor WHERE p.event = e.id AND p.role = 'A'), (SELECT group_concat(a.code || "
        "a.sector, ';') FROM event_parties p JOIN actors a ON a.id = p.actor WHERE p.event = e.id "
        "AND p.role = 'R'), m.date, m.rule, (SELECT t.text FROM sentence_texts t WHERE t.id = "
        "m.sentence), a.name, a.url FROM reviews r LEFT JOIN events e ON e.uid = r.event LEFT JOIN "
        "mentions m ON m.id = (SELECT min(id) FROM mentions WHERE event = e.id AND (r.mention = '' "
        "OR uid = r.mention)) LEFT JOIN articles a ON a.id = m.article ORDER BY r.id";
    static const char *const keys[] = {"at",   "event", "mention", "verdict", "field",     "note",
                                       "type", "mode",  "cameo",   "actor",   "recipient", "date",
                                       "rule", "text",  "article", "url"};
    exporting x = {.put = to, .ctx = ctx};
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    int got = 0;
    while (q && (got = bd_store_step(s, q, err)) == SQLITE_ROW) {
        json_t *o = json_object();
        json_object_set_new_nocheck(o, "id", json_integer(sqlite3_column_int64(q, 0)));
        for (int i = 0; i < (int)(sizeof keys / sizeof *keys); i++)
            put(o, keys[i], q, i + 1);
        json_dump_callback(o, to_put, &x, JSON_COMPACT);
        json_decref(o);
        to(ctx, "\n", 1);
    }
    sqlite3_finalize(q);
    return got == SQLITE_DONE;
}
