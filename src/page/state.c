/* SPDX-License-Identifier: Apache-2.0 */
/* Pages whose markup is empty because a script fills it: the text stands in the JSON that the
 * script starts from. Taken is the longest string that reads like prose, or the list whose members
 * hold more of it than any string. */
#include "page_int.h"

#include <strings.h>

#define MAX_STATE (4u << 20)
#define MAX_DEPTH 40

typedef struct finder {
    bd_arena *arena;
    const bd_json *best; /* a string, or a list of things that hold strings */
    size_t best_bytes;
} finder;

/* Bytes of a string if it reads like prose: sentences, not addresses, styles or lists of words. */
static size_t prose_in(bede_view v) {
    size_t spaces = 0, stops = 0;
    if (v.n < 60 || !strncasecmp(v.s, "http", 4))
        return 0;
    for (size_t i = 0; i + 1 < v.n; i++) {
        spaces += v.s[i] == ' ';
        stops += (v.s[i] == '.' || v.s[i] == '?' || v.s[i] == '!') &&
                 (v.s[i + 1] == ' ' || v.s[i + 1] == '<' || v.s[i + 1] == '\\');
        if (v.s[i] == '{' || v.s[i] == '}')
            return 0;
    }
    stops += strchr(".!?>", v.s[v.n - 1]) != NULL;
    return spaces * 12 > v.n && spaces * 2 < v.n && stops ? v.n : 0;
}

/* Bytes of prose in the strings of a value, no deeper than its members' members. */
static size_t prose_under(const bd_json *v, int depth) {
    size_t n = 0;
    if (v->kind == BD_JSON_TEXT)
        return prose_in(v->text);
    for (const bd_json *k = v->child; k && depth < 3; k = k->next)
        n += prose_under(k, depth + 1);
    return n;
}

static void find(finder *f, const bd_json *v, int depth) {
    size_t n = v->kind == BD_JSON_TEXT   ? prose_in(v->text)
               : v->kind == BD_JSON_LIST ? prose_under(v, 0) / 10 * 9
                                         : 0;
    if (n > f->best_bytes)
        f->best = v, f->best_bytes = n;
    for (const bd_json *k = v->child; k && depth < MAX_DEPTH; k = k->next)
        find(f, k, depth + 1);
}

static bool ends_line(bede_view tag) {
    static const char *const list[] = {"p",   "br",         "/p",          "div", "/div", "li",
                                       "/li", "h2",         "/h2",         "h3",  "/h3",  "h4",
                                       "/h4", "blockquote", "/blockquote", "ul"};
    size_t n = 0;
    while (n < tag.n && tag.s[n] != ' ' && tag.s[n] != '>')
        n++;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (n == strlen(list[i]) && !strncasecmp(tag.s, list[i], n))
            return true;
    return false;
}

/* Markup inside a string to lines. */
static bede_view without_tags(bd_arena *a, bede_view v) {
    char *out = bd_arena_alloc(a, v.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++) {
        const char *end = v.s[i] == '<' ? memchr(v.s + i, '>', v.n - i) : NULL;
        if (!end) {
            out[n++] = v.s[i];
            continue;
        }
        size_t len = (size_t)(end - v.s) - i;
        if (ends_line(bd_view(v.s + i + 1, len)))
            out[n++] = '\n';
        i += len;
    }
    return bd_page_unescape(a, bd_view(out, n));
}

static void emit(bd_draft *d, const bd_json *v, int depth) {
    if (v->kind == BD_JSON_TEXT && prose_in(v->text)) {
        bede_view rest = without_tags(d->arena, bd_json_text(v)), line;
        while (bd_view_split(&rest, '\n', &line)) {
            line = bd_page_squeeze(d->arena, bd_utf8_clean(d->arena, line));
            if (line.n)
                bd_blocks_add(&d->blocks, BEDE_BLOCK_PARAGRAPH, line, NULL);
        }
    }
    for (const bd_json *k = v->child; k && depth < 4; k = k->next)
        emit(d, k, depth + 1);
}

bool bd_page_state(const bd_markup *m, bd_draft *d) {
    finder f = {.arena = d->arena};
    bede_view v;
    for (size_t i = 0; i < 8 && bd_markup_note(m, "state", i, &v); i++)
        if (v.n <= MAX_STATE)
            find(&f, bd_json_read(d->arena, v), 0);
    if (f.best_bytes < 200)
        return false;
    emit(d, f.best, 0);
    return true;
}
