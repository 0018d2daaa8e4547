/* SPDX-License-Identifier: Apache-2.0 */
/* JSON as pages carry it: read leniently into a small tree in the arena.
 *
 * Raw line breaks in strings, comments, trailing commas and a missing end are common in what
 * editors paste into templates; none of them makes the rest worthless. Depth and number of values
 * are bounded. */
#include "page_int.h"

#define MAX_DEPTH 48
#define MAX_VALUES 60000

typedef struct parser {
    bd_arena *arena;
    const char *p, *end;
    size_t values;
} parser;

static void blanks(parser *j) {
    while (j->p < j->end) {
        if ((unsigned char)*j->p <= ' ') {
            j->p++;
        } else if (j->end - j->p > 1 && j->p[0] == '/' && j->p[1] == '*') {
            size_t at = bd_view_find(bd_view(j->p, (size_t)(j->end - j->p)), "*/", 2);
            j->p = at == SIZE_MAX ? j->end : j->p + at + 2;
        } else {
            return;
        }
    }
}

/* The raw text of a string, behind its first quote, which may be the last. */
static bede_view string(parser *j) {
    const char *from = j->p;
    while (j->p < j->end && *j->p != '"')
        j->p += *j->p == '\\' && j->p + 1 < j->end ? 2 : 1;
    bede_view v = bd_view(from, (size_t)(j->p - from));
    if (j->p < j->end)
        j->p++;
    return v;
}

static bd_json *add(parser *j, bd_json *up, bd_json **last, bede_view key) {
    bd_json *v = bd_arena_alloc(j->arena, sizeof *v);
    v->key = key;
    if (*last)
        (*last)->next = v;
    else
        up->child = v;
    *last = v;
    j->values++;
    return v;
}

/* A string, a number, true: the value at j->p. */
static void scalar(parser *j, bd_json *out) {
    if (*j->p == '"') {
        j->p++;
        out->kind = BD_JSON_TEXT;
        out->text = string(j);
        return;
    }
    const char *from = j->p;
    while (j->p < j->end && !strchr(",]}\"{[", *j->p) && (unsigned char)*j->p > ' ')
        j->p++;
    if (j->p == from)
        j->p++; /* what is no JSON at all is passed */
    out->kind = BD_JSON_OTHER;
    out->text = bd_view(from, (size_t)(j->p - from));
}

typedef struct level {
    bd_json *node, *last;
} level;

static void fill(parser *j, bd_json *root) {
    level stack[MAX_DEPTH];
    size_t depth = 0;
    stack[0] = (level){root, NULL};
    for (blanks(j); j->p < j->end && j->values < MAX_VALUES; blanks(j)) {
        level *top = &stack[depth];
        bede_view key = {0};
        char c = *j->p;
        if (c == ',' || c == ';' || c == ':') {
            j->p++;
            continue;
        }
        if (c == '}' || c == ']') {
            j->p++;
            depth -= depth > 0;
            continue;
        }
        if (top->node->kind == BD_JSON_OBJECT && c == '"') {
            j->p++;
            key = string(j);
            blanks(j);
            if (j->p >= j->end || *j->p != ':')
                continue;
            j->p++;
            blanks(j);
            if (j->p >= j->end)
                return;
            c = *j->p;
        }
        bd_json *v = add(j, top->node, &top->last, key);
        if (c != '{' && c != '[') {
            scalar(j, v);
            continue;
        }
        v->kind = c == '{' ? BD_JSON_OBJECT : BD_JSON_LIST;
        j->p++;
        if (depth + 1 == MAX_DEPTH)
            return;
        stack[++depth] = (level){v, NULL};
    }
}

bd_json *bd_json_read(bd_arena *a, bede_view text) {
    parser j = {.arena = a, .p = text.s, .end = text.s + text.n};
    bd_json *root = bd_arena_alloc(a, sizeof *root);
    root->kind = BD_JSON_LIST;
    fill(&j, root);
    return root;
}

const bd_json *bd_json_get(const bd_json *o, const char *key) {
    if (o && o->kind == BD_JSON_OBJECT)
        for (const bd_json *v = o->child; v; v = v->next)
            if (bd_view_is(v->key, key))
                return v;
    return NULL;
}

static int hex4(const char *s) {
    int x = 0;
    for (int i = 0; i < 4; i++) {
        char c = s[i];
        int d = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
        if (d < 0)
            return -1;
        x = x * 16 + d;
    }
    return x;
}

/* "\u00e9" at s; a pair of surrogates is one character. Bytes used. */
static size_t escaped_unit(const char *s, size_t n, int32_t *cp) {
    int hi = n >= 6 ? hex4(s + 2) : -1, lo;
    if (hi < 0)
        return 0;
    *cp = hi;
    if (hi >= 0xD800 && hi < 0xDC00 && n >= 12 && s[6] == '\\' && s[7] == 'u' &&
        (lo = hex4(s + 8)) >= 0xDC00 && lo < 0xE000) {
        *cp = 0x10000 + ((hi - 0xD800) << 10) + (lo - 0xDC00);
        return 12;
    }
    if (hi >= 0xD800 && hi < 0xE000)
        *cp = 0xFFFD;
    return 6;
}

bede_view bd_json_text(bd_arena *a, const bd_json *v) {
    if (!v || v->kind != BD_JSON_TEXT)
        return (bede_view){0};
    bede_view t = v->text;
    if (!t.n || !memchr(t.s, '\\', t.n))
        return t;
    char *out = bd_arena_alloc(a, t.n + 4);
    size_t n = 0;
    for (size_t i = 0; i < t.n;) {
        int32_t cp;
        size_t used;
        if (t.s[i] != '\\' || i + 1 == t.n) {
            out[n++] = t.s[i++];
            continue;
        }
        char c = t.s[i + 1];
        if (c == 'u' && (used = escaped_unit(t.s + i, t.n - i, &cp))) {
            n += bd_utf8_put(cp, out + n);
            i += used;
            continue;
        }
        out[n++] = c == 'n' || c == 'r' ? '\n' : c == 't' ? ' ' : c == 'b' || c == 'f' ? ' ' : c;
        i += 2;
    }
    return bd_view(out, n);
}
