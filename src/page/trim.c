/* SPDX-License-Identifier: Apache-2.0 */
/* What a page holds that is neither text nor metadata, cut out before it is parsed: comments,
 * styles, drawings, scripts without data. It is half of an average page, and parsing it takes as
 * long as all the rest. One pass; what is never closed is left to the parser. */
#include "page_int.h"

#include <strings.h>

enum { COMMENT, STYLE, SVG, SCRIPT, KINDS };
static const char *const opens[KINDS] = {"<!--", "<style", "<svg", "<script"};
static const char *const closes[KINDS] = {"-->", "</style>", "</svg>", "</script>"};

static bool at(const char *p, const char *end, const char *z) {
    size_t n = strlen(z);
    return (size_t)(end - p) >= n && !strncasecmp(p, z, n);
}

static int kind_at(const char *p, const char *end) {
    for (int k = 0; k < KINDS; k++)
        if (at(p, end, opens[k])) {
            char next = k == COMMENT || p + strlen(opens[k]) == end ? '>' : p[strlen(opens[k])];
            return next == '>' || next == ' ' || (next >= '\t' && next <= '\r') ? k : -1;
        }
    return -1;
}

/* Behind the end of what begins at p; NULL if it has none. */
static const char *end_of(const char *p, const char *end, int kind) {
    const char *z = closes[kind];
    for (; (p = memchr(p, z[0], (size_t)(end - p))); p++)
        if (at(p, end, z))
            return p + strlen(z);
    return NULL;
}

/* JSON, or the state that a page's script starts from. */
static bool has_data(bede_view script) {
    const char *close = memchr(script.s, '>', script.n);
    size_t head = close ? (size_t)(close - script.s) : script.n;
    if (bd_view_find(bd_view(script.s, head), "json", 0) != SIZE_MAX)
        return true;
    return script.n > 2000 &&
           bd_view_find(bd_view(script.s, head + 200 < script.n ? head + 200 : script.n), "window.",
                        head) != SIZE_MAX;
}

/* The parser compares every attribute of an element with all before it: an element with more than
 * any page has is cut behind these. Goes through the tag at p; *cut is where it has too many, NULL;
 * gives back its end. */
static const char *walk_tag(const char *p, const char *end, const char **cut) {
    enum { MOST = 512 };
    unsigned attrs = 0;
    bool value = false,
         inside = true; /* a value may begin; inside a name or value without quotes */
    *cut = NULL;
    for (p++; p < end && *p != '>'; p++) {
        if (*p == ' ' || (*p >= '\t' && *p <= '\r') || *p == '/') {
            inside = false;
        } else if (*p == '=') {
            value = inside = true;
        } else if (value && (*p == '"' || *p == '\'')) {
            p = memchr(p + 1, *p, (size_t)(end - p - 1));
            if (!p)
                return end;
            value = inside = false;
        } else {
            if (!inside && !value && ++attrs == MOST)
                *cut = p;
            inside = true;
            value = false;
        }
    }
    return p;
}

static bool is_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bede_view bd_page_trim(bd_arena *a, bede_view html) {
    const char *walked = html.s, *cut;
    char *out = bd_arena_alloc(a, html.n + 1);
    size_t n = 0;
    const char *p = html.s, *end = html.s + html.n, *q;
    bool none[KINDS] = {false}; /* ... closes in the rest of the page */
    while (p < end) {
        q = memchr(p + 1, '<', (size_t)(end - p - 1));
        q = q ? q : end;
        if (*p == '<' && p >= walked && p + 1 < end && is_letter(p[1])) {
            walked = walk_tag(p, end, &cut);
            if (cut) {
                memcpy(out + n, p, (size_t)(cut - p));
                n += (size_t)(cut - p);
                p = walked;
                continue;
            }
        }
        int kind = *p == '<' ? kind_at(p, end) : -1;
        const char *behind = kind >= 0 && !none[kind] ? end_of(p, end, kind) : NULL;
        if (kind >= 0 && !behind)
            none[kind] = true;
        if (behind && kind == SCRIPT && has_data(bd_view(p, (size_t)(behind - p)))) {
            memcpy(out + n, p, (size_t)(behind - p));
            n += (size_t)(behind - p);
        } else if (!behind) {
            memcpy(out + n, p, (size_t)(q - p));
            n += (size_t)(q - p);
            p = q;
            continue;
        }
        p = behind;
    }
    return bd_view(out, n);
}
