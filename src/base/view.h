/* SPDX-License-Identifier: Apache-2.0 */
/* Text views: pointer and length, never owned. UTF-8 throughout. */
#ifndef BD_BASE_VIEW_H
#define BD_BASE_VIEW_H

#include "bede.h"

#include <string.h>

/* A view of a string literal. */
#define BD_LIT(s) ((bede_view){"" s, sizeof(s) - 1})

static inline bede_view bd_view(const char *s, size_t n) {
    return (bede_view){s, n};
}
static inline bede_view bd_view_z(const char *s) {
    return (bede_view){s, s ? strlen(s) : 0};
}
static inline bede_view bd_view_part(bede_view v, size_t from, size_t to) {
    return (bede_view){v.s ? v.s + from : NULL, to - from};
}
static inline bool bd_view_eq(bede_view a, bede_view b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}
/* Asked all the time with lists of words: the first byte decides nearly always. */
static inline bool bd_view_is(bede_view a, const char *z) {
    if (a.n == 0 || a.s[0] != z[0])
        return a.n == 0 && z[0] == '\0';
    return bd_view_eq(a, bd_view_z(z));
}
/* Bytewise order, shorter first among equals. */
int bd_view_cmp(bede_view a, bede_view b);
/* ASCII letters compared without case. */
bool bd_view_is_nocase(bede_view a, const char *z);
bool bd_view_starts(bede_view a, const char *z);
bool bd_view_starts_nocase(bede_view a, const char *z);
bool bd_view_ends(bede_view a, const char *z);
/* Byte offset of the first `z` in `a` at or after `from`, or SIZE_MAX. */
size_t bd_view_find(bede_view a, const char *z, size_t from);
/* Without ASCII white space at both ends. */
bede_view bd_view_trim(bede_view v);
/* Takes the part before the next `sep` off the front of `*rest`. False when nothing is left.
 * An empty part between two separators is given as an empty view. */
bool bd_view_split(bede_view *rest, char sep, bede_view *part);

#endif
