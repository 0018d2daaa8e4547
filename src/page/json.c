/* SPDX-License-Identifier: Apache-2.0 */
/* JSON as pages carry it, read by jansson into a small tree in the arena.
 *
 * Raw line breaks in strings, trailing commas, comments and a semicolon at the end are common in
 * what editors paste into templates; they are mended first. Depth and number of values are bounded.
 */
#include "page_int.h"

#include <jansson.h>

#define MAX_DEPTH 48
#define MAX_VALUES 60000

static void release(void *json) {
    json_decref(json);
}

static bool blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Control characters to blanks, comments and commas before a closing bracket away. */
static bede_view mended(bd_arena *a, bede_view v) {
    char *out = bd_arena_alloc(a, v.n + 1);
    size_t n = 0;
    bool quoted = false;
    for (size_t i = 0; i < v.n; i++) {
        char c = (unsigned char)v.s[i] < 0x20 ? ' ' : v.s[i];
        if (quoted && c == '\\' && i + 1 < v.n) {
            out[n++] = c;
            c = (unsigned char)v.s[++i] < 0x20 ? 'n' : v.s[i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == '/' && i + 1 < v.n && v.s[i + 1] == '*') {
            size_t end = bd_view_find(v, "*/", i + 2);
            i = end == SIZE_MAX ? v.n : end + 1;
            continue;
        } else if (!quoted && (c == '}' || c == ']')) {
            while (n && (out[n - 1] == ',' || blank(out[n - 1])))
                n--;
        }
        out[n++] = c;
    }
    return bd_view(out, n);
}

static void fill(bd_arena *a, bd_json *to, const json_t *from, int depth, size_t *left);

static bd_json *add(bd_arena *a, bd_json *up, bd_json *last, bede_view key, const json_t *from,
                    int depth, size_t *left) {
    bd_json *v = bd_arena_alloc(a, sizeof *v);
    v->key = key;
    if (last)
        last->next = v;
    else
        up->child = v;
    fill(a, v, from, depth, left);
    return v;
}

static void fill(bd_arena *a, bd_json *to, const json_t *from, int depth, size_t *left) {
    bd_json *last = NULL;
    if (json_is_string(from)) {
        to->kind = BD_JSON_TEXT;
        to->text = bd_view(json_string_value(from), json_string_length(from));
    } else if (json_is_array(from)) {
        to->kind = BD_JSON_LIST;
        for (size_t i = 0; i < json_array_size(from) && depth < MAX_DEPTH && *left; i++, --*left)
            last = add(a, to, last, (bede_view){0}, json_array_get(from, i), depth + 1, left);
    } else if (json_is_object(from)) {
        to->kind = BD_JSON_OBJECT;
        json_t *o = (json_t *)(uintptr_t)from;
        for (void *it = json_object_iter(o); it && depth < MAX_DEPTH && *left;
             it = json_object_iter_next(o, it)) {
            --*left;
            last = add(a, to, last, bd_view_z(json_object_iter_key(it)), json_object_iter_value(it),
                       depth + 1, left);
        }
    }
}

bd_json *bd_json_read(bd_arena *a, bede_view text) {
    bd_json *root = bd_arena_alloc(a, sizeof *root);
    size_t left = MAX_VALUES;
    root->kind = BD_JSON_LIST;
    bede_view v = mended(a, text);
    json_t *json = json_loadb(v.s, v.n, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
    if (json) {
        bd_arena_defer(a, release, json);
        (void)add(a, root, NULL, (bede_view){0}, json, 0, &left);
    }
    return root;
}

const bd_json *bd_json_get(const bd_json *o, const char *key) {
    if (o && o->kind == BD_JSON_OBJECT)
        for (const bd_json *v = o->child; v; v = v->next)
            if (bd_view_is(v->key, key))
                return v;
    return NULL;
}

bede_view bd_json_text(const bd_json *v) {
    return v && v->kind == BD_JSON_TEXT ? v->text : (bede_view){0};
}
