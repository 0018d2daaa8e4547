/* SPDX-License-Identifier: Apache-2.0 */
/* An entry into the database: rows, then copies, then events, in one transaction. */
#include "store/store_int.h"

#include "base/hash.h"

#include <stdlib.h>

static bool run_row(bede_store *s, bede_error *err) {
    if (s->run)
        return true;
    sqlite3_stmt *q = bd_store_prepare(
        s, "INSERT INTO runs (started, version) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1)",
        err);
    if (!q)
        return false;
    sqlite3_bind_text(q, 1, BEDE_VERSION, -1, SQLITE_STATIC);
    bool ok = bd_store_step(s, q, err) == SQLITE_DONE;
    sqlite3_finalize(q);
    if (ok)
        s->run = sqlite3_last_insert_rowid(s->db);
    return ok;
}

/* What the run did: pages, known, bad, articles, sentences, words, mentions. */
static bool count(bede_store *s, const int64_t n[7], bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_RUN_ADD, err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, s->run);
    for (int i = 0; i < 7; i++)
        sqlite3_bind_int64(q, 2 + i, n[i]);
    return bd_store_run(s, q, err);
}

bool bede_store_count_bad(bede_store *s, uint64_t bad, bede_error *err) {
    return run_row(s, err) && count(s, (int64_t[7]){[2] = (int64_t)bad}, err);
}

bool bede_store_end_run(bede_store *s, bede_error *err) {
    if (!s->run)
        return true;
    sqlite3_stmt *q = bd_store_prepare(
        s, "UPDATE runs SET ended = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?1", err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, s->run);
    bool ok = bd_store_step(s, q, err) == SQLITE_DONE;
    sqlite3_finalize(q);
    s->run = 0;
    return ok;
}

int bede_store_knows(bede_store *s, int64_t key, bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_PAGE_GET, err);
    if (!q)
        return -1;
    sqlite3_bind_int64(q, 1, key);
    int got = bd_store_step(s, q, err);
    sqlite3_reset(q);
    return got == SQLITE_ROW ? 1 : got == SQLITE_DONE ? 0 : -1;
}

/* ---- rows by what they hold ---------------------------------------------------------------- */

typedef void bind_row(sqlite3_stmt *q, const void *what);

static int64_t row_of(bede_store *s, uint64_t hash, store_sql get, store_sql put, bind_row *bind,
                      const void *what, bede_error *err) {
    store_cached *c = &s->cache[hash % STORE_CACHE];
    if (c->hash == hash && c->row)
        return c->row;
    int64_t row = 0;
    sqlite3_stmt *q = bd_store_ask(s, get, err);
    if (!q)
        return 0;
    bind(q, what);
    int got = bd_store_step(s, q, err);
    if (got == SQLITE_ROW)
        row = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    if (got == SQLITE_DONE && (q = bd_store_ask(s, put, err)) != NULL) {
        bind(q, what);
        if (bd_store_run(s, q, err))
            row = sqlite3_last_insert_rowid(s->db);
    }
    if (row)
        *c = (store_cached){hash, row};
    return row;
}

static void bind_actor(sqlite3_stmt *q, const void *what) {
    const bede_identity *who = what;
    bd_bind_view(q, 1, who->name);
    bd_bind_view(q, 2, bd_view_z(who->code));
    bd_bind_view(q, 3, bd_view_z(who->country));
    bd_bind_view(q, 4, bd_view_z(who->sector));
    bd_bind_view(q, 5, who->office);
}

int64_t bd_store_actor(bede_store *s, const bede_identity *who, bede_error *err) {
    uint64_t h = bd_hash(who->name.s, who->name.n, 11);
    h = bd_hash(who->code, strlen(who->code), h);
    h = bd_hash(who->country, strlen(who->country), h);
    h = bd_hash(who->sector, strlen(who->sector), h);
    h = bd_hash(who->office.s, who->office.n, h);
    return row_of(s, h, SQL_ACTOR_GET, SQL_ACTOR_PUT, bind_actor, who, err);
}

static void bind_place(sqlite3_stmt *q, const void *what) {
    const bede_place *p = what;
    bd_bind_view(q, 1, p->name);
    bd_bind_view(q, 2, bd_view_z(p->country));
    sqlite3_bind_double(q, 3, (double)p->lat);
    sqlite3_bind_double(q, 4, (double)p->lon);
    sqlite3_bind_int(q, 5, p->kind);
}

int64_t bd_store_place(bede_store *s, const bede_place *p, bede_error *err) {
    uint64_t h = bd_hash(p->name.s, p->name.n, 12 + p->kind);
    h = bd_hash(p->country, strlen(p->country), h);
    h = bd_hash(&p->lat, sizeof p->lat, h);
    h = bd_hash(&p->lon, sizeof p->lon, h);
    return row_of(s, h, SQL_PLACE_GET, SQL_PLACE_PUT, bind_place, p, err);
}

static void bind_outlet(sqlite3_stmt *q, const void *what) {
    bd_bind_view(q, 1, *(const bede_view *)what);
}

int64_t bd_store_outlet(bede_store *s, bede_view name, bede_error *err) {
    uint64_t h = bd_hash(name.s, name.n, 13);
    return row_of(s, h, SQL_OUTLET_GET, SQL_OUTLET_PUT, bind_outlet, &name, err);
}

/* ---- one entry ----------------------------------------------------------------------------- */

static int64_t next_article(bede_store *s, bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_ARTICLE_NEXT, err);
    int64_t row = q && bd_store_step(s, q, err) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : 0;
    sqlite3_reset(q);
    return row;
}

static bool put_article(bede_store *s, const bede_entry *e, int64_t outlet, int64_t row,
                        const store_copy *copy, bede_error *err) {
    unsigned char mark[BD_NEAR_BLOB];
    unsigned char story[4 * BD_STORY_WORDS];
    bd_near_pack(&e->mark, mark);
    for (uint32_t i = 0; i < e->story.n; i++)
        for (int k = 0; k < 4; k++)
            story[4 * i + (uint32_t)k] = (unsigned char)(e->story.words[i] >> (8 * k));
    sqlite3_stmt *q = bd_store_ask(s, SQL_ARTICLE_PUT, err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, s->run);
    bd_bind_view(q, 2, e->name);
    bd_bind_view(q, 3, e->url);
    bd_bind_view(q, 4, e->title);
    if (outlet)
        sqlite3_bind_int64(q, 5, outlet);
    else
        sqlite3_bind_null(q, 5);
    bd_bind_view(q, 6, e->language);
    bd_bind_date(q, 7, e->published);
    bd_bind_view(q, 8, bd_view_z(bede_basis_name(e->basis)));
    bd_bind_date(q, 9, e->updated);
    bd_bind_view(q, 10, e->authors);
    bd_bind_view(q, 11, e->credits);
    sqlite3_bind_int64(q, 12, (int64_t)e->n_all_sentences);
    sqlite3_bind_int64(q, 13, (int64_t)e->n_words);
    sqlite3_bind_int(q, 14, e->off_topic);
    bd_bind_view(q, 15, e->text);
    sqlite3_bind_blob(q, 16, mark, sizeof mark, SQLITE_STATIC);
    sqlite3_bind_blob(q, 17, story, (int)(4 * e->story.n), SQLITE_STATIC);
    sqlite3_bind_int64(q, 18, row);
    sqlite3_bind_int64(q, 19, copy->of);
    sqlite3_bind_double(q, 20, (double)copy->share);
    sqlite3_bind_int64(q, 21, copy->wire);
    sqlite3_bind_int(q, 22, !copy->same);
    if (!bd_store_run(s, q, err) || !(q = bd_store_ask(s, SQL_TITLE_WORDS, err)))
        return false;
    sqlite3_bind_int64(q, 1, row);
    bd_bind_view(q, 2, e->title);
    return bd_store_run(s, q, err);
}

static bool put_sentences(bede_store *s, bede_entry *e, int64_t article, bede_error *err) {
    for (size_t i = 0; i < e->n_sentences; i++) {
        entry_sentence *t = &e->sentences[i];
        sqlite3_stmt *q = bd_store_ask(s, SQL_SENTENCE_PUT, err);
        if (!q)
            return false;
        sqlite3_bind_int64(q, 1, article);
        sqlite3_bind_int64(q, 2, t->number);
        sqlite3_bind_int64(q, 3, t->start);
        sqlite3_bind_int(q, 4, t->lead);
        sqlite3_bind_int64(q, 5, (int64_t)t->hash);
        sqlite3_bind_int64(q, 6, (int64_t)t->text.n);
        if (!bd_store_run(s, q, err))
            return false;
        t->row = sqlite3_last_insert_rowid(s->db);
        if (!(q = bd_store_ask(s, SQL_SENTENCE_WORDS, err)))
            return false;
        sqlite3_bind_int64(q, 1, t->row);
        bd_bind_view(q, 2, t->text);
        if (!bd_store_run(s, q, err))
            return false;
    }
    return true;
}

static bool put_quotes(bede_store *s, const bede_entry *e, int64_t article, bede_error *err) {
    for (size_t i = 0; i < e->n_quotes; i++) {
        const entry_quote *t = &e->quotes[i];
        int64_t who = t->known ? bd_store_actor(s, &t->speaker, err) : 0;
        sqlite3_stmt *q = bd_store_ask(s, SQL_QUOTE_PUT, err);
        if (!q || (t->known && !who))
            return false;
        sqlite3_bind_int64(q, 1, article);
        sqlite3_bind_int64(q, 2, e->sentences[t->sentence].row);
        if (who)
            sqlite3_bind_int64(q, 3, who);
        else
            sqlite3_bind_null(q, 3);
        bd_bind_view(q, 4, t->speaker_text);
        bd_bind_view(q, 5, t->cue);
        sqlite3_bind_int(q, 6, t->direct);
        sqlite3_bind_int64(q, 7, t->start);
        sqlite3_bind_int64(q, 8, t->end);
        if (!bd_store_run(s, q, err))
            return false;
    }
    return true;
}

static bool put_day(bede_store *s, const bede_entry *e, int64_t outlet, bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_DAY_ADD, err);
    if (!q)
        return false;
    bd_bind_date(q, 1, e->published);
    sqlite3_bind_int64(q, 2, outlet);
    sqlite3_bind_int64(q, 3, (int64_t)e->n_all_sentences);
    sqlite3_bind_int64(q, 4, (int64_t)e->n_words);
    sqlite3_bind_int64(q, 5, (int64_t)e->n_mentions);
    return bd_store_run(s, q, err);
}

static bool put_page(bede_store *s, const bede_entry *e, int64_t article, bede_error *err) {
    sqlite3_stmt *q = bd_store_ask(s, SQL_PAGE_PUT, err);
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, e->key);
    if (article)
        sqlite3_bind_int64(q, 2, article);
    else
        sqlite3_bind_null(q, 2);
    return bd_store_run(s, q, err);
}

static bool put_all(bede_store *s, bede_entry *e, bede_error *err) {
    int64_t article = 0, outlet = 0;
    store_copy copy;
    if (!e->empty) {
        if (e->outlet.n && !(outlet = bd_store_outlet(s, e->outlet, err)))
            return false;
        if (!(article = next_article(s, err)) || !bd_store_find_copy(s, e, article, &copy, err) ||
            !put_article(s, e, outlet, article, &copy, err) || !put_sentences(s, e, article, err) ||
            !put_quotes(s, e, article, err) || !put_day(s, e, outlet, err) ||
            !bd_store_merge(s, e, article, copy.of, copy.wire, err))
            return false;
    }
    return put_page(s, e, article, err) &&
           count(s,
                 (int64_t[7]){1, 0, 0, !e->empty, (int64_t)e->n_all_sentences, (int64_t)e->n_words,
                              (int64_t)e->n_mentions},
                 err);
}

int bede_store_add(bede_store *s, bede_entry *e, bede_error *err) {
    if (!run_row(s, err))
        return -1;
    int known = bede_store_knows(s, e->key, err);
    if (known)
        return known < 0 || !count(s, (int64_t[7]){1, 1}, err) ? -1 : 0;
    sqlite3_stmt *q = bd_store_ask(s, SQL_BEGIN, err);
    if (!q || !bd_store_run(s, q, err))
        return -1;
    if (put_all(s, e, err) && (q = bd_store_ask(s, SQL_COMMIT, err)) != NULL &&
        bd_store_run(s, q, err))
        return 1;
    /* What was met for the first time in this transaction is gone with it. */
    memset(s->cache, 0, sizeof s->cache);
    bd_near_free(s->near);
    s->near = NULL;
    for (int i = 0; i < SQL_COUNT; i++)
        sqlite3_reset(s->sql[i]);
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
}
