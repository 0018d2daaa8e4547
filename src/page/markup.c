/* SPDX-License-Identifier: Apache-2.0 */
/* HTML laid down flat: elements in document order with their parent, and runs of text between
 * block borders with the bytes of them that are links.
 *
 * Nothing recurses. Elements whose end tags are left out end where browsers end them. Buffers are
 * malloc'ed, kept from page to page and never touched by the arena. */
#include "page_int.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <strings.h>

typedef struct scope { /* an open block element */
    uint32_t node;
    bool linked; /* it stands inside a link */
} scope;

#define MAX_DATED 64 /* elements of a page that hold a day by name */

typedef struct capture { /* an inline element whose text is wanted, or not wanted */
    uint64_t name;
    uint32_t nest; /* elements of the same name open inside it, and itself; 0: none is open */
    uint32_t from, link, n_runs;
    uint32_t depth; /* of the stack where it began */
    const char *key;
} capture;

typedef struct builder {
    bd_markup *m;
    scope stack[BD_MAX_DEPTH];
    uint32_t n_stack, flattened;
    uint32_t open[BD_TAG_LAST_BLOCK + 1]; /* open elements by tag */
    uint64_t skip_name;                   /* inside an element whose text is nothing */
    uint32_t skip_nest, skip_blocks;
    bool linked;
    uint32_t run_from, run_link;
    uint8_t breaks; /* <br> in a row */
    bool space;     /* white space is owed */
    capture named;  /* names an author, a date, the headline */
    capture unseen; /* for screen readers */
    capture dated;  /* its class says that it holds a day */
    uint32_t n_dated;
    uint64_t kicker_name; /* the open kicker's element */
    uint32_t kicker_nest;
    htmlParserCtxtPtr ctxt;
    uint32_t depth; /* libxml2's open elements */
    bd_tag raw;     /* the element whose content is collected or passed; OTHER: none */
    enum { PASS, TITLE, LD, JSON, SCRIPT } into;
    bd_token token;
} builder;

static void stop(builder *b, const char *fault) {
    if (!b->m->full)
        b->m->fault = fault;
    b->m->full = true;
    xmlStopParser(b->ctxt);
}

static bool reserve(builder *b, bd_buffer *to, size_t more) {
    if (to->n + more <= to->cap)
        return true;
    size_t cap = to->cap ? to->cap * 2 : 65536;
    while (cap < to->n + more)
        cap *= 2;
    char *s = realloc(to->s, cap);
    if (!s) {
        stop(b, "no memory");
        return false;
    }
    to->s = s, to->cap = cap;
    return true;
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

static bool is_block(bd_tag t) {
    return t >= BD_TAG_HTML && t <= BD_TAG_LAST_BLOCK;
}
static bool is_heading(uint8_t t) {
    return t >= BD_TAG_H1 && t <= BD_TAG_H6;
}

/* ---- runs and notes ------------------------------------------------------------------------- */

static uint32_t top_node(const builder *b) {
    return b->n_stack ? b->stack[b->n_stack - 1].node : 0;
}

static void end_run(builder *b) {
    bd_markup *m = b->m;
    uint32_t to = (uint32_t)m->text.n;
    b->space = false, b->breaks = 0;
    if (to > b->run_from) {
        bd_run *runs = grow(b, m->runs, m->n_runs, &m->cap_runs, sizeof *runs);
        if (!runs)
            return;
        m->runs = runs;
        runs[m->n_runs++] =
            (bd_run){.from = b->run_from, .to = to, .link = b->run_link, .node = top_node(b)};
    }
    b->run_from = to, b->run_link = 0;
}

static void note(builder *b, bede_view key, bede_view value) {
    bd_markup *m = b->m;
    if (m->n_metas >= BD_PAGE_MAX_NOTES || !key.n || key.n > 100 || (value.s && !value.n))
        return;
    bd_meta *metas = grow(b, m->metas, m->n_metas, &m->cap_metas, sizeof *metas);
    if (!metas)
        return;
    m->metas = metas;
    metas[m->n_metas++] = (bd_meta){.key = bd_markup_key(key),
                                    .node = top_node(b),
                                    .run = m->n_runs,
                                    .value = value.s ? bd_markup_copy(m, value) : value};
}

static void note_z(builder *b, const char *key, bede_view value) {
    note(b, bd_view_z(key), value);
}

/* ---- the stack of block elements ------------------------------------------------------------- */

static uint8_t tag_at(const builder *b, uint32_t i) {
    return b->m->nodes[b->stack[i].node].tag;
}

static void pop_to(builder *b, uint32_t n) {
    end_run(b);
    while (b->n_stack > n) {
        scope *s = &b->stack[--b->n_stack];
        bd_node *nd = &b->m->nodes[s->node];
        nd->end = b->m->n_runs;
        b->open[nd->tag]--;
        b->linked = s->linked;
        if (nd->tag == BD_TAG_KICKER)
            b->kicker_nest = 0;
    }
    if (b->n_stack < b->named.depth) /* what was open inside ends with it */
        b->named.nest = 0;
    if (b->n_stack < b->unseen.depth)
        b->unseen.nest = 0;
    if (b->n_stack < b->dated.depth)
        b->dated.nest = 0;
}

/* Index of the innermost open element of this tag, not looking beyond a table's cell or the like;
 * 0 if there is none (the document itself is never closed). */
static uint32_t innermost(const builder *b, uint8_t tag) {
    bool table = tag >= BD_TAG_TABLE && tag <= BD_TAG_TH;
    if (!b->open[tag])
        return 0;
    for (uint32_t i = b->n_stack; i-- > 1;) {
        uint8_t t = tag_at(b, i);
        if (t == tag)
            return i;
        if (t == BD_TAG_TABLE || (!table && (t == BD_TAG_TD || t == BD_TAG_TH)))
            return 0;
        if (tag == BD_TAG_LI && (t == BD_TAG_UL || t == BD_TAG_OL || t == BD_TAG_NAV))
            return 0;
        if ((tag == BD_TAG_DT || tag == BD_TAG_DD) && t == BD_TAG_DL)
            return 0;
    }
    return 0;
}

static void close_if_open(builder *b, uint8_t tag) {
    uint32_t i = innermost(b, tag);
    if (i)
        pop_to(b, i);
}

/* The elements that a new one ends. */
static void imply_ends(builder *b, bd_tag tag) {
    switch (tag) {
    case BD_TAG_LI: close_if_open(b, BD_TAG_LI); break;
    case BD_TAG_DT:
    case BD_TAG_DD:
        close_if_open(b, BD_TAG_DT);
        close_if_open(b, BD_TAG_DD);
        break;
    case BD_TAG_ROWS:
        close_if_open(b, BD_TAG_ROWS);
        close_if_open(b, BD_TAG_TR);
        return;
    case BD_TAG_TR: close_if_open(b, BD_TAG_TR); return;
    case BD_TAG_TD:
    case BD_TAG_TH:
        close_if_open(b, BD_TAG_TD);
        close_if_open(b, BD_TAG_TH);
        return;
    case BD_TAG_BODY: close_if_open(b, BD_TAG_HEAD); break;
    case BD_TAG_KICKER: return;
    default: break;
    }
    if (is_heading((uint8_t)tag) && b->n_stack && is_heading(tag_at(b, b->n_stack - 1)))
        pop_to(b, b->n_stack - 1);
    close_if_open(b, BD_TAG_P);
}

static void by_tag(bd_node *nd) {
    static const struct {
        uint8_t tag, kind;
        const char *why;
    } bad[] = {
        {BD_TAG_NAV, BEDE_BLOCK_NAVIGATION, "inside a navigation element"},
        {BD_TAG_ASIDE, BEDE_BLOCK_RELATED, "inside an aside element"},
        {BD_TAG_FOOTER, BEDE_BLOCK_LEGAL, "inside a footer element"},
        {BD_TAG_FORM, BEDE_BLOCK_OTHER, "inside a form"},
        {BD_TAG_NOSCRIPT, BEDE_BLOCK_OTHER, "inside a noscript element"},
        {BD_TAG_KICKER, BEDE_BLOCK_OTHER, "a line beside the headline"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (bad[i].tag == nd->tag) {
            nd->own = (uint8_t)(1 + bad[i].kind);
            nd->own_why = bad[i].why;
        }
}

/* Tag and class (digits apart: "post-123") of the element and its parent as a number. */
static uint32_t path_of(bd_tag tag, const bd_attrs *atts, uint32_t above) {
    uint32_t h = 2166136261u ^ (uint32_t)tag;
    for (size_t i = 0; atts && i < atts->class.n && i < 200; i++)
        if (atts->class.s[i] < '0' || atts->class.s[i] > '9')
            h = (h ^ (unsigned char)atts->class.s[i]) * 16777619u;
    return (h & 0xFFFF) | ((above & 0xFFFF) << 16);
}

static void open_block(builder *b, bd_tag tag, bd_attrs *atts) {
    bd_markup *m = b->m;
    end_run(b);
    if (b->n_stack == BD_MAX_DEPTH) { /* deeper ones are flattened into this one */
        b->flattened++;
        return;
    }
    bd_node *nodes = grow(b, m->nodes, m->n_nodes, &m->cap_nodes, sizeof *nodes);
    if (!nodes)
        return;
    m->nodes = nodes;
    bd_node *nd = &nodes[m->n_nodes];
    *nd = (bd_node){
        .parent = top_node(b), .first = m->n_runs, .end = UINT32_MAX, .tag = (uint8_t)tag};
    by_tag(nd);
    if (tag == BD_TAG_KICKER)
        nd->flags |= BD_NODE_KICKER;
    if (atts && tag != BD_TAG_HTML && tag != BD_TAG_BODY && tag != BD_TAG_KICKER) {
        bd_attrs_judge(m, nd, atts);
        if (b->n_stack && is_heading(nodes[nd->parent].tag) && bd_attrs_kicker(m, atts))
            nd->own = 1 + BEDE_BLOCK_OTHER, nd->own_why = "a line beside the headline",
            nd->flags |= BD_NODE_KICKER;
        else if (is_heading((uint8_t)tag) && bd_attrs_kicker(m, atts))
            nd->flags |= BD_NODE_KICKER;
    }
    nd->path = path_of(tag, atts, b->n_stack ? nodes[nd->parent].path : 0);
    b->open[tag]++;
    b->stack[b->n_stack++] = (scope){m->n_nodes++, b->linked};
}

static void close_block(builder *b, bd_tag tag) {
    end_run(b);
    if (b->flattened) {
        b->flattened--;
        return;
    }
    uint32_t i = innermost(b, (uint8_t)tag);
    for (uint8_t h = BD_TAG_H1; !i && is_heading((uint8_t)tag) && h <= BD_TAG_H6; h++)
        i = innermost(b, h);
    if (i)
        pop_to(b, i);
}

/* ---- inline elements that carry metadata ------------------------------------------------------
 */

static void begin(builder *b, capture *c, uint64_t name, const char *key) {
    *c = (capture){.name = name,
                   .nest = 1,
                   .from = (uint32_t)b->m->text.n,
                   .link = b->run_link,
                   .n_runs = b->m->n_runs,
                   .depth = b->n_stack,
                   .key = key};
}

/* Text since the capture began becomes a note: a name, a date. */
static void end_named(builder *b, capture *c) {
    size_t from = c->from, to = b->m->text.n;
    if (to > from + 1 && to - from < 200)
        note_z(b, c->key, (bede_view){NULL, from << 32 | to});
}

/* What only screen readers see is taken back if it is short. */
static void end_unseen(builder *b, capture *c) {
    if (c->n_runs == b->m->n_runs && b->m->text.n - c->from < 60 && c->from >= b->run_from)
        b->m->text.n = c->from, b->run_link = c->link;
}

static void follow(builder *b, capture *c, const bd_token *t, bool opens,
                   void (*end)(builder *, capture *)) {
    if (!c->nest || c->name != t->name)
        return;
    c->nest += opens ? 1 : UINT32_MAX;
    if (!c->nest)
        end(b, c);
}

static const char *date_prop(bede_view itemprop) {
    if (bd_view_is_nocase(itemprop, "datepublished"))
        return "datepublished";
    if (bd_view_is_nocase(itemprop, "datecreated"))
        return "datecreated";
    return bd_view_is_nocase(itemprop, "datemodified") ? "datemodified" : NULL;
}

static void open_inline(builder *b, const bd_token *t, bd_attrs *a) {
    const char *key;
    if (t->tag == BD_TAG_A)
        b->linked = true;
    if (a->datetime.s && (t->tag == BD_TAG_TIME || a->itemprop.n))
        note_z(b,
               a->itemprop.n && date_prop(a->itemprop) ? date_prop(a->itemprop)
               : a->pubdate                            ? "time:pubdate"
               : a->class.n && bd_view_find(a->class, "updated", 0) != SIZE_MAX &&
                       bd_view_find(a->class, "date", 0) == SIZE_MAX
                   ? "time:updated"
                   : "time",
               a->datetime);
    if (a->itemprop.n && a->content.n)
        note(b, a->itemprop, a->content);
    if (a->property.n && a->content.n)
        note(b, a->property, a->content);
    if (a->title.n && t->tag == BD_TAG_INLINE && a->class.n &&
        bd_view_find(a->class, "published", 0) != SIZE_MAX)
        note_z(b, "time", a->title); /* <abbr class=published title=...> */
    if (!b->named.nest) {
        if (a->itemprop.n && !a->content.n && !a->datetime.n && (key = date_prop(a->itemprop)))
            begin(b, &b->named, t->name, key);
        else if (a->itemprop.n && bd_view_is_nocase(a->itemprop, "headline"))
            begin(b, &b->named, t->name, "inline:headline");
        else if ((key = bd_attrs_author(b->m, a)))
            begin(b, &b->named, t->name, key);
    }
    if (!b->dated.nest && b->n_dated < MAX_DATED && bd_attrs_date(b->m, a))
        b->n_dated++, begin(b, &b->dated, t->name, "date:class");
    if (!b->unseen.nest && bd_attrs_unseen(b->m, a))
        begin(b, &b->unseen, t->name, NULL);
}

/* Inside a heading, <small>, <time> and elements named so are no part of the headline. */
static bool is_kicker(builder *b, const bd_token *t, bd_attrs *a) {
    return b->n_stack && is_heading(tag_at(b, b->n_stack - 1)) && !b->kicker_nest &&
           t->tag != BD_TAG_A &&
           (t->tag == BD_TAG_TIME || t->tag == BD_TAG_SMALL || bd_attrs_kicker(b->m, a));
}

/* ---- elements ---------------------------------------------------------------------------------
 */

static void on_meta(builder *b, const bd_attrs *a) {
    note(b, a->property, a->content);
    note(b, a->name, a->content);
    note(b, a->itemprop, a->content);
    note(b, a->http_equiv, a->content);
}

/* JSON-LD, and what scripts start from: JSON by type, or "window.__STATE__ = {...}". */
static void end_raw(builder *b) {
    bede_view v = bd_view(b->m->raw.s, b->m->raw.n);
    if (b->into == TITLE) {
        note_z(b, "title", v);
    } else if (b->into == LD) {
        note_z(b, "ld", v);
    } else if (b->into == JSON && v.n > 250) {
        note_z(b, "state", v);
    } else if (b->into == SCRIPT && v.n > 2000) {
        bede_view head = bd_view_part(v, 0, 200);
        size_t at = bd_view_find(head, "window.", 0);
        size_t brace = at == SIZE_MAX ? at : bd_view_find(head, "{", at);
        if (brace != SIZE_MAX)
            note_z(b, "state", bd_view_part(v, brace, v.n));
    }
    b->raw = BD_TAG_OTHER;
}

static void begin_raw(builder *b, const bd_token *t) {
    bede_view type = {0};
    (void)bd_token_attr(t, "type", &type);
    b->raw = t->tag;
    b->m->raw.n = 0;
    b->into = t->tag == BD_TAG_TITLE                                            ? TITLE
              : t->tag != BD_TAG_SCRIPT                                         ? PASS
              : type.n >= 19 && !strncasecmp(type.s, "application/ld+json", 19) ? LD
              : type.n >= 16 && !strncasecmp(type.s, "application/json", 16)    ? JSON
                                                                                : SCRIPT;
}

static void on_link(builder *b, const bd_attrs *a) {
    if (bd_view_is_nocase(a->rel, "canonical"))
        note_z(b, "link:canonical", a->href);
    else if (bd_view_is_nocase(a->rel, "shortlink"))
        note_z(b, "link:short", a->href);
}

/* A sentence ends before this <br>, and it is a long line: the page has no paragraphs. */
static bool closes_line(const builder *b) {
    const bd_buffer *t = &b->m->text;
    return t->n >= b->run_from + 60 && b->n_stack && tag_at(b, b->n_stack - 1) != BD_TAG_P &&
           strchr(".!?", t->s[t->n - 1]);
}

static void start_element(builder *b, const bd_token *t) {
    bd_attrs a;
    follow(b, &b->named, t, true, end_named);
    follow(b, &b->dated, t, true, end_named);
    follow(b, &b->unseen, t, true, end_unseen);
    if (b->kicker_nest && t->name == b->kicker_name)
        b->kicker_nest++;
    if (t->tag == BD_TAG_SKIP) {
        b->skip_name = t->name, b->skip_nest = 1, b->skip_blocks = 0;
        return;
    }
    bd_attrs_of(t, &a);
    switch (t->tag) {
    case BD_TAG_META: on_meta(b, &a); return;
    case BD_TAG_LINK: on_link(b, &a); return;
    case BD_TAG_VOID:
    case BD_TAG_IMG: return;
    case BD_TAG_VIDEO:
    case BD_TAG_AUDIO:
        note_z(b, t->tag == BD_TAG_VIDEO ? "media:video" : "media:audio", BD_LIT("player"));
        break;
    case BD_TAG_HR:
        close_if_open(b, BD_TAG_P);
        end_run(b);
        return;
    case BD_TAG_BR:
        if (++b->breaks >= 2 || closes_line(b))
            end_run(b);
        b->space = true;
        return;
    default: break;
    }
    if (!is_block(t->tag)) {
        if (is_kicker(b, t, &a)) {
            b->kicker_name = t->name, b->kicker_nest = 1;
            open_block(b, BD_TAG_KICKER, &a);
        }
        open_inline(b, t, &a);
        return;
    }
    if (t->tag == BD_TAG_HTML) {
        bede_view lang;
        if (bd_token_attr(t, "lang", &lang) || bd_token_attr(t, "xml:lang", &lang))
            note_z(b, "html:lang", lang);
    }
    if ((t->tag == BD_TAG_HTML || t->tag == BD_TAG_BODY) && b->open[t->tag])
        return; /* a second one is none */
    imply_ends(b, t->tag);
    open_block(b, t->tag, &a);
}

static void end_element(builder *b, const bd_token *t) {
    follow(b, &b->named, t, false, end_named);
    follow(b, &b->dated, t, false, end_named);
    follow(b, &b->unseen, t, false, end_unseen);
    if (b->kicker_nest && t->name == b->kicker_name && !--b->kicker_nest)
        close_block(b, BD_TAG_KICKER);
    if (t->tag == BD_TAG_A)
        b->linked = false;
    else if (is_block(t->tag) && t->tag != BD_TAG_HTML && t->tag != BD_TAG_BODY)
        close_block(b, t->tag);
}

/* Inside an element whose text is nothing. It ends with its own end tag, or with that of a block
 * around it: forgotten ones must not swallow the page. True while it lasts. */
static bool skipping(builder *b, const bd_token *t, bool opens) {
    bool counts = is_block(t->tag) && t->tag != BD_TAG_P && t->tag != BD_TAG_LI;
    if (!b->skip_nest)
        return false;
    if (t->name == b->skip_name) {
        b->skip_nest += opens ? 1 : UINT32_MAX;
        return true;
    }
    if (opens) {
        b->skip_blocks += counts;
    } else if (counts && b->skip_blocks) {
        b->skip_blocks--;
    } else if (counts && innermost(b, (uint8_t)t->tag)) {
        b->skip_nest = 0;
        return false;
    }
    return true;
}

/* ---- text ------------------------------------------------------------------------------------ */

/* Length of a white-space character at s, 0 if there is none: ASCII, no-break and the typographic
 * spaces of General Punctuation. */
static size_t blank(const char *s, size_t n) {
    unsigned char c = (unsigned char)s[0];
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0)
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

static bool plain(char c) {
    unsigned char u = (unsigned char)c;
    return u > ' ' && u != 0xc2 && u != 0xe2;
}

static void add_text(builder *b, bede_view v) {
    bd_buffer *t = &b->m->text;
    size_t from = t->n;
    if (!reserve(b, t, v.n * 2 + 8)) /* a blank may be owed before each word */
        return;
    for (size_t i = 0, n; i < v.n; i += n) {
        size_t w = plain(v.s[i]) ? 0 : blank(v.s + i, v.n - i);
        n = w ? w : 1;
        if (w) {
            b->space = true;
            continue;
        }
        while (i + n < v.n && plain(v.s[i + n]))
            n++;
        if (b->space && t->n > b->run_from)
            t->s[t->n++] = ' ';
        b->space = false, b->breaks = 0;
        memcpy(t->s + t->n, v.s + i, n);
        t->n += n;
    }
    if (b->linked)
        b->run_link += (uint32_t)(t->n - from);
}

/* ---- what libxml2 calls ---------------------------------------------------------------------- */

static void token_of(builder *b, const xmlChar *name, const xmlChar **atts) {
    bd_token *t = &b->token;
    t->tag = bd_tag_of(&b->m->tags, bd_view_z((const char *)name), &t->name);
    t->n_attrs = 0;
    for (size_t i = 0; atts && atts[i] && t->n_attrs < BD_PAGE_MAX_ATTRS; i += 2)
        t->attrs[t->n_attrs++] =
            (bd_attr){bd_view_z((const char *)atts[i]),
                      atts[i + 1] ? bd_view_z((const char *)atts[i + 1]) : BD_LIT("")};
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **atts) {
    builder *b = ctx;
    if (b->m->full)
        return;
    token_of(b, name, atts);
    const bd_token *t = &b->token;
    if (++b->depth > BD_PAGE_STOP_DEPTH)
        stop(b, "elements nested too deep");
    if (skipping(b, t, true))
        return;
    if (t->tag == BD_TAG_SCRIPT || t->tag == BD_TAG_RAW || t->tag == BD_TAG_TITLE)
        begin_raw(b, t);
    else
        start_element(b, t);
}

static void on_end(void *ctx, const xmlChar *name) {
    builder *b = ctx;
    b->depth -= b->depth > 0;
    if (b->m->full)
        return;
    token_of(b, name, NULL);
    const bd_token *t = &b->token;
    if (b->raw != BD_TAG_OTHER) {
        if (t->tag == b->raw)
            end_raw(b);
        return;
    }
    if (t->tag == BD_TAG_BR || t->tag == BD_TAG_HR || t->tag == BD_TAG_IMG ||
        t->tag == BD_TAG_META || t->tag == BD_TAG_LINK || t->tag == BD_TAG_VOID)
        return;
    if (!skipping(b, t, false))
        end_element(b, t);
}

static void on_text(void *ctx, const xmlChar *ch, int len) {
    builder *b = ctx;
    bede_view v = bd_view((const char *)ch, len > 0 ? (size_t)len : 0);
    bd_buffer *raw = &b->m->raw;
    if (b->m->full)
        return;
    if (b->raw == BD_TAG_OTHER) {
        if (!b->skip_nest)
            add_text(b, v);
    } else if (b->into != PASS && reserve(b, raw, v.n)) {
        memcpy(raw->s + raw->n, v.s, v.n);
        raw->n += v.n;
    }
}

static void ignore_message(void *ctx, const char *msg, ...) {
    (void)ctx, (void)msg;
}

static void quiet(void *ctx, xmlErrorPtr error) {
    (void)ctx, (void)error;
}

bede_view bd_markup_copy(bd_markup *m, bede_view v) {
    while (m->chunk && m->chunk->n + v.n > m->chunk->cap && m->chunk->next)
        m->chunk = m->chunk->next;
    if (!m->chunk || m->chunk->n + v.n > m->chunk->cap) {
        size_t cap = v.n > 65536 ? v.n : 65536;
        bd_chunk *c = malloc(sizeof *c + cap);
        if (!c)
            return BD_LIT("");
        *c = (bd_chunk){.cap = cap};
        if (m->chunk)
            m->chunk->next = c;
        else
            m->chunks = c;
        m->chunk = c;
    }
    char *s = m->chunk->s + m->chunk->n;
    memcpy(s, v.s, v.n);
    m->chunk->n += v.n;
    return bd_view(s, v.n);
}

static void clear(bd_markup *m) {
    m->text.n = 0;
    m->n_nodes = m->n_runs = m->n_metas = 0;
    m->full = false;
    m->fault = NULL;
    memset(m->memos, 0, sizeof m->memos);
    for (bd_chunk *c = m->chunks; c; c = c->next)
        c->n = 0;
    m->chunk = m->chunks;
}

bool bd_markup_parse(bd_markup *m, bede_view html) {
    builder b = {.m = m};
    htmlSAXHandler sax = {.startElement = on_start,
                          .endElement = on_end,
                          .characters = on_text,
                          .cdataBlock = on_text,
                          .ignorableWhitespace = on_text,
                          .warning = ignore_message,
                          .error = ignore_message,
                          .serror = quiet,
                          .initialized = 1};
    clear(m);
    m->html = html;
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
    free(m->raw.s);
    for (bd_chunk *c = m->chunks, *next; c; c = next)
        next = c->next, free(c);
    free(m->nodes);
    free(m->runs);
    free(m->metas);
    free(m);
}
