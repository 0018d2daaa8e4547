/* SPDX-License-Identifier: Apache-2.0 */
/* An article of a store as one object: what is known of it, its text, and what stands where in it.
 *
 * The store counts bytes, what is written counts code points: every page and script can find those
 * again. */
#include "store/desk.h"

#include "base/ruler.h"

typedef bd_ruler ruler;

static json_t *at(const ruler *r, int64_t byte) {
    return json_integer(bd_ruler_at(r, byte < 0 ? 0 : (size_t)byte));
}

static void put(json_t *o, const char *key, json_t *value) {
    json_object_set_new_nocheck(o, key, value);
}

static void put_span(json_t *o, const ruler *r, int64_t start, int64_t end) {
    put(o, "start", at(r, start));
    put(o, "end", at(r, end));
}

static json_t *text(bede_view v) {
    return json_stringn_nocheck(v.s ? v.s : "", v.n);
}

static json_t *cell(sqlite3_stmt *q, int column) {
    return text(bd_column_view(q, column));
}

/* null where nothing is known. */
static json_t *known(sqlite3_stmt *q, int column) {
    bede_view v = bd_column_view(q, column);
    return v.n ? text(v) : json_null();
}

static json_t *parts(sqlite3_stmt *q, int column) {
    json_t *out = json_array();
    for (bede_view rest = bd_column_view(q, column), part; bd_view_split(&rest, ';', &part);)
        if (part.n)
            json_array_append_new(out, text(part));
    return out;
}

/* ---- its rows -------------------------------------------------------------------------------- */

typedef void row_fn(json_t *list, sqlite3_stmt *q, const ruler *r, bede_store *s);

/* A list of what a statement finds for a row. */
static json_t *each(bede_store *s, const char *sql, int64_t row, const ruler *r, row_fn *fn,
                    bede_error *err) {
    json_t *list = json_array();
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    if (q)
        sqlite3_bind_int64(q, 1, row);
    while (q && bd_store_step(s, q, err) == SQLITE_ROW)
        fn(list, q, r, s);
    sqlite3_finalize(q);
    return list;
}

static void sentence(json_t *list, sqlite3_stmt *q, const ruler *r, bede_store *s) {
    json_t *o = json_object();
    (void)s;
    put(o, "number", json_integer(sqlite3_column_int64(q, 0)));
    put_span(o, r, sqlite3_column_int64(q, 1),
             sqlite3_column_int64(q, 1) + sqlite3_column_int64(q, 2));
    json_array_append_new(list, o);
}

static void quote(json_t *list, sqlite3_stmt *q, const ruler *r, bede_store *s) {
    json_t *o = json_object();
    (void)s;
    put_span(o, r, sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1));
    put(o, "speaker", known(q, 2));
    put(o, "speaker_text", known(q, 3));
    put(o, "cue", known(q, 4));
    put(o, "direct", json_boolean(sqlite3_column_int(q, 5)));
    put(o, "sentence", json_integer(sqlite3_column_int64(q, 6)));
    json_array_append_new(list, o);
}

static void party(json_t *list, sqlite3_stmt *q, const ruler *r, bede_store *s) {
    json_t *o = json_object();
    (void)s;
    put(o, "role", bd_view_is(bd_column_view(q, 0), "A") ? json_string("A") : json_string("R"));
    put_span(o, r, sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2));
    put(o, "text", cell(q, 3));
    put(o, "name", known(q, 4));
    put(o, "code", cell(q, 5));
    put(o, "country", cell(q, 6));
    put(o, "sector", cell(q, 7));
    put(o, "office", known(q, 8));
    json_array_append_new(list, o);
}

static json_t *aux(int bits) {
    static const char *const names[] = {"future", "hypothetical", "negation", "historical"};
    json_t *out = json_array();
    for (int i = 0; i < 4; i++)
        if (bits >> i & 1)
            json_array_append_new(out, json_string_nocheck(names[i]));
    return out;
}

static void mention(json_t *list, sqlite3_stmt *q, const ruler *r, bede_store *s) {
    static const char parties[] =
        "SELECT p.role, p.start, p.\"end\", p.text, a.name, a.code, a.country, a.sector, a.office "
        "FROM mention_parties p JOIN actors a ON a.id = p.actor WHERE p.mention = ?1 ORDER BY "
        "p.role, p.seq";
    json_t *o = json_object(), *trigger = json_object(), *place = json_null();
    int64_t start = sqlite3_column_int64(q, 12);
    put(o, "id", cell(q, 1));
    put(o, "event", cell(q, 2));
    put(o, "type", cell(q, 3));
    put(o, "mode", known(q, 4));
    put(o, "context", known(q, 5));
    put(o, "aux", aux(sqlite3_column_int(q, 6)));
    put(o, "cameo", cell(q, 7));
    put(o, "quad", json_integer(sqlite3_column_int(q, 8)));
    put(o, "goldstein", json_real(sqlite3_column_double(q, 9)));
    put(o, "date", known(q, 10));
    put(o, "sentence", json_integer(sqlite3_column_int64(q, 11)));
    put_span(trigger, r, start + sqlite3_column_int64(q, 13), start + sqlite3_column_int64(q, 14));
    put(o, "trigger", trigger);
    put(o, "parties", each(s, parties, sqlite3_column_int64(q, 0), r, party, NULL));
    if (sqlite3_column_type(q, 15) != SQLITE_NULL) {
        place = json_object();
        put(place, "text", cell(q, 19));
        put(place, "name", cell(q, 15));
        put(place, "country", cell(q, 16));
        put(place, "lat", json_real(sqlite3_column_double(q, 17)));
        put(place, "lon", json_real(sqlite3_column_double(q, 18)));
    }
    put(o, "place", place);
    put(o, "said_by", known(q, 20));
    put(o, "reported_by", known(q, 21));
    put(o, "rule", cell(q, 22));
    json_array_append_new(list, o);
}

static void copy(json_t *list, sqlite3_stmt *q, const ruler *r, bede_store *s) {
    json_t *o = json_object();
    (void)r;
    (void)s;
    put(o, "row", json_integer(sqlite3_column_int64(q, 0)));
    put(o, "title", cell(q, 1));
    put(o, "outlet", known(q, 2));
    put(o, "published", known(q, 3));
    json_array_append_new(list, o);
}

static void put_rows(json_t *o, bede_store *s, int64_t row, const ruler *r, bede_error *err) {
    put(o, "sentences",
        each(s, "SELECT number, start, bytes FROM sentences WHERE article = ?1 ORDER BY number",
             row, r, sentence, err));
    put(o, "quotes",
        each(s,
             "SELECT q.start, q.\"end\", a.name, q.speaker_text, q.cue, q.direct, s.number FROM "
             "quotes q JOIN sentences s ON s.id = q.sentence LEFT JOIN actors a ON a.id = "
             "q.speaker WHERE q.article = ?1 ORDER BY q.start",
             row, r, quote, err));
    put(o, "events",
        each(s,
             "SELECT m.id, m.uid, e.uid, m.type, m.mode, m.context, m.aux, m.cameo, e.quad, "
             "m.goldstein, m.date, s.number, s.start, m.trigger_start, m.trigger_end, p.name, "
             "p.country, p.lat, p.lon, m.place_text, m.said_by, m.reported_by, m.rule FROM "
             "mentions m JOIN events e ON e.id = m.event JOIN sentences s ON s.id = m.sentence "
             "LEFT JOIN places p ON p.id = m.place WHERE m.article = ?1 ORDER BY s.number, "
             "m.trigger_start, m.id",
             row, r, mention, err));
    put(o, "similar",
        each(s,
             "SELECT b.id, b.title, o.name, b.published FROM articles a JOIN articles b ON b.wire "
             "= a.wire AND b.id <> a.id LEFT JOIN outlets o ON o.id = b.outlet WHERE a.id = ?1 "
             "ORDER BY b.id LIMIT 100",
             row, r, copy, err));
}

json_t *bd_store_article(bede_store *s, int64_t row, bede_error *err) {
    static const char sql[] =
        "SELECT a.name, a.url, a.title, o.name, a.language, a.published, a.basis, a.authors, "
        "a.credits, a.off_topic, a.added, a.text FROM articles a LEFT JOIN outlets o ON o.id = "
        "a.outlet WHERE a.id = ?1";
    static const char *const keys[] = {"name",     "url",       "title", "outlet",
                                       "language", "published", "basis"};
    ruler r = {0};
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    if (!q)
        return NULL;
    sqlite3_bind_int64(q, 1, row);
    int got = bd_store_step(s, q, err);
    json_t *o = NULL;
    if (got == SQLITE_DONE) {
        bd_fail(err, s->path, "has no article %lld", (long long)row);
    } else if (got == SQLITE_ROW && bd_ruler_lay(&r, bd_column_view(q, 11))) {
        o = json_object();
        put(o, "row", json_integer(row));
        for (int i = 0; i < 7; i++)
            put(o, keys[i], i == 0 || i == 2 ? cell(q, i) : known(q, i));
        put(o, "authors", parts(q, 7));
        put(o, "credits", parts(q, 8));
        put(o, "off_topic", json_boolean(sqlite3_column_int(q, 9)));
        put(o, "added", cell(q, 10));
        put(o, "text", text(r.text));
        put_rows(o, s, row, &r, err);
    }
    bd_ruler_free(&r);
    sqlite3_finalize(q);
    return o;
}

static int to_put(const char *bytes, size_t n, void *ctx) {
    const out_how *how = ctx;
    how->put(how->ctx, bytes, n);
    return 0;
}

bool bede_show_article_write(bede_store *s, int64_t row, bede_put *put_, void *ctx,
                             bede_error *err) {
    out_how how = {.put = put_, .ctx = ctx};
    json_t *o = bd_store_article(s, row, err);
    if (!o)
        return false;
    json_dump_callback(o, to_put, &how, JSON_COMPACT | JSON_REAL_PRECISION(7));
    put_(ctx, "\n", 1);
    json_decref(o);
    return true;
}
