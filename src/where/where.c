/* SPDX-License-Identifier: Apache-2.0 */
#include "where/where.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { MOST = 12 };

/* What a name may mean. */
typedef struct reading {
    bede_view name;
    char country[4];
    float lat, lon;
    uint8_t kind;
    uint32_t n_words;
    double size; /* inhabitants; countries above all */
} reading;

static bool open_table(bd_table *t, const bd_image *img, const char *name, bede_error *err) {
    bede_view bytes = bd_image_find(img, name);
    return !bytes.s || bd_table_attach(t, bytes, name, err);
}

bool bd_where_open(bd_where *w, const bd_image *img, bede_error *err) {
    *w = (bd_where){0};
    return open_table(&w->countries, img, "data/world/countries.tsv", err) &&
           open_table(&w->places, img, "data/world/places.tsv", err) &&
           open_table(&w->extra, img, "data/world/places-extra.tsv", err);
}

static float number(bede_view v) {
    char buf[32] = {0};
    if (v.n >= sizeof buf)
        return 0;
    if (v.n)
        memcpy(buf, v.s, v.n);
    return strtof(buf, NULL);
}

static void set_code(char out[4], bede_view v) {
    memset(out, 0, 4);
    memcpy(out, v.s, v.n < 3 ? v.n : 3);
}

static bool in_list(bede_view cell, bede_view item) {
    bede_view part;
    while (bd_view_split(&cell, '|', &part))
        if (bd_view_eq(part, item))
            return true;
    return false;
}

static bede_view cell(const bd_table *t, uint32_t row, const char *column) {
    return bd_table_cell(t, row, bd_table_column(t, column));
}

static bool has_lower(bede_view v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.s[i] >= 'a' && v.s[i] <= 'z')
            return true;
    return false;
}

/* A country's adjective or people is no place. */
static bool country_reading(const bd_table *t, const bd_phrase *p, reading *out) {
    bool capital = in_list(cell(t, p->row, "capital"), p->written) ||
                   in_list(cell(t, p->row, "capital_aliases"), p->written);
    bool name = in_list(cell(t, p->row, "names"), p->written) ||
                bd_view_eq(cell(t, p->row, "name"), p->written);
    if (!capital && !name)
        return false;
    *out = (reading){.name = capital ? p->written : cell(t, p->row, "name"),
                     .lat = number(cell(t, p->row, "lat")),
                     .lon = number(cell(t, p->row, "lon")),
                     .kind = capital ? BEDE_PLACE_CITY : BEDE_PLACE_COUNTRY,
                     .n_words = p->n_words,
                     .size = 1e9};
    set_code(out->country, cell(t, p->row, "code"));
    return true;
}

static void place_reading(const bd_table *t, const bd_phrase *p, reading *out) {
    bede_view kind = cell(t, p->row, "kind");
    *out = (reading){.name = cell(t, p->row, "name"),
                     .lat = number(cell(t, p->row, "lat")),
                     .lon = number(cell(t, p->row, "lon")),
                     .kind = bd_view_is(kind, "region")            ? BEDE_PLACE_REGION
                             : bd_view_is(kind, "city") || !kind.n ? BEDE_PLACE_CITY
                                                                   : BEDE_PLACE_OTHER,
                     .n_words = p->n_words,
                     .size = (double)number(cell(t, p->row, "population"))};
    set_code(out->country, cell(t, p->row, "country"));
}

typedef struct finder {
    const bd_where *know;
    bd_arena *arena;
    bede_article *a;
    bede_view *folded;
    size_t cap;
    bd_map countries; /* code -> times named */
} finder;

static bool capital(const finder *f, uint32_t word) {
    size_t n;
    bede_view v = bd_word_text(f->a, &f->a->words[word]);
    return v.n && bd_cp_upper(bd_utf8_get(v, 0, &n));
}

static bool written_so(const finder *f, uint32_t at, const bd_phrase *p) {
    const bede_word *w = f->a->words;
    bede_view text = bd_view(f->a->text.s + w[at].span.start,
                             w[at + p->n_words - 1].span.end - w[at].span.start);
    if (!has_lower(p->written) && p->written.n <= 5)
        return !has_lower(text);
    return capital(f, at) || (p->n_words > 1 && bd_view_is(f->folded[at], "the"));
}

/* The longest readings at a word; within a length countries first. */
static size_t readings(const finder *f, uint32_t at, size_t left, reading *out) {
    bd_phrase found[MOST];
    size_t n = 0;
    const bd_table *tables[] = {&f->know->countries, &f->know->extra, &f->know->places};
    for (int t = 0; t < 3; t++) {
        size_t hits =
            tables[t]->n_rows ? bd_table_match(tables[t], f->folded + at, left, found, MOST) : 0;
        for (size_t i = 0; i < hits && n < MOST; i++) {
            if (!written_so(f, at, &found[i]) || (n && found[i].n_words < out[0].n_words))
                continue;
            if (n && found[i].n_words > out[0].n_words)
                n = 0;
            if (t > 0)
                place_reading(tables[t], &found[i], &out[n++]);
            else
                n += country_reading(tables[t], &found[i], &out[n]);
        }
    }
    return n;
}

/* Inside a longer name ("Washington Post", "Paris Hilton") a place is only a part of it. */
static bool inside_name(const finder *f, uint32_t first, uint32_t last, const bede_sentence *s) {
    const bede_word *w = f->a->words;
    if (last + 1 < s->first_word + s->n_words && w[last + 1].upos == BD_UPOS_PROPN &&
        w[last + 1].head >= 0 &&
        (w[last].deprel == BD_REL_COMPOUND || w[last + 1].deprel == BD_REL_FLAT) &&
        capital(f, last + 1))
        return true;
    return first > s->first_word && w[first].deprel == BD_REL_FLAT;
}

static double weigh(const finder *f, const reading *r) {
    uint32_t *times = r->country[0] ? bd_map_get(&f->countries, bd_view(r->country, 3)) : NULL;
    return r->size + (times ? 2e7 * (*times > 5 ? 5 : *times) : 0);
}

/* Towns that are words or surnames first: they need a preposition of place before them. */
static bool behind_preposition(const finder *f, uint32_t at) {
    static const char *const words[] = {"in",  "at",      "near",    "from",   "to",
                                        "of",  "outside", "around",  "inside", "across",
                                        "off", "toward",  "towards", "into"};
    for (size_t k = 0; at && k < sizeof words / sizeof *words; k++)
        if (bd_view_is(f->folded[at - 1], words[k]))
            return true;
    return false;
}

static void add(finder *f, uint32_t sentence, uint32_t at, const reading *r) {
    bede_article *a = f->a;
    uint32_t last = at + r->n_words - 1;
    a->places = bd_arena_grow(f->arena, a->places, a->n_places, &f->cap, sizeof *a->places);
    bede_place *p = &a->places[a->n_places++];
    *p = (bede_place){.span = {a->words[at].span.start, a->words[last].span.end},
                      .sentence = sentence,
                      .first = at,
                      .last = last,
                      .name = r->name,
                      .lat = r->lat,
                      .lon = r->lon,
                      .kind = r->kind};
    memcpy(p->country, r->country, 4);
    if (r->country[0]) {
        char *code = bd_arena_copy(f->arena, r->country, 3);
        ++*bd_map_put(&f->countries, bd_view(code, 3), 0);
    }
}

static void find(finder *f, uint32_t sentence, bool countries_only) {
    const bede_sentence *s = &f->a->sentences[sentence];
    for (uint32_t i = s->first_word, end = i + s->n_words; i < end;) {
        if (!capital(f, i) && !bd_view_is(f->folded[i], "the")) {
            i++;
            continue;
        }
        reading r[MOST];
        size_t left = end - i < BD_MAX_PHRASE_WORDS ? end - i : BD_MAX_PHRASE_WORDS;
        size_t n = readings(f, i, left, r), best = 0;
        for (size_t k = 1; k < n; k++)
            if (weigh(f, &r[k]) > weigh(f, &r[best]))
                best = k;
        bool country = n && r[best].size >= 1e9;
        if (!n || inside_name(f, i, i + r[best].n_words - 1, s) ||
            (r[best].kind == BEDE_PLACE_CITY && !country && r[best].n_words == 1 &&
             !behind_preposition(f, i) &&
             !bd_map_get(&f->countries, bd_view(r[best].country, 3)))) {
            i++;
            continue;
        }
        if (countries_only) {
            if (country)
                ++*bd_map_put(&f->countries,
                              bd_view(bd_arena_copy(f->arena, r[best].country, 3), 3), 0);
        } else {
            add(f, sentence, i, &r[best]);
        }
        i += r[best].n_words;
    }
}

void bd_where_read(const bd_where *know, bd_arena *arena, bede_article *a) {
    finder f = {.know = know, .arena = arena, .a = a};
    bd_map_init(&f.countries, arena);
    f.folded = bd_arena_array(arena, a->n_words + 1, sizeof *f.folded);
    for (size_t i = 0; i < a->n_words; i++) {
        bede_view v = bd_word_text(a, &a->words[i]);
        char *out = bd_arena_alloc(arena, v.n + 4);
        f.folded[i] = bd_view(out, bd_utf8_fold(v, out, v.n + 4));
    }
    for (uint32_t s = 0; s < a->n_sentences; s++)
        find(&f, s, true);
    for (uint32_t s = 0; s < a->n_sentences; s++)
        find(&f, s, false);
}

/* ---- the place of an act ---- */

static bool locative(const bede_article *a, const bd_deps *d, int32_t i) {
    static const char *const words[] = {
        "in",   "at",   "near",  "outside",    "inside", "around", "off",     "across", "on",
        "over", "into", "along", "throughout", "to",     "from",   "through", "between"};
    int32_t c = bd_deps_child(d, i, BD_REL_CASE);
    if (c < 0)
        return false;
    bede_view v = bd_word_text(a, &d->words[c]);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (bd_view_is_nocase(v, words[k]))
            return k < 13; /* "to" and "from" are where something goes, not where it is */
    return false;
}

/* The word of the place that the rest hangs on. */
static int32_t top_of(const bd_deps *d, const bede_place *p) {
    int32_t first = (int32_t)(p->first - d->first), last = (int32_t)(p->last - d->first);
    for (int32_t i = first; i <= last; i++) {
        int32_t h = bd_deps_head(d, i);
        if (h < first || h > last)
            return i;
    }
    return last;
}

uint32_t bd_where_of(const bede_article *a, const bd_deps *d, int32_t word) {
    uint32_t best = UINT32_MAX;
    int top = 0;
    size_t lo = 0, hi = a->n_places;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->places[mid].first < d->first)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < a->n_places && a->places[lo].first < d->first + (uint32_t)d->n; lo++) {
        int32_t at = top_of(d, &a->places[lo]), above = at;
        int score = 0;
        /* "in the southern city of Bushehr": the preposition may stand some steps above. */
        for (int k = 0; k < 3 && above >= 0; k++, above = bd_deps_head(d, above)) {
            unsigned rel = d->words[above].deprel;
            if (rel != BD_REL_OBL && rel != BD_REL_NMOD && rel != BD_REL_CONJ &&
                rel != BD_REL_APPOS && rel != BD_REL_COMPOUND && rel != BD_REL_FLAT)
                break;
            if (locative(a, d, above)) {
                score = bd_deps_under(d, above, word) ? 100 : 50;
                break;
            }
        }
        if (!score)
            continue;
        score -= abs(at - word) < 40 ? abs(at - word) : 40;
        if (score > top) {
            top = score;
            best = (uint32_t)lo;
        }
    }
    return best;
}
