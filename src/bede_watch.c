/* SPDX-License-Identifier: Apache-2.0 */
/* bede_watch: feeds into a store, politely.
 *
 * A round is one feed after the other, one request after the other, so that no host ever has two
 * connections. A feed's next day of reckoning is kept in the store, also over restarts:
 *
 *     it answered            now + every
 *     it failed k times      now + every * 2^k (five minutes at least), a day at most, or what it
 * asks for (Retry-After)
 *
 * A page that cannot be had now is asked for in a later round, five times; its feed's ETag is
 * forgotten meanwhile, so that the feed names the page again. */
#include "bede.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/view.h"
#include "intake/intake.h"
#include "store/feeds.h"

#include <stdlib.h>
#include <time.h>

enum { EVERY = 900, PAUSE = 2000, MOST = 200, DAY = 86400, TRIES = 5, SITEMAPS = 10, SITES = 256 };
enum { LONGEST_PAUSE = 60, LEAST_BACK_OFF = 300 };

typedef struct host {
    bede_view name; /* malloc */
    double asked;
    int64_t shut; /* it asked to be left alone until then */
} host;

typedef struct watch {
    bede_store *store;
    bede_watch_options o;
    bede_watch_counts *counts;
    bede_reader *reader;
    bd_fetch *net;
    bd_arena feed, page;
    host hosts[SITES]; /* a ring: the oldest is forgotten */
    size_t n_hosts;
    bede_error *err;
} watch;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool stopped(const watch *w) {
    return w->o.stop && w->o.stop(w->o.ctx);
}

static void say(const watch *w, const bede_error *err) {
    if (w->o.say)
        w->o.say(w->o.ctx, err);
}

/* ---- hosts --------------------------------------------------------------------------------- */

static host *host_of(watch *w, bede_view url) {
    bede_view name = bd_fetch_site(url);
    for (size_t i = 0; i < SITES && i < w->n_hosts; i++)
        if (bd_view_eq(w->hosts[i].name, name))
            return &w->hosts[i];
    char *copy = malloc(name.n + 1);
    if (!copy)
        return NULL;
    memcpy(copy, name.s ? name.s : "", name.n);
    host *h = &w->hosts[w->n_hosts++ % SITES];
    free((char *)(uintptr_t)h->name.s);
    *h = (host){.name = bd_view(copy, name.n), .asked = -1e9};
    return h;
}

/* Waits until the host may be asked again. False if the round is to end. */
static bool wait_turn(watch *w, host *h, const char *url) {
    unsigned asked = bd_fetch_pause(w->net, url);
    double pause = (double)w->o.pause / 1000;
    if (asked > pause)
        pause = asked < LONGEST_PAUSE ? asked : LONGEST_PAUSE;
    for (double left; (left = h->asked + pause - now()) > 0;) {
        struct timespec t = {0, 100000000};
        if (left < 0.1)
            t.tv_nsec = (long)(left * 1e9);
        if (stopped(w))
            return false;
        nanosleep(&t, NULL);
    }
    return !stopped(w);
}

/* Asks; an answer of a host that wants to be left alone is LATER without a request. */
static bd_fetch_fault get(watch *w, bd_arena *a, const bd_fetch_ask *ask, bd_fetch_answer *out,
                          bede_error *err) {
    host *h = host_of(w, bd_view_z(ask->url));
    *out = (bd_fetch_answer){0};
    if (!h || h->shut > time(NULL)) {
        bd_fail(err, ask->url, "its host asked to be left alone for a while");
        return BD_FETCH_LATER;
    }
    if (!wait_turn(w, h, ask->url)) {
        bd_fail(err, ask->url, "the round was ended");
        return BD_FETCH_LATER;
    }
    bd_fetch_fault fault = bd_fetch_get(w->net, a, ask, out, err);
    h->asked = now();
    if (fault == BD_FETCH_LATER && (out->status == 429 || out->status == 503))
        h->shut = time(NULL) + (out->retry_after ? out->retry_after : w->o.every);
    return fault;
}

/* ---- pages --------------------------------------------------------------------------------- */

/* False only if the store fails. */
static bool add(watch *w, const char *name, bede_view bytes, const bede_options *o) {
    bede_error err = {0};
    bede_view place = o->url.n ? o->url : bd_view_z(name);
    int64_t key = bede_entry_key(place, bytes.s, bytes.n);
    int known = bede_store_knows(w->store, key, w->err);
    if (known != 0) {
        w->counts->known += known > 0;
        return known > 0;
    }
    const bede_article *a = bede_read(w->reader, name, bytes.s, bytes.n, o, &err);
    bede_entry *e = a ? bede_entry_new(a, key, &err) : NULL;
    if (!e) {
        say(w, &err);
        w->counts->bad++;
        return true;
    }
    int got = bede_store_add(w->store, e, w->err);
    bede_entry_free(e);
    w->counts->added += got == 1;
    w->counts->known += got == 0;
    return got >= 0;
}

static bool later(watch *w, bede_view url, uint32_t tries, bool *again) {
    *again = true;
    w->counts->later++;
    return bd_store_item_put(w->store, url, tries, w->err);
}

static bool fetch_page(watch *w, const bede_item *item, uint32_t tries, bool *again) {
    bede_error err = {0};
    bd_fetch_answer got;
    bede_view url = item->options.url;
    const char *address = bd_arena_copy(&w->page, url.s, url.n);
    bd_fetch_ask ask = {.url = address, .most = BD_MAX_BODY_BYTES};
    bd_fetch_fault fault = get(w, &w->page, &ask, &got, &err);
    if (fault == BD_FETCH_LATER && tries + 1 < TRIES) /* none was made: it does not count */
        return later(w, url, tries + (got.url.n > 0), again);
    if (fault != BD_FETCH_FINE) {
        say(w, &err);
        w->counts->bad++;
        return bd_store_item_put(w->store, url, UINT32_MAX, w->err);
    }
    bede_options o = item->options;
    o.input = bd_view_starts_nocase(got.type, "text/plain") ? BEDE_INPUT_TEXT : BEDE_INPUT_AUTO;
    o.charset = got.charset;
    o.url = url;
    return add(w, address, got.body, &o) && bd_store_item_put(w->store, url, UINT32_MAX, w->err);
}

/* One item of a feed; *again: it must be asked for once more. */
static bool take(watch *w, const bede_item *item, bool *again) {
    bede_view url = item->options.url;
    uint32_t tries = 0;
    bool address = url.n && bd_fetch_is_address(bd_arena_copy(&w->page, url.s, url.n));
    if (!address && !item->n)
        return true;
    if (address && !bd_store_item_get(w->store, url, &tries, w->err))
        return false;
    if (tries == UINT32_MAX)
        return true;
    if (address && item->summary)
        return fetch_page(w, item, tries, again);
    return add(w, item->name, bd_view(item->bytes, item->n), &item->options) &&
           (!address || bd_store_item_put(w->store, url, UINT32_MAX, w->err));
}

/* ---- feeds --------------------------------------------------------------------------------- */

typedef struct links { /* of a sitemap of sitemaps */
    char *v[SITEMAPS];
    size_t n;
} links;

static void note_link(links *l, bede_view url) {
    char *copy = l->n < SITEMAPS ? malloc(url.n + 1) : NULL;
    if (!copy)
        return;
    memcpy(copy, url.s, url.n);
    copy[url.n] = '\0';
    l->v[l->n++] = copy;
}

/* All new items of a feed's text. */
static bool read_feed(watch *w, const char *url, bede_view text, bool *again, links *more) {
    bede_error err = {0};
    bede_source_options o = {.links = true};
    bede_item item;
    bede_source *s = bede_source_over(url, text.s, text.n, &o, &err);
    bool ok = true;
    if (!s) {
        say(w, &err);
        w->counts->bad++;
        return true;
    }
    uint64_t before = w->counts->added;
    for (int got; ok && (got = bede_source_next(s, &item, &err)) != 0; err = (bede_error){0}) {
        if (got < 0) {
            say(w, &err);
            w->counts->bad++;
            continue;
        }
        if (item.feed) {
            note_link(more, item.options.url);
            continue;
        }
        if (stopped(w) || w->counts->added - before >= w->o.most) {
            *again = true; /* the rest in the next round */
            break;
        }
        bd_arena_clear(&w->page);
        ok = take(w, &item, again);
    }
    bede_source_free(s);
    return ok;
}

static int64_t back_off(const watch *w, unsigned fails, unsigned asked) {
    int64_t wait = w->o.every > LEAST_BACK_OFF ? w->o.every : LEAST_BACK_OFF;
    for (unsigned k = 0; k < fails && wait < DAY; k++)
        wait *= 2;
    if (wait > DAY && w->o.every < DAY)
        wait = DAY;
    if (asked && (fails == 1 || asked > wait))
        wait = asked;
    return time(NULL) + wait;
}

/* Asks one feed if it is due. False only if the store fails. */
static bool ask_feed(watch *w, const char *url, links *more, int64_t *due) {
    bede_error err = {0};
    bd_feed_state state;
    bd_fetch_answer got;
    bd_arena_clear(&w->feed);
    if (!bd_store_feed_get(w->store, &w->feed, bd_view_z(url), &state, w->err))
        return false;
    *due = state.due;
    if (state.due > time(NULL))
        return true;
    bd_fetch_ask ask = {
        .url = url, .etag = state.etag, .modified = state.modified, .most = BD_MAX_FEED_BYTES};
    bd_fetch_fault fault = get(w, &w->feed, &ask, &got, &err);
    bool again = false;
    w->counts->feeds++;
    if (stopped(w) && fault != BD_FETCH_FINE)
        return true;
    if (fault == BD_FETCH_FINE) {
        if (!read_feed(w, url, got.body, &again, more))
            return false;
        state = (bd_feed_state){.etag = again ? (bede_view){0} : got.etag,
                                .modified = again ? (bede_view){0} : got.modified};
        state.due = time(NULL) + w->o.every;
    } else if (fault == BD_FETCH_UNCHANGED) {
        w->counts->unchanged++;
        state.fails = 0;
        state.due = time(NULL) + w->o.every;
    } else {
        say(w, &err);
        w->counts->bad++;
        state.fails++;
        state.due = back_off(w, state.fails, fault == BD_FETCH_LATER ? got.retry_after : 0);
    }
    *due = state.due;
    return bd_store_feed_put(w->store, bd_view_z(url), &state, w->err);
}

static void sooner(unsigned *wait, int64_t due) {
    int64_t left = due - time(NULL);
    if (left < (int64_t)*wait)
        *wait = left < 1 ? 1 : (unsigned)left;
}

/* The feeds, and the sitemaps that they name. */
static bool go_round(watch *w, const char *const *feeds, size_t n, unsigned *wait) {
    bool ok = true;
    *wait = DAY;
    for (size_t i = 0; ok && i < n && !stopped(w); i++) {
        links more = {0}, none = {0};
        int64_t due = 0;
        ok = ask_feed(w, feeds[i], &more, &due);
        sooner(wait, due);
        for (size_t k = 0; k < more.n; k++) {
            if (ok && !stopped(w))
                ok = ask_feed(w, more.v[k], &none, &due);
            free(more.v[k]);
        }
        for (size_t k = 0; k < none.n; k++)
            free(none.v[k]);
    }
    return ok;
}

static bool ready(watch *w, const bede_knowledge *know) {
    bede_source_options o = {.seconds = w->o.seconds, .ignore_robots = w->o.ignore_robots};
    return (w->net = bd_fetch_new(&o, w->err)) && (w->reader = bede_reader_new(know, w->err));
}

/* An arena that is full ends the round: what was added stays. */
static bool guarded(watch *w, const bede_knowledge *know, const char *const *feeds, size_t n,
                    unsigned *wait) {
    jmp_buf full;
    bd_arena_init(&w->feed, BD_MAX_ARENA_BYTES);
    bd_arena_init(&w->page, BD_MAX_ARENA_BYTES);
    bd_arena_guard(&w->feed, &full);
    bd_arena_guard(&w->page, &full);
    if (setjmp(full))
        return bd_fail(w->err, "bede", "no memory");
    return ready(w, know) && go_round(w, feeds, n, wait);
}

bool bede_watch(bede_store *s, const bede_knowledge *know, const char *const *feeds, size_t n,
                const bede_watch_options *options, bede_watch_counts *counts, unsigned *wait,
                bede_error *err) {
    bede_watch_counts unwanted;
    unsigned unasked;
    watch *w = calloc(1, sizeof *w);
    if (!w)
        return bd_fail(err, "bede", "no memory");
    w->store = s;
    w->err = err;
    w->counts = counts ? counts : &unwanted;
    *w->counts = (bede_watch_counts){0};
    if (options)
        w->o = *options;
    w->o.every = w->o.every ? w->o.every : EVERY;
    w->o.pause = w->o.pause ? w->o.pause : PAUSE;
    w->o.most = w->o.most ? w->o.most : MOST;
    bool ok = guarded(w, know, feeds, n, wait ? wait : &unasked);
    if (w->counts->bad)
        ok = bede_store_count_bad(s, w->counts->bad, ok ? err : NULL) && ok;
    if (w->counts->added)
        ok = bede_store_end_run(s, ok ? err : NULL) && ok;
    bede_reader_free(w->reader);
    bd_fetch_free(w->net);
    bd_arena_free(&w->feed);
    bd_arena_free(&w->page);
    for (size_t i = 0; i < SITES; i++)
        free((char *)(uintptr_t)w->hosts[i].name.s);
    free(w);
    return ok;
}
