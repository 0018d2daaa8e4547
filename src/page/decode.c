/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes to UTF-8. Order of trust: BOM; bytes that are valid UTF-8; the declared charset, unless it
 * is one of the defaults that servers send for anything and the bytes speak against it; uchardet;
 * windows-1252. */
#include "page_int.h"

#include <iconv.h>
#include <stdint.h>
#include <strings.h>
#include <uchardet/uchardet.h>

static const struct {
    const char *magic, *what;
    size_t n;
} magics[] = {
    {"%PDF-", "a PDF file", 5},
    {"\x89PNG", "a PNG picture", 4},
    {"\xff\xd8\xff", "a JPEG picture", 3},
    {"GIF8", "a GIF picture", 4},
    {"PK\x03\x04", "a ZIP archive", 4},
    {"\x1f\x8b", "gzip data", 2},
    {"\x7f"
     "ELF",
     "a program", 4},
    {"\xfd"
     "7zXZ",
     "xz data", 5},
    {"\x28\xb5\x2f\xfd", "zstd data", 4},
    {"BZh", "bzip2 data", 3},
    {"\xd0\xcf\x11\xe0", "an old office document", 4},
    {"SQLite format 3", "a database", 15},
};

/* 'L' or 'B' if every other byte of the start is mostly zero: UTF-16 without a BOM. */
static char wide_order(const unsigned char *s, size_t n) {
    size_t zero[2] = {0, 0}, look = n < 2048 ? n & ~(size_t)1 : 2048;
    for (size_t i = 0; i < look; i++)
        zero[i & 1] += s[i] == 0;
    if (look < 8 || (zero[0] && zero[1] && zero[0] + zero[1] > look * 6 / 10))
        return 0;
    if (zero[1] > look / 5 && zero[0] < look / 100 + 1)
        return 'L';
    if (zero[0] > look / 5 && zero[1] < look / 100 + 1)
        return 'B';
    return 0;
}

static const char *bom(const unsigned char *s, size_t n, size_t *len) {
    if (n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
        return *len = 3, "UTF-8";
    if (n >= 4 && !memcmp(s, "\xff\xfe\0\0", 4))
        return *len = 4, "UTF-32LE";
    if (n >= 4 && !memcmp(s, "\0\0\xfe\xff", 4))
        return *len = 4, "UTF-32BE";
    if (n >= 2 && !memcmp(s, "\xff\xfe", 2))
        return *len = 2, "UTF-16LE";
    if (n >= 2 && !memcmp(s, "\xfe\xff", 2))
        return *len = 2, "UTF-16BE";
    return *len = 0, NULL;
}

const char *bd_page_binary(const unsigned char *s, size_t n) {
    size_t len, odd = 0, look = n < 8192 ? n : 8192;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (n >= magics[i].n && !memcmp(s, magics[i].magic, magics[i].n))
            return magics[i].what;
    if (bom(s, n, &len) || wide_order(s, n))
        return NULL;
    for (size_t i = 0; i < look; i++)
        odd += s[i] < 0x20 && !(s[i] >= 8 && s[i] <= 13) && s[i] != 0x1b;
    /* A stray control byte happens in text; one in fifty does not. */
    return odd > look / 50 ? "binary data" : NULL;
}

static bool name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool bd_page_looks_html(bede_view v) {
    size_t i = 0, tags = 0, look = v.n < 16384 ? v.n : 16384;
    while (i < v.n && (v.s[i] == ' ' || (v.s[i] >= '\t' && v.s[i] <= '\r')))
        i++;
    if (i + 1 < v.n && v.s[i] == '<' && (name_start(v.s[i + 1]) || strchr("!?/", v.s[i + 1])))
        return true;
    for (; i + 2 < look; i++) /* text before the first element: count elements that close */
        if (v.s[i] == '<' && v.s[i + 1] == '/' && name_start(v.s[i + 2]))
            tags++;
    return tags >= 3;
}

/* ---- the declared charset ----------------------------------------------------------------- */

/* Does the tag that byte `at` stands in begin with this name? */
static bool in_tag(const unsigned char *s, size_t at, const char *name) {
    size_t n = strlen(name), from = at;
    while (from > 0 && s[from] != '<' && at - from < 300)
        from--;
    return s[from] == '<' && at - from > n && !strncasecmp((const char *)s + from + 1, name, n);
}

/* The name after `charset=` of a meta element, or `encoding=` of an XML declaration, in the first
 * bytes of the page. */
static bede_view declared_in(const unsigned char *s, size_t n) {
    static const char *const keys[][2] = {{"charset", "meta"}, {"encoding", "?xml"}};
    size_t look = n < 4096 ? n : 4096;
    for (size_t i = 0; i + 9 < look; i++) {
        size_t k = 0;
        for (; k < 2; k++)
            if ((s[i] | 32) == keys[k][0][0] &&
                !strncasecmp((const char *)s + i, keys[k][0], strlen(keys[k][0])) &&
                in_tag(s, i, keys[k][1]))
                break;
        if (k == 2)
            continue;
        size_t j = i + strlen(keys[k][0]);
        while (j < look && (s[j] == ' ' || s[j] == '='))
            j++;
        while (j < look && (s[j] == '"' || s[j] == '\''))
            j++;
        size_t from = j;
        while (j < look && (name_start((char)s[j]) || (s[j] >= '0' && s[j] <= '9') || s[j] == '-' ||
                            s[j] == '_' || s[j] == ':' || s[j] == '.'))
            j++;
        if (j > from && j - from < 32)
            return bd_view((const char *)s + from, j - from);
    }
    return (bede_view){0};
}

/* From the first byte that is no ASCII: uchardet needs those, not the markup before them. */
static void guess(const unsigned char *s, size_t n, char out[40]) {
    size_t from = 0;
    while (from < n && s[from] < 0x80)
        from++;
    from = from > 256 ? from - 256 : 0;
    size_t look = n - from < 65536 ? n - from : 65536;
    uchardet_t u = uchardet_new();
    out[0] = 0;
    if (!u)
        return;
    if (!uchardet_handle_data(u, (const char *)s + from, look)) {
        uchardet_data_end(u);
        bd_page_charset_name(bd_view_z(uchardet_get_charset(u)), out);
    }
    uchardet_delete(u);
}

/* Shares of the bytes: UTF-8 sequences against bytes that break them. */
static bool nearly_utf8(const unsigned char *s, size_t n) {
    size_t good = 0, bad = 0;
    bede_view v = bd_view((const char *)s, n);
    for (size_t i = 0; i < n;) {
        size_t len;
        if (s[i] < 0x80) {
            i++;
            continue;
        }
        (void)bd_utf8_get(v, i, &len);
        if (len > 1)
            good++;
        else
            bad++;
        i += len;
    }
    return good > 3 * bad;
}

/* Runs of bytes above 127 with no ASCII letter beside them: whole words of another script. */
static bool other_script(const unsigned char *s, size_t n) {
    size_t high = 0, runs = 0;
    for (size_t i = 0; i < n; i++) {
        high += s[i] >= 0xc0;
        runs += s[i] >= 0xc0 && i > 0 && s[i - 1] >= 0xc0;
    }
    return high > 40 && runs > high / 2;
}

/* `*bad` counts the bytes that are none in this charset. */
static bool convert(bd_arena *a, const unsigned char *s, size_t n, const char *from, bede_view *out,
                    size_t *bad) {
    size_t cap = n * 3 + 16, left = cap, in_left = n;
    char *buf = bd_arena_alloc(a, cap), *to = buf, *in = (char *)(uintptr_t)s;
    iconv_t cd = iconv_open("UTF-8", from);
    *bad = 0;
    if (cd == (iconv_t)-1)
        return false;
    while (in_left && left > 8) {
        if (iconv(cd, &in, &in_left, &to, &left) != (size_t)-1 || left <= 8)
            break;
        if (!in_left)
            break;
        in++, in_left--, (*bad)++;
        memcpy(to, "\xef\xbf\xbd", 3);
        to += 3, left -= 3;
    }
    iconv_close(cd);
    *out = bd_view(buf, cap - left);
    return true;
}

/* Text of a script that has capitals, and nearly nothing but: the wrong one of two charsets that
 * keep capitals where the other has small letters (KOI8-R and windows-1251). */
static bool shouting(bede_view v) {
    size_t upper = 0, lower = 0, len;
    for (size_t i = 0; i < v.n && upper + lower < 2000; i += len) {
        int32_t cp = bd_utf8_get(v, i, &len);
        if (cp >= 0x370 && cp < 0x530)
            upper += bd_cp_upper(cp), lower += bd_cp_lower(cp);
    }
    return upper > 40 && upper > 4 * lower;
}

/* By the declared name, unless it is none, or one that servers send for everything while the bytes
 * speak against it. */
static bool by_name(bd_arena *a, bede_view raw, const char *name, bede_view *out) {
    const unsigned char *s = (const unsigned char *)raw.s;
    size_t bad, high = 0;
    if (!name[0] || !strcmp(name, "UTF-8") || !strncmp(name, "UTF-16", 6) ||
        (!strcmp(name, "WINDOWS-1252") && other_script(s, raw.n)) ||
        !convert(a, s, raw.n, name, out, &bad))
        return false;
    for (size_t i = 0; i < raw.n; i++)
        high += s[i] >= 0x80;
    return bad * 50 <= high && !shouting(*out);
}

bede_view bd_page_decode(bd_arena *a, const unsigned char *s, size_t n, bede_view charset) {
    size_t skip, bad;
    char name[40] = "";
    bede_view raw, out;
    const char *mark = bom(s, n, &skip);
    s += skip, n -= skip;
    raw = bd_view((const char *)s, n);
    if (!mark && wide_order(s, n))
        mark = wide_order(s, n) == 'L' ? "UTF-16LE" : "UTF-16BE";
    if (mark && strcmp(mark, "UTF-8"))
        return convert(a, s, n, mark, &out, &bad) ? out : bd_utf8_clean(a, raw);
    if (bd_utf8_valid(raw) && !memchr(s, 0x1b, n))
        return raw;
    if (mark || nearly_utf8(s, n))
        return bd_utf8_clean(a, raw);
    bd_page_charset_name(charset, name);
    if (by_name(a, raw, name, &out))
        return out;
    bd_page_charset_name(declared_in(s, n), name);
    if (by_name(a, raw, name, &out))
        return out;
    guess(s, n, name);
    if (name[0] && strcmp(name, "UTF-8") && convert(a, s, n, name, &out, &bad))
        return out;
    return convert(a, s, n, "WINDOWS-1252", &out, &bad) ? out : bd_utf8_clean(a, raw);
}
