/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the page room. The way: decode (decode.c) -> HTML (markup.c, meta.c, ld.c, sift.c) or
 * plain text (lines.c) -> what both need (clue.c, stamp.c, credit.c, tongue.c) -> compose
 * (compose.c). */
#ifndef BD_PAGE_PAGE_INT_H
#define BD_PAGE_PAGE_INT_H

#include "page/page.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/view.h"

/* Bytes of one page that are parsed; what is behind them is dropped. */
#define BD_PAGE_MAX_BYTES (16u << 20)
#define BD_PAGE_MAX_HTML (8u << 20)
/* Elements nested deeper than this end the parse: libxml2 looks through all open elements at an
 * end tag, so depth times length must stay bounded. */
#define BD_PAGE_STOP_DEPTH 512
/* Attributes of one element that are looked at. */
#define BD_PAGE_MAX_ATTRS 48
/* Elements of one page: a large front page has 10,000. */
#define BD_PAGE_MAX_NODES (1u << 20)
/* Metadata notes of one page; every look-up goes through them. A rich page has 300. */
#define BD_PAGE_MAX_NOTES 8192

/* ---- growing lists in the arena --------------------------------------------------------- */

typedef struct bd_blocks {
    bd_arena *arena;
    bede_block *v;
    size_t n, cap;
} bd_blocks;
bede_block *bd_blocks_add(bd_blocks *b, bede_block_kind kind, bede_view text, const char *why);

typedef struct bd_views {
    bd_arena *arena;
    bede_view *v;
    size_t n, cap;
} bd_views;
/* Adds unless it is empty or already there (ASCII case aside). */
void bd_views_add(bd_views *l, bede_view v);

/* What is found on a page before it is composed. */
typedef struct bd_draft {
    bd_arena *arena;
    bede_view title, outlet, url, language, description, section;
    bede_date published, updated;
    bede_date today; /* later days are refused; year 0: not known */
    bede_basis basis;
    bd_views authors, credits, tags;
    bool explain;
    bd_blocks blocks; /* without the title */
    bede_media *media;
    size_t n_media, cap_media;
} bd_draft;
void bd_draft_init(bd_draft *d, bd_arena *arena);
bede_media *bd_draft_media(bd_draft *d, const char *kind, bede_view caption, bede_view credit);
void bd_draft_date(bd_draft *d, bede_date date, bede_basis basis); /* if there is none yet */

/* ---- decode.c --------------------------------------------------------------------------- */

/* Name of a binary format the bytes are in ("a PDF file"), NULL for text. */
const char *bd_page_binary(const unsigned char *s, size_t n);
bool bd_page_looks_html(bede_view v);
/* What iconv calls the charset that pages mean by a label; "" for none (charset.c). */
void bd_page_charset_name(bede_view label, char out[40]);
/* Bytes to UTF-8 without a BOM; valid if `clean` or if the bytes were; in the arena or in place. */
bede_view bd_page_decode(bd_arena *a, const unsigned char *s, size_t n, bede_view charset);

/* ---- clue.c: what a line says about itself ---------------------------------------------- */

typedef struct bd_clue {
    bede_block_kind kind;
    const char *why;
    bool strong;   /* holds anywhere; else only at the head or the tail of a page */
    bool header;   /* announces more of its kind: "Read more:" */
    uint16_t skip; /* bytes of a label to cut off: "WATCH: " */
} bd_clue;
bool bd_page_clue(bede_view line, bd_clue *out);
/* Like bd_page_clue for a class or id attribute: kind and why of clutter, or false. */
typedef enum bd_hint { BD_HINT_NONE, BD_HINT_BAD, BD_HINT_BODY, BD_HINT_LEAD } bd_hint;
extern const char bd_why_consent[]; /* elements that no article is in, whatever they hold */
bd_hint bd_page_class_hint(bede_view attr, bede_block_kind *kind, const char **why);

bool bd_page_ends_sentence(bede_view line); /* . ! ? and their like, quotes and brackets behind */
size_t bd_page_words(bede_view line);
bool bd_page_same(bede_view a, bede_view b);         /* letters and digits alike, case apart */
bede_view bd_page_squeeze(bd_arena *a, bede_view v); /* white space runs to one blank, trimmed */

/* ---- stamp.c: printed and machine-written dates ------------------------------------------ */

/* The first full date (day, month, year) in the text; its bytes in *from, *to. */
bool bd_page_find_date(bede_view v, bede_date *out, size_t *from, size_t *to);
/* The same; `day_leads`: 3/11/2019 is in November. */
bool bd_page_find_date_in(bede_view v, bool day_leads, bede_date *out, size_t *from, size_t *to);
/* The month of a folded name, 1 to 12; 0 for none (month.c). */
int bd_page_month(const char *folded);
/* A date at the start of a metadata value: ISO, or printed. */
bool bd_page_meta_date(bede_view v, bede_date *out);
/* A date in an address: /2019/11/03/, /2019-11-03-, /20191103. */
bool bd_page_url_date(bede_view url, bede_date *out);
bool bd_page_date_ok(int year, int month, int day, bede_date *out);
/* A line that is a date line or byline with a date and hardly more. */
bool bd_page_is_stamp(bede_view line, bede_date *date);
bool bd_page_is_stamp_in(bede_view line, bool day_leads, bede_date *date);

/* ---- credit.c, byline.c: who is credited, who wrote -------------------------------------- */

/* Where the first list separator begins and how long it is: one of `signs`, " and " in the usual
 * languages. False if there is none. */
bool bd_page_separator(bede_view v, const char *signs, size_t *at, size_t *len);
bede_view bd_page_tidy_name(bede_view v); /* without marks around it */

/* "With reporting by A, B, and C": adds A, B, C. */
void bd_page_credit_line(bede_view line, bd_views *credits);
void bd_page_credit_sign(bede_view line, bd_views *credits);
/* "By A and B": adds A and B. False if it is no byline. */
bool bd_page_byline(bede_view line, bd_views *authors);
bool bd_byline_name(bede_view v);      /* does it look like a name? */
bede_view bd_byline_bare(bede_view v); /* without "by", "all posts by" and marks around it */
bool bd_byline_amid(bede_view v, bd_views *authors); /* the same behind a label amid the line */
bool bd_byline_label(bede_view v);    /* is it what templates print where a name should stand? */
bede_view bd_byline_cut(bede_view v); /* without what follows a name in one breath */
/* Names of authors in the value of a metadata field or of an element. */
void bd_page_author_names(bede_view v, bd_views *authors);
/* "TEHRAN, Nov. 1 (ISNA) - ...": agency and date, if there. */
void bd_page_dateline(bede_view paragraph, bd_draft *d);
/* A credit at the end of a caption: "REUTERS/A. Name", "(AFP/Getty Images)"; its first byte, or
 * SIZE_MAX. */
size_t bd_page_caption_credit(bede_view caption);

/* ---- the two readers --------------------------------------------------------------------- */

void bd_page_read_lines(bede_view text, bd_draft *d);
/* False if the parser was stopped by a bound and nothing was found. */
bool bd_page_read_html(bd_page *p, bede_view html, bd_draft *d, const char **fault);

/* ---- entity.c ---------------------------------------------------------------------------- */

/* The character reference at s[0] == '&': bytes of it, 0 if it is none; its UTF-8 in out. Never
 * longer than what it stands for. */
size_t bd_page_entity(const char *s, size_t n, char out[4], size_t *out_n);
/* With character references replaced; the view itself if there are none. */
bede_view bd_page_unescape(bd_arena *a, bede_view v);

/* ---- token.c: HTML cut into tags and texts ----------------------------------------------- */

typedef enum bd_tag {
    BD_TAG_OTHER,
    BD_TAG_HTML,
    BD_TAG_HEAD,
    BD_TAG_BODY,
    BD_TAG_DIV,
    BD_TAG_P,
    BD_TAG_H1,
    BD_TAG_H2,
    BD_TAG_H3,
    BD_TAG_H4,
    BD_TAG_H5,
    BD_TAG_H6,
    BD_TAG_UL,
    BD_TAG_OL,
    BD_TAG_LI,
    BD_TAG_DL,
    BD_TAG_DT,
    BD_TAG_DD,
    BD_TAG_TABLE,
    BD_TAG_ROWS,
    BD_TAG_TR,
    BD_TAG_TD,
    BD_TAG_TH,
    BD_TAG_QUOTE,
    BD_TAG_PRE,
    BD_TAG_ARTICLE,
    BD_TAG_SECTION,
    BD_TAG_MAIN,
    BD_TAG_NAV,
    BD_TAG_ASIDE,
    BD_TAG_HEADER,
    BD_TAG_FOOTER,
    BD_TAG_FORM,
    BD_TAG_FIGURE,
    BD_TAG_CAPTION,
    BD_TAG_ADDRESS,
    BD_TAG_NOSCRIPT,
    BD_TAG_KICKER, /* an inline element of a heading that is no part of the headline */
    BD_TAG_BLOCK,
    BD_TAG_LAST_BLOCK = BD_TAG_BLOCK,
    BD_TAG_A,
    BD_TAG_BR,
    BD_TAG_HR,
    BD_TAG_IMG,
    BD_TAG_VIDEO,
    BD_TAG_AUDIO,
    BD_TAG_META,
    BD_TAG_TITLE,
    BD_TAG_SCRIPT,
    BD_TAG_TIME,
    BD_TAG_SMALL,
    BD_TAG_LINK,
    BD_TAG_RAW,  /* its content is no markup and no text of the page */
    BD_TAG_SKIP, /* its content is markup and no text of the page */
    BD_TAG_VOID,
    BD_TAG_INLINE
} bd_tag;

typedef struct bd_tags { /* names of elements, hashed; made once a reader */
    uint64_t key[256];
    uint8_t tag[256];
} bd_tags;
void bd_tags_init(bd_tags *t);
const char *bd_tag_name(bd_tag tag); /* one of its names */
/* The element of a name, and the name as a number. */
bd_tag bd_tag_of(const bd_tags *t, bede_view name, uint64_t *key);

typedef struct bd_attr {
    bede_view name, value; /* as written: references and case */
} bd_attr;

typedef struct bd_token {
    bd_tag tag;
    uint64_t name; /* the element's name as a number */
    size_t n_attrs;
    bd_attr attrs[BD_PAGE_MAX_ATTRS];
} bd_token;
bool bd_token_attr(const bd_token *t, const char *name, bede_view *out);

/* ---- trim.c ------------------------------------------------------------------------------ */

/* The page without comments, styles, drawings and scripts without data. */
bede_view bd_page_trim(bd_arena *a, bede_view html);

/* ---- markup.c: HTML as a flat tree ------------------------------------------------------- */

enum {
    BD_NODE_BODY = 1, /* class, id or itemprop says: article body */
    BD_NODE_LEAD = 2, /* ... says: lead, standfirst */
    BD_NODE_HIDDEN = 4,
    BD_NODE_AUTHOR = 8,    /* ... says: author or byline */
    BD_NODE_HEADLINE = 16, /* ... says: headline */
    BD_NODE_KICKER = 32,   /* ... says: a line beside the headline */
};

typedef struct bd_node {
    uint32_t parent;     /* index, 0 is the document */
    uint32_t first, end; /* its blocks: [first, end) */
    uint8_t tag, flags;
    uint8_t own;   /* 1 + bede_block_kind of the clutter it is named as, 0 for none */
    uint8_t bad;   /* the same after sift.c looked at what it holds and what holds it */
    uint32_t path; /* of its tag and class and its parent's: alike for elements of one sort */
    const char *own_why, *why;
    bede_view label; /* its class, else its id, as written */
} bd_node;

typedef struct bd_run { /* a run of text between block borders */
    uint32_t from, to;  /* bytes of bd_markup.text */
    uint32_t link;      /* bytes of it inside links */
    uint32_t node;
    uint8_t kind, state; /* for sift.c */
} bd_run;

typedef struct bd_buffer {
    char *s;
    size_t n, cap;
} bd_buffer;

/* Strings of a page that outlive the parser's; kept from page to page. */
typedef struct bd_chunk {
    struct bd_chunk *next;
    size_t n, cap;
    char s[];
} bd_chunk;

typedef struct bd_meta { /* one key and value */
    uint32_t key;        /* hash of the key in lower case */
    uint32_t node;       /* where it stood; 0 for metadata */
    uint32_t run;        /* the run that follows it */
    bede_view value;     /* as written; without s: bytes [n >> 32, n) of bd_markup.text */
} bd_meta;

/* What an attribute value says, asked again and again for the same values. */
typedef struct bd_hint_memo {
    bede_view value;
    uint8_t hint, kind, says;
    bool said; /* says is filled */
    const char *why;
} bd_hint_memo;
#define BD_PAGE_MEMOS 1024

typedef struct bd_markup {
    bede_view html; /* what was read */
    bd_buffer text; /* all runs */
    bd_buffer raw;  /* content of <title> and <script> under way */
    bd_chunk *chunks, *chunk;
    bd_node *nodes;
    uint32_t n_nodes, cap_nodes;
    bd_run *runs;
    uint32_t n_runs, cap_runs;
    bd_meta *metas;
    uint32_t n_metas, cap_metas;
    bd_tags tags;
    bd_hint_memo memos[BD_PAGE_MEMOS]; /* valid for one page */
    bool full;                         /* no memory or a bound reached */
    const char *fault;
} bd_markup;

/* A copy that stays until the next page; empty without memory. */
bede_view bd_markup_copy(bd_markup *m, bede_view v);
/* `html` must stay until the notes were read. */
bool bd_markup_parse(bd_markup *m, bede_view html);
void bd_markup_free(bd_markup *m);
static inline bede_view bd_markup_run(const bd_markup *m, const bd_run *r) {
    return bd_view(m->text.s + r->from, r->to - r->from);
}
/* The i-th meta note whose key is `key`, NULL past the last. */
const bd_meta *bd_markup_meta(const bd_markup *m, const char *key, size_t i);
/* The key of a note, letter case apart, as a number. */
uint32_t bd_markup_key(bede_view key);
bede_view bd_markup_value(const bd_markup *m, const bd_meta *note);
/* Value of the i-th meta note whose key is `key`; false past the last. */
bool bd_markup_note(const bd_markup *m, const char *key, size_t i, bede_view *value);

/* ---- attr.c: what the attributes of an element say ----------------------------------------- */

typedef struct bd_attrs { /* those that matter, as written; without s: not there */
    bede_view class, id, role, style, rel, href, itemprop, property, content, datetime, name,
        http_equiv, type, component, title;
    bool hidden, pubdate;
    bd_hint_memo memo; /* of the class, once it was asked for */
} bd_attrs;
void bd_attrs_of(const bd_token *t, bd_attrs *out);
/* Fills flags, own and own_why of a block element. */
void bd_attrs_judge(bd_markup *m, bd_node *nd, bd_attrs *a);
/* How an inline element names an author: "by:rel", "by:class", "by:href"; NULL if it does not. */
const char *bd_attrs_author(bd_markup *m, bd_attrs *a);
bool bd_attrs_kicker(bd_markup *m, bd_attrs *a); /* a line over or beside the headline, inside it */
bool bd_attrs_headline(bd_markup *m, bd_attrs *a); /* the headline itself */
bool bd_attrs_date(bd_markup *m, bd_attrs *a);     /* a day */
bool bd_attrs_unseen(bd_markup *m, bd_attrs *a);   /* for screen readers only */

/* ---- json.c: JSON, leniently --------------------------------------------------------------- */

typedef enum bd_json_kind {
    BD_JSON_OTHER, /* a number, true, null */
    BD_JSON_TEXT,
    BD_JSON_LIST,
    BD_JSON_OBJECT
} bd_json_kind;

typedef struct bd_json {
    bd_json_kind kind;
    bede_view key, text;
    struct bd_json *child, *next;
} bd_json;
/* A list of the one value in the text; an empty list if it cannot be mended. */
bd_json *bd_json_read(bd_arena *a, bede_view text);
const bd_json *bd_json_get(const bd_json *object, const char *key);
/* A string; a view without s for anything else. */
bede_view bd_json_text(const bd_json *v);

/* ---- meta.c, ld.c, title.c, writers.c, pubdate.c, sift.c
 * -------------------------------------------- */

typedef struct bd_films { /* films and sounds that JSON-LD names */
    bede_media v[8];
    size_t n;
} bd_films;

typedef struct bd_ld { /* what JSON-LD told */
    bede_view headline, alternative, published, modified, publisher, body, language, section;
    bede_view page_published, person; /* of the WebPage; the only Person of the graph */
    bd_views authors, tags;
    bd_views near_authors; /* of recipes, films, pages */
    bd_films films;
    bool article;
} bd_ld;
void bd_page_ld(const bd_markup *m, bd_draft *d, bd_ld *out);
void bd_page_meta(const bd_markup *m, bd_draft *d, bd_ld *ld);
/* Is the text the name of the site that the address belongs to: "Malta Today", maltatoday.com? */
bool bd_page_names_site(bede_view text, bede_view url);
/* "a, b; c" into the list. */
void bd_page_list(bede_view v, bd_views *to);
/* Text of metadata: references replaced, NFC, white space squeezed. */
bede_view bd_page_tidy(bd_arena *a, bede_view v);
void bd_weigh_open(bd_weights *w);
void bd_page_sift(bd_page *p, bd_draft *d, const bd_ld *ld);
typedef struct bd_scene {             /* where the article stands among the runs */
    uint32_t from, to;                /* its element's */
    uint32_t first_prose, last_prose; /* UINT32_MAX: none */
    uint32_t headline;                /* the run that prints it; UINT32_MAX: none */
} bd_scene;
/* Does a run stand where the article's byline and date stand, or behind its end? */
bool bd_page_nearby(const bd_markup *m, const bd_scene *s, uint32_t node, uint32_t run);
/* The headline as the page prints it; empty if nothing is good enough. Fills scene->headline. */
bede_view bd_page_headline(const bd_markup *m, bd_draft *d, const bd_ld *ld, bd_scene *scene);
/* The day of publication and of the last change, into d. */
void bd_page_dates(const bd_page *p, bd_draft *d, const bd_ld *ld, const bd_scene *scene);
bool bd_page_script_date(const bd_markup *m, bede_date *out); /* "publishedDate": "2019-..." */
/* The authors, into d->authors: metadata, elements that name them, lines near the article. */
void bd_page_authors(const bd_page *p, bd_draft *d, const bd_ld *ld, const bd_scene *scene);

/* The text of a page that a script would have filled, as paragraphs; false if there is none
 * (state.c). */
bool bd_page_state(const bd_markup *m, bd_draft *d);

/* ---- tongue.c ------------------------------------------------------------------------------ */

bede_view bd_page_language(bd_page *p, bd_arena *a, bede_view text, bede_view declared);

/* ---- compose.c ----------------------------------------------------------------------------- */

void bd_page_compose(bd_draft *d, bede_article *out);

#endif
