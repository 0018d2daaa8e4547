/* SPDX-License-Identifier: Apache-2.0 */
/* HTML as libxml2's parser tells it, laid down flat: elements in document order with their parent,
 * and runs of text between block borders with the bytes of them that are links.
 *
 * No libxml2 tree is built and nothing here recurses. Buffers are malloc'ed, kept from page to page
 * and never touched by the arena, so that no jump leaves libxml2 in the middle. */
#include "page_int.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

typedef struct builder {
    bd_markup *m;
    htmlParserCtxtPtr ctxt;
    uint32_t stack[BD_MAX_DEPTH]; /* open block elements */
    uint32_t n_stack;
    uint32_t depth; /* libxml2's open elements */
    uint32_t skip;  /* > 0: inside an element whose text is nothing, this deep */
    uint32_t links;
    uint32_t run_from, run_link;
    uint8_t breaks; /* <br> in a row */
    bool space;     /* white space is owed */
    enum { INTO_TEXT, INTO_TITLE, INTO_LD } into;
    uint32_t note_from;
    uint32_t name_depth, name_from; /* an inline element that names the author is open */
} builder;

static bool reserve(bd_buffer *b, size_t more) {
    if (b->n + more <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap * 2 : 65536;
    while (cap < b->n + more)
        cap *= 2;
    char *s = realloc(b->s, cap);
    if (!s)
        return false;
    b->s = s, b->cap = cap;
    return true;
}

static void stop(builder *b, const char *fault) {
    if (!b->m->full)
        b->m->fault = fault;
    b->m->full = true;
    xmlStopParser(b->ctxt);
}

static void put(builder *b, bd_buffer *to, const char *s, size_t n) {
    if (reserve(to, n)) {
        memcpy(to->s + to->n, s, n);
        to->n += n;
    } else {
        stop(b, "no memory");
    }
}

static void *grow(builder *b, void *items, uint32_t n, uint32_t *cap, size_t size) {
    if (n < *cap)
        return items;
    uint32_t want = *cap ? *cap * 2 : 1024;
    void *p = n < BD_PAGE_MAX_NODES ? realloc(items, want * size) : NULL;
    if (!p) {
        stop(b, n < BD_PAGE_MAX_NODES ? "no memory" : "too many elements");
        return NULL;
    }
    *cap = want;
    return p;
}

/* ---- names ---------------------------------------------------------------------------------- */

static const struct tag_name {
    char name[11];
    uint8_t tag;
} tag_names[] = {
    /* sorted */
    {"a", BD_TAG_A},
    {"address", BD_TAG_ADDRESS},
    {"article", BD_TAG_ARTICLE},
    {"aside", BD_TAG_ASIDE},
    {"audio", BD_TAG_AUDIO},
    {"blockquote", BD_TAG_QUOTE},
    {"body", BD_TAG_BODY},
    {"br", BD_TAG_BR},
    {"button", BD_TAG_SKIP},
    {"canvas", BD_TAG_SKIP},
    {"caption", BD_TAG_CAPTION},
    {"center", BD_TAG_DIV},
    {"dd", BD_TAG_DD},
    {"details", BD_TAG_BLOCK},
    {"dialog", BD_TAG_BLOCK},
    {"dir", BD_TAG_UL},
    {"div", BD_TAG_DIV},
    {"dl", BD_TAG_DL},
    {"dt", BD_TAG_DT},
    {"embed", BD_TAG_SKIP},
    {"fieldset", BD_TAG_FORM},
    {"figcaption", BD_TAG_CAPTION},
    {"figure", BD_TAG_FIGURE},
    {"footer", BD_TAG_FOOTER},
    {"form", BD_TAG_FORM},
    {"frameset", BD_TAG_BLOCK},
    {"h1", BD_TAG_H1},
    {"h2", BD_TAG_H2},
    {"h3", BD_TAG_H3},
    {"h4", BD_TAG_H4},
    {"h5", BD_TAG_H5},
    {"h6", BD_TAG_H6},
    {"head", BD_TAG_HEAD},
    {"header", BD_TAG_HEADER},
    {"hgroup", BD_TAG_BLOCK},
    {"hr", BD_TAG_BLOCK},
    {"html", BD_TAG_HTML},
    {"iframe", BD_TAG_SKIP},
    {"img", BD_TAG_IMG},
    {"input", BD_TAG_SKIP},
    {"li", BD_TAG_LI},
    {"link", BD_TAG_LINK},
    {"main", BD_TAG_MAIN},
    {"map", BD_TAG_SKIP},
    {"menu", BD_TAG_NAV},
    {"meta", BD_TAG_META},
    {"nav", BD_TAG_NAV},
    {"noframes", BD_TAG_SKIP},
    {"noscript", BD_TAG_NOSCRIPT},
    {"object", BD_TAG_SKIP},
    {"ol", BD_TAG_OL},
    {"p", BD_TAG_P},
    {"pre", BD_TAG_PRE},
    {"rp", BD_TAG_SKIP},
    {"rt", BD_TAG_SKIP},
    {"script", BD_TAG_SCRIPT},
    {"section", BD_TAG_SECTION},
    {"select", BD_TAG_SKIP},
    {"style", BD_TAG_SKIP},
    {"svg", BD_TAG_SKIP},
    {"table", BD_TAG_TABLE},
    {"tbody", BD_TAG_BLOCK},
    {"td", BD_TAG_TD},
    {"template", BD_TAG_SKIP},
    {"textarea", BD_TAG_SKIP},
    {"tfoot", BD_TAG_BLOCK},
    {"th", BD_TAG_TH},
    {"thead", BD_TAG_BLOCK},
    {"time", BD_TAG_TIME},
    {"title", BD_TAG_TITLE},
    {"tr", BD_TAG_TR},
    {"ul", BD_TAG_UL},
    {"video", BD_TAG_VIDEO},
};

static int by_name(const void *key, const void *item) {
    return strcmp(key, ((const struct tag_name *)item)->name);
}

static bd_tag tag_of(const char *name) {
    const struct tag_name *t =
        bsearch(name, tag_names, sizeof tag_names / sizeof *tag_names, sizeof *tag_names, by_name);
    if (t)
        return t->tag;
    return strchr(name, '-') ? BD_TAG_DIV : BD_TAG_INLINE; /* custom elements are boxes */
}

static bool is_void(bd_tag t) {
    return t == BD_TAG_BR || t == BD_TAG_IMG || t == BD_TAG_META || t == BD_TAG_LINK;
}
static bool is_block(bd_tag t) {
    return t >= BD_TAG_HTML && t <= BD_TAG_BLOCK;
}

static const char *attr(const xmlChar **atts, const char *name) {
    for (size_t i = 0; atts && atts[i]; i += 2)
        if (!strcmp((const char *)atts[i], name))
            return atts[i + 1] ? (const char *)atts[i + 1] : "";
    return NULL;
}

/* ---- runs and notes ------------------------------------------------------------------------- */

static void end_run(builder *b) {
    bd_markup *m = b->m;
    uint32_t to = (uint32_t)m->text.n;
    b->space = false, b->breaks = 0;
    if (to > b->run_from) {
        bd_run *runs = grow(b, m->runs, m->n_runs, &m->cap_runs, sizeof *runs);
        if (!runs)
            return;
        m->runs = runs;
        runs[m->n_runs++] = (bd_run){.from = b->run_from,
                                     .to = to,
                                     .link = b->run_link,
                                     .node = b->n_stack ? b->stack[b->n_stack - 1] : 0};
    }
    b->run_from = to, b->run_link = 0;
}

static void note(builder *b, const char *key, const char *value, size_t value_n) {
    bd_markup *m = b->m;
    size_t n = strlen(key);
    if (m->n_metas >= BD_PAGE_MAX_NOTES)
        return;
    bd_meta *metas = grow(b, m->metas, m->n_metas, &m->cap_metas, sizeof *metas);
    if (!metas || n > 100)
        return;
    m->metas = metas;
    bd_meta *it = &metas[m->n_metas++];
    it->key = (uint32_t)m->notes.n, it->key_n = (uint32_t)n;
    put(b, &m->notes, key, n);
    for (size_t i = it->key; i < m->notes.n; i++)
        if (m->notes.s[i] >= 'A' && m->notes.s[i] <= 'Z')
            m->notes.s[i] = (char)(m->notes.s[i] + 32);
    it->value = (uint32_t)m->notes.n, it->value_n = (uint32_t)value_n;
    put(b, &m->notes, value, value_n);
}

static void note_z(builder *b, const char *key, const char *value) {
    if (value && *value)
        note(b, key, value, strlen(value));
}

/* Collected text (of <title>, of JSON-LD) becomes a note. */
static void end_note(builder *b, const char *key) {
    bd_markup *m = b->m;
    size_t n = m->notes.n - b->note_from;
    b->into = INTO_TEXT;
    bd_meta *metas = n && m->n_metas < BD_PAGE_MAX_NOTES
                         ? grow(b, m->metas, m->n_metas, &m->cap_metas, sizeof *metas)
                         : NULL;
    if (!metas)
        return;
    m->metas = metas;
    bd_meta *it = &metas[m->n_metas++];
    *it = (bd_meta){.value = b->note_from, .value_n = (uint32_t)n};
    it->key = (uint32_t)m->notes.n, it->key_n = (uint32_t)strlen(key);
    put(b, &m->notes, key, it->key_n);
}

/* ---- elements ------------------------------------------------------------------------------- */

static void on_meta(builder *b, const xmlChar **atts) {
    const char *content = attr(atts, "content"), *key = attr(atts, "property");
    if (!content || !*content)
        return;
    if (key)
        note_z(b, key, content);
    if ((key = attr(atts, "name")))
        note_z(b, key, content);
    if ((key = attr(atts, "itemprop")))
        note_z(b, key, content);
    if ((key = attr(atts, "http-equiv")))
        note_z(b, key, content);
}

static bool hidden(const xmlChar **atts) {
    const char *style = attr(atts, "style");
    if (style && (strstr(style, "display:none") || strstr(style, "display: none")))
        return true;
    return attr(atts, "hidden") != NULL;
}

static void by_tag(bd_node *nd, bd_tag tag) {
    static const struct {
        uint8_t tag, kind;
        const char *why;
    } bad[] = {
        {BD_TAG_NAV, BEDE_BLOCK_NAVIGATION, "inside a navigation element"},
        {BD_TAG_ASIDE, BEDE_BLOCK_RELATED, "inside an aside element"},
        {BD_TAG_FOOTER, BEDE_BLOCK_LEGAL, "inside a footer element"},
        {BD_TAG_FORM, BEDE_BLOCK_OTHER, "inside a form"},
        /* not skipped: libxml2 lets a badly closed one go on to the end of the page */
        {BD_TAG_NOSCRIPT, BEDE_BLOCK_OTHER, "inside a noscript element"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (bad[i].tag == tag) {
            nd->own = (uint8_t)(1 + bad[i].kind);
            nd->own_why = bad[i].why;
        }
}

static void by_attributes(bd_node *nd, bd_tag tag, const xmlChar **atts) {
    static const char *const names[] = {"itemprop", "role", "class", "id", "data-component"};
    if (tag == BD_TAG_HTML || tag == BD_TAG_BODY)
        return;
    if (hidden(atts))
        nd->flags |= BD_NODE_HIDDEN;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = attr(atts, names[i]), *why = NULL;
        bede_block_kind kind = BEDE_BLOCK_OTHER;
        bd_hint hint = value ? bd_page_class_hint(value, &kind, &why) : BD_HINT_NONE;
        if (hint == BD_HINT_BODY)
            nd->flags |= BD_NODE_BODY;
        if (hint == BD_HINT_LEAD)
            nd->flags |= BD_NODE_LEAD;
        if (hint == BD_HINT_BAD && kind == BEDE_BLOCK_BYLINE && !strstr(value, "meta"))
            nd->flags |= BD_NODE_AUTHOR;
        if (hint == BD_HINT_BAD && !nd->own) {
            nd->own = (uint8_t)(1 + kind);
            nd->own_why = why;
        }
    }
}

static void open_block(builder *b, bd_tag tag, const xmlChar **atts) {
    bd_markup *m = b->m;
    end_run(b);
    if (b->n_stack == BD_MAX_DEPTH) /* deeper ones are flattened into this one */
        return;
    bd_node *nodes = grow(b, m->nodes, m->n_nodes, &m->cap_nodes, sizeof *nodes);
    if (!nodes)
        return;
    m->nodes = nodes;
    bd_node *nd = &nodes[m->n_nodes];
    *nd = (bd_node){.parent = b->n_stack ? b->stack[b->n_stack - 1] : 0,
                    .first = m->n_runs,
                    .end = UINT32_MAX,
                    .tag = (uint8_t)tag};
    by_tag(nd, tag);
    if (atts)
        by_attributes(nd, tag, atts);
    b->stack[b->n_stack++] = m->n_nodes++;
}

static void close_block(builder *b, bd_tag tag) {
    end_run(b);
    uint32_t i = b->n_stack;
    while (i > 0 && b->m->nodes[b->stack[i - 1]].tag != tag)
        i--;
    if (i <= 1) /* not open, or flattened away; the document stays open */
        return;
    while (b->n_stack >= i)
        b->m->nodes[b->stack[--b->n_stack]].end = b->m->n_runs;
}

static bool names_author(const xmlChar **atts) {
    static const char *const names[] = {"rel", "itemprop", "class"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *v = attr(atts, names[i]), *why = NULL;
        bede_block_kind kind = BEDE_BLOCK_OTHER;
        if (v && (strstr(v, "author") || strstr(v, "byline") || strstr(v, "autor")) &&
            bd_page_class_hint(v, &kind, &why) == BD_HINT_BAD && kind == BEDE_BLOCK_BYLINE)
            return true;
    }
    return false;
}

/* The text since name_from: a name, or names. */
static void end_name(builder *b) {
    const bd_buffer *t = &b->m->text;
    size_t n = t->n - b->name_from;
    b->name_depth = 0;
    if (n > 1 && n < 120)
        note(b, "inline:author", t->s + b->name_from, n);
}

/* Inline elements that carry metadata: time, links and anything with itemprop or a byline class. */
static void open_inline(builder *b, bd_tag tag, const xmlChar **atts) {
    const char *v;
    if (tag == BD_TAG_A)
        b->links++;
    if (!atts)
        return;
    if (tag == BD_TAG_TIME && (v = attr(atts, "datetime")))
        note_z(b, attr(atts, "pubdate") ? "time:pubdate" : "time", v);
    if ((v = attr(atts, "itemprop")) && attr(atts, "content"))
        note_z(b, v, attr(atts, "content"));
    if (!b->name_depth && names_author(atts)) {
        b->name_depth = b->depth;
        b->name_from = (uint32_t)b->m->text.n;
    }
}

static void start_element(void *ctx, const xmlChar *name, const xmlChar **atts) {
    builder *b = ctx;
    if (b->m->full)
        return;
    bd_tag tag = tag_of((const char *)name);
    if (++b->depth > BD_PAGE_STOP_DEPTH)
        stop(b, "elements nested too deep");
    if (b->skip || tag == BD_TAG_SKIP) {
        b->skip++;
        return;
    }
    const char *type = tag == BD_TAG_SCRIPT ? attr(atts, "type") : NULL;
    if (tag == BD_TAG_META) {
        on_meta(b, atts);
    } else if (tag == BD_TAG_SCRIPT) {
        if (type && !strcmp(type, "application/ld+json"))
            b->into = INTO_LD, b->note_from = (uint32_t)b->m->notes.n;
        else
            b->skip++;
    } else if (tag == BD_TAG_TITLE) {
        b->into = INTO_TITLE, b->note_from = (uint32_t)b->m->notes.n;
    } else if (tag == BD_TAG_BR) {
        if (++b->breaks >= 2)
            end_run(b);
        b->space = true;
    } else if (tag == BD_TAG_LINK) {
        const char *rel = attr(atts, "rel");
        if (rel && !strcmp(rel, "canonical"))
            note_z(b, "link:canonical", attr(atts, "href"));
    } else if (is_block(tag)) {
        if (tag == BD_TAG_HTML)
            note_z(b, "html:lang", attr(atts, "lang"));
        open_block(b, tag, atts);
    } else {
        open_inline(b, tag, atts);
    }
}

static void end_element(void *ctx, const xmlChar *name) {
    builder *b = ctx;
    bd_tag tag = tag_of((const char *)name);
    if (b->name_depth && b->depth == b->name_depth)
        end_name(b);
    if (b->depth)
        b->depth--;
    if (b->m->full)
        return;
    if (b->skip) {
        b->skip--;
        return;
    }
    if (tag == BD_TAG_A && b->links)
        b->links--;
    else if (tag == BD_TAG_TITLE && b->into == INTO_TITLE)
        end_note(b, "title");
    else if (tag == BD_TAG_SCRIPT && b->into == INTO_LD)
        end_note(b, "ld");
    else if (is_block(tag) && !is_void(tag))
        close_block(b, tag);
}

/* ---- text ----------------------------------------------------------------------------------- */

/* Length of a white-space character at s, 0 if there is none: ASCII, no-break and the typographic
 * spaces of General Punctuation. */
static size_t blank(const char *s, size_t n) {
    unsigned char c = (unsigned char)s[0];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if (c == 0xc2 && n > 1 && (unsigned char)s[1] == 0xa0)
        return 2;
    if (c == 0xe2 && n > 2 && (unsigned char)s[1] == 0x80) {
        unsigned char d = (unsigned char)s[2];
        if (d <= 0x8a || d == 0xa8 || d == 0xa9 || d == 0xaf)
            return 3;
    }
    return 0;
}

static void add_text(builder *b, const char *s, size_t n) {
    bd_buffer *t = &b->m->text;
    size_t i = 0, from = t->n;
    if (!reserve(t, n + 1)) {
        stop(b, "no memory");
        return;
    }
    while (i < n) {
        size_t w = blank(s + i, n - i);
        if (w) {
            b->space = true;
            i += w;
            continue;
        }
        size_t j = i + 1;
        while (j < n && !blank(s + j, n - j))
            j++;
        if (b->space && t->n > b->run_from)
            t->s[t->n++] = ' ';
        b->space = false, b->breaks = 0;
        if (!reserve(t, j - i + 1)) {
            stop(b, "no memory");
            return;
        }
        memcpy(t->s + t->n, s + i, j - i);
        t->n += j - i;
        i = j;
    }
    if (b->links)
        b->run_link += (uint32_t)(t->n - from);
}

static void characters(void *ctx, const xmlChar *ch, int len) {
    builder *b = ctx;
    if (b->m->full || b->skip || len <= 0)
        return;
    if (b->into != INTO_TEXT)
        put(b, &b->m->notes, (const char *)ch, (size_t)len);
    else
        add_text(b, (const char *)ch, (size_t)len);
}

static void ignore_message(void *ctx, const char *msg, ...) {
    (void)ctx, (void)msg;
}

static void quiet(void *ctx, xmlErrorPtr error) {
    (void)ctx, (void)error;
}

static void clear(bd_markup *m) {
    m->text.n = m->notes.n = 0;
    m->n_nodes = m->n_runs = m->n_metas = 0;
    m->full = false;
    m->fault = NULL;
}

bool bd_markup_parse(bd_markup *m, bede_view html) {
    builder b = {.m = m};
    htmlSAXHandler sax = {.startElement = start_element,
                          .endElement = end_element,
                          .characters = characters,
                          .cdataBlock = characters,
                          .ignorableWhitespace = characters,
                          .warning = ignore_message,
                          .error = ignore_message,
                          .serror = quiet,
                          .initialized = 1};
    clear(m);
    b.ctxt = htmlNewParserCtxt();
    if (!b.ctxt) {
        m->fault = "no memory";
        return false;
    }
    htmlSAXHandler *own = b.ctxt->sax;
    b.ctxt->sax = &sax;
    b.ctxt->userData = &b;
    open_block(&b, BD_TAG_OTHER, NULL); /* node 0: the document */
    htmlCtxtReadMemory(b.ctxt, html.s, (int)html.n, NULL, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    if (b.ctxt->myDoc)
        xmlFreeDoc(b.ctxt->myDoc);
    b.ctxt->myDoc = NULL;
    b.ctxt->sax = own;
    htmlFreeParserCtxt(b.ctxt);
    end_run(&b);
    for (uint32_t i = 0; i < m->n_nodes; i++)
        if (m->nodes[i].end == UINT32_MAX)
            m->nodes[i].end = m->n_runs;
    return m->n_nodes > 0;
}

void bd_markup_free(bd_markup *m) {
    if (!m)
        return;
    free(m->text.s);
    free(m->notes.s);
    free(m->nodes);
    free(m->runs);
    free(m->metas);
    free(m);
}

bool bd_markup_note(const bd_markup *m, const char *key, size_t i, bede_view *value) {
    for (uint32_t k = 0; k < m->n_metas; k++) {
        const bd_meta *it = &m->metas[k];
        if (bd_view_is(bd_view(m->notes.s + it->key, it->key_n), key) && !i--) {
            *value = bd_view(m->notes.s + it->value, it->value_n);
            return true;
        }
    }
    return false;
}
