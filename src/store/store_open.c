/* SPDX-License-Identifier: Apache-2.0 */
/* The database file: made, opened, brought to the present version, closed. */
#include "store/store_int.h"

#include <stdio.h>
#include <stdlib.h>

static const char SCHEMA[] =
#include "store_schema.inc"
    ;

/* "bede" as SQLite's application_id, so that no other file is taken for a store. */
enum { APPLICATION = 0x62656465, VERSION = 3 };

/* How long one waits for another writer. */
enum { PATIENCE = 30000 };

bool bd_store_fail(const bede_store *s, bede_error *err, const char *what) {
    int code = s->db ? sqlite3_errcode(s->db) & 0xFF : SQLITE_NOMEM;
    const char *advice = code == SQLITE_FULL   ? "; nothing of this page was kept, free some space "
                                                 "and run the same again"
                         : code == SQLITE_BUSY ? "; another program is writing to it, wait for it "
                                                 "or end it"
                         : code == SQLITE_NOTADB ? "; it is not a store, or encrypted with "
                                                   "another key"
                         : code == SQLITE_READONLY
                             ? "; the file or its folder may not be written to"
                             : "";
    return bd_fail(err, s->path, "%s: %s%s", what, s->db ? sqlite3_errmsg(s->db) : "no memory",
                   advice);
}

bool bd_store_exec(bede_store *s, const char *sql, bede_error *err) {
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           bd_store_fail(s, err, "cannot be used");
}

sqlite3_stmt *bd_store_prepare(bede_store *s, const char *sql, bede_error *err) {
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) != SQLITE_OK)
        bd_store_fail(s, err, "cannot be asked");
    return q;
}

sqlite3_stmt *bd_store_ask(bede_store *s, store_sql which, bede_error *err) {
    sqlite3_stmt **q = &s->sql[which];
    if (!*q && sqlite3_prepare_v3(s->db, bd_store_sql[which], -1, SQLITE_PREPARE_PERSISTENT, q,
                                  NULL) != SQLITE_OK) {
        bd_store_fail(s, err, "cannot be asked");
        return NULL;
    }
    sqlite3_reset(*q);
    return *q;
}

sqlite3_stmt *bd_store_take(bede_store *s, store_sql which, bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, which, err);
    s->sql[which] = NULL;
    return q;
}

void bd_store_give(bede_store *s, store_sql which, sqlite3_stmt *q) {
    sqlite3_reset(q);
    if (s->sql[which] || !q)
        sqlite3_finalize(q);
    else
        s->sql[which] = q;
}

int bd_store_step(bede_store *s, sqlite3_stmt *q, bede_error *err) {
    int got = sqlite3_step(q);
    if (got == SQLITE_ROW || got == SQLITE_DONE)
        return got;
    bd_store_fail(s, err, "cannot be read or written");
    return 0;
}

bool bd_store_run(bede_store *s, sqlite3_stmt *q, bede_error *err) {
    int got = bd_store_step(s, q, err);
    sqlite3_reset(q);
    return got != 0;
}

void bd_bind_view(sqlite3_stmt *q, int i, bede_view v) {
    sqlite3_bind_text64(q, i, v.s ? v.s : "", v.n, SQLITE_STATIC, SQLITE_UTF8);
}

void bd_bind_date(sqlite3_stmt *q, int i, bede_date d) {
    char buf[11];
    bede_date_format(d, buf);
    sqlite3_bind_text(q, i, buf, -1, SQLITE_TRANSIENT);
}

bede_view bd_column_view(sqlite3_stmt *q, int i) {
    const char *s = (const char *)sqlite3_column_text(q, i);
    return bd_view(s ? s : "", (size_t)sqlite3_column_bytes(q, i));
}

static int64_t pragma(bede_store *s, const char *sql, bede_error *err) {
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    int64_t n = q && bd_store_step(s, q, err) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : -1;
    sqlite3_finalize(q);
    return n;
}

static bool make(bede_store *s, bede_error *err) {
    char sql[96];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION,
             VERSION);
    if (!bd_store_exec(s, "BEGIN EXCLUSIVE", err))
        return false;
    /* Another one may have made it while this one waited. */
    if (pragma(s, "PRAGMA user_version", err) == VERSION)
        return bd_store_exec(s, "COMMIT", err);
    return bd_store_exec(s, SCHEMA, err) && bd_store_exec(s, sql, err) &&
           bd_store_exec(s, "COMMIT", err);
}

/* From version n to n + 1 by STEPS[n - 1], each in a transaction. What a step makes is written out
 * here, not taken from the schema, which goes on changing. */
static const char *const STEPS[] = {
    /* The feeds of `bede watch` had no place in the schema; sentences stood there twice. */
    "CREATE TABLE IF NOT EXISTS feeds (url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT "
    "NULL, due INTEGER NOT NULL, fails INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS feed_items (url TEXT PRIMARY KEY, tries INTEGER NOT NULL) STRICT, "
    "WITHOUT ROWID;"
    "DROP TABLE sentence_words;"
    "ALTER TABLE sentences ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;"
    "UPDATE sentences SET bytes = length(CAST(text AS BLOB));"
    "ALTER TABLE sentences DROP COLUMN text;"
    "CREATE VIEW sentence_texts AS SELECT s.id, s.article, s.number, "
    "replace(replace(replace(CAST(substr(CAST(a.text AS BLOB), s.start + 1, s.bytes) AS TEXT), "
    "char(10), ' '), char(13), ' '), char(9), ' ') AS text "
    "FROM sentences s JOIN articles a ON a.id = s.article;"
    "CREATE VIRTUAL TABLE sentence_words USING fts5 (text, content = 'sentence_texts', "
    "content_rowid = 'id', tokenize = 'porter unicode61');"
    "INSERT INTO sentence_words (sentence_words, rank) VALUES ('automerge', 12);"
    "INSERT INTO sentence_words (sentence_words) VALUES ('rebuild')",
    /* Notes on codings. */
    "CREATE TABLE reviews (id INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, mention "
    "TEXT NOT NULL, verdict TEXT NOT NULL, field TEXT NOT NULL, note TEXT NOT NULL) STRICT;"
    "CREATE INDEX reviews_event ON reviews (event)",
};

static bool take_step(bede_store *s, int64_t version, bede_error *err) {
    char sql[48];
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", (int)version + 1);
    if (!bd_store_exec(s, "BEGIN EXCLUSIVE", err))
        return false;
    /* Another one may have taken it while this one waited. */
    bool ok = pragma(s, "PRAGMA user_version", err) != version ||
              (bd_store_exec(s, STEPS[version - 1], err) && bd_store_exec(s, sql, err));
    return (ok && bd_store_exec(s, "COMMIT", err)) ||
           (sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL), false);
}

static bool bring_up(bede_store *s, bede_error *err) {
    int64_t version = pragma(s, "PRAGMA user_version", err),
            tables = pragma(s, "SELECT count(*) FROM sqlite_schema", err);
    if (version < 0 || tables < 0)
        return false;
    if (version == 0 && tables == 0) {
        if (!s->can_write)
            return bd_fail(err, s->path, "is no store: it is empty");
        /* From the first page on, so that readers need not undo what a killed run left. */
        return bd_store_exec(s, "PRAGMA journal_mode = WAL", err) && make(s, err);
    }
    if (pragma(s, "PRAGMA application_id", err) != APPLICATION)
        return bd_fail(err, s->path, "is a database of another program, not a store of bede");
    if (version > VERSION)
        return bd_fail(err, s->path,
                       "was made by a later version of bede (store version %lld, this one knows "
                       "%d); use that one",
                       (long long)version, VERSION);
    if (version < VERSION && !s->can_write)
        return bd_fail(err, s->path,
                       "was made by an earlier version of bede; `bede merge --anew` or any `bede "
                       "add` brings it up to this one");
    while (version < VERSION)
        if (!take_step(s, version++, err))
            return false;
    return true;
}

/* SQLite without SQLCipher takes no key and says nothing: it must be asked. */
static bool unlock(bede_store *s, const bede_store_options *o, bede_error *err) {
    if (!o || !o->key)
        return true;
#ifdef BEDE_WITH_SQLCIPHER
    sqlite3_stmt *q = NULL;
    bool can = sqlite3_key(s->db, o->key, (int)o->key_bytes) == SQLITE_OK &&
               sqlite3_prepare_v2(s->db, "PRAGMA cipher_version", -1, &q, NULL) == SQLITE_OK &&
               sqlite3_step(q) == SQLITE_ROW;
    sqlite3_finalize(q);
    sqlite3_exec(s->db, "PRAGMA cipher_log_level = NONE", NULL, NULL, NULL);
    sqlite3_busy_timeout(s->db, PATIENCE);
    int code = can ? sqlite3_exec(s->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL)
                   : SQLITE_OK;
    if (code == SQLITE_BUSY || code == SQLITE_CANTOPEN)
        return bd_store_fail(s, err, "cannot be opened");
    if (code != SQLITE_OK)
        return bd_fail(err, s->path,
                       "cannot be read: it is not encrypted, or encrypted with "
                       "another key");
    if (can)
        return true;
#endif
    return bd_fail(err, s->path,
                   "cannot be encrypted or read with a key: this bede was built without SQLCipher "
                   "(docs/store.md)");
}

static bool set_up(bede_store *s, bede_error *err) {
    sqlite3_busy_timeout(s->db, PATIENCE);
    sqlite3_extended_result_codes(s->db, 1);
    if (!bd_store_exec(s, "PRAGMA trusted_schema = OFF", err) || !bring_up(s, err))
        return false;
    if (s->can_write && !bd_store_exec(s,
                                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
                                       "PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; "
                                       "PRAGMA wal_autocheckpoint = 8000",
                                       err))
        return false;
    return true;
}

bede_store *bede_store_open(const char *path, const bede_store_options *options, bede_error *err) {
    bede_store *s = calloc(1, sizeof *s);
    if (!s) {
        bd_fail(err, path, "no memory");
        return NULL;
    }
    snprintf(s->path, sizeof s->path, "%s", path);
    s->can_write = options && (options->write || options->make);
    s->no_merge = options && options->no_merge;
    int flags = s->can_write ? SQLITE_OPEN_READWRITE | (options->make ? SQLITE_OPEN_CREATE : 0)
                             : SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        bd_store_fail(s, err, "cannot be opened");
    else if (unlock(s, options, err) && set_up(s, err))
        return s;
    bede_store_close(s);
    return NULL;
}

void bede_store_close(bede_store *s) {
    if (!s)
        return;
    for (int i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(s->sql[i]);
    bd_near_free(s->near);
    sqlite3_close(s->db);
    free(s);
}
