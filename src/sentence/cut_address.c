/* SPDX-License-Identifier: Apache-2.0 */
/* Web and mail addresses inside a chunk of text. */
#include "sentence/sentence_int.h"

static bool in_list(bede_view v, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (bd_view_is_nocase(v, list[i]))
            return true;
    return false;
}

/* Endings of host and file names that stand in running text without "http://". */
bool cut_is_host_dot(const char *text, uint32_t dot, uint32_t to) {
    static const char *const known[] = {"com", "org", "net", "edu", "gov", "mil", "info", "biz",
                                        "int", "co",  "uk",  "ca",  "au",  "de",  "fr",   "ru",
                                        "ir",  "il",  "tv",  "io",  "eu",  "us",  "nz",   "doc",
                                        "pdf", "txt", "xls", "htm", "jpg", "png", "gif",  "zip",
                                        "exe", "url", "ppt", "mp3", "php", "cc",  "docx", "html"};
    /* "news.bbc.co.uk": a later label may be the known one */
    for (int labels = 0; labels < 4; labels++) {
        uint32_t end = dot + 1;
        while (end < to && cut_bytes[(unsigned char)text[end]] == BYTE_LETTER)
            end++;
        if (end == dot + 1 || end - dot > 30)
            return false;
        bool whole =
            end == to || (cut_bytes[(unsigned char)text[end]] != BYTE_DIGIT && text[end] != '_');
        if (whole &&
            in_list(bd_view(text + dot + 1, end - dot - 1), known, sizeof known / sizeof *known))
            return true;
        if (end == to || text[end] != '.' || end == dot + 2)
            return false;
        dot = end;
    }
    return false;
}

static bool mail_byte(char c) {
    unsigned char k = cut_bytes[(unsigned char)c];
    return k == BYTE_LETTER || k == BYTE_DIGIT || (c && strchr("._%+-", c));
}

static bool find_mail(const char *text, uint32_t from, uint32_t to, bede_span *found) {
    const char *at = memchr(text + from, '@', to - from);
    if (!at)
        return false;
    uint32_t mid = (uint32_t)(at - text), start = mid, end = mid + 1;
    while (start > from && mail_byte(text[start - 1]))
        start--;
    while (end < to && mail_byte(text[end]))
        end++;
    while (end > mid + 1 && strchr(".-_", text[end - 1]))
        end--;
    while (start < mid && strchr(".-", text[start]))
        start++;
    if (start == mid || end == mid + 1)
        return false;
    if (start - from >= 7 && memcmp(text + start - 7, "mailto:", 7) == 0)
        start -= 7;
    *found = (bede_span){start, end};
    return true;
}

/* Where an address that begins at `start` ends: before a bracket or quote, without final marks. */
static uint32_t address_end(const char *text, uint32_t start, uint32_t to) {
    uint32_t end = start;
    bool open = false;
    while (end < to && !strchr("<>\"", text[end]) && (unsigned char)text[end] < 0x80)
        open |= text[end++] == '(';
    while (end > start && (strchr(".,;:!?'*]", text[end - 1]) || (text[end - 1] == ')' && !open)))
        end--;
    return end;
}

bool cut_find_address(const char *text, uint32_t from, uint32_t to, bede_span *found) {
    if (to - from < 4)
        return false;
    bede_view chunk = bd_view(text + from, to - from);
    if (memchr(chunk.s, ':', chunk.n)) {
        size_t slashes = bd_view_find(chunk, "://", 0);
        if (slashes != SIZE_MAX && slashes > 0) {
            uint32_t start = from + (uint32_t)slashes, mid = start;
            while (start > from && cut_bytes[(unsigned char)text[start - 1]] == BYTE_LETTER)
                start--;
            found->start = start;
            found->end = address_end(text, start, to);
            if (start < mid && found->end > mid + 3)
                return true;
        }
    }
    uint32_t start = from;
    while (start < to && cut_bytes[(unsigned char)text[start]] == BYTE_OTHER)
        start++;
    if (to - start > 5 && bd_view_is_nocase(bd_view(text + start, 4), "www.")) {
        *found = (bede_span){start, address_end(text, start, to)};
        return found->end > start + 4;
    }
    return find_mail(text, from, to, found);
}
