/* SPDX-License-Identifier: Apache-2.0 */
/* Events: a page of them, all of them as a file, one with all that tells of it, how many. */
#include "serve/serve_int.h"

#include "base/day.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- a page of the list ---------------------------------------------------------------------- */

/* The chosen events in order. Few of them are sorted by their places in the order of all; for many
 * it is faster to walk over that order. */
enum { FEW = 1000 };
typedef struct page {
    const desk_table *t;
    const uint64_t *bits;
    const uint32_t *order, *rank; /* of all events */
    bool rising;
    size_t total;
    uint32_t few[FEW]; /* ranks, sorted, if total <= FEW */
} page;

static int by_rank(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_few(page *p) {
    size_t n = 0;
    p->total = desk_bits_count(p->t, p->bits);
    if (p->total > FEW)
        return;
    DESK_EACH(p->t, p->bits, i) {
        p->few[n++] = p->rank[i];
    }
    qsort(p->few, n, sizeof *p->few, by_rank);
}

/* The k-th place of the order, seen from the end that comes first; DESK_NONE: not chosen. */
static uint32_t event_at(const page *p, size_t k) {
    size_t n = p->total <= FEW ? p->total : p->t->n, at = p->rising ? k : n - 1 - k;
    if (p->total <= FEW)
        return p->order[p->few[at]];
    uint32_t i = p->order[at];
    return p->bits[i / 64] >> (i & 63) & 1 ? i : DESK_NONE;
}

static size_t places(const page *p) {
    return p->total <= FEW ? p->total : p->t->n;
}

/* The rows of `n` chosen events behind the first `skip`, in order. */
static size_t take(const page *p, size_t skip, size_t n, int64_t *rows, uint32_t *last) {
    size_t got = 0;
    for (size_t k = 0; k < places(p) && got < n; k++) {
        uint32_t i = event_at(p, k);
        if (i == DESK_NONE)
            continue;
        if (skip) {
            skip--;
            continue;
        }
        rows[got++] = p->t->row[i];
        *last = i;
    }
    return got;
}

/* How many chosen events stand before the cursor's and with it: what the page skips. False: there
 * is no such event. */
static bool behind(const page *p, const char *cursor, size_t *skip) {
    const char *colon = strrchr(cursor, ':');
    char *end = NULL;
    unsigned long long row = colon ? strtoull(colon + 1, &end, 16) : 0;
    uint32_t last =
        colon && end > colon + 1 && !*end ? desk_table_find(p->t, (int64_t)row) : DESK_NONE;
    *skip = 0;
    if (last == DESK_NONE)
        return false;
    for (size_t k = 0; k < places(p); k++) {
        uint32_t i = event_at(p, k);
        if (i == DESK_NONE)
            continue;
        bool before = p->rising ? p->rank[i] <= p->rank[last] : p->rank[i] >= p->rank[last];
        if (!before)
            break;
        ++*skip;
    }
    return true;
}

static void cursor_of(const desk_table *t, uint32_t i, bede_order order,
                      char next[BEDE_CURSOR_BYTES]) {
    char day[11] = "";
    if (t->day[i] != DESK_NO_DAY)
        bede_date_format(bd_day_date(t->day[i]), day);
    bd_find_cursor(next, order, day, t->n_sources[i], (double)t->goldstein[i], t->row[i]);
}

/* ---- a file of all --------------------------------------------------------------------------- */

enum { CHUNK = 200 };
typedef struct file {
    int64_t *rows;
    size_t n, at;
    bede_export_format format;
} file;

static void free_file(void *file_) {
    file *f = file_;
    free(f->rows);
    free(f);
}

static bool more_of_file(desk *d, void *file_, desk_text *out) {
    file *f = file_;
    desk_table *t;
    desk_answer failed = {0};
    bede_error err = {0};
    size_t n = f->n - f->at < CHUNK ? f->n - f->at : CHUNK;
    if (!n && f->at)
        return false;
    desk_hand *h = desk_begin(d, &t, &failed);
    free(failed.text.s);
    if (!h ||
        !bd_find_rows(h->store, f->rows + f->at, n, f->format, f->at == 0, desk_put, out, &err))
        out->full = true; /* a file that breaks off must not look whole */
    if (h)
        desk_done(h, t);
    f->at += n;
    return f->at < f->n;
}

/* Takes over the rows. */
static void as_file(desk_answer *to, int64_t *rows, size_t n, bool csv) {
    file *f = malloc(sizeof *f);
    if (!f) {
        free(rows);
        desk_refuse(to, 503, "no memory for the file");
        return;
    }
    *f = (file){rows, n, 0, csv ? BEDE_EXPORT_CSV : BEDE_EXPORT_JSONL};
    to->type = csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson";
    snprintf(to->file, sizeof to->file, "events.%s", csv ? "csv" : "jsonl");
    to->more = more_of_file;
    to->more_ctx = f;
    to->more_free = free_file;
}

/* ---- asked ----------------------------------------------------------------------------------- */

static void as_json(desk_hand *h, const page *p, const bede_query *q, const int64_t *rows, size_t n,
                    size_t skip, uint32_t last, desk_answer *to) {
    bede_error err = {0};
    char next[BEDE_CURSOR_BYTES] = "";
    if (n && skip + n < p->total)
        cursor_of(p->t, last, q->order, next);
    desk_say_format(&to->text,
                    "{\"total\":%zu,\"offset\":%zu,\"next\":\"%s\",\"state\":\"%s\",\"events\":[",
                    p->total, skip, next, p->t->state);
    if (desk_lines(h->d, h, p->t, rows, n, &to->text, &err))
        desk_say_z(&to->text, "]}");
    else
        desk_refuse_error(to, 503, &err);
}

static bool paging(const desk_ask *a, const desk_table *t, const page *p, bede_query *q, bool whole,
                   long *skip, size_t *n, desk_answer *to) {
    bool limited = desk_param_of(a, "limit") != NULL;
    size_t behind_cursor = 0;
    if (!desk_number(a, "offset", 0, INT32_MAX, 0, skip, to))
        return false;
    if (!whole && q->limit > DESK_MOST_ROWS) {
        desk_refuse(to, 400, "limit: at most %d; offset or after lead on", DESK_MOST_ROWS);
        return false;
    }
    *n = whole && (!limited || !q->limit) ? t->n : limited && q->limit ? q->limit : 50;
    if (*n > t->n)
        *n = t->n;
    if (q->after && *q->after) {
        if (!behind(p, q->after, &behind_cursor)) {
            desk_refuse(to, 400, "after: no cursor of this store");
            return false;
        }
        *skip += (long)behind_cursor;
    }
    return true;
}

enum { JSON, JSONL, CSV, FORMS };

static int form_of(const desk_ask *a) {
    static const char *const names[FORMS] = {"json", "jsonl", "csv"};
    const char *format = desk_param_of(a, "format");
    int form = 0;
    while (format && *format && form < FORMS && strcmp(format, names[form]) != 0)
        form++;
    return form;
}

/* The events are chosen; now for the page of them. */
static void answer(desk_hand *h, const desk_ask *a, const page *p, bede_query *q, int form,
                   desk_answer *to) {
    long skip;
    size_t n = 0;
    uint32_t last = 0;
    if (!paging(a, p->t, p, q, form != JSON, &skip, &n, to))
        return;
    int64_t *rows = malloc((n + 1) * sizeof *rows);
    size_t got = rows ? take(p, (size_t)skip, n, rows, &last) : 0;
    if (!rows)
        desk_refuse(to, 503, "no memory for the list");
    else if (form != JSON)
        as_file(to, rows, got, form == CSV); /* keeps the rows */
    else
        as_json(h, p, q, rows, got, (size_t)skip, last, to);
    if (form == JSON)
        free(rows);
}

void desk_events(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    int form = form_of(a);
    bede_query q;
    bede_error err = {0};
    if (!desk_query(a, "format|offset", &q, to))
        return;
    if (form == FORMS) {
        desk_refuse(to, 400, "format: json, jsonl or csv");
        return;
    }
    uint64_t *bits = malloc((desk_bits_words(t) + 1) * sizeof *bits);
    page p = {.t = t, .bits = bits, .rising = q.rising};
    p.order = desk_table_order(t, q.order, &p.rank);
    if (!bits || !p.order) {
        desk_refuse(to, 503, "no memory for the list");
    } else if (!desk_select(t, h->store, &q, bits, &err)) {
        desk_refuse_error(to, 400, &err);
    } else {
        sort_few(&p);
        answer(h, a, &p, &q, form, to);
    }
    free(bits);
}

static const char *last_part(const char *path) {
    return strrchr(path, '/') + 1;
}

void desk_event(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    bede_error err = {0};
    (void)t;
    if (!bede_show_write(h->store, last_part(a->path), desk_put, &to->text, &err))
        desk_refuse_error(to, 404, &err);
}

/* ---- how many -------------------------------------------------------------------------------- */

static bool group_json(void *list, const bede_group *g) {
    json_t *o = json_object();
    json_object_set_new_nocheck(o, "key", json_stringn_nocheck(g->key.s, g->key.n));
    json_object_set_new_nocheck(o, "other", json_stringn_nocheck(g->other.s, g->other.n));
    json_object_set_new_nocheck(o, "n", json_integer(g->n));
    json_object_set_new_nocheck(o, "n_sources", json_integer(g->n_sources));
    json_object_set_new_nocheck(o, "goldstein", json_real(g->goldstein));
    return json_array_append_new(list, o) == 0;
}

static void csv_cell(desk_text *out, bede_view v) {
    desk_say_z(out, "\"");
    for (size_t i = 0; i < v.n; i++)
        desk_say(out, v.s[i] == '"' ? "\"\"" : &v.s[i], v.s[i] == '"' ? 2 : 1);
    desk_say_z(out, "\",");
}

static bool group_csv(void *out, const bede_group *g) {
    csv_cell(out, g->key);
    csv_cell(out, g->other);
    desk_say_format(out, "%lld,%lld,%.3f\r\n", (long long)g->n, (long long)g->n_sources,
                    g->goldstein);
    return true;
}

void desk_counts(desk_hand *h, desk_table *t, const desk_ask *a, desk_answer *to) {
    const char *by = desk_param_of(a, "by"), *format = desk_param_of(a, "format");
    bool csv = format && !strcmp(format, "csv");
    int i = 0;
    bede_query q;
    bede_error err = {0};
    (void)t;
    if (!desk_query(a, "by|format", &q, to))
        return;
    while (i < BEDE_COUNTS &&
           strcmp(by && *by ? by : "all", bede_count_name((bede_count_by)i)) != 0)
        i++;
    if (i == BEDE_COUNTS) {
        desk_refuse(to, 400,
                    "by: day, month, year, type, quad, cameo, mode, dyad, actor, "
                    "recipient, country, place, source or all");
        return;
    }
    if (csv) {
        to->type = "text/csv; charset=utf-8; header=present";
        snprintf(to->file, sizeof to->file, "counts-%s.csv", bede_count_name((bede_count_by)i));
        desk_say_format(&to->text, "%s,other,events,sources,goldstein\r\n",
                        bede_count_name((bede_count_by)i));
        if (!bede_find_count(h->store, &q, (bede_count_by)i, group_csv, &to->text, &err))
            desk_refuse_error(to, 400, &err);
        return;
    }
    json_t *groups = json_array();
    if (bede_find_count(h->store, &q, (bede_count_by)i, group_json, groups, &err)) {
        desk_say_json(&to->text, json_pack("{s:s,s:O}", "by", bede_count_name((bede_count_by)i),
                                           "groups", groups));
    } else {
        desk_refuse_error(to, 400, &err);
    }
    json_decref(groups);
}
