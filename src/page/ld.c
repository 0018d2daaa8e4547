/* SPDX-License-Identifier: Apache-2.0 */
/* JSON-LD: what the page says of itself in schema.org's words. Objects refer to each other by
 * "@id", and stand in lists, in "@graph", in "mainEntity" of others. */
#include "page_int.h"

#define MAX_BYTES (2u << 20)
#define MAX_OBJECTS 512
#define MAX_RESOLVED 100

typedef struct graph {
    bd_arena *arena;
    const bd_json *v[MAX_OBJECTS]; /* every object that is no part of another's property */
    size_t n;
    size_t *resolved; /* look-ups of references so far: each goes through the graph */
    bd_ld *out;
} graph;

static bool is_type(const bd_json *o, const char *const *list, size_t n) {
    const bd_json *t = bd_json_get(o, "@type");
    const bd_json *first = t && t->kind == BD_JSON_LIST ? t->child : t;
    for (const bd_json *k = first; k; k = t == first ? NULL : k->next) {
        bede_view v = k->text;
        for (const char *slash; v.n && (slash = memchr(v.s, '/', v.n));)
            v = bd_view_part(v, (size_t)(slash - v.s) + 1, v.n); /* "http://schema.org/Article" */
        for (size_t i = 0; i < n; i++)
            if (bd_view_is(v, list[i]))
                return true;
    }
    return false;
}
#define IS(o, list) is_type((o), (list), sizeof(list) / sizeof *(list))

static const char *const article_types[] = {"NewsArticle",
                                            "Article",
                                            "ReportageNewsArticle",
                                            "BlogPosting",
                                            "LiveBlogPosting",
                                            "AnalysisNewsArticle",
                                            "OpinionNewsArticle",
                                            "BackgroundNewsArticle",
                                            "ReviewNewsArticle",
                                            "AskPublicNewsArticle",
                                            "Report",
                                            "SocialMediaPosting",
                                            "DiscussionForumPosting",
                                            "ScholarlyArticle",
                                            "MedicalScholarlyArticle",
                                            "TechArticle",
                                            "AdvertiserContentArticle",
                                            "SatiricalArticle"};
static const char *const near_types[] = {"Recipe",      "HowTo",  "Review",
                                         "VideoObject", "Event",  "PodcastEpisode",
                                         "FAQPage",     "QAPage", "Question"};
static const char *const page_types[] = {"WebPage", "ItemPage", "AboutPage", "MedicalWebPage"};
static const char *const film_types[] = {"VideoObject", "AudioObject", "PodcastEpisode"};
static const char *const person_types[] = {"Person"};
static const char *const outlet_types[] = {"NewsMediaOrganization", "Organization", "WebSite",
                                           "Corporation"};

/* Every object, however it is wrapped. */
static void gather(graph *g, const bd_json *v, int depth) {
    for (; v && g->n < MAX_OBJECTS; v = v->next) {
        if (v->kind == BD_JSON_LIST && depth < 8)
            gather(g, v->child, depth + 1);
        if (v->kind != BD_JSON_OBJECT)
            continue;
        g->v[g->n++] = v;
        const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage"};
        for (size_t i = 0; i < 3 && depth < 8; i++) {
            const bd_json *in = bd_json_get(v, inner[i]);
            if (in && in->kind == BD_JSON_LIST)
                gather(g, in->child, depth + 1);
            else if (in && in->kind == BD_JSON_OBJECT && g->n < MAX_OBJECTS &&
                     bd_json_get(in, "@type"))
                g->v[g->n++] = in;
        }
    }
}

/* What an object that only has an "@id" stands for. */
static const bd_json *resolve(const graph *g, const bd_json *o) {
    const bd_json *id = bd_json_get(o, "@id");
    if (!id || id->kind != BD_JSON_TEXT || bd_json_get(o, "name") || ++*g->resolved > MAX_RESOLVED)
        return o;
    for (size_t i = 0; i < g->n; i++) {
        const bd_json *other = bd_json_get(g->v[i], "@id");
        if (g->v[i] != o && other && bd_view_eq(other->text, id->text) &&
            bd_json_get(g->v[i], "name"))
            return g->v[i];
    }
    return o;
}

static bede_view text_of(const graph *g, const bd_json *v) {
    if (v && v->kind == BD_JSON_LIST)
        v = v->child;
    if (v && v->kind == BD_JSON_OBJECT) {
        v = resolve(g, v);
        const bd_json *name = bd_json_get(v, "name");
        if (name && name->kind == BD_JSON_LIST)
            name = name->child;
        v = name ? name : bd_json_get(v, "@value");
    }
    return bd_page_tidy(g->arena, bd_json_text(v));
}

static void take(const graph *g, bede_view *to, const bd_json *o, const char *key) {
    if (!to->n)
        *to = text_of(g, bd_json_get(o, key));
}

static void authors(const graph *g, const bd_json *v, bd_views *to) {
    const bd_json *item = v && v->kind == BD_JSON_LIST ? v->child : v;
    for (size_t i = 0; item && i < 16; item = item == v ? NULL : item->next, i++)
        bd_page_author_names(text_of(g, item), to);
}

static bede_view body_of(const graph *g, const bd_json *o) {
    bede_view v = bd_json_text(bd_json_get(o, "articleBody"));
    return v.n ? bd_utf8_clean(g->arena, bd_page_unescape(g->arena, v)) : v;
}

static void read_object(const graph *g, const bd_json *o) {
    bd_ld *out = g->out;
    take(g, &out->headline, o, "headline");
    take(g, &out->alternative, o, "alternativeHeadline");
    take(g, &out->published, o, "datePublished");
    take(g, &out->published, o, "dateCreated");
    take(g, &out->published, o, "uploadDate");
    take(g, &out->modified, o, "dateModified");
    take(g, &out->publisher, o, "publisher");
    take(g, &out->language, o, "inLanguage");
    take(g, &out->section, o, "articleSection");
    if (!out->body.n)
        out->body = body_of(g, o);
    if (!out->authors.n)
        authors(g, bd_json_get(o, "author"), &out->authors);
    if (!out->authors.n)
        authors(g, bd_json_get(o, "creator"), &out->authors);
}

/* "a, b, c" or ["a", "b"] */
static void keywords(const graph *g, const bd_json *v) {
    const bd_json *item = v && v->kind == BD_JSON_LIST ? v->child : v;
    for (size_t i = 0; item && i < 32; item = item == v ? NULL : item->next, i++)
        bd_page_list(text_of(g, item), &g->out->tags);
}

static void film(const graph *g, const bd_json *o) {
    static const char *const sounds[] = {"AudioObject", "PodcastEpisode"};
    bd_films *f = &g->out->films;
    if (f->n == sizeof f->v / sizeof *f->v)
        return;
    bede_media *m = &f->v[f->n++];
    *m = (bede_media){.kind = IS(o, sounds) ? "audio" : "video"};
    take(g, &m->caption, o, "name");
    take(g, &m->duration, o, "duration");
}

static void read_graph(const graph *g) {
    size_t persons = 0;
    for (size_t i = 0; i < g->n; i++)
        if (IS(g->v[i], article_types)) {
            g->out->article = true;
            read_object(g, g->v[i]);
            keywords(g, bd_json_get(g->v[i], "keywords"));
            const bd_json *in = bd_json_get(g->v[i], "video");
            if (in && IS(in->kind == BD_JSON_LIST ? in->child : in, film_types))
                film(g, in->kind == BD_JSON_LIST ? in->child : in);
        } else if (IS(g->v[i], film_types)) {
            film(g, g->v[i]);
        }
    for (size_t i = 0; i < g->n; i++) {
        const bd_json *o = g->v[i];
        if (!g->out->near_authors.n && (IS(o, page_types) || IS(o, near_types)))
            authors(g, bd_json_get(o, "author"), &g->out->near_authors);
        if (IS(o, page_types)) {
            take(g, &g->out->page_published, o, "datePublished");
            take(g, &g->out->modified, o, "dateModified");
            if (!g->out->authors.n)
                authors(g, bd_json_get(o, "author"), &g->out->authors);
        } else if (IS(o, person_types) && !IS(o, outlet_types)) {
            persons++;
            take(g, &g->out->person, o, "name");
        } else if (!g->out->article && IS(o, near_types)) {
            read_object(g, o);
        }
    }
    if (persons != 1)
        g->out->person = (bede_view){0};
}

void bd_page_ld(const bd_markup *m, bd_draft *d, bd_ld *out) {
    graph *g = bd_arena_alloc(d->arena, sizeof *g);
    bede_view v;
    g->arena = d->arena, g->out = out;
    g->resolved = bd_arena_alloc(d->arena, sizeof *g->resolved);
    for (size_t i = 0; i < 24 && bd_markup_note(m, "ld", i, &v); i++)
        if (v.n <= MAX_BYTES)
            gather(g, bd_json_read(d->arena, v)->child, 0);
    read_graph(g);
}
