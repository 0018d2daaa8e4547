/* SPDX-License-Identifier: Apache-2.0 */
#include "base/view.h"

int bd_view_cmp(bede_view a, bede_view b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.s, b.s, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static unsigned char ascii_lower(char c) {
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool same_nocase(const char *a, const char *b, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (ascii_lower(a[i]) != ascii_lower(b[i]))
            return false;
    return true;
}

bool bd_view_is_nocase(bede_view a, const char *z) {
    return a.n == strlen(z) && same_nocase(a.s, z, a.n);
}

bool bd_view_starts(bede_view a, const char *z) {
    size_t n = strlen(z);
    return a.n >= n && (n == 0 || memcmp(a.s, z, n) == 0);
}

bool bd_view_starts_nocase(bede_view a, const char *z) {
    size_t n = strlen(z);
    return a.n >= n && bd_view_is_nocase(bd_view(a.s, n), z);
}

bool bd_view_ends(bede_view a, const char *z) {
    size_t n = strlen(z);
    return a.n >= n && (n == 0 || memcmp(a.s + a.n - n, z, n) == 0);
}

size_t bd_view_find(bede_view a, const char *z, size_t from) {
    size_t n = strlen(z);
    if (n == 0)
        return from <= a.n ? from : SIZE_MAX;
    while (from < a.n && a.n - from >= n) {
        const char *hit = memchr(a.s + from, z[0], a.n - from - n + 1);
        if (!hit)
            break;
        from = (size_t)(hit - a.s);
        if (memcmp(hit, z, n) == 0)
            return from;
        from++;
    }
    return SIZE_MAX;
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bede_view bd_view_trim(bede_view v) {
    while (v.n && is_space(v.s[0])) {
        v.s++;
        v.n--;
    }
    while (v.n && is_space(v.s[v.n - 1]))
        v.n--;
    return v;
}

bool bd_view_split(bede_view *rest, char sep, bede_view *part) {
    if (!rest->s)
        return false;
    const char *hit = rest->n ? memchr(rest->s, sep, rest->n) : NULL;
    if (!hit) {
        *part = *rest;
        *rest = (bede_view){0};
        return true;
    }
    size_t n = (size_t)(hit - rest->s);
    *part = bd_view(rest->s, n);
    *rest = bd_view(hit + 1, rest->n - n - 1);
    return true;
}
