/* SPDX-License-Identifier: Apache-2.0 */
/* Events joined and split by hand, and all of them made anew.
 *
 * A choice is kept as pins: a mention's identifier and a label. Mentions of one label are one
 * event, of two labels never; who has none goes where it weighs most with. */
#include "store/store_int.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct value {
    const char *text; /* NULL: the number */
    int64_t number;
} value;

/* One statement with up to four values. */
static bool tell(bede_store *s, bede_error *err, const char *sql, const value *v, int n) {
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    if (!q)
        return false;
    for (int i = 0; i < n; i++) {
        if (v[i].text)
            sqlite3_bind_text(q, i + 1, v[i].text, -1, SQLITE_TRANSIENT);
        else
            sqlite3_bind_int64(q, i + 1, v[i].number);
    }
    bool ok = bd_store_step(s, q, err) == SQLITE_DONE;
    sqlite3_finalize(q);
    return ok;
}
#define TELL(s, err, sql, ...)                                                                     \
    tell(s, err, sql, (const value[]){__VA_ARGS__},                                                \
         (int)(sizeof((const value[]){__VA_ARGS__}) / sizeof(value)))

static int64_t ask(bede_store *s, bede_error *err, const char *sql, const char *text,
                   int64_t number) {
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    if (!q)
        return -1;
    if (text)
        sqlite3_bind_text(q, 1, text, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(q, 2, number);
    int got = bd_store_step(s, q, err);
    int64_t n = got == SQLITE_ROW ? sqlite3_column_int64(q, 0) : got == SQLITE_DONE ? 0 : -1;
    sqlite3_finalize(q);
    return n;
}

static int64_t event_of(bede_store *s, const char *uid, bede_error *err) {
    int64_t row = ask(s, err, bd_store_sql[SQL_EVENT_UID], uid, 0);
    if (row == 0)
        bd_fail(err, s->path, "has no event \"%s\"", uid);
    return row > 0 ? row : 0;
}

static bool begin(bede_store *s, bede_error *err) {
    if (!s->can_write)
        return bd_fail(err, s->path, "was opened to read only");
    return bd_store_exec(s, "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON", err);
}

static bool end(bede_store *s, bool ok, bede_error *err) {
    if (ok && bd_store_exec(s, "COMMIT", err))
        return true;
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* All of an event that follows from its mentions. */
static bool anew(bede_store *s, int64_t event, bede_error *err) {
    bd_deed d;
    return TELL(s, err, "DELETE FROM event_keys WHERE event = ?1", {NULL, event}) &&
           bd_store_event_sources(s, event, err) && bd_store_event_anew(s, event, &d, err) &&
           bd_store_event_keys(s, event, &d, err);
}

static bool pin_all(bede_store *s, int64_t event, const char *label, bede_error *err) {
    return TELL(s, err,
                "INSERT OR REPLACE INTO pins (mention, label) SELECT uid, ?2 FROM mentions WHERE "
                "event = ?1",
                {NULL, event}, {label, 0});
}

static bool join_one(bede_store *s, int64_t to, int64_t from, const char *name, bede_error *err) {
    return TELL(s, err, "UPDATE mentions SET event = ?1, why = 'by hand' WHERE event = ?2",
                {NULL, to}, {NULL, from}) &&
           TELL(s, err, "UPDATE event_names SET event = ?1 WHERE event = ?2", {NULL, to},
                {NULL, from}) &&
           TELL(s, err,
                "INSERT OR REPLACE INTO event_names (uid, event) SELECT uid, ?1 FROM events "
                "WHERE id = ?2",
                {NULL, to}, {NULL, from}) &&
           TELL(s, err, "DELETE FROM event_keys WHERE event = ?1", {NULL, from}) &&
           TELL(s, err, "DELETE FROM event_parties WHERE event = ?1", {NULL, from}) &&
           TELL(s, err, "DELETE FROM event_sources WHERE event = ?1", {NULL, from}) &&
           TELL(s, err, "DELETE FROM events WHERE id = ?1", {NULL, from}) && name != NULL;
}

/* The event's own identifier, whichever name it was asked by. */
static bool uid_of(bede_store *s, int64_t event, char uid[17], bede_error *err) {
    sqlite3_stmt *q = bd_store_prepare(s, "SELECT uid FROM events WHERE id = ?1", err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, event);
    bool ok = bd_store_step(s, q, err) == SQLITE_ROW;
    if (ok)
        snprintf(uid, 17, "%.16s", (const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    return ok;
}

bool bede_store_join(bede_store *s, const char *const *ids, size_t n, bede_error *err) {
    char label[17];
    int64_t to = 0;
    if (n < 2)
        return bd_fail(err, s->path, "it takes two events or more to join");
    if (!begin(s, err))
        return false;
    bool ok = (to = event_of(s, ids[0], err)) != 0 && uid_of(s, to, label, err);
    for (size_t i = 1; ok && i < n; i++) {
        int64_t from = event_of(s, ids[i], err);
        ok = from != 0 && (from == to || join_one(s, to, from, ids[i], err));
    }
    return end(s, ok && pin_all(s, to, label, err) && anew(s, to, err), err);
}

/* A new row for mentions of an old event; its values come later. */
static int64_t copy_event(bede_store *s, int64_t event, const char *uid, bede_error *err) {
    if (!TELL(s, err,
              "INSERT INTO events (uid, type, mode, context, aux, cameo, quad, goldstein, score, "
              "date, date_end, date_precision, place, n_mentions, n_articles, n_sources, family, "
              "deed) SELECT ?2, type, mode, context, aux, cameo, quad, goldstein, score, date, "
              "date_end, date_precision, place, 0, 0, 0, family, deed FROM events WHERE id = ?1",
              {NULL, event}, {uid, 0}))
        return 0;
    return sqlite3_last_insert_rowid(s->db);
}

static bool split(bede_store *s, int64_t event, const char *const *mentions, size_t n,
                  const char *id, bede_error *err) {
    char label[17];
    if (!uid_of(s, event, label, err) || !pin_all(s, event, label, err))
        return false;
    int64_t fresh = copy_event(s, event, id, err);
    if (!fresh)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (ask(s, err, "SELECT count(*) FROM mentions WHERE uid = ?1 AND event = ?2", mentions[i],
                event) <= 0)
            return bd_fail(err, s->path, "the event has no mention \"%s\"", mentions[i]);
        if (!TELL(s, err,
                  "UPDATE mentions SET event = ?2, why = 'by hand' WHERE uid = ?1 AND event = ?3",
                  {mentions[i], 0}, {NULL, fresh}, {NULL, event}) ||
            !TELL(s, err, "INSERT OR REPLACE INTO pins (mention, label) VALUES (?1, ?2)",
                  {mentions[i], 0}, {id, 0}))
            return false;
    }
    if (ask(s, err, "SELECT count(*) FROM mentions WHERE event = ?2 AND ?1 IS NULL", NULL, event) <=
        0)
        return bd_fail(err, s->path, "these are all mentions of the event: nothing to part");
    return anew(s, event, err) && anew(s, fresh, err);
}

bool bede_store_split(bede_store *s, const char *event, const char *const *mentions, size_t n,
                      char id[17], bede_error *err) {
    if (n == 0 || !id)
        return bd_fail(err, s->path, "no mention named to split off");
    if (!begin(s, err))
        return false;
    int64_t row = event_of(s, event, err);
    uint64_t h = bd_hash(mentions[0], strlen(mentions[0]), 77);
    snprintf(id, 17, "%016llx", (unsigned long long)h);
    for (int tries = 0; row && tries < 100 && ask(s, NULL, bd_store_sql[SQL_EVENT_UID], id, 0) > 0;
         tries++) {
        h = bd_hash(&h, sizeof h, 78);
        snprintf(id, 17, "%016llx", (unsigned long long)h);
    }
    return end(s, row && split(s, row, mentions, n, id, err), err);
}
