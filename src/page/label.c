/* SPDX-License-Identifier: Apache-2.0 */
/* What each run of an HTML page is, by rule; and blocks made of the runs. */
#include "sift_int.h"

#include <stdio.h>

static void keep(bd_sifter *s, uint32_t i, bd_reason reason, bede_block_kind kind) {
    s->verdicts[i] = (bd_verdict){.kind = (uint8_t)kind, .reason = (uint8_t)reason, .keep = true};
}

static void drop(bd_sifter *s, uint32_t i, bd_reason reason, bede_block_kind kind,
                 const char *why) {
    s->verdicts[i] = (bd_verdict){.kind = (uint8_t)kind, .reason = (uint8_t)reason, .why = why};
}

/* Does a run like this hold inside the article? What it is by its words. */
static bool by_words(bd_sifter *s, uint32_t i) {
    bede_view v = bd_sift_text(s, i);
    const bd_run *r = &s->m->runs[i];
    bd_clue clue;
    bede_date date;
    bool amid = i > s->first_prose && i < s->last_prose; /* there dates are programmes, lists */
    bd_views nobody = {.arena = s->d->arena};
    if (!amid && (bd_page_is_stamp(v, &date) || bd_page_byline(v, &nobody))) {
        drop(s, i, BD_BY_STAMP, BEDE_BLOCK_BYLINE, "names the author or prints the date");
        return true;
    }
    if (!bd_sift_clue(s, i, &clue) || !clue.strong || clue.kind <= BEDE_BLOCK_LAST_TEXT)
        return false;
    if (r->kind == BD_RUN_PROSE && v.n > 200 && clue.kind != BEDE_BLOCK_CREDIT)
        return false;
    drop(s, i, BD_BY_WORDS, clue.kind, clue.why);
    return true;
}

/* A heading counts if prose follows before the next heading of its rank or the end. */
static bool heads_something(const bd_sifter *s, uint32_t i) {
    for (uint32_t k = i + 1; k < s->to && k < i + 200; k++) {
        const bd_node *nd = bd_sift_node(s, k);
        if (nd->bad)
            continue;
        if (bd_tag_heading(nd->tag) && nd->tag <= bd_sift_node(s, i)->tag)
            return false;
        if (s->m->runs[k].kind == BD_RUN_PROSE)
            return true;
        if (s->m->runs[k].kind == BD_RUN_SHORT && !bd_tag_heading(nd->tag) && k > i + 1)
            return true;
    }
    return false;
}

/* A few words, no sentence, no item of a list or table, before the first or behind the last
 * paragraph: what templates put there. */
static bool is_fringe(const bd_sifter *s, uint32_t i) {
    uint8_t tag = bd_sift_node(s, i)->tag;
    bool listed = tag == BD_TAG_LI || tag == BD_TAG_TD || tag == BD_TAG_TH || tag == BD_TAG_DD ||
                  tag == BD_TAG_DT || tag == BD_TAG_PRE || tag == BD_TAG_QUOTE;
    return s->first_prose != UINT32_MAX && (i < s->first_prose || i > s->last_prose) && !listed &&
           s->m->runs[i].kind == BD_RUN_SHORT && !bd_page_ends_sentence(bd_sift_text(s, i));
}

static void inside(bd_sifter *s, uint32_t i) {
    const bd_node *nd = bd_sift_node(s, i);
    const bd_run *r = &s->m->runs[i];
    bede_view v = bd_sift_text(s, i);
    if (nd->bad) {
        drop(s, i, BD_BY_NAME, (bede_block_kind)(nd->bad - 1), nd->why);
    } else if (by_words(s, i)) {
        return;
    } else if (s->d->title.n && v.n < 400 && bd_page_same(v, s->d->title)) {
        drop(s, i, BD_BY_TITLE, BEDE_BLOCK_OTHER, "repeats the headline");
    } else if (bd_sift_heads(s, i)) {
        if (r->kind == BD_RUN_LINKS && !heads_something(s, i))
            drop(s, i, BD_BY_LINK_HEADING, BEDE_BLOCK_RELATED, "a heading that is a link");
        else if (!heads_something(s, i))
            drop(s, i, BD_BY_EMPTY_HEADING, BEDE_BLOCK_OTHER, "a heading with nothing under it");
        else
            keep(s, i, BD_BY_HEADING, BEDE_BLOCK_HEADING);
    } else if (nd->tag == BD_TAG_CAPTION) {
        keep(s, i, BD_BY_CAPTION, BEDE_BLOCK_CAPTION);
    } else if (is_fringe(s, i)) {
        drop(s, i, BD_BY_FRINGE, BEDE_BLOCK_OTHER, "a few words at the border of the article");
    } else if (r->kind == BD_RUN_LINKS) {
        bool sentence = bd_page_ends_sentence(v) && v.n > 60;
        if ((sentence && nd->tag == BD_TAG_P) || (r->link < v.n && nd->tag == BD_TAG_P && v.n > 80))
            keep(s, i, BD_BY_LINKED, BEDE_BLOCK_PARAGRAPH);
        else
            drop(s, i, BD_BY_LINKS, BEDE_BLOCK_RELATED, "hardly more than links");
    } else {
        keep(s, i, BD_BY_PARAGRAPH, BEDE_BLOCK_PARAGRAPH);
    }
}

static void outside(bd_sifter *s, uint32_t i) {
    const bd_node *nd = bd_sift_node(s, i);
    bd_clue clue;
    if (nd->bad)
        drop(s, i, BD_BY_NAME, (bede_block_kind)(nd->bad - 1), nd->why);
    else if (bd_sift_clue(s, i, &clue) && clue.kind > BEDE_BLOCK_LAST_TEXT)
        drop(s, i, BD_BY_WORDS, clue.kind, clue.why);
    else if (s->m->runs[i].kind == BD_RUN_LINKS)
        drop(s, i, BD_BY_OUTSIDE_LINKS, BEDE_BLOCK_NAVIGATION, "links outside the article");
    else
        drop(s, i, BD_BY_OUTSIDE, BEDE_BLOCK_OTHER, "outside the article");
}

/* The caption of a picture that stands over the text, within the same <article> or <main>. */
static bool is_top_caption(const bd_sifter *s, uint32_t i) {
    const bd_markup *m = s->m;
    const bd_node *nd = bd_sift_node(s, i);
    uint32_t n = s->best;
    if (i >= s->from || nd->bad || nd->tag != BD_TAG_CAPTION ||
        bd_page_words(bd_sift_text(s, i)) < 5 || m->runs[i].kind == BD_RUN_LINKS)
        return false;
    while (n && m->nodes[n].tag != BD_TAG_ARTICLE && m->nodes[n].tag != BD_TAG_MAIN)
        n = m->nodes[n].parent;
    return n && i >= m->nodes[n].first;
}

/* The last heading before the article that says what the title says, or is of the first rank. */
static void find_headline(bd_sifter *s) {
    s->headline = UINT32_MAX;
    for (uint32_t i = 0; i < s->from; i++) {
        uint8_t tag = bd_sift_node(s, i)->tag;
        if (!bd_sift_node(s, i)->bad && bd_tag_heading(tag) &&
            (tag == BD_TAG_H1 || bd_page_same(bd_sift_text(s, i), s->d->title)))
            s->headline = i;
    }
}

/* Standfirst: prose between the headline and the article's element, or marked as lead. */
static bool is_lead(const bd_sifter *s, uint32_t i) {
    const bd_markup *m = s->m;
    uint32_t n = m->runs[i].node;
    bd_clue clue;
    if (i >= s->from || m->runs[i].kind != BD_RUN_PROSE || m->nodes[n].bad ||
        m->nodes[n].tag == BD_TAG_CAPTION || bd_sift_clue(s, i, &clue))
        return false;
    if (s->headline != UINT32_MAX && i > s->headline && s->from - s->headline < 30)
        return true;
    for (int up = 0; up < 3 && n; up++, n = m->nodes[n].parent)
        if (m->nodes[n].flags & BD_NODE_LEAD)
            return true;
    return false;
}

void bd_sift_label(bd_sifter *s) {
    find_headline(s);
    for (uint32_t i = 0; i < s->m->n_runs; i++) {
        if (is_lead(s, i))
            keep(s, i, BD_BY_LEAD, BEDE_BLOCK_PARAGRAPH);
        else if (is_top_caption(s, i))
            keep(s, i, BD_BY_CAPTION, BEDE_BLOCK_CAPTION);
        else if (i >= s->from && i < s->to)
            inside(s, i);
        else
            outside(s, i);
    }
}

/* ---- blocks -----------------------------------------------------------------------------------
 */

static bede_view clean(bd_sifter *s, uint32_t i) {
    return bd_utf8_clean(s->d->arena, bd_sift_text(s, i));
}

static void emit_kept(bd_sifter *s, uint32_t i, bede_block_kind kind) {
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

static void emit_dropped(bd_sifter *s, uint32_t i, bede_block_kind kind, const char *why) {
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

/* "article.post > div.body > p": the elements around the run. */
static bede_view place_of(const bd_sifter *s, uint32_t i) {
    const bd_node *nodes = s->m->nodes;
    uint32_t chain[6], n = 0;
    char *out = bd_arena_alloc(s->d->arena, 400);
    size_t used = 0;
    for (uint32_t k = s->m->runs[i].node; k && n < 6; k = nodes[k].parent)
        chain[n++] = k;
    while (n-- > 0) {
        const bd_node *nd = &nodes[chain[n]];
        bede_view label = nd->label;
        const char *end = label.n ? memchr(label.s, ' ', label.n) : NULL;
        label.n = end ? (size_t)(end - label.s) : label.n;
        label.n = label.n > 40 ? 40 : label.n;
        used += (size_t)snprintf(out + used, 400 - used, "%s%s%s%.*s", used ? " > " : "",
                                 bd_tag_name(nd->tag), label.n ? "." : "", (int)label.n,
                                 label.n ? label.s : "");
    }
    return bd_utf8_clean(s->d->arena, bd_view(out, used));
}

/* The blocks that a run became get its score and place. */
static void annotate(bd_sifter *s, uint32_t i, size_t from) {
    bede_view place = s->d->explain ? place_of(s, i) : (bede_view){0};
    for (size_t k = from; k < s->d->blocks.n; k++) {
        s->d->blocks.v[k].score = s->verdicts[i].score;
        s->d->blocks.v[k].place = place;
    }
}

void bd_sift_emit(bd_sifter *s) {
    for (uint32_t i = 0; i < s->m->n_runs; i++) {
        const bd_verdict *v = &s->verdicts[i];
        size_t from = s->d->blocks.n;
        if (v->keep)
            emit_kept(s, i, (bede_block_kind)v->kind);
        else
            emit_dropped(s, i, (bede_block_kind)v->kind, v->why);
        annotate(s, i, from);
    }
}
