/* SPDX-License-Identifier: Apache-2.0 */
/* The page room: bytes in; title, date, authors, credits, media, text and labelled blocks out.
 *
 * HTML, or plain text saved from a page with all that stood around the article. What is article
 * stands in bede_article.text; what is not is kept as blocks that say why. */
#ifndef BD_PAGE_PAGE_H
#define BD_PAGE_PAGE_H

#include "base/arena.h"
#include "bede.h"

struct bd_markup;

/* Weights of the model that chooses the article's blocks (weigh.c). */
#define BD_MAX_FEATURES 128
typedef struct bd_weights {
    float v[BD_MAX_FEATURES];
} bd_weights;
size_t bd_weigh_count(void);
bede_view bd_weigh_name(size_t feature, char out[80]); /* as in data/page/weights.tsv */

/* What is chosen among options by weights (rank.c): the day of publication, the authors. */
typedef enum bd_ranker { BD_RANK_DATES, BD_RANK_AUTHORS, BD_RANKERS } bd_ranker;
#define BD_RANK_FEATURES 96
typedef struct bd_option {
    float f[BD_RANK_FEATURES];
    bede_view answer; /* "2019-11-03"; "A. Name; B. Name"; empty: none */
} bd_option;
size_t bd_rank_count(bd_ranker r);
const char *bd_rank_name(bd_ranker r, size_t feature);

/* For training: told of every run of text in doubt, and of all options of a choice. */
typedef struct bd_page_study {
    void *ctx;
    void (*see)(void *ctx, const float *features, size_t n, bool kept_by_rule, bede_view text);
    void (*choose)(void *ctx, bd_ranker r, const bd_option *options, size_t n, size_t by_rule);
} bd_page_study;

/* What a reader keeps from page to page: buffers and the language guesser. One a thread. */
typedef struct bd_page {
    struct bd_markup *markup; /* buffers of the HTML reader, grown once */
    void *textcat;            /* libexttextcat, opened when first needed */
    bool textcat_tried;
    bd_weights weights;
    float rank[BD_RANKERS][BD_RANK_FEATURES];
    const bd_page_study *study; /* NULL but in training */
    bede_date today;            /* when the reader was made: no page is from later */
} bd_page;

/* False with an error only when there is no memory. */
bool bd_page_init(bd_page *p, bede_error *err);
void bd_page_free(bd_page *p);

/* Reads one page: fills name, url, title, outlet, language, published, basis, authors, credits,
 * media, text and blocks of *out, all in the arena. False with an error when there is nothing to
 * read: empty, binary, or markup too deep or too large that holds no text. A page without an
 * article gives true and an empty text. `options` must not be NULL. */
bool bd_page_read(bd_page *p, bd_arena *arena, const char *name, const void *bytes, size_t n,
                  const bede_options *options, bede_article *out, bede_error *err);

#endif
