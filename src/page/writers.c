/* SPDX-License-Identifier: Apache-2.0 */
/* Who wrote the article: metadata, elements that name authors, lines that begin with "By" in the
 * languages of the news. What names a person goes before what names an office, and an office before
 * the outlet itself. */
#include "writers.h"

#include <strings.h>

static bool starts_nocase(bede_view v, const char *z) {
    size_t n = strlen(z);
    return v.n >= n && !strncasecmp(v.s, z, n);
}

static bede_view cut(bede_view v, size_t n) {
    return bd_view_trim(bd_view_part(v, n, v.n));
}

/* One source's names: better than what is there? A fuller form of a name that is there counts. */
static void offer(bd_writers *w, bd_views *l) {
    int rank = bd_writers_rank(w, l);
    if (!l->n)
        return;
    bool fuller = w->best.n == 1 && bd_page_words(w->best.v[0]) == 1 && rank == 4 &&
                  bd_view_find(l->v[0], w->best.v[0].s, 0) != SIZE_MAX;
    if (rank > w->best_rank + (w->best_rank == 3) || !w->best.n || fuller) {
        w->best = *l;
        w->best_rank = rank;
    }
}

static bd_views list_of(const bd_writers *w) {
    return (bd_views){.arena = w->d->arena};
}

static void offer_notes(bd_writers *w) {
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
                                       "og:author",
                                       "author_name",
                                       "article_author",
                                       "page.author",
                                       "byline",
                                       "writer",
                                       "dable:author",
                                       "bt:author",
                                       "mediator_author",
                                       "vr:author",
                                       NULL};
    bede_view v;
    for (size_t i = 0; keys[i]; i++) {
        bd_views l = list_of(w);
        for (size_t k = 0; k < 8 && bd_markup_note(w->m, keys[i], k, &v); k++)
            bd_page_author_names(bd_page_tidy(w->d->arena, v), &l);
        bd_writers_option(w, &l, i ? BY_META_OTHER : BY_META, UINT32_MAX);
        offer(w, &l);
    }
}

/* twitter:label1 "Written by", twitter:data1 the name. */
static void offer_labelled(bd_writers *w) {
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
                bd_writers_option(w, &l, BY_LABELLED, UINT32_MAX);
                offer(w, &l);
                break;
            }
    }
}

/* What an element says that is an author for certain, though it does not look like a name. */
static void option_raw(bd_writers *w, bede_view v, int feature, uint32_t run) {
    bd_views l = list_of(w);
    bede_view name = bd_byline_bare(v);
    char c = name.n ? name.s[0] : '1';
    if (name.n < 3 || name.n > 40 || !(((c | 32) >= 'a' && (c | 32) <= 'z') || c & 0x80) ||
        bd_page_words(name) > 4 || bd_byline_label(name) ||
        bd_view_find(name, "://", 0) != SIZE_MAX)
        return;
    bd_views_add(&l, name);
    bd_writers_option(w, &l, feature, run);
    bd_writers_option(w, &l, BY_RAW, run);
}

/* Elements that name authors, nearest to the head of the article first. */
static void offer_elements(bd_writers *w, const char *key, int feature) {
    const bd_meta *it;
    bd_views l = list_of(w);
    uint32_t last = 0;
    for (size_t i = 0; i < 24 && (it = bd_markup_meta(w->m, key, i)); i++) {
        bd_views one = list_of(w);
        bede_view v;
        if (bd_writers_elsewhere(w, it->node, it->run))
            continue;
        v = bd_page_tidy(w->d->arena, bd_markup_value(w->m, it));
        bd_page_author_names(v, &one);
        bd_writers_option(w, &one, feature, it->run);
        if (!one.n && feature != BY_HREF)
            option_raw(w, v, feature, it->run);
        if (l.n && it->run > last + 4)
            continue;
        bd_page_author_names(v, &l);
        last = it->run;
    }
    bd_writers_option(w, &l, feature, UINT32_MAX);
    offer(w, &l);
}

/* Blocks that are named so. */
static void offer_blocks(bd_writers *w) {
    const bd_markup *m = w->m;
    uint32_t from = w->scene->from > 40 ? w->scene->from - 40 : 0;
    size_t tried = 0;
    for (uint32_t i = from; i < m->n_runs && i < w->scene->to + 12 && tried < 40; i++) {
        const bd_node *nd = &m->nodes[m->runs[i].node];
        bede_view v = bd_markup_run(m, &m->runs[i]);
        bool named = nd->tag == BD_TAG_ADDRESS || nd->flags & BD_NODE_AUTHOR ||
                     m->nodes[nd->parent].flags & BD_NODE_AUTHOR;
        if (!named || v.n > 100 || bd_writers_elsewhere(w, m->runs[i].node, i))
            continue;
        bd_views l = list_of(w);
        bd_page_author_names(bd_page_tidy(w->d->arena, v), &l);
        bd_writers_option(w, &l, BY_BLOCK, i);
        if (!l.n && v.n < 40)
            option_raw(w, v, BY_BLOCK, i);
        tried++;
        if (w->best_rank < 4)
            offer(w, &l);
    }
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
        if (bd_writers_bare(part) && next - i < v.n) {
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

static bool from_run(const bd_writers *w, uint32_t i, bd_views *l) {
    bede_view v = bd_page_tidy(w->d->arena, bd_markup_run(w->m, &w->m->runs[i]));
    if (bd_page_byline(v, l) || in_date_line(v, l) || bd_byline_amid(v, l))
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
static void offer_lines(bd_writers *w) {
    const bd_markup *m = w->m;
    const bd_scene *s = w->scene;
    uint32_t from = s->from > 25 ? s->from - 25 : 0,
             to = s->to + 12 < m->n_runs ? s->to + 12 : m->n_runs;
    uint32_t mid = s->first_prose == UINT32_MAX ? s->from : s->first_prose + 1;
    bool wanted = w->best_rank < 4;
    for (int behind = 0; behind < 2; behind++)
        for (uint32_t i = behind ? mid : from; i < (behind ? to : mid) && i < m->n_runs; i++) {
            bede_view v = bd_markup_run(m, &m->runs[i]);
            bool in = behind && s->last_prose != UINT32_MAX && i + 3 < s->last_prose;
            if (v.n > 160 || (in && v.n > 80) || bd_writers_elsewhere(w, m->runs[i].node, i))
                continue;
            bd_views l = list_of(w);
            int enough = explicit_label(v) && w->best_rank < 1 ? 3 : 4;
            bede_date day;
            size_t a, b;
            if (!from_run(w, i, &l))
                continue;
            bd_writers_option(w, &l,
                              !behind                  ? BY_LINE_OVER
                              : !in                    ? BY_LINE_UNDER
                              : i < s->first_prose + 8 ? BY_LINE_IN
                                                       : BY_LINE_AMID,
                              i);
            if (bd_page_find_date(v, &day, &a, &b))
                bd_writers_option(w, &l, BY_LINE_DATED, i);
            if (wanted && !in && i < s->to + 3 && bd_writers_rank(w, &l) >= enough)
                offer(w, &l);
        }
}

/* Beside others the house need not be named. */
static void without_house(const bd_writers *w, bd_views *to) {
    for (size_t i = 0; i < w->best.n; i++)
        if (w->best.n == 1 || w->best_rank < 3 || !bd_writers_house(w, w->best.v[i]))
            bd_views_add(to, w->best.v[i]);
}

void bd_page_authors(const bd_page *p, bd_draft *d, const bd_ld *ld, const bd_scene *scene) {
    bd_writers w = {.ld = ld, .m = p->markup, .d = d, .scene = scene, .best = {.arena = d->arena}};
    bd_views told = ld->authors, near = ld->near_authors, alone = {.arena = d->arena},
             rule = {.arena = d->arena};
    w.o = bd_arena_array(d->arena, BD_WRITER_LISTS, sizeof *w.o);
    w.lists = bd_arena_array(d->arena, BD_WRITER_LISTS, sizeof *w.lists);
    w.n = 1; /* nobody */
    bd_writers_option(&w, &told, BY_LD, UINT32_MAX);
    bd_writers_option(&w, &near, BY_LD_OTHER, UINT32_MAX);
    offer(&w, &told);
    offer_notes(&w);
    offer_labelled(&w);
    offer_elements(&w, "by:rel", BY_REL);
    offer_elements(&w, "by:class", BY_CLASS);
    offer_blocks(&w);
    offer_lines(&w);
    offer_elements(&w, "by:href", BY_HREF);
    if (ld->person.n)
        bd_page_author_names(ld->person, &alone);
    bd_writers_option(&w, &alone, BY_LD_PERSON, UINT32_MAX);
    if (w.best_rank < 3)
        offer(&w, &alone);
    bd_writers_more(&w);
    without_house(&w, &rule);
    bd_writers_weigh(p, &w, &rule);
}
