/* SPDX-License-Identifier: Apache-2.0 */
/* Articles as an HTML document that shows every block of the page, kept or dropped, and why. It is
 * for people who debug a site: what the page says is text here and nothing else. */
#include "bede.h"

#include "base/view.h"

#include <stdio.h>

typedef struct out {
    bede_put *put;
    void *ctx;
} out;

static void raw(const out *o, const char *z) {
    o->put(o->ctx, z, strlen(z));
}

static void escaped(const out *o, bede_view v) {
    size_t from = 0;
    for (size_t i = 0; i < v.n; i++) {
        const char *as = v.s[i] == '&'    ? "&amp;"
                         : v.s[i] == '<'  ? "&lt;"
                         : v.s[i] == '>'  ? "&gt;"
                         : v.s[i] == '"'  ? "&quot;"
                         : v.s[i] == '\'' ? "&#39;"
                                          : NULL;
        if (!as)
            continue;
        o->put(o->ctx, v.s + from, i - from);
        raw(o, as);
        from = i + 1;
    }
    if (v.n > from)
        o->put(o->ctx, v.s + from, v.n - from);
}

void bede_html_begin(bede_put *put, void *ctx) {
    static const char head[] =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\"><title>bede read</title>\n<style>\n"
        ":root { color-scheme: light dark; }\n"
        "body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; "
        "padding: 0 1rem; }\n"
        "h1 { font-size: 1.3rem; } table { font-size: .85rem; border-spacing: .8rem 0; }\n"
        "th { text-align: left; vertical-align: top; } td { overflow-wrap: anywhere; }\n"
        ".b { border-left: .35rem solid; padding: .1rem .8rem; margin: .4rem 0; "
        "overflow-wrap: anywhere; }\n"
        ".b small { display: block; opacity: .75; font-size: .75rem; }\n"
        ".title { border-color: #0a6; font-weight: 700; } .heading { border-color: #0a6; "
        "font-weight: 600; }\n"
        ".paragraph { border-color: #0a6; } .caption { border-color: #06c; font-style: italic; }\n"
        ".navigation, .related { border-color: #c80; } .advert, .comment { border-color: #c33; }\n"
        ".byline, .credit, .author { border-color: #84c; } .legal, .media, .other { border-color: "
        "#888; }\n"
        ".out { font-size: .85rem; } .out span { opacity: .65; }\n"
        "#kept:checked ~ article .out { display: none; }\n"
        "</style></head><body>\n"
        "<input type=\"checkbox\" id=\"kept\"><label for=\"kept\"> only what was kept</label>\n";
    put(ctx, head, sizeof head - 1);
}

static void row(const out *o, const char *name, bede_view v) {
    if (!v.n)
        return;
    raw(o, "<tr><th>");
    raw(o, name);
    raw(o, "</th><td>");
    escaped(o, v);
    raw(o, "</td></tr>\n");
}

static void row_list(const out *o, const char *name, const bede_view *list, size_t n) {
    if (!n)
        return;
    raw(o, "<tr><th>");
    raw(o, name);
    raw(o, "</th><td>");
    for (size_t i = 0; i < n; i++) {
        raw(o, i ? "; " : "");
        escaped(o, list[i]);
    }
    raw(o, "</td></tr>\n");
}

static void facts(const out *o, const bede_article *a) {
    char day[11], line[40];
    raw(o, "<table>\n");
    row(o, "page", a->name);
    row(o, "address", a->url);
    bede_date_format(a->published, day);
    snprintf(line, sizeof line, "%s (%s)", day, bede_basis_name(a->basis));
    row(o, "published", bd_view_z(day[0] ? line : ""));
    bede_date_format(a->updated, day);
    row(o, "updated", bd_view_z(day));
    row_list(o, "authors", a->authors, a->n_authors);
    row_list(o, "credits", a->credits, a->n_credits);
    row(o, "outlet", a->outlet);
    row(o, "language", a->language);
    row(o, "language declared", a->language_declared);
    row(o, "section", a->section);
    row_list(o, "tags", a->tags, a->n_tags);
    row(o, "description", a->description);
    raw(o, "</table>\n");
}

static void block(const out *o, const bede_block *b) {
    char score[32];
    bool kept = b->kind <= BEDE_BLOCK_LAST_TEXT;
    raw(o, "<div class=\"b ");
    raw(o, bede_block_name(b->kind));
    raw(o, kept ? "\"><small>" : " out\"><small>");
    raw(o, bede_block_name(b->kind));
    if (b->score != 0) {
        snprintf(score, sizeof score, " %+.1f", (double)b->score);
        raw(o, score);
    }
    if (b->why) {
        raw(o, " \xc2\xb7 ");
        escaped(o, bd_view_z(b->why));
    }
    if (b->place.n) {
        raw(o, " \xc2\xb7 ");
        escaped(o, b->place);
    }
    raw(o, "</small><span>");
    escaped(o, b->text);
    raw(o, "</span></div>\n");
}

void bede_html_article(const bede_article *a, bede_put *put, void *ctx) {
    out o = {put, ctx};
    raw(&o, "<article>\n<h1>");
    escaped(&o, a->text.n ? a->title : BD_LIT("no article here"));
    raw(&o, "</h1>\n");
    facts(&o, a);
    for (size_t i = 0; i < a->n_blocks; i++)
        block(&o, &a->blocks[i]);
    raw(&o, "</article>\n<hr>\n");
}

void bede_html_end(bede_put *put, void *ctx) {
    put(ctx, "</body></html>\n", 15);
}
