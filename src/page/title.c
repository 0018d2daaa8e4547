/* SPDX-License-Identifier: Apache-2.0 */
/* Which words of the page are its headline.
 *
 * Candidates are the headings, elements named as headlines, and short lines over the text that say
 * what a part of <title> says. Evidence: rank, name, place, and agreement with what the metadata
 * call the page. The page's own words win over the metadata's, which carry the outlet's name, are
 * cut, or are written for search engines. */
#include "page_int.h"

#define MAX_CLAIMS 12
#define MAX_CANDIDATES 80

typedef struct titles {
    const bd_markup *m;
    bd_draft *d;
    const bd_scene *scene;
    bede_view claims[MAX_CLAIMS]; /* what metadata say, as words between blanks */
    size_t n_claims;
    bede_view outlet;
    size_t n_h1;
} titles;

/* Letters and digits in lower case, one blank around and between the words. */
static bede_view plain_words(bd_arena *a, bede_view v) {
    char *s = bd_arena_alloc(a, v.n * 2 + 8);
    if (v.n > 600)
        v.n = 600;
    size_t n = bd_utf8_fold(v, s + 1, v.n * 2 + 4), k = 1;
    s[0] = ' ';
    for (size_t i = 1; i <= n;) {
        unsigned char c = (unsigned char)s[i];
        bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
        size_t len = 1;
        if (c == 0xe2 && i + 2 <= n) /* typographic marks */
            keep = false, len = 3;
        if (c == 0xc2 && i + 1 <= n)
            keep = false, len = 2;
        if (keep)
            s[k++] = s[i];
        else if (s[k - 1] != ' ')
            s[k++] = ' ';
        i += len;
    }
    if (s[k - 1] != ' ')
        s[k++] = ' ';
    s[k] = 0;
    return bd_view(s, k);
}

static void claim(titles *t, bede_view v) {
    if (!v.n || t->n_claims == MAX_CLAIMS)
        return;
    v = plain_words(t->d->arena, v);
    if (v.n > 4)
        t->claims[t->n_claims++] = v;
}

static void claim_notes(titles *t, const char *key) {
    bede_view v;
    for (size_t i = 0; i < 2 && bd_markup_note(t->m, key, i, &v); i++)
        claim(t, bd_page_tidy(t->d->arena, v));
}

/* How far the metadata agree with the words: alike, part of, holding. */
static int agreement(const titles *t, bede_view words) {
    int best = 0, more = 0;
    for (size_t i = 0; i < t->n_claims; i++) {
        bede_view c = t->claims[i];
        int here = 0;
        if (bd_view_eq(c, words))
            here = 40;
        else if (words.n >= 8 && bd_view_find(c, words.s, 0) != SIZE_MAX)
            here = words.n * 3 > c.n ? 28 : 18;
        else if (c.n >= 16 && bd_view_find(words, c.s, 0) != SIZE_MAX)
            here = 20;
        more += here > 0;
        best = here > best ? here : best;
    }
    return best ? best + 3 * more : t->n_claims ? -30 : 0;
}

static bool is_heading(uint8_t tag) {
    return tag >= BD_TAG_H1 && tag <= BD_TAG_H6;
}

/* The runs of an element in one line, without kickers unless there is nothing else. */
static bede_view words_of(const titles *t, uint32_t node, bool kickers) {
    const bd_node *nd = &t->m->nodes[node];
    char *s = bd_arena_alloc(t->d->arena, 640);
    size_t n = 0;
    for (uint32_t i = nd->first; i < nd->end && i < nd->first + 12; i++) {
        bede_view v = bd_markup_run(t->m, &t->m->runs[i]);
        bool kicker = false;
        for (uint32_t k = t->m->runs[i].node; k != node && k; k = t->m->nodes[k].parent)
            kicker |= t->m->nodes[k].flags & BD_NODE_KICKER;
        if ((kicker && !kickers) || n + v.n + 1 > 600)
            continue;
        if (n)
            s[n++] = ' ';
        memcpy(s + n, v.s, v.n);
        n += v.n;
    }
    if (!n && !kickers)
        return words_of(t, node, true);
    return bd_page_tidy(t->d->arena, bd_view(s, n));
}

/* "| Title -", ": Title": what a left-out kicker leaves. */
static bede_view trim_marks(bede_view v) {
    while (v.n && strchr(":|-/ ", v.s[0]))
        v = bd_view_part(v, 1, v.n);
    while (v.n && strchr("|/ ", v.s[v.n - 1]))
        v.n--;
    return v;
}

static int by_place(const titles *t, uint32_t run) {
    const bd_scene *s = t->scene;
    if (s->first_prose == UINT32_MAX)
        return 0;
    if (run > s->first_prose)
        return run - s->first_prose > 3 ? -60 : -15;
    return s->first_prose - run > 60 ? -10 : 15;
}

static int by_region(uint8_t bad) {
    switch (bad) {
    case 0: return 0;
    case 1 + BEDE_BLOCK_BYLINE:
    case 1 + BEDE_BLOCK_OTHER:
    case 1 + BEDE_BLOCK_MEDIA: return -15;
    case 1 + BEDE_BLOCK_COMMENT: return -70;
    default: return -45;
    }
}

static int score_element(const titles *t, uint32_t node, bede_view text) {
    static const int ranks[] = {60, 30, 16, 8, 6, 6};
    const bd_node *nd = &t->m->nodes[node];
    bede_view words = plain_words(t->d->arena, text);
    bede_date date;
    size_t link = 0, all = 0;
    int s = is_heading(nd->tag) ? ranks[nd->tag - BD_TAG_H1] : 4;
    for (uint32_t i = nd->first; i < nd->end; i++)
        link += t->m->runs[i].link, all += t->m->runs[i].to - t->m->runs[i].from;
    int agrees = agreement(t, words);
    if (agrees < 0 && is_heading(nd->tag) && nd->tag == BD_TAG_H1 && t->n_h1 == 1)
        agrees = -10;
    /* No heading of the first rank: the one right over the text is it. */
    if (agrees < 0 && nd->tag == BD_TAG_H2 && t->n_h1 == 0 && t->scene->first_prose != UINT32_MAX &&
        nd->first < t->scene->first_prose && t->scene->first_prose - nd->first < 6)
        agrees = 0;
    s += agrees + by_place(t, nd->first) + by_region(nd->bad);
    s += nd->flags & BD_NODE_HEADLINE ? 25 : 0;
    s -= nd->flags & BD_NODE_KICKER ? 30 : 0;
    s -= link * 10 > all * 8 && !(nd->flags & BD_NODE_HEADLINE) ? 25 : 0;
    s -= (t->outlet.n && bd_view_eq(words, t->outlet)) || bd_page_names_site(text, t->d->url) ? 80
                                                                                              : 0;
    s -= bd_page_words(text) < 2 ? agrees < 40 && agrees > 0 ? 25 : 12 : 0;
    s -= text.n > 250 ? 50 : 0;
    s -= bd_page_is_stamp(text, &date) && text.n < 40 ? 50 : 0;
    return s;
}

/* A short line over the text that says what a part of the metadata's title says. */
static int score_line(const titles *t, uint32_t run, bede_view text) {
    const bd_node *nd = &t->m->nodes[t->m->runs[run].node];
    bede_view words = plain_words(t->d->arena, text);
    int agrees = agreement(t, words);
    if (agrees < 18 || words.n < 10 || (t->outlet.n && bd_view_eq(words, t->outlet)) ||
        bd_page_names_site(text, t->d->url))
        return -100;
    return 2 + agrees + by_place(t, run) + by_region(nd->bad) -
           (t->m->runs[run].link * 2 > text.n ? 25 : 0) - (bd_page_words(text) < 2 ? 12 : 0);
}

static void count_h1(titles *t) {
    for (uint32_t i = 1; i < t->m->n_nodes; i++) {
        const bd_node *nd = &t->m->nodes[i];
        t->n_h1 +=
            nd->tag == BD_TAG_H1 && !is_heading(t->m->nodes[nd->parent].tag) && nd->end > nd->first;
    }
}

/* "Topic Headline" where metadata know the headline alone. */
static bede_view without_company(const titles *t, bede_view text) {
    bede_view words = plain_words(t->d->arena, text);
    for (size_t i = 0; i < t->n_claims; i++)
        if (bd_view_eq(t->claims[i], words))
            return text;
    for (size_t i = 0; i < t->n_claims; i++) {
        bede_view c = t->claims[i];
        if (c.n < 14 || c.n * 10 < words.n * 4 || c.n >= words.n)
            continue;
        if (memcmp(words.s + words.n - c.n, c.s, c.n))
            continue;
        for (size_t k = 1; k < text.n; k++) {
            bede_view part = bd_view_part(text, k, text.n);
            if ((text.s[k - 1] == ' ' || text.s[k - 1] == ':') &&
                bd_view_eq(plain_words(t->d->arena, part), c))
                return trim_marks(bd_view_trim(part));
        }
    }
    return text;
}

bool bd_page_nearby(const bd_markup *m, const bd_scene *s, uint32_t node, uint32_t run) {
    uint8_t bad = m->nodes[node].bad;
    if (bad == 1 + BEDE_BLOCK_COMMENT)
        return false;
    if (s->headline != UINT32_MAX && s->first_prose != UINT32_MAX && run + 4 > s->headline &&
        run <= s->first_prose && s->first_prose < s->headline + 40)
        return true;
    if (bad == 1 + BEDE_BLOCK_RELATED || bad == 1 + BEDE_BLOCK_NAVIGATION ||
        bad == 1 + BEDE_BLOCK_ADVERT)
        return false;
    return run + 40 >= s->from && run <= s->to + 14;
}

bede_view bd_page_headline(const bd_markup *m, bd_draft *d, const bd_ld *ld, bd_scene *scene) {
    titles t = {.m = m, .d = d, .scene = scene};
    bede_view found = {0};
    int top = 40;
    size_t tried = 0;
    scene->headline = UINT32_MAX;
    claim(&t, d->title);
    claim(&t, ld->headline);
    claim_notes(&t, "inline:headline");
    claim_notes(&t, "og:title");
    claim_notes(&t, "twitter:title");
    claim_notes(&t, "title");
    claim(&t, ld->alternative);
    t.outlet = d->outlet.n ? plain_words(d->arena, d->outlet) : (bede_view){0};
    count_h1(&t);
    for (uint32_t i = 1; i < m->n_nodes && tried < MAX_CANDIDATES; i++) {
        const bd_node *nd = &m->nodes[i];
        bool heading = is_heading(nd->tag) && !is_heading(m->nodes[nd->parent].tag);
        if (nd->first >= nd->end || nd->end - nd->first > 12 || nd->first > scene->to ||
            !(heading || (nd->flags & BD_NODE_HEADLINE && nd->tag != BD_TAG_HEADER)))
            continue;
        bede_view text = trim_marks(words_of(&t, i, false));
        int s = text.n > 1 ? score_element(&t, i, text) : 0;
        tried++;
        if (s > top)
            top = s, found = text, scene->headline = nd->first;
    }
    if (top < 75 && scene->first_prose != UINT32_MAX)
        for (uint32_t i = scene->first_prose > 40 ? scene->first_prose - 40 : 0;
             i < scene->first_prose; i++) {
            bede_view text = bd_markup_run(m, &m->runs[i]);
            int s = text.n > 8 && text.n < 200 ? score_line(&t, i, text) : 0;
            if (s > top)
                top = s, found = trim_marks(bd_page_tidy(d->arena, text)), scene->headline = i;
        }
    return found.n ? without_company(&t, found) : found;
}
