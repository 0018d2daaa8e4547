/* SPDX-License-Identifier: Apache-2.0 */
/* All mentions merged anew, article by article, in the order in which they were added. */
#include "store/store_int.h"

#include <stdlib.h>

static void take(char *to, size_t cap, bede_view v) {
    size_t n = v.n < cap ? v.n : cap - 1;
    if (n)
        memcpy(to, v.s, n);
    to[n] = '\0';
}

static bede_view keep(bede_entry *e, bede_view v) {
    return bd_view(bd_arena_copy(&e->arena, v.s, v.n), v.n);
}

static bede_event_type type_of(bede_view name) {
    for (int i = 0; i < BEDE_EVENT_TYPES; i++)
        if (bd_view_is(name, bede_event_name((bede_event_type)i)))
            return (bede_event_type)i;
    return BEDE_AGREE;
}

static bede_date date_of(bede_view v) {
    char buf[12];
    bede_date d = {0};
    take(buf, sizeof buf, v);
    if (!bede_date_parse(buf, &d))
        d = (bede_date){0};
    return d;
}

static bede_precision precision_of(bede_view v) {
    for (int i = BEDE_PRECISION_UNKNOWN; i <= BEDE_YEAR; i++)
        if (bd_view_is(v, bede_precision_name((bede_precision)i)))
            return (bede_precision)i;
    return BEDE_PRECISION_UNKNOWN;
}

static void load_parties(bede_store *s, bede_entry *e, entry_mention *m, sqlite3_stmt *q) {
    enum { MOST = 128 };
    entry_party *list = bd_arena_array(&e->arena, MOST, sizeof *list);
    sqlite3_reset(q);
    sqlite3_bind_int64(q, 1, m->row);
    while (m->n_parties < MOST && bd_store_step(s, q, NULL) == SQLITE_ROW) {
        entry_party *p = &list[m->n_parties++];
        p->role = (char)sqlite3_column_text(q, 0)[0];
        p->who.name = keep(e, bd_column_view(q, 1));
        take(p->who.code, sizeof p->who.code, bd_column_view(q, 2));
        take(p->who.sector, sizeof p->who.sector, bd_column_view(q, 3));
    }
    m->parties = list;
}

static const char MENTIONS[] =
    "SELECT m.id, m.uid, m.type, m.mode, m.context, m.aux, m.cameo, m.goldstein, m.score, m.date, "
    "m.date_end, m.date_precision, m.deed, s.hash, p.name, p.country, p.lat, p.lon, p.kind FROM "
    "mentions m JOIN sentences s ON s.id = m.sentence LEFT JOIN places p ON p.id = m.place WHERE "
    "m.article = ?1 ORDER BY m.id";
static const char PARTIES[] =
    "SELECT p.role, a.name, a.code, a.sector FROM mention_parties p JOIN actors a ON a.id = "
    "p.actor WHERE p.mention = ?1 ORDER BY p.role, p.seq";

static void load_mention(bede_entry *e, sqlite3_stmt *q) {
    entry_mention *m = &e->mentions[e->n_mentions];
    *m = (entry_mention){.row = sqlite3_column_int64(q, 0),
                         .type = type_of(bd_column_view(q, 2)),
                         .mode = keep(e, bd_column_view(q, 3)),
                         .context = keep(e, bd_column_view(q, 4)),
                         .aux = (uint8_t)sqlite3_column_int(q, 5),
                         .goldstein = (float)sqlite3_column_double(q, 7),
                         .score = (float)sqlite3_column_double(q, 8),
                         .dates = {date_of(bd_column_view(q, 9)), date_of(bd_column_view(q, 10)),
                                   precision_of(bd_column_view(q, 11))},
                         .sentence = (uint32_t)e->n_mentions};
    take(m->id, sizeof m->id, bd_column_view(q, 1));
    take(m->cameo, sizeof m->cameo, bd_column_view(q, 6));
    bd_deed_read(bd_column_view(q, 12), &m->deed);
    e->sentences[e->n_mentions].hash = (uint64_t)sqlite3_column_int64(q, 13);
    if (sqlite3_column_type(q, 14) != SQLITE_NULL) {
        bede_place *p = bd_arena_alloc(&e->arena, sizeof *p);
        *p = (bede_place){.name = keep(e, bd_column_view(q, 14)),
                          .lat = (float)sqlite3_column_double(q, 16),
                          .lon = (float)sqlite3_column_double(q, 17),
                          .kind = (uint8_t)sqlite3_column_int(q, 18)};
        take(p->country, sizeof p->country, bd_column_view(q, 15));
        m->place = p;
    }
    e->n_mentions++;
}

static bool load_mentions(bede_store *s, bede_entry *e, int64_t article, size_t n,
                          sqlite3_stmt *mentions, sqlite3_stmt *parties, bede_error *err) {
    e->sentences = bd_arena_array(&e->arena, n ? n : 1, sizeof *e->sentences);
    e->mentions = bd_arena_array(&e->arena, n ? n : 1, sizeof *e->mentions);
    sqlite3_reset(mentions);
    sqlite3_bind_int64(mentions, 1, article);
    int got;
    while ((got = bd_store_step(s, mentions, err)) == SQLITE_ROW && e->n_mentions < n)
        load_mention(e, mentions);
    sqlite3_reset(mentions);
    for (size_t i = 0; i < e->n_mentions; i++)
        load_parties(s, e, &e->mentions[i], parties);
    return got != 0;
}

static void load_story(bede_entry *e, sqlite3_stmt *q, int column) {
    const unsigned char *b = sqlite3_column_blob(q, column);
    int n = sqlite3_column_bytes(q, column) / 4;
    for (int i = 0; i < n && i < BD_STORY_WORDS; i++, b += 4)
        e->story.words[e->story.n++] =
            b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* One article's mentions, told together as when it was read. */
static bool merge_one(bede_store *s, bede_entry *e, sqlite3_stmt *q, sqlite3_stmt *mentions,
                      sqlite3_stmt *parties, bede_error *err) {
    bd_tellings t = {0};
    int64_t article = sqlite3_column_int64(q, 0);
    load_story(e, q, 3);
    if (!load_mentions(s, e, article, (size_t)sqlite3_column_int64(q, 4), mentions, parties, err))
        return false;
    for (size_t i = 0; i < e->n_mentions; i++)
        e->mentions[i].deed.n_stories = 0;
    if (!bd_tellings_from(&e->mentions->deed, e->n_mentions, sizeof *e->mentions, &t))
        return bd_fail(err, s->path, "no memory");
    for (size_t i = 0; i < e->n_mentions; i++) {
        e->mentions[i].told = t.of[i];
        e->mentions[i].why = t.why[i];
    }
    e->deeds = t.deeds;
    e->n_deeds = t.n;
    bool ok =
        bd_store_merge(s, e, article, sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2), err);
    bd_tellings_free(&t);
    return ok;
}

static bool merge_all(bede_store *s, bede_error *err) {
    sqlite3_stmt *q = bd_store_prepare(
                     s,
                     "SELECT a.id, a.copy_of, a.wire, a.story, count(m.id) FROM articles a JOIN "
                     "mentions m ON m.article = a.id GROUP BY a.id ORDER BY a.id",
                     err),
                 *mentions = bd_store_prepare(s, MENTIONS, err),
                 *parties = bd_store_prepare(s, PARTIES, err);
    bool ok = q && mentions && parties;
    for (int got; ok && (got = bd_store_step(s, q, err)) != SQLITE_DONE;) {
        bede_entry e = {0};
        bd_arena_init(&e.arena, 0);
        ok = got == SQLITE_ROW && merge_one(s, &e, q, mentions, parties, err);
        bd_arena_free(&e.arena);
    }
    sqlite3_finalize(q);
    sqlite3_finalize(mentions);
    sqlite3_finalize(parties);
    return ok;
}

bool bede_store_merge_anew(bede_store *s, bede_error *err) {
    /* Mentions leave their events before the first one is made; identifiers that lead to joined
     * events find them again by what those are called. */
    static const char before[] =
        "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON;"
        "CREATE TEMP TABLE IF NOT EXISTS led (uid TEXT, to_uid TEXT); DELETE FROM led;"
        "INSERT INTO led SELECT n.uid, e.uid FROM event_names n JOIN events e ON e.id = n.event;"
        "UPDATE mentions SET event = -id; DELETE FROM event_names; DELETE FROM event_keys;"
        "DELETE FROM event_parties; DELETE FROM event_sources; DELETE FROM events";
    static const char after[] =
        "INSERT OR IGNORE INTO event_names SELECT led.uid, e.id FROM led JOIN events e ON e.uid = "
        "led.to_uid; DELETE FROM led; COMMIT";
    if (!s->can_write)
        return bd_fail(err, s->path, "was opened to read only");
    if (bd_store_exec(s, before, err) && merge_all(s, err) && bd_store_exec(s, after, err))
        return true;
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}
