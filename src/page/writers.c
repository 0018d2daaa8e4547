/* SPDX-License-Identifier: Apache-2.0 */
/* Who wrote the article: metadata, elements that name authors, lines that begin with "By" in the
 * languages of the news. What names a person goes before what names an office, and an office before
 * the outlet itself. */
#include "page_int.h"

#include <strings.h>

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool digit(char c) {
    return c >= '0' && c <= '9';
}

static bool starts_nocase(bede_view v, const char *z) {
    size_t n = strlen(z);
    return v.n >= n && !strncasecmp(v.s, z, n);
}

static bede_view cut(bede_view v, size_t n) {
    return bd_view_trim(bd_view_part(v, n, v.n));
}

typedef struct writers {
    const bd_markup *m;
    bd_draft *d;
    const bd_scene *scene;
    bd_views best;
    int best_rank;
} writers;

/* The outlet's name, the site's, or the better part of either. */
static bool names_house(const writers *w, bede_view v) {
    char a[80], b[120];
    bede_view outlet = w->d->outlet;
    if ((outlet.n && bd_page_same(v, outlet)) || bd_page_names_site(v, w->d->url))
        return true;
    if (v.n < 5 || outlet.n < 4)
        return false;
    bede_view x = bd_view(a, bd_utf8_fold(v, a, sizeof a - 1)),
              y = bd_view(b, bd_utf8_fold(outlet, b, sizeof b - 1));
    a[x.n] = b[y.n] = 0;
    return bd_view_find(y, a, 0) == 0 || (bd_page_words(outlet) > 1 && bd_view_find(x, b, 0) == 0);
}

static bool generic(bede_view v) {
    static const char *const words[] = {
        "redaktion",  "redaction", "redacci",    "redazione",   "redactie", "redakcja",
        "newsroom",   "news desk", "editorial",  "staff",       "team",     "gmbh",
        " ag",        " e.v",      "verlag",     "agency",      "agencia",  "online",
        "magazin",    "press",     "media",      "news",        "stiftung", "verband",
        "verein",     "zeitung",   "volksblatt", "illustriert", "institut", "ministeri",
        "foundation", "universit", "university", "gazette",     "tribune",  "agence"};
    char buf[80];
    bede_view f = bd_view(buf, bd_utf8_fold(v, buf, sizeof buf));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (bd_view_find(f, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* What a login name or a sign looks like: "j.doe", "jdoe", "LN". */
static bool handle(bede_view v) {
    bool small = false;
    for (size_t i = 1; i < v.n; i++)
        small |= (v.s[i] >= 'a' && v.s[i] <= 'z') || v.s[i] & 0x80;
    return (!small && bd_page_words(v) < 2) || (!upper(v.s[0]) && !(v.s[0] & 0x80));
}

/* 4: persons with two names; 3: one name; 2: a login name; 1: an office; 0: the outlet or nothing.
 */
static int rank_of(const writers *w, const bd_views *l) {
    int best = 0;
    for (size_t i = 0; i < l->n; i++) {
        size_t words = bd_page_words(l->v[i]);
        int r = names_house(w, l->v[i]) ? 0
                : generic(l->v[i])      ? 1
                : words >= 2            ? 4
                : handle(l->v[i])       ? 2
                                        : 3;
        best = r > best ? r : best;
    }
    return best;
}

/* One source's names: better than what is there? A fuller form of a name that is there counts. */
static void offer(writers *w, bd_views *l) {
    int rank = rank_of(w, l);
    if (!l->n)
        return;
    bool fuller = w->best.n == 1 && bd_page_words(w->best.v[0]) == 1 && rank == 4 &&
                  bd_view_find(l->v[0], w->best.v[0].s, 0) != SIZE_MAX;
    if (rank > w->best_rank + (w->best_rank == 3) || !w->best.n || fuller) {
        w->best = *l;
        w->best_rank = rank;
    }
}

static bd_views list_of(const writers *w) {
    return (bd_views){.arena = w->d->arena};
}

static void offer_notes(writers *w) {
    static const char *const keys[] = {"author",
                                       "article:author",
                                       "dc.creator",
                                       "dc:creator",
                                       "byl",
                                       "parsely-author",
                                       "sailthru.author",
                                       "dcterms.creator",
                                       "citation_author",
                                       "article:author_name",
                                       "og:article:author",
                                       "cxenseparse:author",
                                       "shareaholic:article_author_name",
                                       "creator",
                                       "dc.contributor",
                                       "article.author",
                                       "rbauthors",
                                       "authors",
                                       "news_authors",
                                       "contentauthor",
                                       NULL};
    bede_view v;
    for (size_t i = 0; keys[i]; i++) {
        bd_views l = list_of(w);
        for (size_t k = 0; k < 8 && bd_markup_note(w->m, keys[i], k, &v); k++)
            bd_page_author_names(bd_page_tidy(w->d->arena, v), &l);
        offer(w, &l);
    }
}

/* twitter:label1 "Written by", twitter:data1 the name. */
static void offer_labelled(writers *w) {
    static const char *const words[] = {"written by",
                                        "verfasst von",
                                        "geschrieben von",
                                        "escrito por",
                                        ("\xc3\xa9"
                                         "crit par"),
                                        "scritto da",
                                        "geschreven door",
                                        "author",
                                        "autor",
                                        "napisane przez",
                                        "skrevet av",
                                        "skriven av",
                                        "por",
                                        "written",
                                        "par",
                                        "auteur"};
    static const char *const keys[][2] = {{"twitter:label1", "twitter:data1"},
                                          {"twitter:label2", "twitter:data2"}};
    bede_view label, v;
    for (size_t i = 0; i < 2; i++) {
        if (!bd_markup_note(w->m, keys[i][0], 0, &label) ||
            !bd_markup_note(w->m, keys[i][1], 0, &v))
            continue;
        label = bd_page_tidy(w->d->arena, label);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (starts_nocase(label, words[k])) {
                bd_views l = list_of(w);
                bd_page_author_names(bd_page_tidy(w->d->arena, v), &l);
                offer(w, &l);
                break;
            }
    }
}

static bool elsewhere(const writers *w, uint32_t node, uint32_t run) {
    return !bd_page_nearby(w->m, w->scene, node, run);
}

/* Elements that name authors, nearest to the head of the article first. */
static void offer_elements(writers *w, const char *key) {
    const bd_meta *it;
    bd_views l = list_of(w);
    uint32_t last = 0;
    for (size_t i = 0; i < 24 && (it = bd_markup_meta(w->m, key, i)); i++) {
        if (elsewhere(w, it->node, it->run) || (l.n && it->run > last + 4))
            continue;
        bd_page_author_names(bd_page_tidy(w->d->arena, bd_markup_value(w->m, it)), &l);
        last = it->run;
    }
    offer(w, &l);
}

/* Blocks that are named so. */
static void offer_blocks(writers *w) {
    const bd_markup *m = w->m;
    uint32_t from = w->scene->from > 40 ? w->scene->from - 40 : 0;
    for (uint32_t i = from; i < m->n_runs && i < w->scene->to + 12 && w->best_rank < 4; i++) {
        const bd_node *nd = &m->nodes[m->runs[i].node];
        bede_view v = bd_markup_run(m, &m->runs[i]);
        bool named = nd->flags & BD_NODE_AUTHOR || m->nodes[nd->parent].flags & BD_NODE_AUTHOR;
        if (!named || v.n > 100 || elsewhere(w, m->runs[i].node, i))
            continue;
        bd_views l = list_of(w);
        bd_page_author_names(bd_page_tidy(w->d->arena, v), &l);
        offer(w, &l);
    }
}

/* Two or three words, each with a capital: a name and nothing else. */
static bool bare_name(bede_view v) {
    size_t words = bd_page_words(v);
    if (words < 2 || words > 4 || v.n > 40 || !bd_byline_name(v) || bd_byline_label(v) ||
        generic(v))
        return false;
    for (size_t i = 0; i < v.n; i++) {
        bool start = i == 0 || v.s[i - 1] == ' ';
        if (digit(v.s[i]) || v.s[i] == ':' || v.s[i] == '&' || v.s[i] == ',' ||
            (start && !upper(v.s[i]) && !(v.s[i] & 0x80) && words == 2))
            return false;
    }
    return true;
}

/* "04.02.2022 | 13:10 | Name", "05.02.2020 - Editor: Name", "Posted on May 3 by Name". */
static bool in_date_line(bede_view v, bd_views *to) {
    static const char *const marks[] = {
        " | ", " \xe2\x80\xa2 ", " \xc2\xb7 ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " - ", "- ",
        " / "};
    static const char *const bys[] = {" by ",     " von ",  " par ",   " por ",     " door ",
                                      " Autor: ", " Von: ", " Text: ", " Author: ", " Autorin: "};
    size_t from, to_, at;
    bede_date date;
    if (v.n > 140 || !bd_page_find_date(v, &date, &from, &to_))
        return false;
    for (size_t k = 0; k < sizeof bys / sizeof *bys; k++)
        if ((at = bd_view_find(v, bys[k], 0)) != SIZE_MAX) {
            bede_view name = bd_page_tidy_name(bd_byline_cut(cut(v, at + strlen(bys[k]))));
            if (bd_byline_name(name) && bd_page_words(name) > 1) {
                bd_page_author_names(name, to);
                return true;
            }
        }
    for (size_t i = 0; i <= v.n;) { /* its parts */
        size_t next = v.n, len = 1;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
            if ((at = bd_view_find(v, marks[k], i)) < next)
                next = at, len = strlen(marks[k]);
        bede_view part = bd_view_trim(bd_view_part(v, i, next));
        if (bd_page_byline(part, to))
            return true;
        if (bare_name(part) && next - i < v.n) {
            bd_views_add(to, part);
            return true;
        }
        i = next + len;
    }
    return false;
}

/* A label that stands alone, the name in the next run. */
static bool labels_next(bede_view v) {
    static const char *const list[] = {"by",     "von",    "par",        "por",
                                       "autor",  "author", "autorin",    "auteur",
                                       "autore", "text",   "written by", "| by"};
    v = bd_view_trim(v);
    if (v.n && v.s[v.n - 1] == ':')
        v.n--;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (v.n == strlen(list[i]) && starts_nocase(v, list[i]))
            return true;
    return false;
}

static bool from_run(const writers *w, uint32_t i, bd_views *l) {
    bede_view v = bd_page_tidy(w->d->arena, bd_markup_run(w->m, &w->m->runs[i]));
    if (bd_page_byline(v, l) || in_date_line(v, l))
        return true;
    if (i == 0 || !labels_next(bd_markup_run(w->m, &w->m->runs[i - 1])))
        return false;
    bd_page_author_names(v, l);
    return l->n > 0;
}

/* A label that can only stand before an author, whatever the name looks like. */
static bool explicit_label(bede_view v) {
    static const char *const list[] = {"posted by ",    "written by ", "author:",
                                       "autor:",        "autorin:",    "geschrieben von ",
                                       "verfasst von ", "auteur",      "erstellt von ",
                                       "escrito por ",  "scritto da ", "publi\xc3\xa9 par "};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (starts_nocase(v, list[i]))
            return true;
    return false;
}

/* Lines that begin with "By" or hold a date and a name: over the text first, then behind it. */
static void offer_lines(writers *w) {
    const bd_markup *m = w->m;
    const bd_scene *s = w->scene;
    uint32_t from = s->from > 25 ? s->from - 25 : 0,
             to = s->to + 3 < m->n_runs ? s->to + 3 : m->n_runs;
    uint32_t mid = s->first_prose == UINT32_MAX ? s->from : s->first_prose + 1;
    for (int behind = 0; behind < 2; behind++)
        for (uint32_t i = behind ? mid : from; i < (behind ? to : mid) && i < m->n_runs; i++) {
            bede_view v = bd_markup_run(m, &m->runs[i]);
            if (v.n > 160 || elsewhere(w, m->runs[i].node, i) ||
                (behind && s->last_prose != UINT32_MAX && i + 3 < s->last_prose))
                continue;
            bd_views l = list_of(w);
            int enough = explicit_label(v) && w->best_rank < 1 ? 3 : 4;
            if (from_run(w, i, &l) && rank_of(w, &l) >= enough)
                offer(w, &l);
        }
}

/* Beside others the house need not be named. */
static void without_house(const writers *w, bd_views *to) {
    for (size_t i = 0; i < w->best.n; i++)
        if (w->best.n == 1 || w->best_rank < 3 || !names_house(w, w->best.v[i]))
            bd_views_add(to, w->best.v[i]);
}

void bd_page_authors(const bd_markup *m, bd_draft *d, const bd_ld *ld, const bd_scene *scene) {
    writers w = {.m = m, .d = d, .scene = scene, .best = {.arena = d->arena}};
    bd_views told = ld->authors, alone = {.arena = d->arena};
    offer(&w, &told);
    offer_notes(&w);
    offer_labelled(&w);
    offer_elements(&w, "by:rel");
    offer_elements(&w, "by:class");
    offer_blocks(&w);
    if (w.best_rank < 4)
        offer_lines(&w);
    offer_elements(&w, "by:href");
    if (ld->person.n)
        bd_page_author_names(ld->person, &alone);
    if (w.best_rank < 3)
        offer(&w, &alone);
    d->authors.n = 0;
    without_house(&w, &d->authors);
}
