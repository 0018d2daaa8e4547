/* SPDX-License-Identifier: Apache-2.0 */
/* Who is said to hold which office, and when that was so: it bounds the day of an undated text. */
#include "base/limits.h"
#include "who/who_int.h"

enum { BEFORE = 6, BEHIND = 5 };

static bede_date cell_day(const bd_who *k, int t, uint32_t row, int col) {
    char buf[16] = {0};
    bede_date d = {0};
    bede_view v = bd_table_cell(&k->tables[t], row, col);
    if (v.n && v.n < sizeof buf) {
        memcpy(buf, v.s, v.n);
        if (!bede_date_parse(buf, &d))
            d = (bede_date){0};
    }
    return d;
}

/* The words around a name, in one string with spaces. */
static bede_view around(const who_work *w, const bede_sentence *s, uint32_t at, uint32_t n) {
    uint32_t from = at > s->first_word + BEFORE ? at - BEFORE : s->first_word;
    uint32_t end = s->first_word + s->n_words, to = at + n + BEHIND < end ? at + n + BEHIND : end;
    size_t size = 2;
    for (uint32_t i = from; i < to; i++)
        size += w->folded[i].n + 1;
    char *out = bd_arena_alloc(w->arena, size);
    size_t used = 0;
    out[used++] = ' ';
    for (uint32_t i = from; i < to; i++) {
        memcpy(out + used, w->folded[i].s, w->folded[i].n);
        used += w->folded[i].n;
        out[used++] = ' ';
    }
    return bd_view(out, used);
}

/* Is the office named there, as one that is held? */
static bool names_office(bede_view words, bede_view office) {
    static const char *const over[] = {" former ", " ex ",    " late ",
                                       "-elect",   " elect ", " candidate "};
    char z[80];
    size_t of = bd_view_find(office, " of ", 0);
    if (of != SIZE_MAX && !bd_view_starts(office, "secretary"))
        office = bd_view_part(office, 0, of);
    if (!office.n || office.n + 3 > sizeof z)
        return false;
    z[0] = ' ';
    memcpy(z + 1, office.s, office.n);
    z[office.n + 1] = ' ';
    z[office.n + 2] = '\0';
    size_t at = bd_view_find(words, z, 0);
    if (at == SIZE_MAX)
        return false;
    for (size_t k = 0; k < sizeof over / sizeof *over; k++)
        if (bd_view_find(words, over[k], 0) != SIZE_MAX)
            return false;
    /* "vice president" is another office than "president" */
    return at < 5 || bd_view_find(bd_view_part(words, at - 5, at + 1), " vice ", 0) == SIZE_MAX ||
           bd_view_starts(office, "vice");
}

static bool known(const bd_who_terms *terms, bede_view name) {
    for (size_t i = 0; i < terms->n; i++)
        if (bd_view_eq(terms->list[i].name, name))
            return true;
    return false;
}

/* All terms of the person named at the word, in the office that stands beside the name. */
static void collect(const who_work *w, const bede_sentence *s, uint32_t at, int t,
                    bd_who_terms *out) {
    enum { MOST = 16 };
    bd_phrase found[MOST];
    const bd_who *k = w->know;
    size_t left = s->first_word + s->n_words - at;
    size_t n = bd_table_match(&k->tables[t], w->folded + at,
                              left < BD_MAX_PHRASE_WORDS ? left : BD_MAX_PHRASE_WORDS, found, MOST);
    size_t longest = 0;
    for (size_t i = 0; i < n; i++)
        longest = found[i].n_words > longest ? found[i].n_words : longest;
    if (!longest)
        return;
    bede_view words = around(w, s, at, (uint32_t)longest), first = {0};
    for (size_t i = 0; i < n; i++) {
        bede_view name = bd_table_cell(&k->tables[t], found[i].row, k->name[t]);
        bede_view office = bd_table_cell(&k->tables[t], found[i].row, k->office[t]);
        bede_date from = cell_day(k, t, found[i].row, k->from[t]);
        if (found[i].n_words != longest || !from.year || !names_office(words, office) ||
            (first.n ? !bd_view_eq(first, name) : known(out, name)) || out->n == BD_WHO_TERMS)
            continue;
        first = name;
        out->list[out->n++] = (bd_who_term){.name = name,
                                            .office = office,
                                            .from = from,
                                            .to = cell_day(k, t, found[i].row, k->to[t])};
    }
}

void bd_who_read_terms(const bd_who *know, bd_arena *arena, bede_article *a, bd_who_terms *out) {
    who_work w = {.know = know, .arena = arena, .a = a};
    out->n = 0;
    w.folded = bd_arena_array(arena, a->n_words + 1, sizeof *w.folded);
    who_fold_words(&w);
    for (size_t s = 0; s < a->n_sentences; s++) {
        const bede_sentence *st = &a->sentences[s];
        for (uint32_t i = st->first_word; i < st->first_word + st->n_words; i++) {
            bede_view v = who_word(&w, i);
            for (int t = 0; v.n && v.s[0] >= 'A' && v.s[0] <= 'Z' && t <= BD_WHO_POLITICIANS; t++)
                if (know->tables[t].n_rows)
                    collect(&w, st, i, t, out);
        }
    }
}
