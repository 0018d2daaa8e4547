/* SPDX-License-Identifier: Apache-2.0 */
/* Dictionary entries in the running text: the longest at each word, by case and by date. */
#include "base/limits.h"
#include "base/utf8.h"
#include "who/who_int.h"

#include <stdio.h>

void who_fold_words(who_work *w) {
    for (size_t i = 0; i < w->a->n_words; i++) {
        bede_view v = who_word(w, (uint32_t)i);
        char *out = bd_arena_alloc(w->arena, v.n + 4);
        w->folded[i] = bd_view(out, bd_utf8_fold(v, out, v.n + 4));
    }
}

static bool first_upper(bede_view v) {
    size_t n;
    return v.n && bd_cp_upper(bd_utf8_get(v, 0, &n));
}

static bool has_lower(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] >= 'a' && v.s[i] <= 'z')
            return true;
    return false;
}

static bool letters_only(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] < 'A' || v.s[i] > 'Z')
            return false;
    return true;
}

/* "Nato", "Isis": British papers write acronyms that are spoken as words so. */
static bool title_case(bede_view v) {
    if (!v.n || v.s[0] < 'A' || v.s[0] > 'Z')
        return false;
    for (size_t i = 1; i < v.n; i++)
        if (v.s[i] < 'a' || v.s[i] > 'z')
            return false;
    return true;
}

/* A name written with a capital wants one in the text; an acronym wants to be written as it is, so
 * that "us" is not the United States. "the" at the beginning of a name may be small or not. */
static bool case_agrees(const who_work *w, uint32_t at, const bd_phrase *p) {
    const bede_word *words = w->a->words;
    bede_view text = bd_view(w->a->text.s + words[at].span.start,
                             words[at + p->n_words - 1].span.end - words[at].span.start);
    if (!has_lower(p->written) && p->written.n <= 6)
        return !has_lower(text) ||
               (p->written.n >= 4 && letters_only(p->written) && title_case(text));
    if (!first_upper(p->written))
        return true;
    if (p->n_words == 1 && words[at].flags & BEDE_WORD_TITLE_CASE)
        return false;
    if (first_upper(text))
        return true;
    return p->n_words > 1 && bd_view_is_nocase(who_word(w, at), "the") &&
           first_upper(who_word(w, at + 1));
}

static bede_date cell_date(const bd_table *t, uint32_t row, int col) {
    bede_date d = {0};
    char buf[16] = {0};
    bede_view v = bd_table_cell(t, row, col);
    if (v.n && v.n < sizeof buf) {
        memcpy(buf, v.s, v.n);
        if (!bede_date_parse(buf, &d))
            d = (bede_date){0};
    }
    return d;
}

static int32_t rank(bede_date d, bool end) {
    return d.year * 512 + (d.month ? d.month : end ? 12 : 1) * 32 + (d.day ? d.day : end ? 31 : 1);
}

/* 3 in office that day, 2 has held it before, 1 will hold it, for choosing among a person's rows.
 */
static int fit(const who_work *w, int table, uint32_t row) {
    const bd_table *t = &w->know->tables[table];
    bede_date from = cell_date(t, row, w->know->from[table]),
              to = cell_date(t, row, w->know->to[table]);
    if (!w->a->published.year)
        return to.year ? 2 : 3;
    int32_t day = rank(w->a->published, false);
    if (from.year && day < rank(from, false))
        return 1;
    return to.year && day > rank(to, true) ? 2 : 3;
}

/* An entry of the user's with the code "-": these words are nobody's name. */
static bool removes(const bd_who *k, int table, uint32_t row) {
    return table >= BD_WHO_TABLES &&
           bd_view_is(bd_table_cell(&k->tables[table], row, k->code[table]), "-");
}

/* A longer match wins, then a better fit to the day, then the earlier table; the user's entry
 * before the built-in one, if the built-in one does not fit the day better. */
static void consider(who_work *w, uint32_t at, int table, const bd_phrase *p) {
    who_hit *h = &w->hit[at];
    if (!case_agrees(w, at, p))
        return;
    if (h->table >= 0) {
        if (h->n > p->n_words)
            return;
        if (h->n == p->n_words && table >= BD_WHO_TABLES && h->table != table) {
            if (fit(w, table, p->row) < fit(w, h->table, h->row))
                return;
        } else if (h->n == p->n_words) {
            if (h->table != table && (h->table > BD_WHO_POLITICIANS || table > BD_WHO_POLITICIANS))
                return;
            int old = fit(w, h->table, h->row), new = fit(w, table, p->row);
            if (new < old)
                return;
            if (new == old && h->table != table)
                return;
            if (new == old &&new != 1 &&
                rank(cell_date(&w->know->tables[table], p->row, w->know->from[table]), false) <=
                    rank(cell_date(&w->know->tables[table], h->row, w->know->from[table]), false))
                return;
        }
    }
    *h = (who_hit){(int16_t)table, (uint16_t)p->n_words, p->row, p->written, false};
}

static size_t left_in_sentence(const bede_sentence *s, uint32_t at) {
    size_t left = s->first_word + s->n_words - at;
    return left < BD_MAX_PHRASE_WORDS ? left : BD_MAX_PHRASE_WORDS;
}

/* "Labor minister" has no Labor Party in it: names inside a longer role are not seen. */
static void drop_shorter(who_work *w, uint32_t first, uint32_t n) {
    for (uint32_t i = first; i < first + n; i++) {
        who_hit *h = &w->hit[i];
        if (h->table < 0 || h->table == BD_WHO_COUNTRIES || h->n >= n || i + h->n > first + n)
            continue;
        for (uint32_t j = i; j < i + h->n; j++)
            w->in_hit[j] = 0;
        h->table = -1;
    }
}

/* The longest role that begins here, the user's before the built-in one of as many words. */
static bool role_at(const who_work *w, uint32_t i, size_t left, who_role *out) {
    const bd_who *k = w->know;
    bd_phrase found[2];
    *out = (who_role){0};
    if (bd_table_match(&k->roles, w->folded + i, left, found, 2))
        *out = (who_role){(uint16_t)found[0].n_words,
                          bd_table_cell(&k->roles, found[0].row, k->role_phrase),
                          bd_table_cell(&k->roles, found[0].row, k->role_sector),
                          bd_table_cell(&k->roles, found[0].row, k->role_kind)};
    for (int u = 0; u < k->n_user_roles; u++) {
        const bd_table *t = &k->user_roles[u];
        if (!bd_table_match(t, w->folded + i, left, found, 2) || found[0].n_words < out->n)
            continue;
        *out = (who_role){(uint16_t)found[0].n_words,
                          bd_table_cell(t, found[0].row, bd_table_column(t, "phrase")),
                          bd_table_cell(t, found[0].row, bd_table_column(t, "sector")),
                          bd_table_cell(t, found[0].row, bd_table_column(t, "kind"))};
        if (!out->kind.n)
            out->kind = BD_LIT("person");
    }
    return out->n && !bd_view_is(out->sector, "-");
}

static void find_roles(who_work *w, const bede_sentence *s) {
    who_role r;
    for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
        if (w->in_role[i] || !role_at(w, i, left_in_sentence(s, i), &r))
            continue;
        if (w->in_hit[i] && w->hit[w->in_hit[i] - 1].n > r.n)
            continue; /* "West Bank" is no bank */
        w->role[i] = r;
        for (uint32_t j = 0; j < r.n; j++)
            w->in_role[i + j] = i + 1;
        drop_shorter(w, i, r.n);
    }
}

/* Persons and countries begin with a capital, but for these: most words need not be looked up. */
static bool may_begin_name(const who_work *w, uint32_t i) {
    static const char *const small[] = {"al", "el", "bin", "von", "the", "de", "van"};
    if (first_upper(who_word(w, i)))
        return true;
    for (size_t k = 0; k < sizeof small / sizeof *small; k++)
        if (bd_view_is(w->folded[i], small[k]))
            return true;
    return false;
}

static bool capitals_only(int table) {
    return table <= BD_WHO_POLITICIANS || table == BD_WHO_COUNTRIES;
}

/* "anti-Rome", "anti-government": who stands behind the prefix. */
static void find_against(who_work *w, uint32_t i) {
    static const char prefix[] = "anti-";
    bd_phrase found;
    bede_view word = w->folded[i];
    if (word.n < sizeof prefix + 2 || memcmp(word.s, prefix, sizeof prefix - 1) != 0)
        return;
    bede_view rest = bd_view_part(word, sizeof prefix - 1, word.n), text = who_word(w, i);
    bool name = first_upper(bd_view_part(text, sizeof prefix - 1, text.n));
    for (int t = 0; name && t < BD_WHO_TABLES && w->hit[i].table < 0; t++)
        if (w->know->tables[t].n_rows && t != BD_WHO_OUTLETS &&
            bd_table_match(&w->know->tables[t], &rest, 1, &found, 1))
            w->hit[i] = (who_hit){(int16_t)t, 1, found.row, found.written, true};
}

enum { MOST = 24 }; /* entries that begin at one word */

/* Lengths, as bits, of the runs of words that begin here and that the user removed. */
static uint64_t removed_at(who_work *w, uint32_t i, size_t left) {
    bd_phrase found[MOST];
    uint64_t out = 0;
    for (int t = BD_WHO_TABLES; t < w->know->n_tables; t++) {
        size_t n = bd_table_match(&w->know->tables[t], w->folded + i, left, found, MOST);
        for (size_t k = 0; k < n; k++)
            if (removes(w->know, t, found[k].row) && case_agrees(w, i, &found[k]))
                out |= 1ull << (found[k].n_words & 63);
    }
    return out;
}

static bool same_country(const who_work *w, const who_hit *h, const bede_place *p) {
    const bd_who *k = w->know;
    return bd_view_is(bd_table_cell(&k->tables[h->table], h->row, k->code[h->table]), p->country);
}

/* "Sea of Japan", "Central America": a country's name inside a longer place's is not that country.
 */
static void drop_in_places(who_work *w) {
    const bede_article *a = w->a;
    for (size_t k = 0; k < a->n_places; k++) {
        const bede_place *p = &a->places[k];
        for (uint32_t i = p->first; i <= p->last && i < a->n_words; i++) {
            who_hit *h = &w->hit[i];
            if (h->table != BD_WHO_COUNTRIES || h->n > p->last - p->first ||
                i + h->n > p->last + 1 || same_country(w, h, p))
                continue;
            for (uint32_t j = i; j < i + h->n; j++)
                w->in_hit[j] = 0;
            h->table = -1;
        }
    }
}

/* "the Guardian Council" is no Guardian: what begins behind "the" reaches further. */
static bool only_the(const who_work *w, uint32_t i, const bede_sentence *s) {
    const who_hit *h = &w->hit[i], *next = h + 1;
    return h->n > 1 && i + 1 < s->first_word + s->n_words && next->table >= 0 && next->n >= h->n &&
           bd_view_is(w->folded[i], "the");
}

static void find_names(who_work *w, const bede_sentence *s) {
    bd_phrase found[MOST];
    for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
        bool name = may_begin_name(w, i);
        w->hit[i].table = -1;
        if (w->a->words[i].upos == BD_UPOS_PUNCT)
            continue;
        size_t left = left_in_sentence(s, i);
        uint64_t removed = w->know->n_tables > BD_WHO_TABLES ? removed_at(w, i, left) : 0;
        for (int t = 0; t < w->know->n_tables; t++) {
            if (!w->know->tables[t].n_rows || (!name && capitals_only(t)))
                continue;
            size_t n = bd_table_match(&w->know->tables[t], w->folded + i, left, found, MOST);
            for (size_t k = 0; k < n; k++) {
                bool out = t < BD_WHO_TABLES ? removed >> (found[k].n_words & 63) & 1
                                             : removes(w->know, t, found[k].row);
                if (!out)
                    consider(w, i, t, &found[k]);
            }
        }
        if (w->hit[i].table < 0)
            find_against(w, i);
    }
    /* Entries inside a longer one are not seen. */
    for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
        if (w->hit[i].table < 0)
            continue;
        if (w->in_hit[i]) {
            w->hit[i].table = -1;
            continue;
        }
        if (only_the(w, i, s)) {
            w->hit[i].table = -1;
            continue;
        }
        for (uint32_t j = 0; j < w->hit[i].n; j++)
            w->in_hit[i + j] = i + 1;
    }
}

void who_find_hits(who_work *w) {
    who_fold_words(w);
    for (size_t i = 0; i < w->a->n_sentences; i++) {
        find_names(w, &w->a->sentences[i]);
        find_roles(w, &w->a->sentences[i]);
    }
    drop_in_places(w);
}

static bool in_list(bede_view cell, bede_view item) {
    bede_view part;
    while (bd_view_split(&cell, '|', &part))
        if (bd_view_eq(bd_view_trim(part), item))
            return true;
    return false;
}

bool who_is_adjective(const who_work *w, const who_hit *h) {
    if (h->table != BD_WHO_COUNTRIES)
        return false;
    const bd_table *t = &w->know->tables[h->table];
    return in_list(bd_table_cell(t, h->row, bd_table_column(t, "adjectives")), h->written) &&
           !in_list(bd_table_cell(t, h->row, bd_table_column(t, "names")), h->written);
}

static bool is_people(const who_work *w, const who_hit *h) {
    const bd_table *t = &w->know->tables[h->table];
    return in_list(bd_table_cell(t, h->row, bd_table_column(t, "people")), h->written) &&
           !in_list(bd_table_cell(t, h->row, bd_table_column(t, "names")), h->written);
}

static bede_view source_of(const who_work *w, const who_hit *h) {
    bede_view file = w->know->file[h->table];
    size_t cap = file.n + 16;
    char *buf = bd_arena_alloc(w->arena, cap);
    int n = snprintf(buf, cap, "%s:%u", file.s, bd_table_line(&w->know->tables[h->table], h->row));
    return bd_view(buf, (size_t)n);
}

static bede_view kind_of(const who_work *w, const who_hit *h) {
    return bd_table_cell(&w->know->tables[h->table], h->row, w->know->kind[h->table]);
}

bool who_is_outlet(const who_work *w, const who_hit *h) {
    return h->table == BD_WHO_OUTLETS || bd_view_is(kind_of(w, h), "outlet");
}

/* In a table of the user's, who holds an office or has dates. */
bool who_is_person(const who_work *w, const who_hit *h) {
    const bd_who *k = w->know;
    const bd_table *t = &k->tables[h->table];
    if (h->table < BD_WHO_TABLES)
        return h->table <= BD_WHO_POLITICIANS;
    bede_view kind = kind_of(w, h);
    return kind.n ? bd_view_is(kind, "person")
                  : bd_table_cell(t, h->row, k->office[h->table]).n ||
                        bd_table_cell(t, h->row, k->from[h->table]).n ||
                        bd_table_cell(t, h->row, k->to[h->table]).n;
}

static bool is_country(const bd_who *k, const char *code) {
    const bd_table *t = &k->tables[BD_WHO_COUNTRIES];
    for (uint32_t row = 0; row < t->n_rows; row++)
        if (bd_view_is(bd_table_cell(t, row, k->code[BD_WHO_COUNTRIES]), code))
            return true;
    return false;
}

void who_identity(const who_work *w, const who_hit *h, bede_identity *out, uint8_t *flags,
                  bede_view *source) {
    const bd_who *k = w->know;
    const bd_table *t = &k->tables[h->table];
    out->name = bd_table_cell(t, h->row, k->name[h->table]);
    who_set_code(out->code, bd_table_cell(t, h->row, k->code[h->table]));
    who_set_code(out->country, bd_table_cell(t, h->row, k->country[h->table]));
    who_set_code(out->sector, bd_table_cell(t, h->row, k->sector[h->table]));
    out->office = bd_table_cell(t, h->row, k->office[h->table]);
    *source = source_of(w, h);
    if (h->table == BD_WHO_COUNTRIES) {
        who_set_code(out->country, bd_view_z(out->code));
        if (is_people(w, h))
            who_set_code(out->sector, BD_LIT("CVL"));
        else if (!who_is_adjective(w, h))
            *flags |= BEDE_MENTION_PLACE;
    } else if (who_is_outlet(w, h)) {
        *flags |= BEDE_MENTION_MEDIA;
    } else if (bd_view_is(kind_of(w, h), "place")) {
        *flags |= BEDE_MENTION_PLACE;
    } else if (who_is_person(w, h)) {
        int f = fit(w, h->table, h->row);
        if (f != 3)
            out->office = (bede_view){0};
        if (f == 2 && (bd_view_is(bd_view_z(out->sector), "GOV") || !strcmp(out->sector, "MIL") ||
                       !strcmp(out->sector, "LEG")))
            who_set_code(out->sector, BD_LIT("ELI"));
        else if (f == 1 && !strcmp(out->sector, "GOV"))
            who_set_code(out->sector, BD_LIT("PTY"));
    }
    if (!out->country[0] && out->code[0] &&
        (h->table <= BD_WHO_POLITICIANS || (h->table >= BD_WHO_TABLES && is_country(k, out->code))))
        who_set_code(out->country, bd_view_z(out->code));
}
