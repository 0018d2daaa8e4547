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
    bede_view title, outlet, url, language;
    bede_date published;
    bede_basis basis;
    bd_views authors, credits;
    bd_blocks blocks; /* without the title */
    bede_media *media;
    size_t n_media, cap_media;
} bd_draft;
void bd_draft_init(bd_draft *d, bd_arena *arena);
void bd_draft_media(bd_draft *d, const char *kind, bede_view caption, bede_view credit);
void bd_draft_date(bd_draft *d, bede_date date, bede_basis basis); /* if there is none yet */

/* ---- decode.c --------------------------------------------------------------------------- */

/* Name of a binary format the bytes are in ("a PDF file"), NULL for text. */
const char *bd_page_binary(const unsigned char *s, size_t n);
bool bd_page_looks_html(bede_view v);
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
bd_hint bd_page_class_hint(const char *attr, bede_block_kind *kind, const char **why);

bool bd_page_ends_sentence(bede_view line); /* . ! ? and their like, quotes and brackets behind */
size_t bd_page_words(bede_view line);
bool bd_page_same(bede_view a, bede_view b);         /* letters and digits alike, case apart */
bede_view bd_page_squeeze(bd_arena *a, bede_view v); /* white space runs to one blank, trimmed */

/* ---- stamp.c: printed and machine-written dates ------------------------------------------ */

/* The first full date (day, month, year) in the text; its bytes in *from, *to. */
bool bd_page_find_date(bede_view v, bede_date *out, size_t *from, size_t *to);
/* A date at the start of a metadata value: ISO, or printed. */
bool bd_page_meta_date(bede_view v, bede_date *out);
/* A date in an address: /2019/11/03/, /2019-11-03-, /20191103. */
bool bd_page_url_date(bede_view url, bede_date *out);
bool bd_page_date_ok(int year, int month, int day, bede_date *out);
/* A line that is a date line or byline with a date and hardly more. */
bool bd_page_is_stamp(bede_view line, bede_date *date);

/* ---- credit.c: who wrote, who is credited ------------------------------------------------ */

/* "With reporting by A, B, and C": adds A, B, C. */
void bd_page_credit_line(bede_view line, bd_views *credits);
/* "By A and B": adds A and B. False if it is no byline. */
bool bd_page_byline(bede_view line, bd_views *authors);
/* Names of authors given as metadata. */
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

/* ---- markup.c: HTML as a flat tree ------------------------------------------------------- */

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
    BD_TAG_BLOCK,
    BD_TAG_A,
    BD_TAG_BR,
    BD_TAG_IMG,
    BD_TAG_VIDEO,
    BD_TAG_AUDIO,
    BD_TAG_META,
    BD_TAG_TITLE,
    BD_TAG_SCRIPT,
    BD_TAG_TIME,
    BD_TAG_LINK,
    BD_TAG_SKIP,
    BD_TAG_INLINE
} bd_tag;

enum {
    BD_NODE_BODY = 1, /* class, id or itemprop says: article body */
    BD_NODE_LEAD = 2, /* ... says: lead, standfirst */
    BD_NODE_HIDDEN = 4,
    BD_NODE_AUTHOR = 8, /* ... says: author or byline */
};

typedef struct bd_node {
    uint32_t parent;     /* index, 0 is the document */
    uint32_t first, end; /* its blocks: [first, end) */
    uint8_t tag, flags;
    uint8_t own; /* 1 + bede_block_kind of the clutter it is named as, 0 for none */
    uint8_t bad; /* the same after sift.c looked at what it holds and what holds it */
    const char *own_why, *why;
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

typedef struct bd_meta { /* one key and value, in bd_markup.notes */
    uint32_t key, key_n, value, value_n;
} bd_meta;

typedef struct bd_markup {
    bd_buffer text;  /* all runs */
    bd_buffer notes; /* meta keys and values, JSON-LD, title */
    bd_node *nodes;
    uint32_t n_nodes, cap_nodes;
    bd_run *runs;
    uint32_t n_runs, cap_runs;
    bd_meta *metas;
    uint32_t n_metas, cap_metas;
    bool full; /* no memory or a bound reached */
    const char *fault;
} bd_markup;

bool bd_markup_parse(bd_markup *m, bede_view html);
void bd_markup_free(bd_markup *m);
static inline bede_view bd_markup_run(const bd_markup *m, const bd_run *r) {
    return bd_view(m->text.s + r->from, r->to - r->from);
}
/* Value of the i-th meta note whose key is `key`; false past the last. */
bool bd_markup_note(const bd_markup *m, const char *key, size_t i, bede_view *value);

/* ---- meta.c, ld.c, sift.c ----------------------------------------------------------------- */

typedef struct bd_ld { /* what JSON-LD told */
    bede_view headline, published, publisher, body, language;
    bd_views authors;
    bool article;
} bd_ld;
void bd_page_ld(bd_arena *a, bede_view json, bd_ld *out);
void bd_page_meta(const bd_markup *m, bd_draft *d, bd_ld *ld);
void bd_page_sift(bd_markup *m, bd_draft *d, const bd_ld *ld);

/* ---- tongue.c ------------------------------------------------------------------------------ */

bede_view bd_page_language(bd_page *p, bd_arena *a, bede_view text, bede_view declared);

/* ---- compose.c ----------------------------------------------------------------------------- */

void bd_page_compose(bd_draft *d, bede_article *out);

#endif
