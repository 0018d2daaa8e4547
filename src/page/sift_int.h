/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the choice of the article's runs: sift.c finds the element, label.c says by rule what each
 * run is, weigh.c weighs the rule's word against the run's shape and place. */
#ifndef BD_PAGE_SIFT_INT_H
#define BD_PAGE_SIFT_INT_H

#include "page_int.h"

enum { BD_RUN_SHORT, BD_RUN_PROSE, BD_RUN_LINKS };

/* By which rule a run is what it is. */
typedef enum bd_reason {
    BD_BY_PARAGRAPH, /* kept */
    BD_BY_HEADING,
    BD_BY_CAPTION,
    BD_BY_LEAD,
    BD_BY_LINKED, /* a paragraph with many links */
    BD_BY_NAME,   /* dropped: the element or one around it is named as clutter */
    BD_BY_WORDS,  /* a set phrase */
    BD_BY_STAMP,  /* byline or date */
    BD_BY_TITLE,  /* repeats the headline */
    BD_BY_LINK_HEADING,
    BD_BY_EMPTY_HEADING,
    BD_BY_FRINGE,
    BD_BY_LINKS,
    BD_BY_OUTSIDE_LINKS,
    BD_BY_OUTSIDE,
    BD_REASONS
} bd_reason;

typedef struct bd_verdict {
    uint8_t kind, reason;
    bool keep;
    float score; /* above 0: article */
    const char *why;
} bd_verdict;

/* Elements of one sort. */
#define BD_PATHS 1024
typedef struct bd_path_count {
    int64_t prose; /* bytes kept by rule, in the article's element */
    uint32_t runs, links;
} bd_path_count;

typedef struct bd_sifter {
    bd_markup *m;
    bd_draft *d;
    const bd_ld *ld;
    const bd_weights *weights;
    const bd_page_study *study;       /* may be NULL */
    bd_verdict *verdicts;             /* one a run */
    bd_clue *clues;                   /* one a run, found when first asked for */
    uint8_t *clued;                   /* 0 not asked yet, 1 none, 2 there is one */
    int64_t *value;                   /* prefix sums over runs: n_runs + 1 */
    int64_t *prose;                   /* the same of prose bytes, whatever stands around them */
    uint32_t best;                    /* the article's element */
    uint32_t from, to;                /* its runs */
    uint32_t first_prose, last_prose; /* of its runs */
    bd_path_count *by_path;           /* by elements' paths, hashed */
    bool has_body;                    /* an element is named as the article's body */
    uint32_t headline;                /* the run of the headline over it; UINT32_MAX: none */
} bd_sifter;

static inline bede_view bd_sift_text(const bd_sifter *s, uint32_t i) {
    return bd_markup_run(s->m, &s->m->runs[i]);
}
static inline bd_node *bd_sift_node(const bd_sifter *s, uint32_t i) {
    return &s->m->nodes[s->m->runs[i].node];
}
static inline bool bd_tag_heading(uint8_t tag) {
    return tag >= BD_TAG_H1 && tag <= BD_TAG_H6;
}
bool bd_sift_clue(const bd_sifter *s, uint32_t i, bd_clue *out);
bool bd_sift_heads(const bd_sifter *s, uint32_t i); /* is it a heading's text? */
size_t bd_sift_marks(bede_view v);                  /* punctuation that prose has */

void bd_sift_label(bd_sifter *s); /* fills the verdicts */
void bd_sift_weigh(bd_sifter *s); /* overturns some */
void bd_sift_emit(bd_sifter *s);  /* makes blocks of them */

/* What weigh.c looks at. */
typedef struct bd_features {
    float v[BD_MAX_FEATURES];
} bd_features;
void bd_weigh_features(const bd_sifter *s, uint32_t i, bd_features *f);

#endif
