/* SPDX-License-Identifier: Apache-2.0 */
/* Who may ask.
 *
 * A page on the net can make a browser ask this machine. It cannot read the answer, unless its name
 * has been made to lead here (DNS rebinding): so the Host must be one of ours. It cannot send a
 * token it does not know: so whatever does more than ask needs one. What a browser says of where a
 * request comes from (Origin, Sec-Fetch-Site) is checked besides. */
#include "serve/serve_int.h"

#include <strings.h>

/* "localhost" of "localhost:8017", "::1" of "[::1]:8017"; false for another port than ours. */
static bool split_host(const desk *d, const char *host, bede_view *name) {
    bede_view v = bd_view_z(host), port = {0};
    if (v.n && v.s[0] == '[') {
        size_t close = bd_view_find(v, "]", 0);
        if (close == SIZE_MAX)
            return false;
        *name = bd_view_part(v, 1, close);
        port = bd_view_part(v, close + 1, v.n);
    } else {
        size_t colon = bd_view_find(v, ":", 0);
        *name = bd_view_part(v, 0, colon == SIZE_MAX ? v.n : colon);
        port = bd_view_part(v, name->n, v.n);
    }
    if (!port.n)
        return true;
    unsigned n = 0;
    for (size_t i = 1; i < port.n && n < 100000; i++) {
        if (port.s[i] < '0' || port.s[i] > '9')
            return false;
        n = n * 10 + (unsigned)(port.s[i] - '0');
    }
    return port.s[0] == ':' && n == d->port;
}

static bool is_ours(const desk *d, const char *host) {
    static const char *const always[] = {"localhost", "127.0.0.1", "::1"};
    bede_view name;
    if (!split_host(d, host, &name))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (bd_view_is_nocase(name, always[i]))
            return true;
    for (size_t i = 0; i < d->n_hosts; i++)
        if (name.n == strlen(d->hosts[i]) && strncasecmp(name.s, d->hosts[i], name.n) == 0)
            return true;
    return false;
}

static bool is_our_origin(const desk *d, const char *origin) {
    /* A proxy in front may speak TLS. */
    const char *host = strncasecmp(origin, "http://", 7) == 0    ? origin + 7
                       : strncasecmp(origin, "https://", 8) == 0 ? origin + 8
                                                                 : NULL;
    return host && is_ours(d, host);
}

/* Takes as long for a token that is nearly right as for any other. */
static bool is_token(const desk *d, const char *token) {
    size_t n = strlen(d->token);
    unsigned char differs = 0;
    if (!token || strlen(token) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        differs |= (unsigned char)(token[i] ^ d->token[i]);
    return differs == 0;
}

bool desk_let_in(const desk *d, const char *method, const char *path, const char *host,
                 const char *origin, const char *site, const char *token, desk_answer *to) {
    bool asks = !strcmp(method, "GET") || !strcmp(method, "HEAD"), tells = !strcmp(method, "POST");
    if (!host || !is_ours(d, host)) {
        desk_refuse(to, 403, "this server is asked as localhost (Host), or give --host NAME");
        return false;
    }
    if (origin && !is_our_origin(d, origin)) {
        desk_refuse(to, 403, "pages of other origins may not ask this server");
        return false;
    }
    /* A link from elsewhere may lead to the page, but no script or picture to what it says. */
    if (site && strcmp(site, "cross-site") == 0 && strncmp(path, "/api/", 5) == 0) {
        desk_refuse(to, 403, "pages of other sites may not ask this server");
        return false;
    }
    if (!asks && !tells) {
        desk_refuse(to, 405, "GET, HEAD and POST are understood");
        return false;
    }
    if (tells && !is_token(d, token)) {
        desk_refuse(to, 401,
                    "this needs the token that bede serve printed, as header X-Bede-Token");
        return false;
    }
    return true;
}
