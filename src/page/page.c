/* SPDX-License-Identifier: Apache-2.0 */
/* The page room's door: what the bytes are, and who reads them. */
#include "rank.h"

#include "base/day.h"

#include <libexttextcat/textcat.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <time.h>

bool bd_page_init(bd_page *p, bede_error *err) {
    *p = (bd_page){0};
    xmlInitParser(); /* once is enough, more does no harm */
    p->markup = calloc(1, sizeof *p->markup);
    if (!p->markup)
        return bd_fail(err, "bede", "no memory");
    bd_tags_init(&p->markup->tags);
    bd_weigh_open(&p->weights);
    bd_rank_open(p->rank);
    p->today = bd_day_date((int32_t)(time(NULL) / 86400));
    return true;
}

void bd_page_free(bd_page *p) {
    bd_markup_free(p->markup);
    if (p->textcat)
        textcat_Done(p->textcat);
    *p = (bd_page){0};
}

static bool only_space(const unsigned char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' && (s[i] < '\t' || s[i] > '\r'))
            return false;
    return true;
}

static void read_sentence(bede_view text, bd_draft *d) {
    bede_view v = bd_page_squeeze(d->arena, bd_utf8_clean(d->arena, text));
    if (v.n)
        bd_blocks_add(&d->blocks, BEDE_BLOCK_PARAGRAPH, v, NULL);
}

/* Nothing but the article: a paragraph a line. */
static void read_clean(bede_view text, bd_draft *d) {
    for (bede_view rest = bd_utf8_clean(d->arena, text), line; bd_view_split(&rest, '\n', &line);) {
        bede_view v = bd_page_squeeze(d->arena, line);
        if (v.n)
            bd_blocks_add(&d->blocks, BEDE_BLOCK_PARAGRAPH, v, NULL);
    }
}

/* What the caller knows of the page, where the page does not say it. */
static void take_hints(bd_draft *d, const bede_options *o) {
    if (!d->title.n && o->title.n)
        d->title = bd_page_squeeze(d->arena, bd_utf8_clean(d->arena, o->title));
    if (!d->authors.n && o->author.n)
        bd_page_author_names(bd_page_squeeze(d->arena, bd_utf8_clean(d->arena, o->author)),
                             &d->authors);
    if (!d->outlet.n && o->outlet.n)
        d->outlet = bd_page_squeeze(d->arena, bd_utf8_clean(d->arena, o->outlet));
    if (!d->language.n && o->language.n)
        d->language = bd_view(bd_arena_copy(d->arena, o->language.s, o->language.n), o->language.n);
}

static void set_date(bd_draft *d, const bede_options *o) {
    bede_date url;
    if (bd_page_url_date(d->url, &url) && d->basis == BEDE_BASIS_NONE)
        bd_draft_date(d, url, BEDE_BASIS_METADATA);
    if (o->date.year && (o->force_date || d->basis == BEDE_BASIS_NONE)) {
        d->published = o->date;
        d->basis = BEDE_BASIS_CALLER;
    }
}

/* The outlet and the agencies never name the same thing twice; empty views are "", not NULL. */
static bede_view filled(bede_view v) {
    return v.s ? v : BD_LIT("");
}

bool bd_page_read(bd_page *p, bd_arena *arena, const char *name, const void *bytes, size_t n,
                  const bede_options *options, bede_article *out, bede_error *err) {
    bd_draft d;
    const char *fault = NULL, *what;
    if (!n || only_space(bytes, n < BD_PAGE_MAX_BYTES ? n : BD_PAGE_MAX_BYTES))
        return bd_fail(err, name, "is empty");
    if ((what = bd_page_binary(bytes, n)))
        return bd_fail(err, name, "is not text: it looks like %s", what);
    size_t take = n < BD_PAGE_MAX_BYTES ? n : BD_PAGE_MAX_BYTES;
    bede_view text = bd_page_decode(arena, bytes, take, options->charset);
    bd_draft_init(&d, arena);
    d.url = options->url;
    d.today = p->today;
    d.explain = options->explain;
    bede_input input = options->input;
    if (input == BEDE_INPUT_AUTO)
        input = bd_page_looks_html(text) ? BEDE_INPUT_HTML : BEDE_INPUT_TEXT;
    if (input == BEDE_INPUT_HTML) {
        if (!bd_page_read_html(p, text, &d, &fault))
            return bd_fail(err, name, "holds no text that can be read: %s", fault);
    } else if (input == BEDE_INPUT_TEXT) {
        bd_page_read_lines(bd_utf8_clean(arena, text), &d);
    } else if (input == BEDE_INPUT_CLEAN) {
        read_clean(text, &d);
    } else {
        read_sentence(text, &d);
    }
    take_hints(&d, options);
    set_date(&d, options);
    bd_page_compose(&d, out);
    out->name = bd_view_z(bd_arena_copy(arena, name, strlen(name)));
    out->url = filled(d.url.n ? bd_view(bd_arena_copy(arena, d.url.s, d.url.n), d.url.n) : d.url);
    out->title = filled(out->title);
    out->outlet = filled(out->outlet);
    out->description = filled(out->description), out->section = filled(out->section);
    out->language_declared = filled(out->language_declared);
    out->language = filled(bd_page_language(p, arena, out->text, d.language));
    return true;
}
