/* SPDX-License-Identifier: Apache-2.0 */
/* What the desk remembers: whole answers, and the lines of events. All of it is of one state of the
 * store, bounded, and gone when the store has changed. */
#include "serve/serve_int.h"

#include <stdio.h>
#include <stdlib.h>

desk_bytes *desk_bytes_new(const char *s, size_t n) {
    desk_bytes *b = malloc(sizeof *b + n + 1);
    if (!b)
        return NULL;
    atomic_init(&b->users, 1);
    b->n = n;
    if (n)
        memcpy(b->s, s, n);
    b->s[n] = '\0';
    return b;
}

desk_bytes *desk_bytes_hold(desk_bytes *b) {
    atomic_fetch_add(&b->users, 1);
    return b;
}

void desk_bytes_drop(void *bytes) {
    desk_bytes *b = bytes;
    if (b && atomic_fetch_sub(&b->users, 1) == 1)
        free(b);
}

/* ---- answers --------------------------------------------------------------------------------- */

bool desk_recall(desk *d, const char *key, desk_answer *to) {
    pthread_mutex_lock(&d->replies_lock);
    for (size_t i = 0; i < DESK_REPLIES && !to->bytes; i++)
        if (d->replies[i].key && strcmp(d->replies[i].key, key) == 0) {
            to->status = 200;
            to->type = d->replies[i].type;
            to->packed = d->replies[i].packed;
            to->bytes = desk_bytes_hold(d->replies[i].bytes);
        }
    pthread_mutex_unlock(&d->replies_lock);
    return to->bytes != NULL;
}

static void drop_reply(desk *d, desk_reply *r) {
    if (r->bytes)
        d->reply_bytes -= r->bytes->n;
    free(r->key);
    desk_bytes_drop(r->bytes);
    *r = (desk_reply){0};
}

void desk_remember(desk *d, const char *key, const desk_answer *a) {
    char *name = a->bytes && a->bytes->n < DESK_REPLY_BYTES / 4 ? strdup(key) : NULL;
    if (!name)
        return;
    pthread_mutex_lock(&d->replies_lock);
    desk_reply *r = &d->replies[d->next_reply++ % DESK_REPLIES];
    drop_reply(d, r);
    for (size_t i = 0; i < DESK_REPLIES && d->reply_bytes + a->bytes->n > DESK_REPLY_BYTES; i++)
        drop_reply(d, &d->replies[(d->next_reply + i) % DESK_REPLIES]);
    *r = (desk_reply){name, desk_bytes_hold(a->bytes), a->type, a->packed};
    d->reply_bytes += a->bytes->n;
    pthread_mutex_unlock(&d->replies_lock);
}

void desk_forget(desk *d) {
    pthread_mutex_lock(&d->replies_lock);
    for (size_t i = 0; i < DESK_REPLIES; i++)
        drop_reply(d, &d->replies[i]);
    pthread_mutex_unlock(&d->replies_lock);
    pthread_mutex_lock(&d->lines_lock);
    for (size_t i = 0; i < DESK_LINES; i++) {
        desk_bytes_drop(d->lines[i].line);
        d->lines[i].line = NULL;
    }
    pthread_mutex_unlock(&d->lines_lock);
}

/* ---- lines of events ------------------------------------------------------------------------- */

typedef struct fetching {
    desk *d;
    const desk_table *t;
    const int64_t *rows;
    desk_bytes **lines;
    size_t n, at;
} fetching;

/* Lines come in the order of the rows asked for, some left out. */
static void fetched(void *ctx, int64_t row, bede_view line) {
    fetching *f = ctx;
    while (f->at < f->n && (f->lines[f->at] || f->rows[f->at] != row))
        f->at++;
    if (f->at < f->n)
        f->lines[f->at++] = desk_bytes_new(line.s, line.n);
}

/* What was fetched, unless the store has changed meanwhile. */
static void remember_lines(const fetching *f) {
    desk *d = f->d;
    pthread_mutex_lock(&d->lines_lock);
    bool same = strcmp(d->lines_state, f->t->state) == 0;
    for (size_t i = 0; same && i < f->n; i++) {
        size_t slot = (size_t)f->rows[i] % DESK_LINES;
        if (!f->lines[i] || d->lines[slot].line == f->lines[i])
            continue;
        desk_bytes_drop(d->lines[slot].line);
        d->lines[slot].row = f->rows[i];
        d->lines[slot].line = desk_bytes_hold(f->lines[i]);
    }
    pthread_mutex_unlock(&d->lines_lock);
}

/* Those that are remembered; the others go to `missing`. */
static size_t look_up(const fetching *f, int64_t *missing) {
    desk *d = f->d;
    size_t n = 0;
    pthread_mutex_lock(&d->lines_lock);
    if (strcmp(d->lines_state, f->t->state) != 0) {
        snprintf(d->lines_state, sizeof d->lines_state, "%s", f->t->state);
        for (size_t i = 0; i < DESK_LINES; i++) {
            desk_bytes_drop(d->lines[i].line);
            d->lines[i].line = NULL;
        }
    }
    for (size_t i = 0; i < f->n; i++) {
        size_t slot = (size_t)f->rows[i] % DESK_LINES;
        if (d->lines[slot].line && d->lines[slot].row == f->rows[i])
            f->lines[i] = desk_bytes_hold(d->lines[slot].line);
        else
            missing[n++] = f->rows[i];
    }
    pthread_mutex_unlock(&d->lines_lock);
    return n;
}

bool desk_lines(desk *d, desk_hand *h, const desk_table *t, const int64_t *rows, size_t n,
                desk_text *out, bede_error *err) {
    int64_t *missing = malloc((n + 1) * sizeof *missing);
    fetching f = {d, t, rows, calloc(n + 1, sizeof(desk_bytes *)), n, 0};
    bool ok = missing && f.lines, first = true;
    size_t n_missing = ok ? look_up(&f, missing) : 0;
    ok = ok ? !n_missing || bd_find_lines(h->store, missing, n_missing, fetched, &f, err)
            : bd_fail(err, d->path, "no memory");
    if (ok && n_missing)
        remember_lines(&f);
    for (size_t i = 0; f.lines && i < n; i++) {
        if (ok && f.lines[i]) {
            desk_say(out, ",", !first);
            desk_say(out, f.lines[i]->s, f.lines[i]->n);
            first = false;
        }
        desk_bytes_drop(f.lines[i]);
    }
    free(f.lines);
    free(missing);
    return ok;
}
