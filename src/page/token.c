/* SPDX-License-Identifier: Apache-2.0 */
/* LEAD: this file must go again: see NOTE_FROM_LEAD.txt in the root of this worktree. */
/* HTML cut into tags and texts: one pass over the bytes, nothing copied, nothing allocated.
 *
 * It cuts as browsers do (comments, attributes with and without quotes, elements whose content is
 * no markup), and is milder where a page forgot to close something: what has no end in the whole
 * page is looked for once, not at every turn, so that time stays linear. */
#include "page_int.h"

#include <strings.h>

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

/* ---- names of elements ---------------------------------------------------------------------- */

static const struct tag_name {
    char name[11];
    uint8_t tag;
} tag_names[] = {
    {"a", BD_TAG_A},
    {"address", BD_TAG_ADDRESS},
    {"applet", BD_TAG_SKIP},
    {"area", BD_TAG_VOID},
    {"article", BD_TAG_ARTICLE},
    {"aside", BD_TAG_ASIDE},
    {"audio", BD_TAG_AUDIO},
    {"base", BD_TAG_VOID},
    {"blockquote", BD_TAG_QUOTE},
    {"body", BD_TAG_BODY},
    {"br", BD_TAG_BR},
    {"button", BD_TAG_SKIP},
    {"canvas", BD_TAG_SKIP},
    {"col", BD_TAG_VOID},
    {"dd", BD_TAG_DD},
    {"details", BD_TAG_BLOCK},
    {"dialog", BD_TAG_BLOCK},
    {"div", BD_TAG_DIV},
    {"center", BD_TAG_DIV},
    {"dl", BD_TAG_DL},
    {"dt", BD_TAG_DT},
    {"embed", BD_TAG_VOID},
    {"figcaption", BD_TAG_CAPTION},
    {"caption", BD_TAG_CAPTION},
    {"figure", BD_TAG_FIGURE},
    {"footer", BD_TAG_FOOTER},
    {"form", BD_TAG_FORM},
    {"fieldset", BD_TAG_FORM},
    {"frameset", BD_TAG_BLOCK},
    {"h1", BD_TAG_H1},
    {"h2", BD_TAG_H2},
    {"h3", BD_TAG_H3},
    {"h4", BD_TAG_H4},
    {"h5", BD_TAG_H5},
    {"h6", BD_TAG_H6},
    {"head", BD_TAG_HEAD},
    {"header", BD_TAG_HEADER},
    {"hgroup", BD_TAG_BLOCK},
    {"hr", BD_TAG_HR},
    {"html", BD_TAG_HTML},
    {"iframe", BD_TAG_RAW},
    {"img", BD_TAG_IMG},
    {"input", BD_TAG_VOID},
    {"li", BD_TAG_LI},
    {"link", BD_TAG_LINK},
    {"main", BD_TAG_MAIN},
    {"meta", BD_TAG_META},
    {"nav", BD_TAG_NAV},
    {"menu", BD_TAG_NAV},
    {"noembed", BD_TAG_RAW},
    {"noframes", BD_TAG_RAW},
    {"noscript", BD_TAG_NOSCRIPT},
    {"object", BD_TAG_SKIP},
    {"ol", BD_TAG_OL},
    {"p", BD_TAG_P},
    {"param", BD_TAG_VOID},
    {"pre", BD_TAG_PRE},
    {"rp", BD_TAG_SKIP},
    {"rt", BD_TAG_SKIP},
    {"script", BD_TAG_SCRIPT},
    {"section", BD_TAG_SECTION},
    {"select", BD_TAG_SKIP},
    {"small", BD_TAG_SMALL},
    {"source", BD_TAG_VOID},
    {"style", BD_TAG_RAW},
    {"svg", BD_TAG_SKIP},
    {"table", BD_TAG_TABLE},
    {"tbody", BD_TAG_ROWS},
    {"td", BD_TAG_TD},
    {"template", BD_TAG_SKIP},
    {"textarea", BD_TAG_RAW},
    {"tfoot", BD_TAG_ROWS},
    {"th", BD_TAG_TH},
    {"thead", BD_TAG_ROWS},
    {"time", BD_TAG_TIME},
    {"title", BD_TAG_TITLE},
    {"tr", BD_TAG_TR},
    {"track", BD_TAG_VOID},
    {"ul", BD_TAG_UL},
    {"dir", BD_TAG_UL},
    {"video", BD_TAG_VIDEO},
    {"wbr", BD_TAG_VOID},
    {"xmp", BD_TAG_RAW},
};

enum { N_TAG_NAMES = sizeof tag_names / sizeof *tag_names };

/* Names as numbers: no two of the list have the first seven letters and the length alike. */
static uint64_t packed(const char *s, size_t n) {
    uint64_t x = n < 255 ? n : 255;
    for (size_t i = 0; i < n && i < 7; i++)
        x = x << 8 | (unsigned char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
    return x;
}

static size_t slot_of(uint64_t key) {
    return (size_t)((key * 0x9E3779B97F4A7C15u) >> 56);
}

void bd_tags_init(bd_tags *t) {
    *t = (bd_tags){0};
    for (size_t i = 0; i < N_TAG_NAMES; i++) {
        uint64_t key = packed(tag_names[i].name, strlen(tag_names[i].name));
        size_t s = slot_of(key);
        while (t->key[s])
            s = (s + 1) & 255;
        t->key[s] = key;
        t->tag[s] = tag_names[i].tag;
    }
}

const char *bd_tag_name(bd_tag tag) {
    for (size_t i = 0; i < N_TAG_NAMES; i++)
        if (tag_names[i].tag == tag)
            return tag_names[i].name;
    return tag == BD_TAG_OTHER ? "page" : "span";
}

static bd_tag tag_of(const bd_tags *t, uint64_t key, bede_view name) {
    for (size_t s = slot_of(key); t->key[s]; s = (s + 1) & 255)
        if (t->key[s] == key)
            return t->tag[s];
    /* Custom elements are boxes. */
    return memchr(name.s, '-', name.n) ? BD_TAG_DIV : BD_TAG_INLINE;
}

/* ---- tags ------------------------------------------------------------------------------------ */

void bd_html_open(bd_html *h, bede_view v, const bd_tags *tags) {
    *h = (bd_html){.s = v.s, .p = v.s, .end = v.s + v.n, .tags = tags};
}

/* The next `c` from p, NULL if there is none in the whole rest; that is remembered. */
static const char *next(bd_html *h, const char *p, char c, bool *none) {
    const char *q = *none || p >= h->end ? NULL : memchr(p, c, (size_t)(h->end - p));
    if (!q)
        *none = true;
    return q;
}

static const char *value(bd_html *h, const char *p, bede_view *out) {
    if (p < h->end && (*p == '"' || *p == '\'')) {
        const char *q = next(h, p + 1, *p, *p == '"' ? &h->no_double : &h->no_single);
        if (q) {
            *out = bd_view(p + 1, (size_t)(q - p - 1));
            return q + 1;
        }
        p++; /* never closed: as if without quotes */
    }
    const char *from = p;
    while (p < h->end && !space(*p) && *p != '>')
        p++;
    *out = bd_view(from, (size_t)(p - from));
    return p;
}

/* Attributes up to the '>', which is passed. */
static void attributes(bd_html *h, bd_token *t) {
    const char *p = h->p;
    t->n_attrs = 0, t->closed = false;
    while (p < h->end) {
        while (p < h->end && (space(*p) || *p == '/'))
            t->closed = *p++ == '/';
        if (p >= h->end || *p == '>')
            break;
        t->closed = false;
        bd_attr a = {bd_view(p, 0), bd_view(p, 0)};
        p++; /* a '=' in front belongs to the name */
        while (p < h->end && !space(*p) && *p != '/' && *p != '>' && *p != '=')
            p++;
        a.name.n = (size_t)(p - a.name.s);
        const char *q = p;
        while (q < h->end && space(*q))
            q++;
        if (q < h->end && *q == '=') {
            q++;
            while (q < h->end && space(*q))
                q++;
            p = value(h, q, &a.value);
        }
        if (t->n_attrs < BD_PAGE_MAX_ATTRS)
            t->attrs[t->n_attrs++] = a;
    }
    h->p = p < h->end ? p + 1 : h->end;
}

/* Past "<!...>", "<?...>", "</3>", comments. */
static void skip_declaration(bd_html *h) {
    const char *p = h->p, *q;
    if (h->end - p >= 4 && !memcmp(p, "<!--", 4)) {
        for (q = p + 4; (q = next(h, q, '>', &h->no_comment_end)); q++) {
            if ((q[-1] == '-' && q[-2] == '-') || (q[-1] == '!' && q[-2] == '-' && q[-3] == '-')) {
                h->p = q + 1;
                return;
            }
        }
    }
    q = next(h, p, '>', &h->no_close);
    h->p = q ? q + 1 : h->end;
}

static void name_of(bd_html *h, const char *from, bd_token *t) {
    const char *p = from;
    while (p < h->end && !space(*p) && *p != '/' && *p != '>')
        p++;
    bede_view name = bd_view(from, (size_t)(p - from));
    t->name = packed(name.s, name.n);
    t->tag = tag_of(h->tags, t->name, name);
    h->p = p;
}

/* The content of an element whose content is no markup, up to its end tag, which is passed. */
static void raw_content(bd_html *h, bd_token *t, bede_view name) {
    const char *p = h->p;
    t->text = bd_view(p, 0);
    for (size_t i = 0; i < h->n_no_raw_end; i++)
        if (h->no_raw_end[i] == t->name)
            return; /* never closed: what follows is read as markup */
    for (; p + name.n + 2 <= h->end; p++) {
        p = memchr(p, '<', (size_t)(h->end - p));
        if (!p || p + name.n + 2 > h->end)
            break;
        if (p[1] == '/' && !strncasecmp(p + 2, name.s, name.n) &&
            (p + 2 + name.n == h->end || !letter(p[2 + name.n]))) {
            t->text.n = (size_t)(p - t->text.s);
            p = memchr(p, '>', (size_t)(h->end - p));
            h->p = p ? p + 1 : h->end;
            return;
        }
    }
    if (h->n_no_raw_end < sizeof h->no_raw_end / sizeof *h->no_raw_end)
        h->no_raw_end[h->n_no_raw_end++] = t->name;
    if (t->tag == BD_TAG_SCRIPT) /* to the end of the page; the others are only forgotten */
        t->text.n = (size_t)(h->end - t->text.s), h->p = h->end;
}

static bd_token_kind open_tag(bd_html *h, bd_token *t) {
    const char *from = h->p + 1;
    name_of(h, from, t);
    bede_view name = bd_view(from, (size_t)(h->p - from));
    attributes(h, t);
    t->text = (bede_view){0};
    if (!t->closed && (t->tag == BD_TAG_SCRIPT || t->tag == BD_TAG_RAW || t->tag == BD_TAG_TITLE))
        raw_content(h, t, name);
    return BD_TOKEN_OPEN;
}

/* Inside <svg> a <title> or <style> is one like any other; outside it is cheaper not to know. */
bd_token_kind bd_html_next(bd_html *h, bd_token *t) {
    while (h->p < h->end) {
        const char *p = h->p;
        if (*p == '<' && p + 1 < h->end) {
            if (letter(p[1]))
                return open_tag(h, t);
            if (p[1] == '/' && p + 2 < h->end && letter(p[2])) {
                name_of(h, p + 2, t);
                t->closed = false;
                const char *q = next(h, h->p, '>', &h->no_close);
                h->p = q ? q + 1 : h->end;
                return BD_TOKEN_CLOSE;
            }
            if (p[1] == '!' || p[1] == '?' || p[1] == '/') {
                skip_declaration(h);
                continue;
            }
        }
        const char *q = memchr(p + 1, '<', (size_t)(h->end - p - 1));
        h->p = q ? q : h->end;
        t->text = bd_view(p, (size_t)(h->p - p));
        return BD_TOKEN_TEXT;
    }
    return BD_TOKEN_END;
}

bool bd_token_attr(const bd_token *t, const char *name, bede_view *out) {
    for (size_t i = 0; i < t->n_attrs; i++)
        if (bd_view_is_nocase(t->attrs[i].name, name)) {
            *out = t->attrs[i].value;
            return true;
        }
    return false;
}
