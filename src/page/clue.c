/* SPDX-License-Identifier: Apache-2.0 */
/* What a line says about itself: the set phrases that web pages put around an article. */
#include "clue_int.h"

#include <strings.h>

static const char *why_of(bede_block_kind k) {
    switch (k) {
    case BEDE_BLOCK_NAVIGATION: return "a phrase of menus and share bars";
    case BEDE_BLOCK_RELATED: return "points to other articles";
    case BEDE_BLOCK_MEDIA: return "a message or time of a media player";
    case BEDE_BLOCK_CREDIT: return "names who reported or took the picture";
    case BEDE_BLOCK_BYLINE: return "names the author or prints the date";
    case BEDE_BLOCK_AUTHOR: return "tells about the author or the outlet";
    case BEDE_BLOCK_LEGAL: return "a phrase of legal notices";
    case BEDE_BLOCK_COMMENT: return "invites comments";
    case BEDE_BLOCK_ADVERT: return "a phrase of advertisements";
    default: return "stands around the article";
    }
}

static bool yes(bd_clue *out, bede_block_kind kind, bool is_strong) {
    *out = (bd_clue){.kind = kind, .why = why_of(kind), .strong = is_strong};
    return true;
}

/* Player times and image sizes: "0:00 0:01:00", "16x9 Image", "1 / 12", "240p 360p". */
static bool is_player(bede_view f) {
    size_t digits = 0, marks = 0, letters = 0;
    for (size_t i = 0; i < f.n; i++) {
        char c = f.s[i];
        if (c >= '0' && c <= '9')
            digits++;
        else if (c == ':' || c == '/' || (c == 'x' && i > 0 && f.s[i - 1] <= '9'))
            marks++;
        else if ((c & 0x80) || (c >= 'a' && c <= 'z'))
            letters++;
    }
    if (f.n > 40 || !digits)
        return false;
    if (!letters)
        return marks > 0 || f.n < 6;
    return bd_view_ends(f, "image") && marks && digits < 6;
}

/* The first phrase of a list that begins with this byte or a later one. */
static size_t first_with(const bd_phrase *list, size_t n, char c) {
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if ((unsigned char)list[mid].s[0] < (unsigned char)c)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The phrase of the list that v begins with (`whole`: that v is), NULL for none. */
static const bd_phrase *beginning(bede_view v, const bd_phrase *list, size_t n, bool whole) {
    if (!v.n)
        return NULL;
    for (size_t i = first_with(list, n, v.s[0]); i < n && list[i].s[0] == v.s[0]; i++)
        if (whole ? bd_view_is(v, list[i].s) : bd_view_starts(v, list[i].s))
            return &list[i];
    return NULL;
}

static bool is_whole(bede_view f, bd_clue *out) {
    const bd_phrase *p = beginning(f, bd_clue_whole, bd_clue_n_whole, true);
    if (p)
        return yes(out, p->kind, true);
    for (size_t i = 0; i < bd_clue_n_headers; i++)
        if (bd_view_is(f, bd_clue_headers[i])) {
            yes(out, BEDE_BLOCK_RELATED, true);
            return out->header = true;
        }
    return false;
}

static bool is_start(bede_view f, bd_clue *out) {
    for (size_t i = 0; i < bd_clue_n_labels; i++)
        if (f.n && f.s[0] == bd_clue_labels[i][0] && bd_view_starts(f, bd_clue_labels[i]) &&
            f.n > strlen(bd_clue_labels[i]) + 12) {
            yes(out, BEDE_BLOCK_CAPTION, true);
            out->skip = (uint16_t)strlen(bd_clue_labels[i]);
            return true;
        }
    const bd_phrase *p = beginning(f, bd_clue_starts, bd_clue_n_starts, false);
    /* What is as long as a sentence may be one; names of reporters may be many. */
    return p && yes(out, p->kind, f.n < (p->kind == BEDE_BLOCK_CREDIT ? 300 : 140));
}

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || c & 0x80;
}

/* A phrase of either list at the beginning of any word. */
static bool holds(bede_view f, bd_clue *out) {
    const bd_phrase *weak = NULL, *p;
    for (size_t at = 0; at < f.n; at++) {
        if (!letter(f.s[at]) || (at > 0 && letter(f.s[at - 1])))
            continue;
        bede_view v = bd_view_part(f, at, f.n);
        if ((p = beginning(v, bd_clue_strong, bd_clue_n_strong, false)))
            return yes(out, p->kind, true);
        if (!weak)
            weak = beginning(v, bd_clue_weak, bd_clue_n_weak, false);
    }
    return weak && yes(out, weak->kind, false);
}

bool bd_page_clue(bede_view line, bd_clue *out) {
    char buf[512];
    bede_view f = bd_view_trim(bd_view(buf, bd_utf8_fold(line, buf, sizeof buf)));
    bool bracket = f.n > 2 && f.s[0] == '[' && f.s[f.n - 1] == ']';
    while (f.n > 3 && !memcmp(f.s, "\xe2\x80\xa2", 3)) /* a bullet */
        f = bd_view_trim(bd_view_part(f, 3, f.n));
    bede_view bare = f;
    while (bare.n && strchr(".:!>|*-_", bare.s[bare.n - 1]))
        bare.n--;
    bare = bd_view_trim(bare);
    if (!bare.n)
        return yes(out, BEDE_BLOCK_OTHER, true);
    if (bracket && f.n < 200)
        return yes(out, BEDE_BLOCK_RELATED, true);
    if (is_player(bare))
        return yes(out, BEDE_BLOCK_MEDIA, true);
    if (bare.n < 60 && is_whole(bare, out))
        return true;
    if (is_start(f, out))
        return true;
    return holds(f, out);
}

/* ---- shapes of lines --------------------------------------------------------------------------
 */

bool bd_page_ends_sentence(bede_view v) {
    static const char *const closers[] = {
        "\"", "'", ")", "]", "\xe2\x80\x9d", "\xe2\x80\x99", "\xc2\xbb", "\xe2\x80\x9c"};
    static const char *const ends[] = {".",
                                       "!",
                                       "?",
                                       "\xe2\x80\xa6",
                                       "\xe3\x80\x82",
                                       "\xef\xbc\x81",
                                       "\xef\xbc\x9f",
                                       "\xd8\x9f",
                                       "\xe0\xa5\xa4"};
    v = bd_view_trim(v);
    for (bool more = true; more && v.n;) {
        more = false;
        for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
            if (bd_view_ends(v, closers[i])) {
                v.n -= strlen(closers[i]);
                more = true;
            }
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (bd_view_ends(v, ends[i]))
            return true;
    return false;
}

size_t bd_page_words(bede_view v) {
    size_t n = 0;
    bool in = false;
    for (size_t i = 0; i < v.n; i++) {
        bool space = v.s[i] == ' ' || (v.s[i] >= '\t' && v.s[i] <= '\r');
        n += !space && !in;
        in = !space;
    }
    return n;
}

/* The next letter or digit from v.s[*i], folded to lower case if ASCII; 0 at the end. */
static int next_sign(bede_view v, size_t *i) {
    while (*i < v.n) {
        unsigned char c = (unsigned char)v.s[(*i)++];
        if (c >= 'A' && c <= 'Z')
            return c + 32;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0xc3)
            return c;
        if (c >= 0x80 && *i >= 2 && (unsigned char)v.s[*i - 2] >= 0xc3 &&
            (unsigned char)v.s[*i - 2] != 0xe2)
            return c;
    }
    return 0;
}

bool bd_page_same(bede_view a, bede_view b) {
    size_t i = 0, j = 0;
    for (;;) {
        int x = next_sign(a, &i), y = next_sign(b, &j);
        while (x == 0xe2) /* typographic quotes and dashes */
            x = next_sign(a, &i);
        while (y == 0xe2)
            y = next_sign(b, &j);
        if (x != y)
            return false;
        if (!x)
            return true;
    }
}

bede_view bd_page_squeeze(bd_arena *a, bede_view v) {
    char *s = bd_arena_alloc(a, v.n + 1);
    size_t n = 0;
    for (size_t i = 0, len; i < v.n; i += len) {
        int32_t cp = bd_utf8_get(v, i, &len);
        if (bd_cp_space(cp)) {
            if (n && s[n - 1] != ' ')
                s[n++] = ' ';
        } else {
            memcpy(s + n, v.s + i, len);
            n += len;
        }
    }
    while (n && s[n - 1] == ' ')
        n--;
    return bd_view(s, n);
}
