/* SPDX-License-Identifier: Apache-2.0 */
/* What the attributes of an element say: what it holds, who is named in it, that nobody sees it. */
#include "page_int.h"

#include <strings.h>

static bool is(bede_view v, const char *lower, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((v.s[i] | 32) != lower[i] && v.s[i] != lower[i])
            return false;
    return true;
}

void bd_attrs_of(const bd_token *t, bd_attrs *out) {
    *out = (bd_attrs){0};
    for (size_t i = t->n_attrs; i-- > 0;) { /* of two alike the first counts */
        bede_view k = t->attrs[i].name, v = t->attrs[i].value;
        switch (k.n) {
        case 2:
            if (is(k, "id", 2))
                out->id = v;
            break;
        case 3:
            if (is(k, "rel", 3))
                out->rel = v;
            break;
        case 4:
            if (is(k, "href", 4))
                out->href = v;
            else if (is(k, "role", 4))
                out->role = v;
            else if (is(k, "name", 4))
                out->name = v;
            else if (is(k, "type", 4))
                out->type = v;
            break;
        case 5:
            if (is(k, "class", 5))
                out->class = v;
            else if (is(k, "style", 5))
                out->style = v;
            else if (is(k, "title", 5))
                out->title = v;
            break;
        case 6: out->hidden |= is(k, "hidden", 6); break;
        case 7:
            if (is(k, "content", 7))
                out->content = v;
            out->pubdate |= is(k, "pubdate", 7);
            break;
        case 8:
            if (is(k, "itemprop", 8))
                out->itemprop = v;
            else if (is(k, "property", 8))
                out->property = v;
            else if (is(k, "datetime", 8))
                out->datetime = v;
            break;
        case 10:
            if (is(k, "http-equiv", 10))
                out->http_equiv = v;
            break;
        case 11:
            if (is(k, "data-testid", 11) && !out->component.n)
                out->component = v;
            break;
        case 14:
            if (is(k, "data-component", 14))
                out->component = v;
            break;
        default: break;
        }
    }
}

/* Does the value hold the word, letter case apart? */
static bool holds(bede_view v, const char *word) {
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= v.n; i++)
        if ((v.s[i] | 32) == word[0] && is(bd_view(v.s + i, n), word, n))
            return true;
    return false;
}

/* The pairs of letters of a value, letter case apart: a word with another pair is not in it. */
typedef struct pairs {
    uint64_t bits[16];
} pairs;

static unsigned pair_at(const char *s) {
    return (unsigned)(s[0] & 31) << 5 | (unsigned)(s[1] & 31);
}

static bool may_hold(const pairs *p, const char *word) {
    for (; word[1]; word++)
        if (!(p->bits[pair_at(word) >> 6] >> (pair_at(word) & 63) & 1))
            return false;
    return true;
}

static bool holds_any(bede_view v, const pairs *p, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (may_hold(p, words[i]) && holds(v, words[i]))
            return true;
    return false;
}
#define HOLDS(v, p, words) holds_any((v), (p), (words), sizeof(words) / sizeof *(words))

/* ---- class attributes ------------------------------------------------------------------------ */

enum { SAYS_AUTHOR = 1, SAYS_KICKER = 2, SAYS_HEADLINE = 4, SAYS_UNSEEN = 8, SAYS_DATE = 16 };

/* What a class says beside the hints of class_hint.c. */
static uint8_t sayings(bede_view v) {
    static const char *const authors[] = {
        "author",   "byline",    "autor",     "auteur",     "writer",      "reporter", "redakteur",
        "redactor", "username",  "submitted", "journalist", "verfasser",   "creator",  "posted-by",
        "postedby", "redattore", "forfatter", "skribent",   "kirjoittaja", "yazar"};
    static const char *const kickers[] = {
        "kicker",   "overline",   "roofline", "topline",    "dachzeile", "toptitle", "supertitle",
        "pretitle", "supratitle", "surtitle", "spitzmarke", "subtitle",  "subline",  "strapline",
        "eyebrow",  "antetitulo", "volanta",  "occhiello",  "surtitre",  "topic",    "category",
        "label",    "small",      "colon",    "badge",      "fake-h",    "emphasis", "sobretitulo",
        "rubrik",   "rubric",     "preheader"};
    static const char *const headlines[] = {"headline",   "entry-title",   "post-title",
                                            "posttitle",  "article-title", "article__title",
                                            "page-title", "story-title",   "article-heading",
                                            "news-title", "entry_title",   "articletitle"};
    static const char *const unseen[] = {"sr-only",           "visually-hidden", "visuallyhidden",
                                         "screen-reader",     "screenreader",    "sronly",
                                         "element-invisible", "hidecompletely",  "aural",
                                         "assistive",         "invisible",       "clip-text"};
    static const char *const dates[] = {"-date",   "date-",    "_date",       "date_",  "entrydate",
                                        "pubdate", "postdate", "published",   "fecha",  "timestamp",
                                        "datum",   "datetime", "articledate", "posted", "datepub"};
    pairs p = {{0}};
    for (size_t i = 0; i + 1 < v.n; i++)
        p.bits[pair_at(v.s + i) >> 6] |= (uint64_t)1 << (pair_at(v.s + i) & 63);
    bool date = HOLDS(v, &p, dates) || bd_view_is_nocase(v, "date") || bd_view_is_nocase(v, "time");
    return (uint8_t)((date ? SAYS_DATE : 0) | (HOLDS(v, &p, authors) ? SAYS_AUTHOR : 0) |
                     (HOLDS(v, &p, kickers) ? SAYS_KICKER : 0) |
                     (HOLDS(v, &p, headlines) ? SAYS_HEADLINE : 0) |
                     (HOLDS(v, &p, unseen) ? SAYS_UNSEEN : 0));
}

/* The same values come again and again on one page. */
static bd_hint_memo *memo_of(bd_markup *m, bede_view v) {
    uint64_t h = v.n, word;
    if (v.n > 400)
        v.n = 400;
    size_t i = 0;
    for (; i + 8 <= v.n; i += 8) {
        memcpy(&word, v.s + i, 8);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    for (word = 0; i < v.n; i++)
        word = word << 8 | (unsigned char)v.s[i];
    h = (h ^ word) * 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
    bd_hint_memo *memo = &m->memos[h % BD_PAGE_MEMOS];
    if (!memo->value.s || !bd_view_eq(memo->value, v)) {
        bede_block_kind kind = BEDE_BLOCK_OTHER;
        *memo = (bd_hint_memo){.value = bd_markup_copy(m, v)};
        memo->hint = (uint8_t)bd_page_class_hint(v, &kind, &memo->why);
        memo->kind = (uint8_t)kind;
    }
    return memo;
}

/* What the class says; asked several times of one element. */
static const bd_hint_memo *class_memo(bd_markup *m, bd_attrs *a) {
    if (!a->memo.value.s) {
        bd_hint_memo *memo = memo_of(m, a->class);
        if (!memo->said) /* of an id nobody asks */
            memo->says = sayings(memo->value), memo->said = true;
        a->memo = *memo;
    }
    return &a->memo;
}

static bool says(bd_markup *m, bd_attrs *a, uint8_t what) {
    return a->class.n && class_memo(m, a)->says & what;
}

static bool hidden(const bd_attrs *a) {
    if (a->hidden)
        return true;
    return a->style.n && (bd_view_find(a->style, "display:none", 0) != SIZE_MAX ||
                          bd_view_find(a->style, "display: none", 0) != SIZE_MAX);
}

void bd_attrs_judge(bd_markup *m, bd_node *nd, bd_attrs *a) {
    if (a->class.n)
        nd->label = class_memo(m, a)->value;
    else if (a->id.n)
        nd->label = memo_of(m, a->id)->value;
    const bede_view values[] = {a->itemprop, a->role, a->class, a->id, a->component};
    if (hidden(a))
        nd->flags |= BD_NODE_HIDDEN;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (!values[i].n)
            continue;
        const bd_hint_memo *memo = i == 2 ? class_memo(m, a) : memo_of(m, values[i]);
        if (memo->hint == BD_HINT_BODY)
            nd->flags |= BD_NODE_BODY;
        if (memo->hint == BD_HINT_LEAD)
            nd->flags |= BD_NODE_LEAD;
        if (memo->hint != BD_HINT_BAD)
            continue;
        if (memo->kind == BEDE_BLOCK_BYLINE && !holds(values[i], "meta"))
            nd->flags |= BD_NODE_AUTHOR;
        if (!nd->own)
            nd->own = (uint8_t)(1 + memo->kind), nd->own_why = memo->why;
    }
    if (bd_attrs_headline(m, a))
        nd->flags |= BD_NODE_HEADLINE;
}

/* Addresses of authors' pages. */
static bool author_page(bede_view href) {
    static const char *const folders[] = {
        "author/",  "authors/", "author=",   "autor/",      "autoren/",   "autores/",
        "autori/",  "auteur/",  "auteurs/",  "redakteur",   "journalist", "staff/",
        "profile/", "profil/",  "columnist", "contributor", "reporter",   "firmas/",
        "byline/",  "people/",  "user/",     "writers/",    "person/",    "korrespondent",
        "users/",   "autorzy/", "verfasser", "forfatter",   "yazar",      "author-",
        "autor-"};
    for (size_t i = 0; i + 6 < href.n; i++)
        if (href.s[i] == '/' || href.s[i] == '?')
            for (size_t k = 0; k < sizeof folders / sizeof *folders; k++)
                if (href.s[i + 1] == folders[k][0] &&
                    bd_view_starts(bd_view_part(href, i + 1, href.n), folders[k]))
                    return true;
    return false;
}

const char *bd_attrs_author(bd_markup *m, bd_attrs *a) {
    if ((a->rel.n && holds(a->rel, "author")) ||
        (a->itemprop.n &&
         (bd_view_is_nocase(a->itemprop, "author") || bd_view_is_nocase(a->itemprop, "creator"))))
        return "by:rel";
    if (says(m, a, SAYS_AUTHOR)) {
        const bd_hint_memo *memo = class_memo(m, a);
        if (memo->hint != BD_HINT_BAD || memo->kind == BEDE_BLOCK_BYLINE)
            return "by:class";
    }
    return a->href.n && author_page(a->href) ? "by:href" : NULL;
}

bool bd_attrs_kicker(bd_markup *m, bd_attrs *a) {
    return says(m, a, SAYS_KICKER) || hidden(a);
}

bool bd_attrs_headline(bd_markup *m, bd_attrs *a) {
    return (a->itemprop.n && bd_view_is_nocase(a->itemprop, "headline")) ||
           says(m, a, SAYS_HEADLINE);
}

bool bd_attrs_unseen(bd_markup *m, bd_attrs *a) {
    return says(m, a, SAYS_UNSEEN);
}

bool bd_attrs_date(bd_markup *m, bd_attrs *a) {
    return says(m, a, SAYS_DATE);
}
