/* SPDX-License-Identifier: Apache-2.0 */
/* The rule's word about a run, weighed against the run's shape, place and company: a linear model
 * whose weights stand in data/page/weights.tsv, one a line, with names that say what they weigh.
 * bede-learn trains them (docs/page.md). */
#include "sift_int.h"

#include <stdio.h>

#define FEATURES(X, G)                                                                             \
    X(BIAS, "always")                                                                              \
    G(RULE, BD_REASONS, "rule: ")                                                                  \
    G(KIND, 15, "named or phrased as: ")                                                           \
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
    G(NAMED, 7, "named as clutter and: ")                                                          \
    X(OUT_PROSE, "outside and reads like prose")                                                   \
    X(OUT_NEAR, "outside, within five runs of the prose")                                          \
    X(OUT_FAR, "outside, tens of runs from the article (up to ten)")                               \
    G(KIND_IN, 15, "inside, named or phrased as: ")                                                \
    X(PAGE_SHARE, "share of the page's prose in the article's element")                            \
    X(POSITION, "share of the page's runs passed")                                                 \
    X(IN_BODY, "in an element named as the body")                                                  \
    X(NOT_BODY, "not in it, though there is one")                                                  \
    X(IN_ARTICLE, "in an article element")                                                         \
    X(PATH_LINKS, "share of links in elements like this")                                          \
    X(PATH_MANY, "elements like this (logarithm)")                                                 \
    X(AUTHOR, "named as byline")

#define AS_ENUM(id, name) F_##id,
#define AS_ENUMS(id, n, name) F_##id, F_##id##_LAST = F_##id + (n)-1,
enum { FEATURES(AS_ENUM, AS_ENUMS) F_COUNT };

#define AS_FIRST(id, name) {F_##id, name},
#define AS_FIRSTS(id, n, name) {F_##id, name},

static const struct {
    int first;
    const char *name;
} names[] = {FEATURES(AS_FIRST, AS_FIRSTS)};

static const char *const reasons[BD_REASONS] = {"paragraph",
                                                "heading",
                                                "caption",
                                                "standfirst",
                                                "paragraph with links",
                                                "named as clutter",
                                                "set phrase",
                                                "byline or date",
                                                "repeats the headline",
                                                "heading of links",
                                                "heading of nothing",
                                                "few words at the border",
                                                "links",
                                                "links outside",
                                                "outside"};
static const char *const kinds[] = {"title",   "heading", "paragraph", "caption", "navigation",
                                    "related", "media",   "credit",    "byline",  "author",
                                    "legal",   "comment", "advert",    "other",   "none"};
static const char *const regions[] = {"inside",    "prose",     "prose inside", "amid the prose",
                                      "by itself", "its share", "path of prose"};

size_t bd_weigh_count(void) {
    return F_COUNT;
}

bede_view bd_weigh_name(size_t i, char out[80]) {
    size_t k = sizeof names / sizeof *names;
    while (k-- > 0)
        if (names[k].first <= (int)i)
            break;
    size_t at = i - (size_t)names[k].first;
    const char *more = names[k].first == F_RULE                                  ? reasons[at]
                       : names[k].first == F_KIND || names[k].first == F_KIND_IN ? kinds[at]
                       : names[k].first == F_NAMED                               ? regions[at]
                                                                                 : "";
    int n = snprintf(out, 80, "%s%s", names[k].name, more);
    return bd_view(out, n > 0 ? (size_t)n : 0);
}

/* ---- weights ----------------------------------------------------------------------------------
 */

static const struct {
    const char *name;
    float weight;
} table[] = {
#include "page_weights.inc"
};

void bd_weigh_open(bd_weights *w) {
    char name[80];
    *w = (bd_weights){{0}};
    for (size_t i = 0; i < F_COUNT; i++) {
        bede_view v = bd_weigh_name(i, name);
        for (size_t k = 0; k < sizeof table / sizeof *table; k++)
            if (bd_view_is(v, table[k].name))
                w->v[i] = table[k].weight;
    }
}

/* ---- features ---------------------------------------------------------------------------------
 */

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
        f[F_BARS] =
            c == '|' || (c == '\xe2' && k + 2 < v.n && v.s[k + 1] == '\x80' && v.s[k + 2] == '\xa2')
                ? 1
                : f[F_BARS];
        f[F_QUESTION] = c == '!' || c == '?' ? 1 : f[F_QUESTION];
        f[F_ADDRESS] = c == '@' ? 1 : f[F_ADDRESS];
        f[F_COPYRIGHT] = c == '\xc2' && k + 1 < v.n && v.s[k + 1] == '\xa9' ? 1 : f[F_COPYRIGHT];
        f[F_QUOTE] =
            c == '"' || (c == '\xe2' && k + 2 < v.n && v.s[k + 1] == '\x80' &&
                         (unsigned char)v.s[k + 2] >= 0x9c && (unsigned char)v.s[k + 2] <= 0x9f)
                ? 1
                : f[F_QUOTE];
    }
    f[F_PROSE] = r->kind == BD_RUN_PROSE;
    f[F_LINKS] = sqr(r->link, v.n);
    f[F_LENGTH] = logarithm(v.n + 1) / 8;
    f[F_TINY] = v.n < 15, f[F_SHORT] = v.n < 40, f[F_MEDIUM] = v.n < 90;
    f[F_SENTENCE] = bd_page_ends_sentence(v);
    f[F_COLON] = v.n && v.s[v.n - 1] == ':';
    f[F_LOWER] = v.n && v.s[0] >= 'a' && v.s[0] <= 'z';
    f[F_DIGIT] = v.n && v.s[0] >= '0' && v.s[0] <= '9';
    f[F_MARK] = v.n && !(v.s[0] & 0x80) && !((v.s[0] | 32) >= 'a' && (v.s[0] | 32) <= 'z') &&
                f[F_DIGIT] == 0;
    f[F_MARKS] = sqr(bd_sift_marks(v) * 20, v.n + 20);
    f[F_DIGITS] = sqr(digits, v.n);
    f[F_CAPITALS] = sqr(capitals, letters + 1);
    if (bd_view_find(v, "http", 0) != SIZE_MAX || bd_view_find(v, "www.", 0) != SIZE_MAX)
        f[F_ADDRESS] = 1;
    if (bd_sift_clue(s, i, &clue) && clue.kind > BEDE_BLOCK_LAST_TEXT)
        /* A sentence of an article may hold one. */
        f[clue.strong ? F_STRONG : F_WEAK] = v.n < 250 ? 1 : 250 / (float)v.n * 0.5f;
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
    f[F_LEADS] =
        s->headline != UINT32_MAX && i > s->headline && i < first && first - s->headline < 30;
    int64_t page = s->prose[s->m->n_runs];
    f[F_PAGE_SHARE] = page > 0 ? (float)all / (float)page : 0;
    f[F_POSITION] = (float)i / (float)(s->m->n_runs + 1);
    f[F_PATH_LINKS] = (float)like->links / (float)(like->runs + 1);
    f[F_PATH_MANY] = logarithm(like->runs) / 8;
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
    g[5] = page > 0
               ? (float)(s->prose[nodes[named].end] - s->prose[nodes[named].first]) / (float)page
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
    if (f[F_INSIDE] == 0) {
        uint32_t far = i < s->from ? s->from - i : i - s->to;
        f[F_OUT_FAR] = far < 100 ? (float)far / 10 : 10;
    }
}

static void count_paths(bd_sifter *s) {
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
}

/* Runs about which there can be two opinions. The codebook wants captions, and credits are read
 * for whom they credit. */
static bool in_doubt(const bd_sifter *s, uint32_t i) {
    const bd_verdict *v = &s->verdicts[i];
    if (v->reason == BD_BY_TITLE || v->reason == BD_BY_CAPTION || v->kind == BEDE_BLOCK_CREDIT ||
        v->why == bd_why_consent)
        return false;
    /* Prose outside, but not at the other end of the page; anything close by. */
    uint32_t near = s->m->runs[i].kind == BD_RUN_PROSE ? 100 : 12;
    return i + near >= s->from && i < s->to + near;
}

/* The two pieces of evidence that weigh most for the verdict. */
static const char *because(const bd_sifter *s, const bd_features *f, float score) {
    size_t best[2] = {0, 0};
    float top[2] = {0, 0};
    for (size_t k = 1; k < F_COUNT; k++) {
        float w = f->v[k] * s->weights->v[k] * (score < 0 ? -1 : 1);
        if (w > top[0])
            top[1] = top[0], best[1] = best[0], top[0] = w, best[0] = k;
        else if (w > top[1])
            top[1] = w, best[1] = k;
    }
    char first[80], second[80], all[200];
    bd_weigh_name(best[0], first), bd_weigh_name(best[1], second);
    int n = snprintf(all, sizeof all, "weighed: %s; %s", first, second);
    return bd_arena_copy(s->d->arena, all, n > 0 ? (size_t)n : 0);
}

static void overturn(bd_sifter *s, uint32_t i, const bd_features *f, float score) {
    bd_verdict *v = &s->verdicts[i];
    const bd_node *nd = bd_sift_node(s, i);
    v->keep = score > 0;
    v->kind = !v->keep                    ? BEDE_BLOCK_OTHER
              : bd_tag_heading(nd->tag)   ? BEDE_BLOCK_HEADING
              : nd->tag == BD_TAG_CAPTION ? BEDE_BLOCK_CAPTION
                                          : BEDE_BLOCK_PARAGRAPH;
    v->why = because(s, f, score);
}

/* First all scores, then all verdicts: what a neighbour is by rule is evidence. */
void bd_sift_weigh(bd_sifter *s) {
    bd_features f;
    bool *turned = bd_arena_array(s->d->arena, (size_t)s->m->n_runs + 1, sizeof *turned);
    count_paths(s);
    for (uint32_t i = 0; i < s->m->n_runs; i++) {
        bd_verdict *v = &s->verdicts[i];
        v->score = v->keep ? 1 : -1;
        if (!in_doubt(s, i))
            continue;
        bd_weigh_features(s, i, &f);
        float score = 0;
        for (size_t k = 0; k < F_COUNT; k++)
            score += f.v[k] * s->weights->v[k];
        turned[i] = (score > 0) != v->keep;
        v->score = score;
        if (s->study)
            s->study->see(s->study->ctx, f.v, F_COUNT, v->keep, bd_sift_text(s, i));
    }
    for (uint32_t i = 0; i < s->m->n_runs; i++)
        if (turned[i] && s->weights->v[0] != 0) {
            bd_weigh_features(s, i, &f);
            overturn(s, i, &f, s->verdicts[i].score);
        }
}
