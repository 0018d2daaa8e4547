/* SPDX-License-Identifier: Apache-2.0 */
#include "sentence/form.h"

#include "base/hash.h"
#include "base/utf8.h"

size_t bd_form_normal(bede_view form, char out[BD_FORM_MAX_NORM]) {
    size_t n = bd_utf8_fold(form, out, BD_FORM_MAX_NORM);
    for (size_t i = 0; i < n; i++)
        if (out[i] >= '0' && out[i] <= '9')
            out[i] = '0';
    return n;
}

/* Kinds of feature: they seed the hash, so that the prefix "un" and the suffix "un" are two. */
enum { PREFIX = 1, SUFFIX = 11, TRIGRAM = 21, SHAPE, CASE };

typedef struct list {
    uint32_t *ids, buckets;
    size_t n;
} list;

static void add(list *l, const char *s, size_t n, uint64_t kind) {
    if (l->n < BD_FORM_MAX_FEATURES)
        l->ids[l->n++] = (uint32_t)(bd_hash(s, n, kind) % l->buckets);
}

/* "Mazar-i-Sharif" has the shape "Xxx-x-Xxx": runs are cut at two. */
static size_t shape_of(bede_view form, char out[BD_FORM_MAX_NORM], char *kase) {
    size_t n = 0, run = 0, upper = 0, lower = 0, first_upper = 0;
    char last = 0;
    for (size_t i = 0, len; i < form.n && n < BD_FORM_MAX_NORM - 1; i += len) {
        int32_t cp = bd_utf8_get(form, i, &len);
        bool up = bd_cp_upper(cp);
        char c = up                 ? 'X'
                 : bd_cp_digit(cp)  ? 'd'
                 : bd_cp_letter(cp) ? 'x'
                 : cp < 0x80        ? (char)cp
                                    : '?';
        upper += up;
        first_upper += up && i == 0;
        lower += c == 'x';
        run = c == last ? run + 1 : 1;
        last = c;
        if (run <= 2)
            out[n++] = c;
    }
    *kase = upper == 0 ? 'l' : lower == 0 ? (upper > 1 ? 'U' : 'I') : first_upper ? 'T' : 'M';
    return n;
}

size_t bd_form_features(bede_view form, uint32_t buckets, uint32_t ids[BD_FORM_MAX_FEATURES]) {
    char norm[BD_FORM_MAX_NORM], shape[BD_FORM_MAX_NORM], kase;
    list l = {ids, buckets, 0};
    size_t n = bd_form_normal(form, norm);
    size_t s = shape_of(form, shape, &kase);
    add(&l, shape, s, SHAPE);
    add(&l, &kase, 1, CASE);
    for (size_t k = 1; k <= 3 && k <= n; k++)
        add(&l, norm, k, PREFIX + k);
    for (size_t k = 1; k <= 4 && k <= n; k++)
        add(&l, norm + n - k, k, SUFFIX + k);
    for (size_t i = 0; i + 3 <= n; i++)
        add(&l, norm + i, 3, TRIGRAM);
    return l.n;
}
