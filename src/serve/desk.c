/* SPDX-License-Identifier: Apache-2.0 */
/* What the answers share: hands, the table of now, and who brings it up to date. */
#include "serve/serve_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

/* ---- hands ----------------------------------------------------------------------------------- */

bede_store *desk_open_store(const desk *d, bool write, bede_error *err) {
    bede_store_options o = {.write = write, .key = d->key, .key_bytes = d->key_bytes};
    return bede_store_open(d->path, &o, err);
}

static desk_hand *hand_new(desk *d, bede_error *err) {
    desk_hand *h = calloc(1, sizeof *h);
    if (!h) {
        bd_fail(err, d->path, "no memory");
        return NULL;
    }
    h->d = d;
    h->store = desk_open_store(d, false, err);
    if (h->store && bd_store_exec(h->store, "PRAGMA cache_size = -32768", err))
        return h;
    bede_store_close(h->store);
    free(h);
    return NULL;
}

static void hand_free(desk_hand *h) {
    bede_reader_free(h->reader);
    bede_store_close(h->store);
    free(h);
}

desk_hand *desk_begin(desk *d, desk_table **t, desk_answer *to) {
    bede_error err = {0};
    pthread_mutex_lock(&d->lock);
    desk_hand *h = d->hands;
    if (h)
        d->hands = h->next;
    *t = desk_table_hold(d->table);
    pthread_mutex_unlock(&d->lock);
    if (!h && !(h = hand_new(d, &err))) {
        desk_refuse_error(to, 503, &err);
        desk_table_drop(*t);
    }
    return h;
}

void desk_done(desk_hand *h, desk_table *t) {
    desk *d = h->d;
    desk_table_drop(t);
    pthread_mutex_lock(&d->lock);
    h->next = d->hands;
    d->hands = h;
    pthread_mutex_unlock(&d->lock);
}

bede_reader *desk_reader(desk_hand *h, desk_answer *to) {
    bede_error err = {0};
    if (!h->reader && !(h->reader = bede_reader_new(h->d->know, &err)))
        desk_refuse_error(to, 503, &err);
    return h->reader;
}

/* ---- the table of now ------------------------------------------------------------------------ */

/* A secret that nobody can guess, in hexadecimal digits; false if the system has none to give. */
static bool random_hex(char *out, size_t bytes) {
    unsigned char raw[32];
    if (getrandom(raw, bytes, 0) != (ssize_t)bytes)
        return false;
    for (size_t i = 0; i < bytes; i++)
        snprintf(out + 2 * i, 3, "%02x", raw[i]);
    return true;
}

/* Its value differs from the last one if another connection has changed the store since. */
static int64_t data_version(bede_store *s) {
    sqlite3_stmt *q = bd_store_prepare(s, "PRAGMA data_version", NULL);
    int64_t n = q && sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : -1;
    sqlite3_finalize(q);
    return n;
}

static void take_table(desk *d, desk_table *fresh) {
    pthread_mutex_lock(&d->lock);
    desk_table *old = d->table;
    d->table = fresh;
    pthread_mutex_unlock(&d->lock);
    desk_forget(d);
    desk_table_drop(old);
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Sleeps, at most so long; less if the desk ends. */
static void doze(desk *d, double length) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += (time_t)length;
    until.tv_nsec += (long)((length - (double)(time_t)length) * 1e9);
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&d->lock);
    if (!atomic_load(&d->ending))
        pthread_cond_timedwait(&d->wake, &d->lock, &until);
    pthread_mutex_unlock(&d->lock);
}

/* Looks once a second; while somebody adds without end, it spends a tenth of its time on loading.
 */
static void *watch(void *desk_) {
    desk *d = desk_;
    bede_store *s = d->watched;
    int64_t version = d->version;
    unsigned number = 0;
    while (!atomic_load(&d->ending)) {
        double length = 1;
        int64_t now = data_version(s);
        if (now != version) {
            char state[40];
            double start = seconds();
            snprintf(state, sizeof state, "%s.%u", d->nonce, ++number);
            desk_table *fresh = desk_table_load(s, state, NULL);
            if (fresh) {
                version = now;
                take_table(d, fresh);
                desk_http_tell(d);
            }
            length += 9 * (seconds() - start);
        }
        for (; length > 0 && !atomic_load(&d->ending); length--) {
            doze(d, length < 1 ? length : 1);
            desk_http_tick(d);
        }
    }
    return NULL;
}

/* ---- opening and closing --------------------------------------------------------------------- */

static bool copy_options(desk *d, const char *store, const bede_desk_options *o, bede_error *err) {
    const char *slash = strrchr(store, '/');
    snprintf(d->path, sizeof d->path, "%s", store);
    snprintf(d->name, sizeof d->name, "%s", slash ? slash + 1 : store);
    d->may_write = !o->read_only;
    d->port = o->port;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    d->threads = o->threads ? o->threads : cores > 1 ? (unsigned)cores : 2;
    if (o->key) {
        d->key = malloc(o->key_bytes + 1);
        if (!d->key)
            return bd_fail(err, store, "no memory");
        memcpy(d->key, o->key, o->key_bytes);
        d->key_bytes = o->key_bytes;
    }
    if (!random_hex(d->token, 16) || !random_hex(d->nonce, 4))
        return bd_fail(err, store, "the system gives no random numbers for a token");
    return true;
}

/* A store of an earlier version is brought up to this one, if it may be written to. */
static bede_store *first_look(desk *d, bede_error *err) {
    bede_store *s = desk_open_store(d, false, err);
    if (s || access(d->path, W_OK) != 0)
        return s;
    bede_store *once = desk_open_store(d, true, NULL);
    bede_store_close(once);
    return once ? desk_open_store(d, false, err) : NULL;
}

bede_desk *bede_desk_open(const char *store, const bede_knowledge *know,
                          const bede_desk_options *options, bede_error *err) {
    static const bede_desk_options usual = {0};
    const bede_desk_options *o = options ? options : &usual;
    desk *d = calloc(1, sizeof *d);
    if (!d) {
        bd_fail(err, store, "no memory");
        return NULL;
    }
    pthread_mutex_init(&d->lock, NULL);
    pthread_mutex_init(&d->replies_lock, NULL);
    pthread_mutex_init(&d->lines_lock, NULL);
    pthread_cond_init(&d->wake, NULL);
    d->know = know;
    d->watched = copy_options(d, store, o, err) ? first_look(d, err) : NULL;
    d->version = d->watched ? data_version(d->watched) : 0; /* before the table: none is missed */
    bool ok = d->watched && (d->table = desk_table_load(d->watched, d->nonce, err)) != NULL &&
              desk_http_start(d, o, err);
    if (ok)
        d->watching = pthread_create(&d->watcher, NULL, watch, d) == 0;
    if (ok && d->watching)
        return d;
    if (ok)
        bd_fail(err, store, "no thread can be begun");
    bede_desk_close(d);
    return NULL;
}

void bede_desk_close(bede_desk *d) {
    if (!d)
        return;
    pthread_mutex_lock(&d->lock);
    atomic_store(&d->ending, true);
    pthread_cond_broadcast(&d->wake);
    pthread_mutex_unlock(&d->lock);
    if (d->watching)
        pthread_join(d->watcher, NULL);
    desk_http_stop(d);
    for (desk_hand *h = d->hands, *next; h; h = next) {
        next = h->next;
        hand_free(h);
    }
    bede_store_close(d->watched);
    desk_forget(d);
    desk_table_drop(d->table);
    for (size_t i = 0; i < d->n_hosts; i++)
        free(d->hosts[i]);
    free(d->hosts);
    if (d->key)
        explicit_bzero(d->key, d->key_bytes);
    free(d->key);
    pthread_cond_destroy(&d->wake);
    pthread_mutex_destroy(&d->lines_lock);
    pthread_mutex_destroy(&d->replies_lock);
    pthread_mutex_destroy(&d->lock);
    free(d);
}

const char *bede_desk_address(const bede_desk *d) {
    return d->address;
}

const char *bede_desk_token(const bede_desk *d) {
    return d->token;
}
