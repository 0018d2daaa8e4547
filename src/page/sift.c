/* SPDX-License-Identifier: Apache-2.0 */
/* Which runs of an HTML page are the article.
 *
 * Every run gets a value: its length if it reads like prose, less than nothing if it is a bunch of
 * links, nothing if an element around it says that it is clutter. The article is the element whose
 * runs have the highest sum: small enough to leave the menus outside, large enough to hold all the
 * prose. Inside it each run is labelled by its own evidence. */
#include "sift_int.h"

#include <stdlib.h>

/* A heading element that holds a whole paragraph is misused. */
bool bd_sift_heads(const bd_sifter *s, uint32_t i) {
    bede_view v = bd_sift_text(s, i);
    return bd_tag_heading(bd_sift_node(s, i)->tag) && !(v.n > 140 && bd_page_ends_sentence(v)) &&
           v.n < 400;
}

/* Punctuation that prose has and menus have not; scripts without spaces count too. */
size_t bd_sift_marks(bede_view v) {
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++)
        switch ((unsigned char)v.s[i]) {
        case ',':
        case '.':
        case ';':
        case '!':
        case '?':
        case ':': n += i + 1 == v.n || v.s[i + 1] == ' '; break;
        case 0xe3: /* of Chinese and Japanese */
            n += i + 2 < v.n && v.s[i + 1] == '\x80' &&
                         (v.s[i + 2] == '\x82' || v.s[i + 2] == '\x81')
                     ? 2
                     : 0;
            break;
        case 0xef: n += i + 2 < v.n && !memcmp(v.s + i, "\xef\xbc\x8c", 3) ? 2 : 0; break;
        default: break;
        }
    return n;
}

bool bd_sift_clue(const bd_sifter *s, uint32_t i, bd_clue *out) {
    if (!s->clued[i])
        s->clued[i] = bd_page_clue(bd_sift_text(s, i), &s->clues[i]) ? 2 : 1;
    *out = s->clues[i];
    return s->clued[i] == 2;
}

static void rate(bd_sifter *s) {
    bd_markup *m = s->m;
    for (uint32_t i = 0; i < m->n_runs; i++) {
        bd_run *r = &m->runs[i];
        bede_view v = bd_sift_text(s, i);
        int64_t prose = 0;
        if (r->link * 10 > v.n * 5)
            r->kind = BD_RUN_LINKS;
        else if (!bd_sift_heads(s, i) && ((v.n >= 80 && bd_sift_marks(v) >= 1) || v.n >= 160 ||
                                          (v.n >= 40 && bd_page_ends_sentence(v))))
            r->kind = BD_RUN_PROSE;
        else
            r->kind = BD_RUN_SHORT;
        if (r->kind == BD_RUN_PROSE)
            prose = (int64_t)v.n - 2 * (int64_t)r->link;
        s->prose[i + 1] = s->prose[i] + (prose > 0 ? prose : 0);
    }
}

/* Does the element's name count against it? Not if it holds most of the page's prose: then it is a
 * layout. Under `lenient` names of classes hardly count at all. */
static bool stays_bad(const bd_sifter *s, const bd_node *nd, bool lenient) {
    int64_t all = s->prose[s->m->n_runs], here = s->prose[nd->end] - s->prose[nd->first];
    if (!nd->own || nd->tag == BD_TAG_NAV || nd->tag == BD_TAG_FOOTER)
        return nd->own;
    if (nd->own_why == bd_why_consent)
        return nd->own;
    if (nd->own == 1 + BEDE_BLOCK_COMMENT)
        return here * 10 <= all * 8;
    if (lenient)
        return here < 200;
    return here * 10 <= all * 4 || here <= 200;
}

static void settle_bad(bd_sifter *s, bool lenient) {
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
        if (up->tag == BD_TAG_FIGURE || up->tag == BD_TAG_CAPTION || bd_tag_heading(up->tag))
            nd->tag = up->tag == BD_TAG_FIGURE ? BD_TAG_CAPTION : up->tag;
    }
}

static void value_runs(bd_sifter *s) {
    bd_markup *m = s->m;
    for (uint32_t i = 0; i < m->n_runs; i++) {
        const bd_run *r = &m->runs[i];
        int64_t n = (int64_t)(r->to - r->from), v = 0;
        if (bd_sift_node(s, i)->bad)
            v = -4;
        else if (r->kind == BD_RUN_PROSE)
            v = n < 1000 ? n : 1000;
        else if (r->kind == BD_RUN_LINKS)
            v = -n / 2 - 5;
        else
            v = -5;
        s->value[i + 1] = s->value[i] + v;
    }
}

static void find_best(bd_sifter *s) {
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
        if (m->runs[i].kind == BD_RUN_PROSE && !bd_sift_node(s, i)->bad) {
            s->first_prose = s->first_prose == UINT32_MAX ? i : s->first_prose;
            s->last_prose = i;
        }
}

/* JSON-LD carries the whole text when the markup does not. */
static void body_from_ld(bd_sifter *s) {
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
static bool front_page(const bd_sifter *s) {
    uint32_t linked = 0;
    int64_t stretch = 0, longest = 0;
    for (uint32_t i = s->from; i < s->to; i++) {
        const bd_run *r = &s->m->runs[i];
        if (bd_sift_node(s, i)->bad)
            continue;
        if (bd_tag_heading(bd_sift_node(s, i)->tag) && r->kind == BD_RUN_LINKS)
            linked++, stretch = 0;
        if (r->kind == BD_RUN_PROSE)
            stretch += r->to - r->from;
        if (stretch > longest)
            longest = stretch;
    }
    return !s->ld->article && linked >= 6 && longest < 500;
}

/* What servers say instead of an article, in a headline of its own. */
static bool error_page(const bd_draft *d) {
    static const char *const list[] = {
        "404",
        "403 forbidden",
        "error 404",
        "page not found",
        "not found",
        "access denied",
        "just a moment",
        "attention required",
        "are you a robot",
        "are you human",
        "bad gateway",
        "service unavailable",
        "internal server error",
        "seite nicht gefunden",
        "nicht gefunden",
        "page introuvable",
        "page non trouvee",
        "pagina no encontrada",
        "pagina non trovata",
        "pagina niet gevonden",
        "nie znaleziono",
        "sayfa bulunamad",
        "sidan hittades inte",
        "siden finnes ikke",
        "siden blev ikke fundet",
        "stranka nenalezena",
        "pagina nao encontrada",
        ("\xd1\x81\xd1\x82\xd1\x80\xd0\xb0\xd0\xbd\xd0\xb8\xd1\x86\xd0\xb0 \xd0\xbd\xd0\xb5 "
         "\xd0\xbd\xd0\xb0\xd0\xb9\xd0\xb4\xd0\xb5\xd0\xbd\xd0\xb0"),
        "security check",
        "captcha",
        "something went wrong",
        "this page isn't available"};
    char buf[200];
    bede_view t = bd_view(buf, bd_utf8_fold(d->title, buf, sizeof buf));
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        size_t at = bd_view_find(t, list[i], 0), n = strlen(list[i]);
        if (at != SIZE_MAX && t.n < n + 30 && (at == 0 || t.n < n + 12))
            return true;
    }
    return false;
}

/* Agencies' signs in the first lines behind the last paragraph, or as the last one. */
static void signs(bd_draft *d) {
    size_t last = d->blocks.n;
    for (size_t i = 0; i < d->blocks.n; i++)
        if (d->blocks.v[i].kind == BEDE_BLOCK_PARAGRAPH)
            last = i;
    for (size_t i = last; i < d->blocks.n && i < last + 4; i++)
        bd_page_credit_sign(d->blocks.v[i].text, &d->credits);
}

void bd_page_sift(bd_page *p, bd_draft *d, const bd_ld *ld) {
    bd_markup *m = p->markup;
    bd_sifter s = {.m = m, .d = d, .ld = ld, .weights = &p->weights, .study = p->study};
    s.value = bd_arena_array(d->arena, (size_t)m->n_runs + 1, sizeof *s.value);
    s.prose = bd_arena_array(d->arena, (size_t)m->n_runs + 1, sizeof *s.prose);
    s.clues = bd_arena_array(d->arena, (size_t)m->n_runs + 1, sizeof *s.clues);
    s.clued = bd_arena_array(d->arena, (size_t)m->n_runs + 1, sizeof *s.clued);
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
    bd_page_authors(p, d, ld, &scene);
    bd_page_dates(p, d, ld, &scene);
    s.verdicts = bd_arena_array(d->arena, (size_t)m->n_runs + 1, sizeof *s.verdicts);
    bd_sift_label(&s);
    bd_sift_weigh(&s);
    bd_sift_emit(&s);
    bool front = front_page(&s);
    int64_t kept = front ? 0 : kept_bytes(d);
    if (front)
        demote(d, "a page of teasers, not an article");
    else if (kept < 1500 && error_page(d))
        demote(d, "an error page"), kept = 0, front = true;
    if (ld->body.n > 200 && kept * 2 < (int64_t)ld->body.n) {
        demote(d, "told at more length by the page's metadata");
        body_from_ld(&s);
    } else if (kept < 60) {
        demote(d, "too little text for an article");
        if (!front)
            (void)bd_page_state(m, d);
    }
    for (size_t i = 0; i < d->blocks.n; i++)
        if (d->blocks.v[i].kind == BEDE_BLOCK_PARAGRAPH) {
            bd_page_dateline(d->blocks.v[i].text, d);
            break;
        }
    signs(d);
}

bool bd_page_read_html(bd_page *p, bede_view html, bd_draft *d, const char **fault) {
    bd_ld ld = {.authors = {.arena = d->arena},
                .near_authors = {.arena = d->arena},
                .tags = {.arena = d->arena}};
    if (html.n > BD_PAGE_MAX_HTML)
        html.n = BD_PAGE_MAX_HTML;
    if (!bd_utf8_valid(html))
        html = bd_utf8_clean(d->arena, html);
    bd_markup_parse(p->markup, bd_page_trim(d->arena, html));
    p->markup->html = html;
    *fault = p->markup->fault ? p->markup->fault : "no elements";
    if (p->markup->full && !p->markup->n_runs)
        return false;
    bd_page_meta(p->markup, d, &ld);
    bd_page_sift(p, d, &ld);
    return true;
}
