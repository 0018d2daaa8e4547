/* SPDX-License-Identifier: Apache-2.0 */
/* Which runs of an HTML page are the article.
 *
 * Every run gets a value: its length if it reads like prose, less than nothing if it is a bunch of
 * links, nothing if an element around it says that it is clutter. The article is the element whose
 * runs have the highest sum: small enough to leave the menus outside, large enough to hold all the
 * prose. Inside it each run is labelled by its own evidence. */
#include "page_int.h"

#include <stdlib.h>

typedef struct sifter {
    bd_markup *m;
    bd_draft *d;
    const bd_ld *ld;
    int64_t *value;                   /* prefix sums over runs: n_runs + 1 */
    int64_t *prose;                   /* the same of prose bytes, whatever stands around them */
    uint32_t best;                    /* the article's element */
    uint32_t from, to;                /* its runs */
    uint32_t first_prose, last_prose; /* of its runs */
    uint32_t headline;                /* the run of the headline over it; UINT32_MAX: none */
} sifter;

enum { RUN_SHORT, RUN_PROSE, RUN_LINKS };

static bede_view text_of(const sifter *s, uint32_t i) {
    return bd_markup_run(s->m, &s->m->runs[i]);
}
static bd_node *node_of(const sifter *s, uint32_t i) {
    return &s->m->nodes[s->m->runs[i].node];
}

static bool is_heading(uint8_t tag) {
    return tag >= BD_TAG_H1 && tag <= BD_TAG_H6;
}
/* A heading element that holds a whole paragraph is misused. */
static bool heads(const sifter *s, uint32_t i) {
    bede_view v = text_of(s, i);
    return is_heading(node_of(s, i)->tag) && !(v.n > 140 && bd_page_ends_sentence(v)) && v.n < 400;
}

/* Punctuation that prose has and menus have not; scripts without spaces count too. */
static size_t marks_in(bede_view v) {
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++) {
        char c = v.s[i];
        if ((c == ',' || c == '.' || c == ';' || c == '!' || c == '?' || c == ':') &&
            (i + 1 == v.n || v.s[i + 1] == ' '))
            n++;
        else if (i + 2 < v.n && !memcmp(v.s + i, "\xe3\x80", 2) &&
                 (v.s[i + 2] == '\x82' || v.s[i + 2] == '\x81'))
            n += 2;
        else if (i + 2 < v.n && !memcmp(v.s + i, "\xef\xbc\x8c", 3))
            n += 2;
    }
    return n;
}

static void rate(sifter *s) {
    bd_markup *m = s->m;
    for (uint32_t i = 0; i < m->n_runs; i++) {
        bd_run *r = &m->runs[i];
        bede_view v = text_of(s, i);
        int64_t prose = 0;
        if (r->link * 10 > v.n * 5)
            r->kind = RUN_LINKS;
        else if (!heads(s, i) && ((v.n >= 80 && marks_in(v) >= 1) || v.n >= 160 ||
                                  (v.n >= 40 && bd_page_ends_sentence(v))))
            r->kind = RUN_PROSE;
        else
            r->kind = RUN_SHORT;
        if (r->kind == RUN_PROSE)
            prose = (int64_t)v.n - 2 * (int64_t)r->link;
        s->prose[i + 1] = s->prose[i] + (prose > 0 ? prose : 0);
    }
}

/* Does the element's name count against it? Not if it holds most of the page's prose: then it is a
 * layout. Under `lenient` names of classes hardly count at all. */
static bool stays_bad(const sifter *s, const bd_node *nd, bool lenient) {
    int64_t all = s->prose[s->m->n_runs], here = s->prose[nd->end] - s->prose[nd->first];
    if (!nd->own || nd->tag == BD_TAG_NAV || nd->tag == BD_TAG_FOOTER)
        return nd->own;
    if (nd->own == 1 + BEDE_BLOCK_COMMENT)
        return here * 10 <= all * 8;
    if (lenient)
        return here < 200;
    return here * 10 <= all * 4 || here <= 200;
}

static void settle_bad(sifter *s, bool lenient) {
    bd_markup *m = s->m;
    int64_t all = s->prose[m->n_runs];
    for (uint32_t i = 1; i < m->n_nodes; i++) {
        bd_node *nd = &m->nodes[i];
        const bd_node *up = &m->nodes[nd->parent];
        bool bad = stays_bad(s, nd, lenient);
        nd->bad = bad ? nd->own : 0, nd->why = bad ? nd->own_why : NULL;
        if ((nd->flags & BD_NODE_HIDDEN) && !nd->bad &&
            (s->prose[nd->end] - s->prose[nd->first]) * 2 <= all)
            nd->bad = 1 + BEDE_BLOCK_OTHER, nd->why = "hidden by its style";
        if (up->bad) /* parents come first: what they are, all in them is */
            nd->bad = up->bad, nd->why = up->why;
        if (up->tag == BD_TAG_FIGURE || up->tag == BD_TAG_CAPTION || is_heading(up->tag))
            nd->tag = up->tag == BD_TAG_FIGURE ? BD_TAG_CAPTION : up->tag;
    }
}

static void value_runs(sifter *s) {
    bd_markup *m = s->m;
    for (uint32_t i = 0; i < m->n_runs; i++) {
        const bd_run *r = &m->runs[i];
        int64_t n = (int64_t)(r->to - r->from), v = 0;
        if (node_of(s, i)->bad)
            v = -4;
        else if (r->kind == RUN_PROSE)
            v = n < 1000 ? n : 1000;
        else if (r->kind == RUN_LINKS)
            v = -n / 2 - 5;
        else
            v = -5;
        s->value[i + 1] = s->value[i] + v;
    }
}

static void find_best(sifter *s) {
    bd_markup *m = s->m;
    int64_t top = 0;
    s->best = 0;
    for (uint32_t i = 0; i < m->n_nodes; i++) {
        const bd_node *nd = &m->nodes[i];
        int64_t v = s->value[nd->end] - s->value[nd->first];
        if (nd->bad || v <= 0)
            continue;
        if (nd->flags & BD_NODE_BODY)
            v = v * 3 / 2;
        else if (nd->tag == BD_TAG_ARTICLE)
            v = v * 5 / 4;
        else if (nd->tag == BD_TAG_MAIN)
            v = v * 11 / 10;
        if (v >= top)
            top = v, s->best = i;
    }
    s->from = m->nodes[s->best].first;
    s->to = top > 0 ? m->nodes[s->best].end : s->from;
    s->first_prose = s->last_prose = UINT32_MAX;
    for (uint32_t i = s->from; i < s->to; i++)
        if (m->runs[i].kind == RUN_PROSE && !node_of(s, i)->bad) {
            s->first_prose = s->first_prose == UINT32_MAX ? i : s->first_prose;
            s->last_prose = i;
        }
}

/* ---- labelling --------------------------------------------------------------------------------
 */

static bede_view clean(sifter *s, uint32_t i) {
    return bd_utf8_clean(s->d->arena, text_of(s, i));
}

static void keep(sifter *s, uint32_t i, bede_block_kind kind) {
    bede_view v = clean(s, i);
    bd_clue clue;
    if (!v.n)
        return;
    if (kind == BEDE_BLOCK_CAPTION) {
        bede_view credit = {0};
        bool clued = bd_page_clue(v, &clue);
        if (clued && clue.kind == BEDE_BLOCK_CREDIT) {
            bd_blocks_add(&s->d->blocks, BEDE_BLOCK_CREDIT, v, clue.why);
            return;
        }
        if (clued && clue.skip)
            v = bd_view_trim(bd_view_part(v, clue.skip, v.n));
        size_t at = bd_page_caption_credit(v);
        if (at != SIZE_MAX) {
            credit = bd_view_trim(bd_view_part(v, at, v.n));
            v = bd_view_trim(bd_view_part(v, 0, at));
        }
        bd_draft_media(s->d, "image", v, credit);
        if (credit.n)
            bd_blocks_add(&s->d->blocks, BEDE_BLOCK_CREDIT, credit, "names who took the picture");
        if (!v.n)
            return;
    }
    bd_blocks_add(&s->d->blocks, kind, v, NULL);
}

static void drop(sifter *s, uint32_t i, bede_block_kind kind, const char *why) {
    bede_view v = clean(s, i);
    bede_date date;
    if (!v.n)
        return;
    if (kind == BEDE_BLOCK_BYLINE && v.n > 120)
        kind = BEDE_BLOCK_AUTHOR, why = "tells about the author";
    if (kind == BEDE_BLOCK_CREDIT)
        bd_page_credit_line(v, &s->d->credits);
    if (kind == BEDE_BLOCK_BYLINE && i >= s->from && i < s->to) {
        if (bd_page_is_stamp(v, &date))
            bd_draft_date(s->d, date, BEDE_BASIS_TEXT);
    }
    bd_blocks_add(&s->d->blocks, kind, v, why);
}

/* Does a run like this hold inside the article? What it is by its words. */
static bool by_words(sifter *s, uint32_t i) {
    bede_view v = text_of(s, i);
    const bd_run *r = &s->m->runs[i];
    bd_clue clue;
    bede_date date;
    bool amid = i > s->first_prose && i < s->last_prose; /* there dates are programmes, lists */
    bd_views nobody = {.arena = s->d->arena};
    if (!amid && (bd_page_is_stamp(v, &date) || bd_page_byline(v, &nobody))) {
        drop(s, i, BEDE_BLOCK_BYLINE, "names the author or prints the date");
        return true;
    }
    if (!bd_page_clue(v, &clue) || !clue.strong || clue.kind <= BEDE_BLOCK_LAST_TEXT)
        return false;
    if (r->kind == RUN_PROSE && v.n > 200 && clue.kind != BEDE_BLOCK_CREDIT)
        return false;
    drop(s, i, clue.kind, clue.why);
    return true;
}

/* A heading counts if prose follows before the next heading of its rank or the end. */
static bool heads_something(const sifter *s, uint32_t i) {
    for (uint32_t k = i + 1; k < s->to && k < i + 200; k++) {
        const bd_node *nd = node_of(s, k);
        if (nd->bad)
            continue;
        if (is_heading(nd->tag) && nd->tag <= node_of(s, i)->tag)
            return false;
        if (s->m->runs[k].kind == RUN_PROSE)
            return true;
        if (s->m->runs[k].kind == RUN_SHORT && !is_heading(nd->tag) && k > i + 1)
            return true;
    }
    return false;
}

/* A few words, no sentence, no item of a list or table, before the first or behind the last
 * paragraph: what templates put there. */
static bool is_fringe(const sifter *s, uint32_t i) {
    uint8_t tag = node_of(s, i)->tag;
    bool listed = tag == BD_TAG_LI || tag == BD_TAG_TD || tag == BD_TAG_TH || tag == BD_TAG_DD ||
                  tag == BD_TAG_DT || tag == BD_TAG_PRE || tag == BD_TAG_QUOTE;
    return s->first_prose != UINT32_MAX && (i < s->first_prose || i > s->last_prose) && !listed &&
           s->m->runs[i].kind == RUN_SHORT && !bd_page_ends_sentence(text_of(s, i));
}

static void inside(sifter *s, uint32_t i) {
    const bd_node *nd = node_of(s, i);
    const bd_run *r = &s->m->runs[i];
    bede_view v = text_of(s, i);
    if (nd->bad) {
        drop(s, i, (bede_block_kind)(nd->bad - 1), nd->why);
    } else if (by_words(s, i)) {
        return;
    } else if (s->d->title.n && v.n < 400 && bd_page_same(v, s->d->title)) {
        drop(s, i, BEDE_BLOCK_OTHER, "repeats the headline");
    } else if (heads(s, i)) {
        if (r->kind == RUN_LINKS && !heads_something(s, i))
            drop(s, i, BEDE_BLOCK_RELATED, "a heading that is a link");
        else if (!heads_something(s, i))
            drop(s, i, BEDE_BLOCK_OTHER, "a heading with nothing under it");
        else
            keep(s, i, BEDE_BLOCK_HEADING);
    } else if (nd->tag == BD_TAG_CAPTION) {
        keep(s, i, BEDE_BLOCK_CAPTION);
    } else if (is_fringe(s, i)) {
        drop(s, i, BEDE_BLOCK_OTHER, "a few words at the border of the article");
    } else if (r->kind == RUN_LINKS) {
        bool sentence = bd_page_ends_sentence(v) && v.n > 60;
        if ((sentence && nd->tag == BD_TAG_P) || (r->link < v.n && nd->tag == BD_TAG_P && v.n > 80))
            keep(s, i, BEDE_BLOCK_PARAGRAPH);
        else
            drop(s, i, BEDE_BLOCK_RELATED, "hardly more than links");
    } else {
        keep(s, i, BEDE_BLOCK_PARAGRAPH);
    }
}

static void outside(sifter *s, uint32_t i) {
    const bd_node *nd = node_of(s, i);
    bd_clue clue;
    if (nd->bad)
        drop(s, i, (bede_block_kind)(nd->bad - 1), nd->why);
    else if (bd_page_clue(text_of(s, i), &clue) && clue.kind > BEDE_BLOCK_LAST_TEXT)
        drop(s, i, clue.kind, clue.why);
    else if (s->m->runs[i].kind == RUN_LINKS)
        drop(s, i, BEDE_BLOCK_NAVIGATION, "links outside the article");
    else
        drop(s, i, BEDE_BLOCK_OTHER, "outside the article");
}

/* The caption of a picture that stands over the text, within the same <article> or <main>. */
static bool is_top_caption(const sifter *s, uint32_t i) {
    const bd_markup *m = s->m;
    const bd_node *nd = node_of(s, i);
    uint32_t n = s->best;
    if (i >= s->from || nd->bad || nd->tag != BD_TAG_CAPTION || bd_page_words(text_of(s, i)) < 5 ||
        m->runs[i].kind == RUN_LINKS)
        return false;
    while (n && m->nodes[n].tag != BD_TAG_ARTICLE && m->nodes[n].tag != BD_TAG_MAIN)
        n = m->nodes[n].parent;
    return n && i >= m->nodes[n].first;
}

/* The last heading before the article that says what the title says, or is of the first rank. */
static void find_headline(sifter *s) {
    s->headline = UINT32_MAX;
    for (uint32_t i = 0; i < s->from; i++) {
        uint8_t tag = node_of(s, i)->tag;
        if (!node_of(s, i)->bad && is_heading(tag) &&
            (tag == BD_TAG_H1 || bd_page_same(text_of(s, i), s->d->title)))
            s->headline = i;
    }
}

/* Standfirst: prose between the headline and the article's element, or marked as lead. */
static bool is_lead(const sifter *s, uint32_t i) {
    const bd_markup *m = s->m;
    uint32_t n = m->runs[i].node;
    bd_clue clue;
    if (i >= s->from || m->runs[i].kind != RUN_PROSE || m->nodes[n].bad ||
        m->nodes[n].tag == BD_TAG_CAPTION || bd_page_clue(text_of(s, i), &clue))
        return false;
    if (s->headline != UINT32_MAX && i > s->headline && s->from - s->headline < 30)
        return true;
    for (int up = 0; up < 3 && n; up++, n = m->nodes[n].parent)
        if (m->nodes[n].flags & BD_NODE_LEAD)
            return true;
    return false;
}

/* JSON-LD carries the whole text when the markup does not. */
static void body_from_ld(sifter *s) {
    bede_view rest = s->ld->body, part;
    while (bd_view_split(&rest, '\n', &part)) {
        part = bd_page_squeeze(s->d->arena, part);
        if (part.n)
            bd_blocks_add(&s->d->blocks, BEDE_BLOCK_PARAGRAPH, part, NULL);
    }
}

static int64_t kept_bytes(const bd_draft *d) {
    int64_t n = 0;
    for (size_t i = 0; i < d->blocks.n; i++)
        if (d->blocks.v[i].kind == BEDE_BLOCK_PARAGRAPH)
            n += (int64_t)d->blocks.v[i].text.n;
    return n;
}

static void demote(bd_draft *d, const char *why) {
    for (size_t i = 0; i < d->blocks.n; i++)
        if (d->blocks.v[i].kind <= BEDE_BLOCK_LAST_TEXT) {
            d->blocks.v[i].kind = BEDE_BLOCK_OTHER;
            d->blocks.v[i].why = why;
        }
}

/* A front page: many headings that are links, and never much prose between two of them. */
static bool front_page(const sifter *s) {
    uint32_t linked = 0;
    int64_t stretch = 0, longest = 0;
    for (uint32_t i = s->from; i < s->to; i++) {
        const bd_run *r = &s->m->runs[i];
        if (node_of(s, i)->bad)
            continue;
        if (is_heading(node_of(s, i)->tag) && r->kind == RUN_LINKS)
            linked++, stretch = 0;
        if (r->kind == RUN_PROSE)
            stretch += r->to - r->from;
        if (stretch > longest)
            longest = stretch;
    }
    return !s->ld->article && linked >= 6 && longest < 500;
}

void bd_page_sift(bd_markup *m, bd_draft *d, const bd_ld *ld) {
    sifter s = {.m = m, .d = d, .ld = ld};
    s.value = bd_arena_array(d->arena, (size_t)m->n_runs + 1, sizeof *s.value);
    s.prose = bd_arena_array(d->arena, (size_t)m->n_runs + 1, sizeof *s.prose);
    rate(&s);
    for (int lenient = 0; lenient < 2; lenient++) {
        settle_bad(&s, lenient);
        value_runs(&s);
        find_best(&s);
        if ((s.value[s.to] - s.value[s.from]) * 8 > s.prose[m->n_runs])
            break;
    }
    bd_scene scene = {s.from, s.to, s.first_prose, s.last_prose, UINT32_MAX};
    bede_view headline = bd_page_headline(m, d, ld, &scene);
    if (headline.n)
        d->title = headline;
    find_headline(&s);
    bd_page_authors(m, d, ld, &scene);
    bd_page_dates(m, d, ld, &scene);
    for (uint32_t i = 0; i < m->n_runs; i++) {
        if (is_lead(&s, i))
            keep(&s, i, BEDE_BLOCK_PARAGRAPH);
        else if (is_top_caption(&s, i))
            keep(&s, i, BEDE_BLOCK_CAPTION);
        else if (i >= s.from && i < s.to)
            inside(&s, i);
        else
            outside(&s, i);
    }
    if (front_page(&s))
        demote(d, "a page of teasers, not an article");
    int64_t kept = kept_bytes(d);
    if (ld->body.n > 200 && kept * 2 < (int64_t)ld->body.n) {
        demote(d, "told at more length by the page's metadata");
        body_from_ld(&s);
    } else if (kept < 60) {
        demote(d, "too little text for an article");
    }
    for (size_t i = 0; i < d->blocks.n; i++)
        if (d->blocks.v[i].kind == BEDE_BLOCK_PARAGRAPH) {
            bd_page_dateline(d->blocks.v[i].text, d);
            break;
        }
}

bool bd_page_read_html(bd_page *p, bede_view html, bd_draft *d, const char **fault) {
    bd_ld ld = {.authors = {.arena = d->arena}};
    if (html.n > BD_PAGE_MAX_HTML)
        html.n = BD_PAGE_MAX_HTML;
    if (!bd_utf8_valid(html))
        html = bd_utf8_clean(d->arena, html);
    bd_markup_parse(p->markup, html);
    *fault = p->markup->fault ? p->markup->fault : "no elements";
    if (p->markup->full && !p->markup->n_runs)
        return false;
    bd_page_meta(p->markup, d, &ld);
    bd_page_sift(p->markup, d, &ld);
    return true;
}
