/* SPDX-License-Identifier: Apache-2.0 */
/* Character references in metadata that were escaped twice. */
#include "page_int.h"

#include <libxml/HTMLparser.h>

/* What the numbers 128 to 159 mean on the web: windows-1252. */
static const uint16_t c1[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static bool digit(char c) {
    return c >= '0' && c <= '9';
}
static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int hex(char c) {
    if (digit(c))
        return c - '0';
    return (c >= 'a' && c <= 'f') ? c - 'a' + 10 : (c >= 'A' && c <= 'F') ? c - 'A' + 10 : -1;
}

/* "&#233;" and "&#xE9;"; the semicolon may be missing. */
static size_t numeric(const char *s, size_t n, int32_t *cp) {
    size_t i = 2;
    bool is_hex = i < n && (s[i] == 'x' || s[i] == 'X');
    int32_t x = 0;
    size_t from = i += is_hex;
    for (; i < n && (is_hex ? hex(s[i]) >= 0 : digit(s[i])); i++)
        if (x < 0x110000)
            x = x * (is_hex ? 16 : 10) + hex(s[i]);
    if (i == from)
        return 0;
    if (x >= 0x80 && x < 0xA0)
        x = c1[x - 0x80];
    /* Zero, surrogates and what is beyond Unicode. */
    *cp = x == 0 || (x >= 0xD800 && x < 0xE000) || x > 0x10FFFF ? 0xFFFD : x;
    return i + (i < n && s[i] == ';');
}

size_t bd_page_entity(const char *s, size_t n, char out[4], size_t *out_n) {
    int32_t cp = 0;
    size_t used = 0, len = 0;
    if (n < 3 || s[0] != '&')
        return 0;
    if (s[1] == '#') {
        used = numeric(s, n, &cp);
    } else {
        char name[16];
        while (len < 15 && 1 + len < n && (letter(s[1 + len]) || digit(s[1 + len])))
            name[len] = s[1 + len], len++;
        name[len] = 0;
        const htmlEntityDesc *e = len > 1 ? htmlEntityLookup((const xmlChar *)name) : NULL;
        if (!e || 1 + len >= n || s[1 + len] != ';')
            return 0;
        cp = (int32_t)e->value;
        used = 2 + len;
    }
    if (used)
        *out_n = bd_utf8_put(cp, out);
    return used;
}

bede_view bd_page_unescape(bd_arena *a, bede_view v) {
    const char *amp = v.n ? memchr(v.s, '&', v.n) : NULL;
    if (!amp)
        return v;
    char *out = bd_arena_alloc(a, v.n + 4), buf[4];
    size_t n = 0, got = 0;
    for (size_t i = 0; i < v.n;) {
        size_t used = v.s[i] == '&' ? bd_page_entity(v.s + i, v.n - i, buf, &got) : 0;
        if (used) {
            memcpy(out + n, buf, got);
            n += got, i += used;
        } else {
            out[n++] = v.s[i++];
        }
    }
    return bd_view(out, n);
}
