/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

int32_t bd_utf8_get(bede_view v, size_t at, size_t *n) {
    unsigned char c = (unsigned char)v.s[at];
    if (c < 0x80) {
        *n = 1;
        return c;
    }
    utf8proc_int32_t cp;
    utf8proc_ssize_t got =
        utf8proc_iterate((const utf8proc_uint8_t *)v.s + at, (utf8proc_ssize_t)(v.n - at), &cp);
    if (got <= 0) {
        *n = 1;
        return 0xFFFD;
    }
    *n = (size_t)got;
    return cp;
}

size_t bd_utf8_put(int32_t cp, char *out) {
    utf8proc_uint8_t buf[4];
    utf8proc_ssize_t n = utf8proc_encode_char(cp, buf);
    if (n <= 0)
        n = utf8proc_encode_char(0xFFFD, buf);
    memcpy(out, buf, (size_t)n);
    return (size_t)n;
}

/* Bytes of the sequence at s, 0 if it is none: no overlong forms, no surrogates. */
static size_t sequence(const unsigned char *s, size_t n) {
    unsigned char c = s[0];
    if (c < 0xC2 || c > 0xF4)
        return 0;
    size_t len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (n < len || (s[1] & 0xC0) != 0x80 || (len > 2 && (s[2] & 0xC0) != 0x80) ||
        (len > 3 && (s[3] & 0xC0) != 0x80))
        return 0;
    if ((c == 0xE0 && s[1] < 0xA0) || (c == 0xED && s[1] > 0x9F) || (c == 0xF0 && s[1] < 0x90) ||
        (c == 0xF4 && s[1] > 0x8F))
        return 0;
    return len;
}

bool bd_utf8_valid(bede_view v) {
    const unsigned char *s = (const unsigned char *)v.s;
    for (size_t i = 0; i < v.n;) {
        uint64_t eight;
        if (i + 8 <= v.n && (memcpy(&eight, s + i, 8), !(eight & 0x8080808080808080u))) {
            i += 8;
        } else if (s[i] < 0x80) {
            i++;
        } else {
            size_t len = sequence(s + i, v.n - i);
            if (!len)
                return false;
            i += len;
        }
    }
    return true;
}

size_t bd_utf8_count(bede_view v) {
    size_t count = 0;
    for (size_t i = 0; i < v.n; i++)
        count += ((unsigned char)v.s[i] & 0xC0) != 0x80;
    return count;
}

static utf8proc_category_t category(int32_t cp) {
    return utf8proc_category(cp);
}

bool bd_cp_upper(int32_t cp) {
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    utf8proc_category_t c = category(cp);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool bd_cp_lower(int32_t cp) {
    if (cp < 0x80)
        return cp >= 'a' && cp <= 'z';
    return category(cp) == UTF8PROC_CATEGORY_LL;
}

bool bd_cp_letter(int32_t cp) {
    if (cp < 0x80)
        return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    utf8proc_category_t c = category(cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool bd_cp_digit(int32_t cp) {
    if (cp < 0x80)
        return cp >= '0' && cp <= '9';
    return category(cp) == UTF8PROC_CATEGORY_ND;
}

bool bd_cp_space(int32_t cp) {
    if (cp < 0x80)
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    if (cp == 0x85 || cp == 0x200B || cp == 0xFEFF || cp == 0x2060)
        return true;
    utf8proc_category_t c = category(cp);
    return c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP;
}

bool bd_cp_punct(int32_t cp) {
    if (cp < 0x80)
        return (cp >= '!' && cp <= '/') || (cp >= ':' && cp <= '@') || (cp >= '[' && cp <= '`') ||
               (cp >= '{' && cp <= '~');
    utf8proc_category_t c = category(cp);
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
}

/* Curly quotes and dashes as a keyboard has them; 0 for no change. */
static char plain(int32_t cp) {
    switch (cp) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x02BC:
    case 0x02BB:
    case 0x00B4: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
    case 0x2033: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return '-';
    default: return 0;
    }
}

/* The base letter: "é" to "e". Letters that do not decompose but that English prints without
 * their stroke are listed. */
static int32_t base_letter(int32_t cp) {
    switch (cp) {
    case 0xF8: return 'o';  /* o with stroke */
    case 0x142: return 'l'; /* l with stroke */
    case 0x131: return 'i'; /* dotless i */
    case 0x111: return 'd'; /* d with stroke */
    default: break;
    }
    utf8proc_int32_t out[8];
    int last = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(cp, out, 8, UTF8PROC_DECOMPOSE, &last);
    return n >= 1 && n <= 8 ? out[0] : cp;
}

static size_t map_text(bede_view v, char *out, size_t cap, bool strip) {
    size_t used = 0;
    for (size_t i = 0, n; i < v.n; i += n) {
        if ((unsigned char)v.s[i] < 0x80) {
            if (used == cap)
                break;
            char c = v.s[i];
            out[used++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            n = 1;
            continue;
        }
        int32_t cp = bd_utf8_get(v, i, &n);
        if (strip && plain(cp)) {
            cp = plain(cp);
        } else {
            cp = utf8proc_tolower(cp);
            if (strip) {
                cp = base_letter(cp);
                utf8proc_category_t c = category(cp);
                if (c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME)
                    continue;
            }
        }
        char buf[4];
        size_t len = bd_utf8_put(cp, buf);
        if (used + len > cap)
            break;
        memcpy(out + used, buf, len);
        used += len;
    }
    return used;
}

size_t bd_utf8_fold(bede_view v, char *out, size_t cap) {
    return map_text(v, out, cap, true);
}

size_t bd_utf8_lower(bede_view v, char *out, size_t cap) {
    return map_text(v, out, cap, false);
}

static bool junk(int32_t cp) {
    return (cp < 0x20 && cp != '\t' && cp != '\n') || cp == 0x7F || cp == 0xAD || cp == 0x200B ||
           cp == 0x200C || cp == 0x200D || cp == 0x2060 || cp == 0xFEFF || cp == 0x200E ||
           cp == 0x200F;
}

/* Is the code point the same in NFC, whatever stands beside it? Everything below U+0300; of the
 * rest the letters and marks that news are printed in. */
static bool stable(int32_t cp) {
    return cp < 0x300 || (cp >= 0x400 && cp < 0x483) || (cp >= 0x48A && cp < 0x590) ||
           (cp >= 0x2010 && cp < 0x2028) || (cp >= 0x2030 && cp < 0x2060) ||
           (cp >= 0x20A0 && cp < 0x20C0) || (cp >= 0x3001 && cp < 0x302A) ||
           (cp >= 0x4E00 && cp < 0xA000) || (cp >= 0xFF01 && cp < 0xFF61);
}

/* Drops junk, mends invalid bytes; tells whether normalisation may have work left. */
static char *scrub(bd_arena *a, bede_view v, size_t *n_out, bool *composing) {
    /* An invalid byte grows to three bytes at worst. */
    size_t bad = 0;
    for (size_t i = 0, n; i < v.n; i += n)
        bad += bd_utf8_get(v, i, &n) == 0xFFFD && n == 1;
    char *out = bd_arena_alloc(a, v.n + 2 * bad + 1);
    size_t used = 0;
    *composing = false;
    for (size_t i = 0, n; i < v.n; i += n) {
        int32_t cp = bd_utf8_get(v, i, &n);
        if (junk(cp)) {
            if (cp == '\r' && !(i + 1 < v.n && v.s[i + 1] == '\n'))
                out[used++] = '\n';
            continue;
        }
        *composing |= !stable(cp);
        used += bd_utf8_put(cp, out + used);
    }
    *n_out = used;
    return out;
}

bede_view bd_utf8_clean(bd_arena *a, bede_view v) {
    size_t n;
    bool composing;
    char *s = scrub(a, v, &n, &composing);
    if (!composing)
        return bd_view(s, n);
    utf8proc_uint8_t *norm = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &norm,
                                        UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (len < 0) /* no memory: the text as it is serves as well */
        return bd_view(s, n);
    bd_arena_defer(a, free, norm);
    return bd_view((const char *)norm, (size_t)len);
}
