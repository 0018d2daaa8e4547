/* SPDX-License-Identifier: Apache-2.0 */
/* Asking a store: events in order, by pages, counted by groups, one with all that tells of it. */
#include "store/desk.h"

#include <stdio.h>
#include <stdlib.h>

/* ORDER ORDER: what bede_order names, and the column that it goes by. */
static const struct {
    const char *name, *column;
} ORDERS[BEDE_ORDERS] = {
    [BEDE_BY_DATE] = {"date", "e.date"},
    [BEDE_BY_ADDED] = {"added", "e.id"},
    [BEDE_BY_SOURCES] = {"sources", "e.n_sources"},
    [BEDE_BY_GOLDSTEIN] = {"goldstein", "e.goldstein"},
};

const char *bede_order_name(bede_order o) {
    return (unsigned)o < BEDE_ORDERS ? ORDERS[o].name : "";
}

/* ---- pages ----------------------------------------------------------------------------------- */

/* A cursor is "key:row" in hexadecimal of the row, so that it goes through any address unharmed. */
void bd_find_cursor(char next[BEDE_CURSOR_BYTES], bede_order order, const char *date,
                    int64_t n_sources, double goldstein, int64_t row) {
    char key[40] = "";
    if (order == BEDE_BY_DATE)
        snprintf(key, sizeof key, "%s", date);
    else if (order == BEDE_BY_SOURCES)
        snprintf(key, sizeof key, "%lld", (long long)n_sources);
    else if (order == BEDE_BY_GOLDSTEIN)
        snprintf(key, sizeof key, "%.17g", goldstein);
    snprintf(next, BEDE_CURSOR_BYTES, "%.38s:%llx", key, (unsigned long long)row);
}

static void go_on(find_sql *q, const bede_query *what) {
    const char *colon = strrchr(what->after, ':');
    char *end = NULL;
    unsigned long long row = colon ? strtoull(colon + 1, &end, 16) : 0;
    if (!colon || end == colon + 1 || *end || colon - what->after > 38) {
        q->wrong = "that is no cursor";
        return;
    }
    bede_view key = bd_view(what->after, (size_t)(colon - what->after));
    const char *op = what->rising ? " > " : " < ";
    if (what->order == BEDE_BY_ADDED) {
        find_say(q, " AND e.id");
        find_say(q, op);
        find_number(q, (double)row);
        return;
    }
    find_say(q, " AND (");
    find_say(q, ORDERS[what->order].column);
    find_say(q, ", e.id)");
    find_say(q, op);
    find_say(q, "(");
    if (what->order == BEDE_BY_DATE)
        find_text(q, bd_view(bd_arena_copy(q->arena, key.s, key.n), key.n));
    else
        find_number(q, strtod(bd_arena_copy(q->arena, key.s, key.n), NULL));
    find_say(q, ", ");
    find_number(q, (double)row);
    find_say(q, ")");
}

static void in_order(find_sql *q, const bede_query *what) {
    const char *way = what->rising ? "" : " DESC";
    find_say(q, " ORDER BY ");
    find_say(q, ORDERS[what->order].column);
    find_say(q, way);
    if (what->order != BEDE_BY_ADDED) {
        find_say(q, ", e.id");
        find_say(q, way);
    }
    if (what->limit) {
        find_say(q, " LIMIT ");
        find_number(q, what->limit);
    }
}

/* ---- asking ---------------------------------------------------------------------------------- */

typedef bool builder(find_sql *q, const bede_query *what, const void *more);

/* The statement of a query; memory that runs out ends here. */
static sqlite3_stmt *ask(bede_store *s, bd_arena *arena, builder *build, const bede_query *what,
                         const void *more, bede_error *err) {
    jmp_buf full;
    bd_arena_guard(arena, &full);
    if (setjmp(full)) {
        bd_fail(err, s->path, "no memory for the question");
        return NULL;
    }
    find_sql *q = bd_arena_alloc(arena, sizeof *q);
    *q = (find_sql){.arena = arena};
    if ((unsigned)what->order >= BEDE_ORDERS)
        q->wrong = "there is no such order";
    if (q->wrong || !build(q, what, more)) {
        bd_fail(err, "query", "%s", q->wrong);
        return NULL;
    }
    return find_prepare(s, q, err);
}

static bool events(find_sql *q, const bede_query *what, const void *more) {
    (void)more;
    find_say(q, "SELECT " BD_EVENT_COLUMNS);
    find_from(q, what);
    if (what->after && *what->after)
        go_on(q, what);
    in_order(q, what);
    return !q->wrong;
}

static bool find(bede_store *s, const bede_query *what, const out_how *how, char *next,
                 bede_error *err) {
    static const bede_query everything = {0};
    bd_arena arena;
    out_last last = {0};
    if (!what)
        what = &everything;
    if (next)
        *next = '\0';
    if (!bd_store_exec(s, "BEGIN", err))
        return false;
    bd_arena_init(&arena, 0);
    sqlite3_stmt *q = ask(s, &arena, events, what, NULL, err);
    bool ok = q && bd_walk_events(s, q, how, NULL, &last, err);
    if (ok && next && what->limit && last.n == what->limit)
        bd_find_cursor(next, what->order, last.date, last.n_sources, last.goldstein, last.row);
    sqlite3_finalize(q);
    bd_arena_free(&arena);
    sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
    return ok;
}

bool bede_find(bede_store *s, const bede_query *q, bede_found_fn *fn, void *ctx, char *next,
               bede_error *err) {
    return find(s, q, &(out_how){.fn = fn, .ctx = ctx}, next, err);
}

bool bede_find_write(bede_store *s, const bede_query *q, bede_export_format format, bede_put *put,
                     void *ctx, char *next, bede_error *err) {
    if (format != BEDE_EXPORT_CSV && format != BEDE_EXPORT_JSONL)
        return bd_fail(err, s->path, "what is found is written as csv or jsonl");
    return find(s, q, &(out_how){.format = format, .put = put, .ctx = ctx}, next, err);
}

/* ---- for the desk ---------------------------------------------------------------------------- */

static bool ids(find_sql *q, const bede_query *what, const void *more) {
    (void)more;
    find_say(q, "SELECT e.id");
    return find_from(q, what);
}

typedef struct actors_asked {
    find_of of;
    const char *terms;
} actors_asked;

static bool actors(find_sql *q, const bede_query *what, const void *more) {
    const actors_asked *a = more;
    (void)what;
    find_actors(q, a->of, a->terms);
    return !q->wrong;
}

/* The rows that a statement finds. */
static bool each_row(bede_store *s, builder *build, const bede_query *what, const void *more,
                     bd_row_fn *fn, void *ctx, bede_error *err) {
    bd_arena arena;
    bd_arena_init(&arena, 0);
    sqlite3_stmt *q = ask(s, &arena, build, what, more, err);
    int got = 0;
    while (q && (got = bd_store_step(s, q, err)) == SQLITE_ROW)
        fn(ctx, sqlite3_column_int64(q, 0));
    sqlite3_finalize(q);
    bd_arena_free(&arena);
    return got != 0;
}

bool bd_find_actors(bede_store *s, find_of of, const char *terms, bd_row_fn *fn, void *ctx,
                    bede_error *err) {
    return each_row(s, actors, &(bede_query){0}, &(actors_asked){of, terms}, fn, ctx, err);
}

typedef struct words_asked {
    const char *words;
    bool titles;
} words_asked;

static bool word_rows(find_sql *q, const bede_query *what, const void *more) {
    const words_asked *w = more;
    (void)what;
    find_word_rows(q, w->words, w->titles);
    return !q->wrong;
}

bool bd_find_words(bede_store *s, const char *words, bool titles, bd_row_fn *fn, void *ctx,
                   bede_error *err) {
    return each_row(s, word_rows, &(bede_query){0}, &(words_asked){words, titles}, fn, ctx, err);
}

bool bd_find_ids(bede_store *s, const bede_query *what, bd_row_fn *fn, void *ctx, bede_error *err) {
    return each_row(s, ids, what, NULL, fn, ctx, err);
}

/* Events by a list of rows, in its order. */
static bool rows(bede_store *s, const int64_t *list, size_t n, const out_how *how,
                 bede_error *err) {
    char *text = malloc(n * 22 + 3), *at = text;
    if (!text)
        return bd_fail(err, s->path, "no memory for a list of events");
    *at++ = '[';
    for (size_t i = 0; i < n; i++)
        at += sprintf(at, "%s%lld", i ? "," : "", (long long)list[i]);
    *at++ = ']';
    bool ok = bd_store_exec(s, "BEGIN", err);
    sqlite3_stmt *q = ok ? bd_store_take(s, SQL_OUT_ROWS, err) : NULL;
    if (q)
        bd_bind_view(q, 1, bd_view(text, (size_t)(at - text)));
    ok = q && bd_walk_events(s, q, how, NULL, NULL, err);
    bd_store_give(s, SQL_OUT_ROWS, q);
    sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
    free(text);
    return ok;
}

bool bd_find_rows(bede_store *s, const int64_t *list, size_t n, bede_export_format format,
                  bool head, bede_put *put, void *ctx, bede_error *err) {
    return rows(s, list, n, &(out_how){.format = format, .put = put, .ctx = ctx, .headless = !head},
                err);
}

typedef struct lines {
    bd_line_fn *fn;
    void *ctx;
    char *s;
    size_t n, cap;
    bool full;
} lines;

/* Gathers an event's line, which comes in pieces and ends with its end. */
static void gather(void *ctx, int64_t row, const char *s, size_t n) {
    lines *l = ctx;
    if (l->n + n > l->cap) {
        size_t cap = (l->n + n) * 2;
        char *more = realloc(l->s, cap);
        if (!more) {
            l->full = true;
            return;
        }
        l->s = more;
        l->cap = cap;
    }
    memcpy(l->s + l->n, s, n);
    l->n += n;
    if (l->s[l->n - 1] == '\n') {
        l->fn(l->ctx, row, bd_view(l->s, l->n - 1));
        l->n = 0;
    }
}

bool bd_find_lines(bede_store *s, const int64_t *list, size_t n, bd_line_fn *fn, void *ctx,
                   bede_error *err) {
    lines l = {.fn = fn, .ctx = ctx};
    bool ok = rows(s, list, n,
                   &(out_how){.format = BEDE_EXPORT_JSONL, .put_of = gather, .ctx = &l, .told = 1},
                   err) &&
              (!l.full || bd_fail(err, s->path, "no memory for an event"));
    free(l.s);
    return ok;
}

static bool show(bede_store *s, const char *id, const out_how *how, bede_error *err) {
    static const char sql[] =
        "SELECT " BD_EVENT_COLUMNS " FROM events e LEFT JOIN places pl ON pl.id = e.place WHERE "
        "e.uid = ?1 OR e.id = (SELECT event FROM event_names WHERE uid = ?1)";
    out_last last = {0};
    if (!bd_store_exec(s, "BEGIN", err))
        return false;
    sqlite3_stmt *q = bd_store_prepare(s, sql, err);
    if (q)
        sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
    bool ok = q && bd_walk_events(s, q, how, NULL, &last, err);
    sqlite3_finalize(q);
    sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
    return ok && (last.n > 0 || bd_fail(err, s->path, "has no event %s", id));
}

bool bede_show(bede_store *s, const char *id, bede_found_fn *fn, void *ctx, bede_error *err) {
    return show(s, id, &(out_how){.fn = fn, .ctx = ctx, .whole = true}, err);
}

bool bede_show_write(bede_store *s, const char *id, bede_put *put, void *ctx, bede_error *err) {
    return show(
        s, id, &(out_how){.format = BEDE_EXPORT_JSONL, .put = put, .ctx = ctx, .whole = true}, err);
}

/* ---- counting -------------------------------------------------------------------------------- */

/* ORDER COUNT: what bede_count_by names, its keys, what must be joined for them, looked up by the
 * events (x) that the query finds. */
static const struct {
    const char *name, *key, *other, *join;
    bool by_time;
} COUNTS[BEDE_COUNTS] = {
    [BEDE_COUNT_DAY] = {"day", "x.date", "''", NULL, true},
    [BEDE_COUNT_MONTH] = {"month", "substr(x.date, 1, 7)", "''", NULL, true},
    [BEDE_COUNT_YEAR] = {"year", "substr(x.date, 1, 4)", "''", NULL, true},
    [BEDE_COUNT_TYPE] = {"type", "x.type", "''", NULL, false},
    [BEDE_COUNT_QUAD] = {"quad", "x.quad", "''", NULL, false},
    [BEDE_COUNT_CAMEO] = {"cameo", "x.cameo", "''", NULL, false},
    [BEDE_COUNT_MODE] = {"mode", "x.mode", "''", NULL, false},
    [BEDE_COUNT_DYAD] = {"dyad", "ga.code", "gr.code",
                         " JOIN event_parties ga ON ga.event = x.id AND ga.role = 'A' JOIN "
                         "event_parties gr ON gr.event = x.id AND gr.role = 'R'",
                         false},
    [BEDE_COUNT_ACTOR] = {"actor", "ga.code", "''",
                          " JOIN event_parties ga ON ga.event = x.id AND ga.role = 'A'", false},
    [BEDE_COUNT_RECIPIENT] = {"recipient", "gr.code", "''",
                              " JOIN event_parties gr ON gr.event = x.id AND gr.role = 'R'", false},
    [BEDE_COUNT_COUNTRY] = {"country", "x.country", "''", NULL, false},
    [BEDE_COUNT_PLACE] = {"place", "x.place", "x.country", NULL, false},
    [BEDE_COUNT_SOURCE] = {"source", "gs.source", "''", " JOIN event_sources gs ON gs.event = x.id",
                           false},
    [BEDE_COUNT_ALL] = {"all", "''", "''", NULL, true},
};

const char *bede_count_name(bede_count_by by) {
    return (unsigned)by < BEDE_COUNTS ? COUNTS[by].name : "";
}

static bool groups(find_sql *q, const bede_query *what, const void *more) {
    bede_count_by by = *(const bede_count_by *)more;
    /* An event of two actors of one country counts once for it. */
    find_say(q, "SELECT k, o, count(*), sum(n), avg(g) FROM (");
    find_say(q, COUNTS[by].join ? "SELECT DISTINCT x.id AS id, " : "SELECT x.id AS id, ");
    find_say(q, COUNTS[by].key);
    find_say(q, " AS k, ");
    find_say(q, COUNTS[by].other);
    find_say(q,
             " AS o, x.n_sources AS n, x.goldstein AS g FROM (SELECT e.id AS id, e.date AS date, "
             "e.type AS type, e.quad AS quad, e.cameo AS cameo, e.mode AS mode, e.n_sources AS "
             "n_sources, e.goldstein AS goldstein, coalesce(pl.country, '') AS country, "
             "coalesce(pl.name, '') AS place");
    find_from(q, what);
    find_say(q, ") x");
    if (COUNTS[by].join)
        find_say(q, COUNTS[by].join);
    find_say(q, ") GROUP BY k, o ORDER BY ");
    find_say(q, COUNTS[by].by_time ? "k" : "3 DESC, k, o");
    if (what->limit) {
        find_say(q, " LIMIT ");
        find_number(q, what->limit);
    }
    return !q->wrong;
}

bool bede_find_count(bede_store *s, const bede_query *what, bede_count_by by, bede_group_fn *fn,
                     void *ctx, bede_error *err) {
    static const bede_query everything = {0};
    bd_arena arena;
    if ((unsigned)by >= BEDE_COUNTS)
        return bd_fail(err, "query", "nothing is counted by that");
    bd_arena_init(&arena, 0);
    sqlite3_stmt *q = ask(s, &arena, groups, what ? what : &everything, &by, err);
    int got = q ? SQLITE_DONE : 0;
    bool more = q != NULL;
    while (more && (got = bd_store_step(s, q, err)) == SQLITE_ROW) {
        bede_group g = {.key = bd_column_view(q, 0),
                        .other = bd_column_view(q, 1),
                        .n = sqlite3_column_int64(q, 2),
                        .n_sources = sqlite3_column_int64(q, 3),
                        .goldstein = sqlite3_column_double(q, 4)};
        more = fn(ctx, &g);
    }
    sqlite3_finalize(q);
    bd_arena_free(&arena);
    return got != 0;
}
