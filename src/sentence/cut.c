/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts text into words as the English treebanks do.
 *
 * The text is taken chunk by chunk, a chunk being what stands between white space. Most chunks are
 * plain letters and are words at once. The others are read from the left: an address, a number, a
 * word with what may join it (apostrophes, stops, some hyphens), or a run of punctuation. Every
 * step moves forward over what it has looked at, so the work is linear in the text. */
#include "sentence/sentence_int.h"

#include "base/limits.h"
#include "base/utf8.h"

#define ROW16(c) c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c
#define LETTERS26                                                                                  \
    BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER,     \
        BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, \
        BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, \
        BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER, BYTE_LETTER
const unsigned char cut_bytes[256] = {
    /* 0x00 */ 0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    BYTE_SPACE,
    BYTE_SPACE,
    BYTE_SPACE,
    BYTE_SPACE,
    BYTE_SPACE,
    0,
    0,
    ROW16(0),
    /* 0x20 */ BYTE_SPACE,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    /* 0x30 */ BYTE_DIGIT,
    BYTE_DIGIT,
    BYTE_DIGIT,
    BYTE_DIGIT,
    BYTE_DIGIT,
    BYTE_DIGIT,
    BYTE_DIGIT,
    BYTE_DIGIT,
    BYTE_DIGIT,
    BYTE_DIGIT,
    0,
    0,
    0,
    0,
    0,
    0,
    /* 0x40 */ 0,
    LETTERS26,
    0,
    0,
    0,
    0,
    0,
    /* 0x60 */ 0,
    LETTERS26,
    0,
    0,
    0,
    0,
    0,
    /* 0x80 */ ROW16(BYTE_HIGH),
    ROW16(BYTE_HIGH),
    ROW16(BYTE_HIGH),
    ROW16(BYTE_HIGH),
    ROW16(BYTE_HIGH),
    ROW16(BYTE_HIGH),
    ROW16(BYTE_HIGH),
    ROW16(BYTE_HIGH)};

static int32_t code_point(const char *text, uint32_t at, uint32_t to, uint32_t *n) {
    size_t len;
    int32_t cp = bd_utf8_get(bd_view(text + at, to - at), 0, &len);
    *n = (uint32_t)len;
    return cp;
}

uint32_t cut_alnum(const char *text, uint32_t at, uint32_t to) {
    unsigned char c = cut_bytes[(unsigned char)text[at]];
    if (c != BYTE_HIGH)
        return c == BYTE_LETTER || c == BYTE_DIGIT || text[at] == '_';
    uint32_t n;
    int32_t cp = code_point(text, at, to, &n);
    if (cp == 0xAA || cp == 0xBA) /* raised a and o serve as degree signs */
        return 0;
    return bd_cp_letter(cp) || bd_cp_digit(cp) ? n : 0;
}

static uint32_t space_at(const char *text, uint32_t at, uint32_t to) {
    unsigned char c = cut_bytes[(unsigned char)text[at]];
    if (c != BYTE_HIGH)
        return c == BYTE_SPACE || (unsigned char)text[at] < 0x20;
    uint32_t n;
    return bd_cp_space(code_point(text, at, to, &n)) ? n : 0;
}

static void push(cut_out *out, uint32_t from, uint32_t to) {
    if (out->n == out->cap) {
        if (!out->arena)
            return;
        out->words = bd_arena_grow(out->arena, out->words, out->n, &out->cap, sizeof *out->words);
    }
    bede_word *w = &out->words[out->n++];
    *w = (bede_word){.span = {from, to}, .head = -1};
}

void cut_emit(cut_out *out, const char *text, uint32_t from, uint32_t to) {
    while (to - from > BD_MAX_WORD_BYTES) {
        uint32_t cut = from + BD_MAX_WORD_BYTES;
        while (cut > from + 1 && ((unsigned char)text[cut] & 0xC0) == 0x80)
            cut--;
        push(out, from, cut);
        from = cut;
    }
    if (from < to)
        push(out, from, to);
}

/* Marks that come in runs of their own kind and are one word then: "...", "--", "***". */
static bool runs(char c) {
    return c && strchr(".-*=_~+#^<>|", c);
}

/* Faces are one word if the chunk, or what is left of it, is nothing else. */
static bool is_face(const char *s, size_t n) {
    static const char *const faces[] = {":)",  ":(",  ";)",  ":-)", ":-(", ";-)", "=)", ":D",
                                        ":-D", ":P",  ":p",  ":/",  "^_^", "(:",  "=(", "XD",
                                        "<3",  ":'(", ":-/", ":]",  "=D",  ":o",  "-_-"};
    for (size_t i = 0; n > 1 && n < 4 && i < sizeof faces / sizeof *faces; i++)
        if (strlen(faces[i]) == n && memcmp(s, faces[i], n) == 0)
            return true;
    return false;
}

/* Cuts the punctuation at text[at]; gives back where it ends. */
static uint32_t cut_mark(cut_out *out, const char *text, uint32_t at, uint32_t to) {
    char c = text[at];
    uint32_t end = at + 1;
    if ((unsigned char)c >= 0x80) {
        code_point(text, at, to, &end);
        end += at;
        /* a curly quote twice is one mark */
        if (end - at == 3 && to - end >= 3 && memcmp(text + at, "\xe2\x80\x99", 3) == 0 &&
            memcmp(text + end, "\xe2\x80\x99", 3) == 0)
            end += 3;
    } else if (c == '!' || c == '?') {
        while (end < to && (text[end] == '!' || text[end] == '?'))
            end++;
    } else if (c == '\'' || c == '`') {
        end += end < to && text[end] == c;
    } else if ((c == '@' || c == '#') && end < to &&
               cut_bytes[(unsigned char)text[end]] == BYTE_LETTER) {
        while (end < to && cut_bytes[(unsigned char)text[end]] != BYTE_OTHER)
            end++;
    } else if (runs(c)) {
        while (end < to && text[end] == c)
            end++;
        if (c == '.' && end == at + 1)
            while (end < to && (text[end] == '?' || text[end] == '!'))
                end++;
    }
    cut_emit(out, text, at, end);
    return end;
}

/* "'s" and the year of "'07" are cut with their apostrophe; "'em", "'til". */
static uint32_t leading_apostrophe(const char *text, uint32_t at, uint32_t to) {
    uint32_t n = cut_apostrophe(text, at, to);
    if (!n || at + n >= to)
        return 0;
    uint32_t end = at + n;
    if (to - end >= 2 && cut_bytes[(unsigned char)text[end]] == BYTE_DIGIT &&
        cut_bytes[(unsigned char)text[end + 1]] == BYTE_DIGIT) {
        end += 2;
        if (end < to && text[end] == 's')
            end++;
        return end == to || !cut_alnum(text, end, to) ? end : 0;
    }
    static const char *const words[] = {"s",  "em", "til", "cause", "tis", "twas",
                                        "re", "ll", "ve",  "m",     "d"};
    uint32_t stop = end;
    while (stop < to && cut_bytes[(unsigned char)text[stop]] == BYTE_LETTER)
        stop++;
    bede_view rest = bd_view(text + end, stop - end);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (bd_view_is_nocase(rest, words[i]))
            return stop;
    return 0;
}

static void cut_piece(cut_out *out, const char *text, uint32_t at, uint32_t to) {
    for (uint32_t start = at; at < to;) {
        unsigned char c = cut_bytes[(unsigned char)text[at]];
        bool behind_word = at > start && cut_bytes[(unsigned char)text[at - 1]] == BYTE_LETTER;
        uint32_t end;
        if (c == BYTE_DIGIT || (text[at] == '.' && to - at > 1 && !behind_word &&
                                cut_bytes[(unsigned char)text[at + 1]] == BYTE_DIGIT)) {
            end = cut_number(text, at, to);
            cut_emit(out, text, at, end);
            at = end;
        } else if (is_face(text + at, to - at)) {
            cut_emit(out, text, at, to);
            at = to;
        } else if (cut_alnum(text, at, to) && text[at] != '_') {
            at = cut_letters(out, text, at, to);
        } else if ((end = leading_apostrophe(text, at, to)) > 0) {
            cut_emit(out, text, at, end);
            at = end;
        } else {
            at = cut_mark(out, text, at, to);
        }
    }
}

enum { CHUNK_BYTES = 4 * BD_MAX_WORD_BYTES };

static void cut_chunk(cut_out *out, const char *text, uint32_t at, uint32_t to) {
    bede_span address;
    while (to - at > CHUNK_BYTES) { /* no word: bounded pieces keep the work linear */
        uint32_t part = at + CHUNK_BYTES;
        while (part > at + 1 && ((unsigned char)text[part] & 0xC0) == 0x80)
            part--;
        cut_piece(out, text, at, part);
        at = part;
    }
    while (at < to && cut_find_address(text, at, to, &address)) {
        cut_piece(out, text, at, address.start);
        cut_emit(out, text, address.start, address.end);
        at = address.end;
    }
    cut_piece(out, text, at, to);
}

void cut_text(cut_out *out, const char *text, uint32_t from, uint32_t to) {
    out->end = to;
    for (uint32_t at = from, n; at < to;) {
        while (at < to && (n = space_at(text, at, to)) > 0)
            at += n;
        if (at > from && out->n > 0)
            out->words[out->n - 1].flags |= BEDE_WORD_SPACE_AFTER;
        uint32_t start = at;
        while (at < to && cut_bytes[(unsigned char)text[at]] == BYTE_LETTER)
            at++;
        if (at == to || cut_bytes[(unsigned char)text[at]] == BYTE_SPACE) {
            cut_plain(out, text, start, at);
            continue;
        }
        while (at < to && space_at(text, at, to) == 0)
            at += (unsigned char)text[at] < 0x80 ? 1u : (code_point(text, at, to, &n), n);
        cut_chunk(out, text, start, at);
    }
    if (out->n > 0 && from < to && out->words[out->n - 1].span.end == to)
        out->words[out->n - 1].flags &= (uint8_t)~BEDE_WORD_SPACE_AFTER;
}
