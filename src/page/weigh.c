/* SPDX-License-Identifier: Apache-2.0 */
/* The rule's word about a run, weighed against the run's shape, place and company: a linear model
 * whose weights stand in data/page/weights.tsv, one a line, with names that say what they weigh.
 * bede-learn trains them (docs/page.md). */
#include "sift_int.h"

#include <stdio.h>
#include <stdlib.h>


#define FEATURES(X)                                                                                \
    X(BIAS, "always")                                                                              \
    X(RULE, "rule: ")                                                                              \
    X(RULE_LAST = F_RULE + BD_REASONS - 1, "")                                                     \
    X(KIND, "named or phrased as: ")                                                               \
    X(KIND_LAST = F_KIND + 14, "")                                                                 \
    X(INSIDE, "inside the article's element")                                                      \
    X(PROSE, "reads like prose")                                                                   \
    X(LINKS, "share of bytes in links")                                                            \
    X(LENGTH, "length (logarithm)")                                                                \
    X(TINY, "under 15 bytes")                                                                      \
    X(SHORT, "under 40 bytes")                                                                     \
    X(MEDIUM, "under 90 bytes")                                                                    \
    X(SENTENCE, "ends like a sentence")                                                            \
    X(COLON, "ends with a colon")                                                                  \
    X(LOWER, "begins with a small letter")                                                         \
    X(DIGIT, "begins with a digit")                                                                \
    X(MARK, "begins with a mark")                                                                  \
    X(MARKS, "punctuation a hundred bytes")                                                        \
    X(DIGITS, "share of digits")                                                                   \
    X(CAPITALS, "share of capitals")                                                               \
    X(ADDRESS, "holds an address or a mail")                                                       \
    X(COPYRIGHT, "holds a copyright sign")                                                         \
    X(BARS, "holds bars or bullets")                                                               \
    X(QUESTION, "holds an exclamation or question mark")                                           \
    X(QUOTE, "holds quotation marks")                                                              \
    X(WEAK, "holds a weak phrase of notices")                                                      \
    X(STRONG, "holds a strong phrase")                                                             \
    X(TAG_P, "in a paragraph element")                                                             \
    X(TAG_LI, "in a list item")                                                                    \
    X(TAG_CELL, "in a table cell")                                                                 \
    X(TAG_DIV, "in a plain box")                                                                   \
    X(TAG_HEADING, "in a heading")                                                                 \
    X(TAG_QUOTE, "in a quotation or preformatted")                                                 \
    X(BEFORE, "before the first prose")                                                            \
    X(BEHIND, "behind the last prose")                                                             \
    X(FAR, "runs from the nearest prose (logarithm)")                                              \
    X(PASSED, "share of the article's prose passed")                                               \
    X(LAST, "the last prose but for a fifth")                                                      \
    X(SAME_PATH, "share of the article's prose in elements like this")                             \
    X(NO_PATH, "no other prose in elements like this")                                             \
    X(SAME_BOX, "share of the article's prose in this box")                                        \
    X(PREV_PROSE, "prose before it")                                                               \
    X(NEXT_PROSE, "prose behind it")                                                               \
    X(PREV_LINKS, "links before it")                                                               \
    X(NEXT_LINKS, "links behind it")                                                               \
    X(PREV_KEPT, "what is before it is kept by rule")                                              \
    X(NEXT_KEPT, "what is behind it is kept by rule")                                              \
    X(PREV_BOX, "same box as what is before it")                                                   \
    X(NEXT_BOX, "same box as what is behind it")                                                   \
    X(UNDER_HEADING, "right under a heading")                                                      \
    X(LEADS, "stands over the text, under the headline")                                           \
    X(SMALL_ARTICLE, "the article is under 1,500 bytes")                                           \
    X(NAMED, "named as clutter and: ")                                                             \
    X(NAMED_LAST = F_NAMED + 6, "")                                                                \
    X(OUT_PROSE, "outside and reads like prose")                                                   \
    X(OUT_NEAR, "outside, within five runs of the prose")                                          \
    X(KIND_IN, "inside, named or phrased as: ")                                                    \
    X(KIND_IN_LAST = F_KIND_IN + 14, "")                                                           \
    X(PAGE_SHARE, "share of the page's prose in the article's element")                            \
    X(POSITION, "share of the page's runs passed")                                                 \
    X(IN_BODY, "in an element named as the body")                                                  \
    X(NOT_BODY, "not in it, though there is one")                                                  \
    X(IN_ARTICLE, "in an article element")                                                         \
    X(PATH_LINKS, "share of links in elements like this")                                          \
    X(PATH_MANY, "elements like this (logarithm)")                                                 \
    X(HIDDEN, "hidden by its style")                                                               \
    X(AUTHOR, "named as byline")

#define AS_ENUM(id, name) F_##id,
enum { FEATURES(AS_ENUM) F_COUNT };
#define AS_NAME(id, name) name,

static const char *const reasons[BD_REASONS] = {
    "paragraph", "heading",        "caption",        "standfirst",
    "linked paragraph", "named as clutter", "set phrase", "byline or date",
    "repeats the headline", "heading of links", "heading of nothing", "few words at the border",
    "links", "links outside", "outside"};

size_t bd_weigh_count(void) {
    return F_COUNT;
}

const char *bd_weigh_name(size_t i) {
    (void)reasons;
    (void)i;
    return "";
}

static float sqr(size_t part, size_t whole) {
    return whole ? (float)part / (float)whole : 0;
}

/* Logarithm to the base 2, straight between its whole values. */
static float logarithm(size_t x) {
    float whole = 0;
    size_t power = 1;
    while (power * 2 <= x)
        power *= 2, whole++;
    return x ? whole + (float)(x - power) / (float)power : 0;
}

static bool kept(const bd_sifter *s, uint32_t i) {
    return i < s->m->n_runs && s->verdicts[i].keep;
}

static void shape(const bd_sifter *s, uint32_t i, float *f) {
    const bd_run *r = &s->m->runs[i];
    bede_view v = bd_sift_text(s, i);
    size_t digits = 0, capitals = 0, letters = 0;
    bd_clue clue;
    for (size_t k = 0; k < v.n; k++) {
        char c = v.s[k];
        digits += c >= '0' && c <= '9';
        capitals += c >= 'A' && c <= 'Z';
        letters += ((c | 32) >= 'a' && (c | 32) <= 'z') || c & 0x80;
        f[F_BARS] = c == '|' || (c == '\xe2' && k + 2 < v.n && v.s[k + 1] == '\x80' && v.s[k + 2] == '\xa2') ? 1 : f[F_BARS];
        f[F_QUESTION] = c == '!' || c == '?' ? 1 : f[F_QUESTION];
        f[F_ADDRESS] = c == '@' ? 1 : f[F_ADDRESS];
        f[F_COPYRIGHT] = c == '\xc2' && k + 1 < v.n && v.s[k + 1] == '\xa9' ? 1 : f[F_COPYRIGHT];
        f[F_QUOTE] = c == '"' || (c == '\xe2' && k + 2 < v.n && v.s[k + 1] == '\x80' && (unsigned char)v.s[k + 2] >= 0x9c && (unsigned char)v.s[k + 2] <= 0x9f) ? 1 : f[F_QUOTE];
    }
    f[F_PROSE] = r->kind == BD_RUN_PROSE;
    f[F_LINKS] = sqr(r->link, v.n);
    f[F_LENGTH] = logarithm(v.n + 1) / 8;
    f[F_TINY] = v.n < 15, f[F_SHORT] = v.n < 40, f[F_MEDIUM] = v.n < 90;
    f[F_SENTENCE] = bd_page_ends_sentence(v);
    f[F_COLON] = v.n && v.s[v.n - 1] == ':';
    f[F_LOWER] = v.n && v.s[0] >= 'a' && v.s[0] <= 'z';
    f[F_DIGIT] = v.n && v.s[0] >= '0' && v.s[0] <= '9';
    f[F_MARK] = v.n && !(v.s[0] & 0x80) && !((v.s[0] | 32) >= 'a' && (v.s[0] | 32) <= 'z') && !f[F_DIGIT];
    f[F_MARKS] = sqr(bd_sift_marks(v) * 20, v.n + 20);
    f[F_DIGITS] = sqr(digits, v.n);
    f[F_CAPITALS] = sqr(capitals, letters + 1);
    if (bd_view_find(v, "http", 0) != SIZE_MAX || bd_view_find(v, "www.", 0) != SIZE_MAX)
        f[F_ADDRESS] = 1;
    if (bd_page_clue(v, &clue) && clue.kind > BEDE_BLOCK_LAST_TEXT)
        f[clue.strong ? F_STRONG : F_WEAK] = 1;
}

static void place(const bd_sifter *s, uint32_t i, float *f) {
    const bd_node *nd = bd_sift_node(s, i);
    int64_t all = s->prose[s->to] - s->prose[s->from];
    uint32_t first = s->first_prose, last = s->last_prose, far = 0;
    const bd_path_count *like = &s->by_path[nd->path % BD_PATHS];
    int64_t box = s->prose[nd->end] - s->prose[nd->first], path = like->prose;
    int64_t own = s->prose[i + 1] - s->prose[i];
    f[F_INSIDE] = i >= s->from && i < s->to;
    f[F_BEFORE] = first != UINT32_MAX && i < first;
    f[F_BEHIND] = last != UINT32_MAX && i > last;
    if (first != UINT32_MAX)
        far = i < first ? first - i : i > last ? i - last : 0;
    f[F_FAR] = logarithm(far + 1) / 4;
    if (all > 0 && f[F_INSIDE] > 0) {
        float passed = (float)(s->prose[i] - s->prose[s->from]) / (float)all;
        f[F_PASSED] = passed;
        f[F_LAST] = passed > 0.8f;
    }
    if (all > 0) {
        f[F_SAME_PATH] = (float)(path - (f[F_INSIDE] > 0 ? own : 0)) / (float)all;
        f[F_NO_PATH] = path - (f[F_INSIDE] > 0 ? own : 0) <= 0;
        f[F_SAME_BOX] = f[F_INSIDE] > 0 && box < all ? (float)box / (float)all : f[F_INSIDE];
    }
    f[F_SMALL_ARTICLE] = all < 1500;
    f[F_LEADS] = s->headline != UINT32_MAX && i > s->headline && i < first && first - s->headline < 30;
    int64_t page = s->prose[s->m->n_runs];
    f[F_PAGE_SHARE] = page > 0 ? (float)all / (float)page : 0;
    f[F_POSITION] = (float)i / (float)(s->m->n_runs + 1);
    f[F_PATH_LINKS] = (float)like->links / (float)(like->runs + 1);
    f[F_PATH_MANY] = logarithm(like->runs) / 8;
    f[F_HIDDEN] = (nd->flags & BD_NODE_HIDDEN) != 0;
    f[F_AUTHOR] = (nd->flags & BD_NODE_AUTHOR) != 0;
}

static void company(const bd_sifter *s, uint32_t i, float *f) {
    const bd_run *r = s->m->runs;
    if (i > 0) {
        f[F_PREV_PROSE] = r[i - 1].kind == BD_RUN_PROSE;
        f[F_PREV_LINKS] = r[i - 1].kind == BD_RUN_LINKS;
        f[F_PREV_KEPT] = kept(s, i - 1);
        f[F_PREV_BOX] = bd_sift_node(s, i - 1)->parent == bd_sift_node(s, i)->parent;
        f[F_UNDER_HEADING] = bd_tag_heading(bd_sift_node(s, i - 1)->tag);
    }
    if (i + 1 < s->m->n_runs) {
        f[F_NEXT_PROSE] = r[i + 1].kind == BD_RUN_PROSE;
        f[F_NEXT_LINKS] = r[i + 1].kind == BD_RUN_LINKS;
        f[F_NEXT_KEPT] = kept(s, i + 1);
        f[F_NEXT_BOX] = bd_sift_node(s, i + 1)->parent == bd_sift_node(s, i)->parent;
    }
}

static void element(const bd_sifter *s, uint32_t i, float *f) {
    uint8_t tag = bd_sift_node(s, i)->tag;
    f[F_TAG_P] = tag == BD_TAG_P;
    f[F_TAG_LI] = tag == BD_TAG_LI || tag == BD_TAG_DD || tag == BD_TAG_DT;
    f[F_TAG_CELL] = tag == BD_TAG_TD || tag == BD_TAG_TH;
    f[F_TAG_DIV] = tag == BD_TAG_DIV;
    f[F_TAG_HEADING] = bd_tag_heading(tag);
    f[F_TAG_QUOTE] = tag == BD_TAG_QUOTE || tag == BD_TAG_PRE;
}

/* The elements around it, up to the document. */
static void ancestry(const bd_sifter *s, uint32_t i, float *f) {
    const bd_node *nodes = s->m->nodes;
    uint32_t n = s->m->runs[i].node, named = 0;
    for (int up = 0; n && up < BD_MAX_DEPTH; n = nodes[n].parent, up++) {
        f[F_IN_BODY] = nodes[n].flags & BD_NODE_BODY ? 1 : f[F_IN_BODY];
        f[F_IN_ARTICLE] = nodes[n].tag == BD_TAG_ARTICLE ? 1 : f[F_IN_ARTICLE];
        if (nodes[n].own && nodes[n].bad)
            named = n;
    }
    f[F_NOT_BODY] = s->has_body && f[F_IN_BODY] == 0;
    if (s->verdicts[i].reason != BD_BY_NAME)
        return;
    float *g = f + F_NAMED;
    int64_t page = s->prose[s->m->n_runs];
    g[0] = f[F_INSIDE];
    g[1] = f[F_PROSE];
    g[2] = f[F_INSIDE] * f[F_PROSE];
    g[3] = f[F_INSIDE] * (1 - f[F_BEFORE]) * (1 - f[F_BEHIND]);
    g[4] = nodes[s->m->runs[i].node].own != 0;
    g[5] = page > 0 ? (float)(s->prose[nodes[named].end] - s->prose[nodes[named].first]) / (float)page
                    : 0;
    g[6] = f[F_SAME_PATH];
}

void bd_weigh_features(const bd_sifter *s, uint32_t i, bd_features *out) {
    const bd_verdict *v = &s->verdicts[i];
    float *f = out->v;
    *out = (bd_features){{0}};
    f[F_BIAS] = 1;
    f[F_RULE + v->reason] = 1;
    if (!v->keep)
        f[(i >= s->from && i < s->to ? F_KIND_IN : F_KIND) + v->kind] = 1;
    shape(s, i, f);
    place(s, i, f);
    company(s, i, f);
    element(s, i, f);
    ancestry(s, i, f);
    if (v->reason == BD_BY_OUTSIDE)
        f[F_OUT_PROSE] = f[F_PROSE], f[F_OUT_NEAR] = f[F_FAR] < 0.65f;
}

void bd_sift_weigh(bd_sifter *s) {
    const bd_markup *m = s->m;
    s->by_path = bd_arena_array(s->d->arena, BD_PATHS, sizeof *s->by_path);
    for (uint32_t i = 0; i < m->n_runs; i++) {
        bd_path_count *p = &s->by_path[bd_sift_node(s, i)->path % BD_PATHS];
        p->runs++;
        p->links += m->runs[i].kind == BD_RUN_LINKS;
        if (i >= s->from && i < s->to && s->verdicts[i].keep)
            p->prose += s->prose[i + 1] - s->prose[i];
    }
    for (uint32_t i = 1; i < m->n_nodes; i++)
        s->has_body |= m->nodes[i].flags & BD_NODE_BODY && m->nodes[i].end > m->nodes[i].first;
#ifdef BD_WEIGH_DUMP
    if (getenv("BD_DUMP"))
        for (uint32_t i = 0; i < s->m->n_runs; i++) {
            bd_features f;
            bd_weigh_features(s, i, &f);
            bede_view v = bd_sift_text(s, i);
            fprintf(stderr, "@%d\t", s->verdicts[i].keep ? s->verdicts[i].kind : -1);
            for (size_t k = 0; k < F_COUNT; k++)
                if (f.v[k] != 0)
                    fprintf(stderr, "%zu:%.4g ", k, (double)f.v[k]);
            fprintf(stderr, "\t%.*s\n", (int)v.n, v.s);
        }
#endif
}
