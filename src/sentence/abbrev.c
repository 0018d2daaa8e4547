/* SPDX-License-Identifier: Apache-2.0 */
/* Abbreviations: data/en/abbreviations.tsv, and those that their form tells. */
#include "sentence/sentence_int.h"

#include "base/utf8.h"

static abbrev_kind kind_named(bede_view name) {
    static const struct {
        const char *name;
        abbrev_kind kind;
    } kinds[] = {{"title", ABBREV_TITLE}, {"number", ABBREV_NUMBER}, {"time", ABBREV_MONTH},
                 {"never", ABBREV_NEVER}, {"ending", ABBREV_ENDING}, {"free", ABBREV_FREE}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (bd_view_is(name, kinds[i].name))
            return kinds[i].kind;
    return ABBREV_NONE;
}

static bool capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static abbrev_kind listed(const bd_sentence_know *k, bede_view word) {
    char low[32];
    bd_phrase found[4];
    if (k->abbreviations.n_rows == 0 || word.n > 16)
        return ABBREV_NONE;
    bede_view key = bd_view(low, bd_utf8_fold(word, low, sizeof low));
    size_t n = bd_table_match(&k->abbreviations, &key, 1, found, 4);
    for (size_t i = 0; i < n; i++) /* "Sat." is a day, "sat." is not */
        if (capital(found[i].written.s[0]) == capital(word.s[0]) ||
            (word.n > 2 && capital(word.s[0])))
            return kind_named(bd_table_cell(&k->abbreviations, found[i].row, k->kind_column));
    return ABBREV_NONE;
}

/* One letter and a stop, again and again. */
static bool letters_and_stops(bede_view v) {
    if (v.n % 2)
        return false;
    for (size_t i = 0; i < v.n; i += 2)
        if (cut_bytes[(unsigned char)v.s[i]] != BYTE_LETTER || v.s[i + 1] != '.')
            return false;
    return true;
}

abbrev_kind abbrev_of(const bd_sentence_know *k, bede_view word) {
    abbrev_kind kind = k ? listed(k, word) : ABBREV_NONE;
    if (kind != ABBREV_NONE)
        return kind;
    if (word.n < 2 || word.n > 16 || !letters_and_stops(word))
        return ABBREV_NONE;
    if (word.n == 2)
        return capital(word.s[0]) ? ABBREV_INITIAL : ABBREV_NONE;
    return ABBREV_LETTERS;
}
