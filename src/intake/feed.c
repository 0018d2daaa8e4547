/* SPDX-License-Identifier: Apache-2.0 */
/* RSS 0.9 to 2.0, RDF, Atom, news sitemaps (all by libxml2) and JSON Feed (by jansson).
 *
 * An item with its full text is read as a page of that text; of one without, the summary. */
#include "intake/intake_int.h"

#include "base/limits.h"

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

typedef struct feed_item {
    bede_view title, url, body, author, language, outlet;
    bede_date day;
    bool html, full, feed;
    struct feed_item *next;
} feed_item;

typedef struct feed {
    feed_item *first, **last, *at;
    bede_view language, outlet;
    const char *cut; /* why there may be more items than were read; NULL */
} feed;

static bede_view starts_at(bede_view v) {
    if (bd_view_starts(v, "\xef\xbb\xbf"))
        v = bd_view_part(v, 3, v.n);
    return bd_view_trim(v);
}

bool feed_is(bede_view bytes) {
    static const char *const roots[] = {"<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex"};
    bede_view v = starts_at(bd_view(bytes.s, bytes.n < 4096 ? bytes.n : 4096));
    if (bd_view_starts(v, "{"))
        return bd_view_find(v, "jsonfeed.org/version", 0) != SIZE_MAX;
    if (!bd_view_starts(v, "<?xml") && !bd_view_starts(v, "<rss") && !bd_view_starts(v, "<feed") &&
        !bd_view_starts(v, "<!--") && !bd_view_starts(v, "<rdf") && !bd_view_starts(v, "<urlset") &&
        !bd_view_starts(v, "<sitemapindex"))
        return false;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        size_t at = bd_view_find(v, roots[i], 0), html = bd_view_find(v, "<html", 0);
        if (at != SIZE_MAX && (html == SIZE_MAX || at < html))
            return true;
    }
    return false;
}

static feed_item *add(source *s, feed *f) {
    feed_item *i = bd_arena_alloc(&s->whole, sizeof *i);
    *f->last = i;
    f->last = &i->next;
    return i;
}

static bede_view keep(source *s, const char *text) {
    size_t n = text ? strlen(text) : 0;
    if (!n)
        return (bede_view){0};
    return bd_view_trim(bd_view(bd_arena_copy(&s->whole, text, n), n));
}

/* ---- days: RFC 822 ("Wed, 01 Nov 2017 10:00:00 GMT") and ISO 8601 ---- */

static bede_date day_of(bede_view v) {
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    bede_date d = {0};
    char iso[11] = {0}, month[4] = {0};
    unsigned day = 0, year = 0;
    if (v.n >= 10) {
        memcpy(iso, v.s, 10);
        if (bede_date_parse(iso, &d))
            return d;
    }
    char buf[64] = {0};
    memcpy(buf, v.s ? v.s : "", v.n < 63 ? v.n : 63);
    const char *at = strchr(buf, ',');
    if (sscanf(at ? at + 1 : buf, " %2u %3s%*[a-zA-Z] %4u", &day, month, &year) != 3 &&
        sscanf(at ? at + 1 : buf, " %2u %3s %4u", &day, month, &year) != 3)
        return (bede_date){0};
    for (unsigned m = 0; m < 12; m++)
        if (bd_view_is_nocase(bd_view_z(month), months[m])) {
            snprintf(iso, sizeof iso, "%04u-%02u-%02u", year % 10000, m + 1, day % 100);
            return bede_date_parse(iso, &d) ? d : (bede_date){0};
        }
    return (bede_date){0};
}

static bool is(const xmlNode *n, const char *name) {
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static void free_text(void *text) {
    xmlFree(text);
}

/* ---- the text of markup: a feed's item is the article and nothing else ---- */

static bool breaks(const xmlNode *n) {
    static const char *const inline_names[] = {"a",    "b",     "i",    "em",   "strong", "span",
                                               "u",    "abbr",  "cite", "code", "sup",    "sub",
                                               "mark", "small", "time", "q",    "font"};
    for (size_t k = 0; k < sizeof inline_names / sizeof *inline_names; k++)
        if (is(n, inline_names[k]))
            return false;
    return n->type == XML_ELEMENT_NODE;
}

static bool unread(const xmlNode *n) {
    return is(n, "script") || is(n, "style") || is(n, "figure") || is(n, "iframe");
}

static void put_text(xmlBuffer *to, const xmlChar *text) {
    for (; *text; text++) /* line ends in the source are spaces */
        xmlBufferAdd(to, *text == '\n' || *text == '\r' ? (const xmlChar *)" " : text, 1);
}

static void walk(xmlBuffer *to, xmlNode *root) {
    for (xmlNode *n = root; n;) {
        if ((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) && n->content)
            put_text(to, n->content);
        else if (breaks(n))
            xmlBufferCCat(to, "\n");
        if (n->children && !unread(n) && n->type == XML_ELEMENT_NODE) {
            n = n->children;
            continue;
        }
        while (n && n != root && !n->next) {
            n = n->parent;
            if (n && breaks(n))
                xmlBufferCCat(to, "\n");
        }
        n = n && n != root ? n->next : NULL;
    }
}

static bede_view text_of_markup(bd_arena *a, bede_view html) {
    htmlDocPtr doc = htmlReadMemory(html.s, (int)html.n, NULL, "utf-8",
                                    HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                        HTML_PARSE_NOWARNING);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    xmlBuffer *b = root ? xmlBufferCreate() : NULL;
    size_t n = 0;
    char *text = NULL;
    if (b) {
        walk(b, root);
        n = (size_t)xmlBufferLength(b);
        text = (char *)xmlBufferDetach(b);
        xmlBufferFree(b);
    }
    xmlFreeDoc(doc);
    if (!text)
        return (bede_view){0};
    bd_arena_defer(a, free_text, text);
    return bd_view(text, n);
}

/* ---- XML ---- */

static bool in_namespace(const xmlNode *n, const char *part) {
    return n->ns && n->ns->href && strstr((const char *)n->ns->href, part);
}

static bede_view content(source *s, xmlNode *n) {
    xmlChar *text = xmlNodeGetContent(n);
    bede_view v = keep(s, (const char *)text);
    xmlFree(text);
    return v;
}

static bede_view attribute(source *s, xmlNode *n, const char *name) {
    xmlChar *text = xmlGetProp(n, (const xmlChar *)name);
    bede_view v = keep(s, (const char *)text);
    xmlFree(text);
    return v;
}

/* The markup inside, for <content type="xhtml">. */
static bede_view inner(source *s, xmlNode *n) {
    xmlBuffer *b = xmlBufferCreate();
    bede_view v = {0};
    if (b && xmlNodeDump(b, n->doc, n, 0, 0) > 0)
        v = keep(s, (const char *)xmlBufferContent(b));
    xmlBufferFree(b);
    return v;
}

static void body(feed_item *i, bede_view text, bool html, bool full) {
    if (!text.n || (i->full && !full) || (i->full == full && i->body.n >= text.n))
        return;
    i->body = text;
    i->html = html;
    i->full = full;
}

static void atom_content(source *s, feed_item *i, xmlNode *n, bool full) {
    bede_view type = attribute(s, n, "type");
    if (bd_view_is(type, "xhtml"))
        body(i, inner(s, n), true, full);
    else
        body(i, content(s, n), !bd_view_is(type, "text"), full);
}

static void atom_link(source *s, feed_item *i, xmlNode *n) {
    bede_view rel = attribute(s, n, "rel"), href = attribute(s, n, "href");
    if (!i->url.n && (!rel.n || bd_view_is(rel, "alternate")))
        i->url = href.n ? href : content(s, n);
}

/* A title is often escaped twice: "Q&amp;amp;A", "&lt;b&gt;". */
static bede_view plain(source *s, bede_view title) {
    bool marked =
        bd_view_find(title, "&", 0) != SIZE_MAX ||
        (bd_view_find(title, "<", 0) != SIZE_MAX && bd_view_find(title, ">", 0) != SIZE_MAX);
    if (!marked || title.n > 4096)
        return title;
    bede_view text = text_of_markup(&s->whole, title);
    return text.n ? bd_view_trim(text) : title;
}

static void read_field(source *s, feed_item *i, xmlNode *n) {
    if (n->type != XML_ELEMENT_NODE)
        return;
    if (is(n, "title") && !in_namespace(n, "mediarss") && !in_namespace(n, "mrss"))
        i->title = plain(s, content(s, n));
    else if (is(n, "link"))
        atom_link(s, i, n);
    else if (is(n, "loc"))
        i->url = content(s, n);
    else if (is(n, "encoded") || is(n, "fulltext"))
        body(i, content(s, n), true, true);
    else if (is(n, "content") && !in_namespace(n, "mrss"))
        atom_content(s, i, n, true);
    else if (is(n, "description") || is(n, "summary"))
        atom_content(s, i, n, false);
    else if (is(n, "pubDate") || is(n, "published") || is(n, "date") || is(n, "publication_date"))
        i->day = day_of(content(s, n));
    else if (is(n, "updated") && !i->day.year)
        i->day = day_of(content(s, n));
    else if (is(n, "creator") || is(n, "author"))
        i->author = content(s, n);
    else if (is(n, "language"))
        i->language = content(s, n);
    else if (is(n, "name") && is(n->parent, "publication"))
        i->outlet = content(s, n);
    if (is(n, "news") || is(n, "publication"))
        for (xmlNode *c = n->children; c; c = c->next)
            read_field(s, i, c);
}

static void channel_field(source *s, feed *f, xmlNode *n) {
    if (is(n, "language"))
        f->language = content(s, n);
    else if (is(n, "title"))
        f->outlet = content(s, n);
}

/* Items stand in the root (RDF, Atom, sitemaps) or in its channel. */
static void read_items(source *s, feed *f, xmlNode *parent, int depth) {
    for (xmlNode *n = parent->children; n; n = n->next) {
        if (is(n, "item") || is(n, "entry") || is(n, "url") || is(n, "sitemap")) {
            feed_item *i = add(s, f);
            i->feed = is(n, "sitemap");
            for (xmlNode *c = n->children; c; c = c->next)
                read_field(s, i, c);
        } else if (is(n, "channel") && depth == 0) {
            read_items(s, f, n, 1);
        } else {
            channel_field(s, f, n);
        }
    }
}

static void free_doc(void *doc) {
    xmlFreeDoc(doc);
}

/* Elements and attributes become memory: those beyond the bound end the parse. */
static void counted_start(void *parser_, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int n_ns, const xmlChar **ns, int n_attrs,
                          int n_defaulted, const xmlChar **attrs) {
    xmlParserCtxt *parser = parser_;
    size_t *nodes = parser->_private;
    *nodes += 1 + (size_t)n_ns + (size_t)n_attrs;
    if (*nodes > BD_MAX_FEED_NODES)
        xmlStopParser(parser);
    else
        xmlSAX2StartElementNs(parser, name, prefix, uri, n_ns, ns, n_attrs, n_defaulted, attrs);
}

static xmlDoc *parse(bede_view bytes, size_t *nodes) {
    xmlParserCtxt *parser = xmlCreateMemoryParserCtxt(bytes.s, (int)bytes.n);
    if (!parser)
        return NULL;
    xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                  XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    parser->_private = nodes;
    parser->sax->startElementNs = counted_start;
    xmlParseDocument(parser);
    xmlDoc *doc = parser->myDoc;
    xmlFreeParserCtxt(parser);
    return doc;
}

static bool read_xml(source *s, feed *f, bede_view bytes) {
    size_t nodes = 0;
    xmlDoc *doc = parse(bytes, &nodes);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (doc)
        bd_arena_defer(&s->whole, free_doc, doc);
    if (root)
        read_items(s, f, root, 0);
    if (nodes > BD_MAX_FEED_NODES)
        f->cut = "has more elements than a feed may have; the rest was left out";
    return root != NULL;
}

/* ---- JSON ---- */

static bede_view text_of(source *s, const json_t *o, const char *key) {
    return keep(s, json_string_value(json_object_get(o, key)));
}

static void free_json(void *root) {
    json_decref(root);
}

static bool read_json(source *s, feed *f, bede_view bytes) {
    json_error_t wrong;
    json_t *root = json_loadb(bytes.s, bytes.n, JSON_DISABLE_EOF_CHECK, &wrong), *o;
    size_t k;
    if (!root)
        return false;
    bd_arena_defer(&s->whole, free_json, root);
    f->language = text_of(s, root, "language");
    f->outlet = text_of(s, root, "title");
    json_array_foreach(json_object_get(root, "items"), k, o) {
        feed_item *i = add(s, f);
        i->title = text_of(s, o, "title");
        i->url = text_of(s, o, "url");
        i->day = day_of(text_of(s, o, "date_published"));
        i->language = text_of(s, o, "language");
        const json_t *author = json_object_get(o, "author");
        if (!author)
            author = json_array_get(json_object_get(o, "authors"), 0);
        i->author = text_of(s, author, "name");
        body(i, text_of(s, o, "content_html"), true, true);
        body(i, text_of(s, o, "content_text"), false, true);
        body(i, text_of(s, o, "summary"), false, false);
    }
    return true;
}

/* ---- the source ---- */

bool feed_read(source *s, bede_view bytes, bede_error *err) {
    feed *f = bd_arena_alloc(&s->whole, sizeof *f);
    f->last = &f->first;
    s->state = f;
    s->many = true;
    bool json = bd_view_starts(starts_at(bytes), "{");
    if (json && bytes.n > BD_MAX_JSON_BYTES)
        return bd_fail(err, s->path, "is larger than %u MB", BD_MAX_JSON_BYTES >> 20);
    if (bytes.n >= BD_MAX_FEED_BYTES)
        f->cut = "is larger than a feed may be; the rest was left out";
    if (!(json ? read_json(s, f, bytes) : read_xml(s, f, starts_at(bytes))))
        return bd_fail(err, s->path, "is no feed that can be read");
    f->at = f->first;
    return true;
}

int feed_next(source *s, bede_item *item, bede_error *err) {
    feed *f = s->state;
    while (f->at) {
        const feed_item *i = f->at;
        f->at = i->next;
        s->number++;
        bd_arena_clear(&s->record);
        bede_view language = i->language.n ? i->language : f->language;
        if (!filter_host(s, i->url) || !filter_day(s, i->day) || !filter_language(s, language)) {
            s->count.filtered++;
            continue;
        }
        if (!i->body.n && !i->title.n && !(s->options.links && i->url.n)) {
            s->count.other++;
            continue;
        }
        item->summary = !i->full;
        item->feed = i->feed;
        bede_view text = i->body.n ? i->body : i->title;
        if (i->body.n && i->html && i->body.n < INT32_MAX)
            text = text_of_markup(&s->record, i->body);
        item->bytes = text.s ? text.s : "";
        item->n = text.n;
        item->options.input = BEDE_INPUT_CLEAN;
        item->options.charset = BD_LIT("utf-8");
        item->options.title = i->body.n ? i->title : (bede_view){0};
        item->options.url = i->url;
        item->options.date = i->day;
        item->options.author = i->author;
        item->options.language = language;
        item->options.outlet = i->outlet.n ? i->outlet : f->outlet;
        item->number = s->number;
        return 1;
    }
    if (f->cut) {
        bd_fail(err, s->path, "%s", f->cut);
        f->cut = NULL;
        s->count.bad++;
        return -1;
    }
    return 0;
}
