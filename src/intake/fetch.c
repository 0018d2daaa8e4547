/* SPDX-License-Identifier: Apache-2.0 */
/* A page from the net, politely, by libcurl.
 *
 * The library is loaded when the first address is asked for: no other command opens a connection,
 * and loading what a connection needs takes longer than reading a page. */
#include "intake/intake_int.h"

#include "base/limits.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

#define AGENT "bede"

static const char USER_AGENT[] = AGENT "/" BEDE_VERSION " (reads news pages for political events)";

enum { MAX_REDIRECTS = 8, DEFAULT_SECONDS = 30, MAX_ROBOTS = 512 << 10, MAX_SITES = 4096 };

typedef struct curl_calls {
    void *library;
    CURL *(*init)(void);
    void (*cleanup)(CURL *);
    void (*reset)(CURL *);
    CURLcode (*setopt)(CURL *, CURLoption, ...);
    CURLcode (*perform)(CURL *);
    CURLcode (*getinfo)(CURL *, CURLINFO, ...);
    const char *(*strerror)(CURLcode);
    struct curl_slist *(*append)(struct curl_slist *, const char *);
    void (*free_list)(struct curl_slist *);
} curl_calls;

/* What a host's robots.txt says. */
typedef struct site {
    struct site *next;
    bede_view name, robots; /* malloc, one piece with the site */
    bool shut;              /* it could not be had: RFC 9309 then allows nothing */
} site;

struct bd_fetch {
    curl_calls c;
    CURL *h; /* keeps the connection to the last host open */
    long seconds;
    bool ignore_robots;
    site *sites;
    size_t n_sites;
};

static bool load(curl_calls *c) {
    /* It stays: what it loaded in its turn may have work to do at the end of the process. */
    c->library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!c->library)
        return false;
    /* POSIX: a pointer of dlsym() is one of a function. */
    *(void **)&c->init = dlsym(c->library, "curl_easy_init");
    *(void **)&c->cleanup = dlsym(c->library, "curl_easy_cleanup");
    *(void **)&c->reset = dlsym(c->library, "curl_easy_reset");
    *(void **)&c->setopt = dlsym(c->library, "curl_easy_setopt");
    *(void **)&c->perform = dlsym(c->library, "curl_easy_perform");
    *(void **)&c->getinfo = dlsym(c->library, "curl_easy_getinfo");
    *(void **)&c->strerror = dlsym(c->library, "curl_easy_strerror");
    *(void **)&c->append = dlsym(c->library, "curl_slist_append");
    *(void **)&c->free_list = dlsym(c->library, "curl_slist_free_all");
    return c->init && c->cleanup && c->reset && c->setopt && c->perform && c->getinfo &&
           c->strerror && c->append && c->free_list;
}

bool bd_fetch_is_address(const char *path) {
    return strncasecmp(path, "http://", 7) == 0 || strncasecmp(path, "https://", 8) == 0;
}

bede_view bd_fetch_site(bede_view url) {
    size_t at = bd_view_find(url, "://", 0);
    if (at == SIZE_MAX)
        return (bede_view){0};
    for (at += 3; at < url.n && !strchr("/?#", url.s[at]); at++)
        continue;
    return bd_view_part(url, 0, at);
}

/* ---- one request --------------------------------------------------------------------------- */

typedef struct answer {
    char *body;
    size_t n, cap, most;
    bool too_large;
    long status;
    unsigned retry_after;
    char type[256], etag[512], modified[128];
    char *next; /* where a redirect leads; malloc */
    CURLcode code;
} answer;

static void answer_free(void *answer_) {
    answer *a = answer_;
    free(a->body);
    free(a->next);
    free(a);
}

static size_t collect(char *bytes, size_t one, size_t n, void *answer_) {
    answer *a = answer_;
    n *= one;
    if (n > a->most - a->n) {
        a->too_large = true;
        return 0; /* curl stops then */
    }
    if (a->n + n > a->cap) {
        size_t cap = 2 * (a->n + n) + 4096;
        char *more = realloc(a->body, cap);
        if (!more)
            return 0;
        a->body = more;
        a->cap = cap;
    }
    memcpy(a->body + a->n, bytes, n);
    a->n += n;
    return n;
}

static void put(char *to, size_t cap, bede_view v) {
    snprintf(to, cap, "%.*s", (int)(v.n < cap ? v.n : cap - 1), v.s);
}

static size_t header(char *bytes, size_t one, size_t n, void *answer_) {
    answer *a = answer_;
    bede_view line = bd_view(bytes, n * one);
    size_t colon = bd_view_find(line, ":", 0);
    if (colon != SIZE_MAX) {
        bede_view name = bd_view_part(line, 0, colon);
        bede_view value = bd_view_trim(bd_view_part(line, colon + 1, line.n));
        if (bd_view_is_nocase(name, "etag") && value.n < sizeof a->etag)
            put(a->etag, sizeof a->etag, value);
        else if (bd_view_is_nocase(name, "last-modified"))
            put(a->modified, sizeof a->modified, value);
    }
    return n * one;
}

static void set_up(const bd_fetch *f, const char *address, answer *a, double left) {
    const curl_calls *c = &f->c;
    CURL *h = f->h;
    long ms = left > 0.001 ? (long)(left * 1000) : 1;
    c->reset(h); /* but for the connection */
    c->setopt(h, CURLOPT_URL, address);
    c->setopt(h, CURLOPT_USERAGENT, USER_AGENT);
    c->setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    c->setopt(h, CURLOPT_TIMEOUT_MS, ms);
    c->setopt(h, CURLOPT_CONNECTTIMEOUT_MS, ms);
    c->setopt(h, CURLOPT_NOSIGNAL, 1L);
    c->setopt(h, CURLOPT_ACCEPT_ENCODING, "");
    c->setopt(h, CURLOPT_MAXCONNECTS, 1L);
    c->setopt(h, CURLOPT_WRITEFUNCTION, collect);
    c->setopt(h, CURLOPT_WRITEDATA, a);
    c->setopt(h, CURLOPT_HEADERFUNCTION, header);
    c->setopt(h, CURLOPT_HEADERDATA, a);
}

static struct curl_slist *condition(const curl_calls *c, struct curl_slist *list, const char *name,
                                    bede_view value) {
    char line[700];
    if (!value.n || value.n > 600)
        return list;
    snprintf(line, sizeof line, "%s: %.*s", name, (int)value.n, value.s);
    struct curl_slist *more = c->append(list, line);
    return more ? more : list;
}

static void get(const bd_fetch *f, const char *address, const bd_fetch_ask *ask, double left,
                answer *a) {
    const curl_calls *c = &f->c;
    struct curl_slist *list = NULL;
    const char *text = NULL;
    set_up(f, address, a, left);
    if (ask) {
        list = condition(c, list, "If-None-Match", ask->etag);
        list = condition(c, list, "If-Modified-Since", ask->modified);
    }
    if (list)
        c->setopt(f->h, CURLOPT_HTTPHEADER, list);
    a->code = c->perform(f->h);
    c->getinfo(f->h, CURLINFO_RESPONSE_CODE, &a->status);
    enum { WEEK = 7 * 86400 };
    curl_off_t wait = 0;
    if (c->getinfo(f->h, CURLINFO_RETRY_AFTER, &wait) == CURLE_OK && wait > 0)
        a->retry_after = wait > WEEK ? WEEK : (unsigned)wait;
    if (c->getinfo(f->h, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK && text)
        put(a->type, sizeof a->type, bd_view_z(text));
    if (a->status / 100 == 3 && c->getinfo(f->h, CURLINFO_REDIRECT_URL, &text) == CURLE_OK && text)
        a->next = strdup(text);
    c->free_list(list);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- robots.txt ---------------------------------------------------------------------------- */

static const site *known_site(const bd_fetch *f, bede_view name) {
    for (const site *s = f->sites; s; s = s->next)
        if (bd_view_eq(s->name, name))
            return s;
    return NULL;
}

/* The robots.txt itself, its redirects followed. */
static answer *ask_robots(const bd_fetch *f, bede_view name, double until) {
    char *at = malloc(name.n + 16);
    answer *a = NULL;
    if (at)
        snprintf(at, name.n + 16, "%.*s/robots.txt", (int)name.n, name.s);
    for (int k = 0; at && k <= MAX_REDIRECTS; k++) {
        if (a)
            answer_free(a);
        a = calloc(1, sizeof *a);
        if (!a)
            break;
        a->most = MAX_ROBOTS;
        get(f, at, NULL, until - now(), a);
        if (!a->next || !bd_fetch_is_address(a->next))
            break;
        free(at);
        at = strdup(a->next);
    }
    free(at);
    return a;
}

static const site *site_of(bd_fetch *f, bede_view name, double until) {
    const site *there = known_site(f, name);
    if (there)
        return there;
    answer *a = ask_robots(f, name, until);
    bool fine = a && a->code == CURLE_OK && a->status / 100 == 2;
    size_t n = fine ? a->n : 0;
    site *s = f->n_sites < MAX_SITES ? malloc(sizeof *s + name.n + n + 1) : NULL;
    if (s) {
        char *text = (char *)(s + 1);
        memcpy(text, name.s, name.n);
        if (n)
            memcpy(text + name.n, a->body, n);
        *s = (site){.next = f->sites,
                    .name = bd_view(text, name.n),
                    .robots = bd_view(text + name.n, n),
                    .shut = !fine && (!a || a->status == 0 || a->status >= 500) &&
                            !(a && a->too_large)};
        f->sites = s;
        f->n_sites++;
    }
    if (a)
        answer_free(a);
    return s;
}

/* The path with its query, as robots.txt speaks of it. */
static bede_view path_of(bede_view url, size_t site_n) {
    bede_view path = bd_view_part(url, site_n, url.n);
    size_t fragment = bd_view_find(path, "#", 0);
    if (fragment != SIZE_MAX)
        path.n = fragment;
    return path.n && path.s[0] == '/' ? path : BD_LIT("/");
}

/* False with the fault told if the address may not be asked for. */
static bool let_in(bd_fetch *f, const char *address, double until, bd_fetch_fault *fault,
                   bede_error *err) {
    bede_view url = bd_view_z(address), name = bd_fetch_site(url);
    const site *s = site_of(f, name, until);
    if (!s || s->shut) {
        *fault = BD_FETCH_LATER;
        return bd_fail(err, address, "robots.txt of its host cannot be had, which allows nothing");
    }
    *fault = BD_FETCH_FORBIDDEN;
    return robots_allow(s->robots, AGENT, path_of(url, name.n)) ||
           bd_fail(err, address, "robots.txt of its host does not allow it");
}

unsigned bd_fetch_pause(const bd_fetch *f, const char *url) {
    const site *s = known_site(f, bd_fetch_site(bd_view_z(url)));
    return s ? robots_pause(s->robots, AGENT) : 0;
}

/* ---- the way through redirects ------------------------------------------------------------- */

static bd_fetch_fault judge(const bd_fetch *f, const answer *a, const char *url, bede_error *err) {
    if (a->too_large) {
        bd_fail(err, url, "is larger than %zu MB", a->most >> 20);
        return BD_FETCH_BROKEN;
    }
    if (a->code != CURLE_OK) {
        bd_fail(err, url, "cannot be had: %s", f->c.strerror(a->code));
        bool never = a->code == CURLE_UNSUPPORTED_PROTOCOL || a->code == CURLE_URL_MALFORMAT;
        return never ? BD_FETCH_BROKEN : BD_FETCH_LATER;
    }
    if (a->status == 304)
        return BD_FETCH_UNCHANGED;
    if (a->status / 100 == 2)
        return BD_FETCH_FINE;
    bd_fail(err, url, "the server answered %ld", a->status);
    return a->status == 429 || a->status == 408 || a->status >= 500 ? BD_FETCH_LATER
                                                                    : BD_FETCH_REFUSED;
}

static bede_view keep(bd_arena *arena, const char *s) {
    size_t n = strlen(s);
    return bd_view(bd_arena_copy(arena, s, n), n);
}

static void fill(bd_arena *arena, const answer *a, const char *url, bd_fetch_answer *out) {
    out->status = (unsigned)a->status;
    out->url = keep(arena, url);
    out->body = bd_view(a->body, a->n);
    out->type = keep(arena, a->type);
    out->charset = http_charset(out->type);
    out->etag = keep(arena, a->etag);
    out->modified = keep(arena, a->modified);
    out->retry_after = a->retry_after;
}

bd_fetch_fault bd_fetch_get(bd_fetch *f, bd_arena *arena, const bd_fetch_ask *ask,
                            bd_fetch_answer *out, bede_error *err) {
    double until = now() + (double)f->seconds;
    const char *url = ask->url;
    *out = (bd_fetch_answer){.moved = true};
    for (int k = 0; k <= MAX_REDIRECTS; k++) {
        bd_fetch_fault fault;
        if (!f->ignore_robots && !let_in(f, url, until, &fault, err))
            return fault;
        answer *a = calloc(1, sizeof *a);
        if (!a) {
            bd_fail(err, url, "no memory");
            return BD_FETCH_LATER;
        }
        bd_arena_defer(arena, answer_free, a);
        a->most = ask->most ? ask->most : BD_MAX_INPUT_BYTES;
        get(f, url, ask, until - now(), a);
        if (a->code != CURLE_OK || !a->next) {
            out->moved = out->moved && k > 0;
            fill(arena, a, url, out);
            return judge(f, a, url, err);
        }
        out->moved = out->moved && (a->status == 301 || a->status == 308);
        url = a->next;
        if (!bd_fetch_is_address(url)) {
            bd_fail(err, ask->url, "leads to what is no http address");
            return BD_FETCH_BROKEN;
        }
    }
    bd_fail(err, ask->url, "leads on and on: more than %d redirects", MAX_REDIRECTS);
    return BD_FETCH_BROKEN;
}

/* ---- the client ---------------------------------------------------------------------------- */

bd_fetch *bd_fetch_new(const bede_source_options *o, bede_error *err) {
    bd_fetch *f = calloc(1, sizeof *f);
    if (f && load(&f->c) && (f->h = f->c.init()) != NULL) {
        f->seconds = o && o->seconds ? (long)o->seconds : DEFAULT_SECONDS;
        f->ignore_robots = o && o->ignore_robots;
        return f;
    }
    if (f)
        bd_fail(err, "bede", "addresses need libcurl (Debian: libcurl4), which is not here");
    else
        bd_fail(err, "bede", "no memory");
    bd_fetch_free(f);
    return NULL;
}

void bd_fetch_free(bd_fetch *f) {
    if (!f)
        return;
    if (f->h)
        f->c.cleanup(f->h);
    if (f->c.library)
        dlclose(f->c.library);
    for (site *s = f->sites, *next; s; s = next) {
        next = s->next;
        free(s);
    }
    free(f);
}
