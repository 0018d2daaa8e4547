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

#define AGENT "bede"

static const char USER_AGENT[] = AGENT "/" BEDE_VERSION " (reads news pages for political events)";

enum { MAX_REDIRECTS = 8, DEFAULT_SECONDS = 30, MAX_ROBOTS = 512 << 10 };

typedef struct curl_calls {
    void *library;
    CURL *(*init)(void);
    void (*cleanup)(CURL *);
    CURLcode (*setopt)(CURL *, CURLoption, ...);
    CURLcode (*perform)(CURL *);
    CURLcode (*getinfo)(CURL *, CURLINFO, ...);
    const char *(*strerror)(CURLcode);
} curl_calls;

static bool load(curl_calls *c) {
    c->library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!c->library)
        return false;
    /* POSIX: a pointer of dlsym() is one of a function. */
    *(void **)&c->init = dlsym(c->library, "curl_easy_init");
    *(void **)&c->cleanup = dlsym(c->library, "curl_easy_cleanup");
    *(void **)&c->setopt = dlsym(c->library, "curl_easy_setopt");
    *(void **)&c->perform = dlsym(c->library, "curl_easy_perform");
    *(void **)&c->getinfo = dlsym(c->library, "curl_easy_getinfo");
    *(void **)&c->strerror = dlsym(c->library, "curl_easy_strerror");
    return c->init && c->cleanup && c->setopt && c->perform && c->getinfo && c->strerror;
}

bool fetch_is_address(const char *path) {
    return strncasecmp(path, "http://", 7) == 0 || strncasecmp(path, "https://", 8) == 0;
}

typedef struct answer {
    char *body;
    size_t n, cap, most;
    char type[256];
    long status;
} answer;

static size_t collect(char *bytes, size_t one, size_t n, void *answer_) {
    answer *a = answer_;
    n *= one;
    if (n > a->most - a->n)
        return 0; /* curl stops then */
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

/* One GET, redirects followed within bounds. The final address goes to *url if that is wanted. */
static CURLcode get(const curl_calls *c, const char *address, const bede_source_options *o,
                    answer *a, bd_arena *arena, bede_view *url) {
    CURL *h = c->init();
    if (!h)
        return CURLE_OUT_OF_MEMORY;
    long seconds = o->seconds ? (long)o->seconds : DEFAULT_SECONDS;
    c->setopt(h, CURLOPT_URL, address);
    c->setopt(h, CURLOPT_USERAGENT, USER_AGENT);
    c->setopt(h, CURLOPT_FOLLOWLOCATION, 1L);
    c->setopt(h, CURLOPT_MAXREDIRS, (long)MAX_REDIRECTS);
    c->setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    c->setopt(h, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    c->setopt(h, CURLOPT_TIMEOUT, seconds);
    c->setopt(h, CURLOPT_CONNECTTIMEOUT, seconds);
    c->setopt(h, CURLOPT_NOSIGNAL, 1L);
    c->setopt(h, CURLOPT_ACCEPT_ENCODING, "");
    c->setopt(h, CURLOPT_WRITEFUNCTION, collect);
    c->setopt(h, CURLOPT_WRITEDATA, a);
    CURLcode code = c->perform(h);
    const char *text = NULL;
    c->getinfo(h, CURLINFO_RESPONSE_CODE, &a->status);
    if (c->getinfo(h, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK && text)
        snprintf(a->type, sizeof a->type, "%s", text);
    if (url && c->getinfo(h, CURLINFO_EFFECTIVE_URL, &text) == CURLE_OK && text)
        *url = bd_view(bd_arena_copy(arena, text, strlen(text)), strlen(text));
    c->cleanup(h);
    return code;
}

/* What robots.txt of the address' host says. No file, or none that can be had, allows. */
static bool robots_let(const curl_calls *c, const char *address, const bede_source_options *o,
                       bd_arena *arena) {
    const char *host = strstr(address, "://") + 3;
    size_t n = strcspn(host, "/?#"), before = (size_t)(host - address) + n;
    char *at = bd_arena_alloc(arena, before + 16);
    memcpy(at, address, before);
    memcpy(at + before, "/robots.txt", 12);
    answer a = {.most = MAX_ROBOTS};
    bede_view path = bd_view_z(host[n] == '/' ? host + n : "/");
    size_t fragment = bd_view_find(path, "#", 0);
    if (fragment != SIZE_MAX)
        path.n = fragment;
    CURLcode code = get(c, at, o, &a, arena, NULL);
    bool may = true;
    if (code == CURLE_OK && a.status >= 200 && a.status < 300)
        may = robots_allow(bd_view(a.body, a.n), AGENT, path);
    else if (a.status >= 500)
        may = false; /* RFC 9309: a server in trouble forbids all */
    free(a.body);
    return may;
}

static bool fetch_with(const curl_calls *c, bd_arena *arena, const char *address,
                       const bede_source_options *o, fetched *out, bede_error *err) {
    if (!o->ignore_robots && !robots_let(c, address, o, arena))
        return bd_fail(err, address, "robots.txt of its host does not allow it");
    answer a = {.most = BD_MAX_INPUT_BYTES};
    CURLcode code = get(c, address, o, &a, arena, &out->url);
    if (a.body)
        bd_arena_defer(arena, free, a.body);
    if (code == CURLE_WRITE_ERROR)
        return bd_fail(err, address, "is larger than %u MB", BD_MAX_INPUT_BYTES >> 20);
    if (code != CURLE_OK)
        return bd_fail(err, address, "cannot be had: %s", c->strerror(code));
    if (a.status >= 400)
        return bd_fail(err, address, "the server answered %ld", a.status);
    out->page = (http_page){.status = (unsigned)a.status, .body = bd_view(a.body, a.n)};
    out->page.type = bd_view(bd_arena_copy(arena, a.type, strlen(a.type)), strlen(a.type));
    out->page.charset = http_charset(out->page.type);
    return true;
}

bool fetch_url(bd_arena *arena, const char *address, const bede_source_options *o, fetched *out,
               bede_error *err) {
    curl_calls c;
    *out = (fetched){0};
    if (!load(&c)) {
        if (c.library)
            dlclose(c.library);
        return bd_fail(err, address,
                       "addresses need libcurl (Debian: libcurl4), which is not here");
    }
    bool ok = fetch_with(&c, arena, address, o, out, err);
    dlclose(c.library);
    return ok;
}
