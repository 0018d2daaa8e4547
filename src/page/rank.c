/* SPDX-License-Identifier: Apache-2.0 */
/* Weights of the choices among options, one a line under the name of what is weighed, in
 * data/page/dates.tsv and authors.tsv; `bede-learn ranks` trains them (docs/page.md). */
#include "rank.h"

#define AS_NAME(id, name) name,
static const char *const date_names[] = {BD_DATE_FEATURES(AS_NAME)};
static const char *const author_names[] = {BD_AUTHOR_FEATURES(AS_NAME)};

typedef struct line {
    const char *name;
    float weight;
} line;
static const line date_weights[] = {
#include "page_dates.inc"
};
static const line author_weights[] = {
#include "page_authors.inc"
};

size_t bd_rank_count(bd_ranker r) {
    return r == BD_RANK_DATES ? DAY_FEATURES : BY_FEATURES;
}

const char *bd_rank_name(bd_ranker r, size_t i) {
    return r == BD_RANK_DATES ? date_names[i] : author_names[i];
}

static void open_one(bd_ranker r, const line *lines, size_t n, float *to) {
    for (size_t i = 0; i < bd_rank_count(r); i++)
        for (size_t k = 0; k < n; k++)
            if (strcmp(bd_rank_name(r, i), lines[k].name) == 0)
                to[i] = lines[k].weight;
}

void bd_rank_open(float rank[BD_RANKERS][BD_RANK_FEATURES]) {
    memset(rank, 0, BD_RANKERS * sizeof *rank);
    open_one(BD_RANK_DATES, date_weights, sizeof date_weights / sizeof *date_weights,
             rank[BD_RANK_DATES]);
    open_one(BD_RANK_AUTHORS, author_weights, sizeof author_weights / sizeof *author_weights,
             rank[BD_RANK_AUTHORS]);
}

size_t bd_rank_best(const bd_page *p, bd_ranker r, const bd_option *o, size_t n, size_t by_rule) {
    size_t best = by_rule, count = bd_rank_count(r);
    float top = 0;
    bool trained = false;
    if (p->study && p->study->choose)
        p->study->choose(p->study->ctx, r, o, n, by_rule);
    for (size_t k = 0; k < count; k++)
        trained |= p->rank[r][k] != 0;
    for (size_t i = 0; trained && i < n; i++) {
        float score = 0;
        for (size_t k = 0; k < count; k++)
            score += o[i].f[k] * p->rank[r][k];
        if (i == 0 || score > top)
            best = i, top = score;
    }
    return best;
}
