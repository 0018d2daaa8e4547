/* SPDX-License-Identifier: Apache-2.0 */
/* "GENEVA, March 3 (Agency) - The talks ...": place and day before the dash are no part of the
 * sentence behind it. */
#include "sentence/sentence_int.h"

#include "base/utf8.h"

/* How many words a dateline may have: "WEST PALM BEACH, Fla., Jan. 5, 2020 (Agency/Agency)". */
enum { MAX_DATELINE = 18 };

static bede_view form(const char *text, const bede_word *w) {
    return bd_view(text + w->span.start, w->span.end - w->span.start);
}

/* At least three letters, all of them capitals. */
static bool shouted(bede_view v) {
    size_t letters = 0;
    for (size_t i = 0, n; i < v.n; i += n) {
        int32_t cp = bd_utf8_get(v, i, &n);
        if (bd_cp_lower(cp))
            return false;
        letters += bd_cp_upper(cp);
    }
    return letters >= 3;
}

static bool is_dash(bede_view v) {
    char out[8];
    size_t n = bd_utf8_fold(v, out, sizeof out);
    return (n == 1 || n == 2) && out[0] == '-' && out[n - 1] == '-';
}

/* A name, a number or a mark. */
static bool may_stand(bede_view v) {
    size_t n;
    int32_t cp = bd_utf8_get(v, 0, &n);
    return bd_cp_upper(cp) || bd_cp_digit(cp) || bd_cp_punct(cp);
}

uint32_t dateline_end(const char *text, const bede_word *w, uint32_t first, uint32_t end) {
    if (first >= end || !shouted(form(text, &w[first])))
        return first;
    for (uint32_t i = first + 1; i < end && i < first + MAX_DATELINE; i++) {
        bede_view v = form(text, &w[i]);
        if (is_dash(v) && (w[i].flags & BEDE_WORD_SPACE_AFTER) &&
            (w[i - 1].flags & BEDE_WORD_SPACE_AFTER))
            return i + 1 < end ? i + 1 : first;
        if (!may_stand(v))
            return first;
    }
    return first;
}
