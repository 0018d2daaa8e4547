/* SPDX-License-Identifier: Apache-2.0 */
/* Compiling a tab-separated file: cells, then the phrase index. */
#include "base/limits.h"
#include "base/table_int.h"
#include "base/utf8.h"

enum { MAX_COLS = 64, MAX_WORD = BD_MAX_WORD_BYTES };

typedef struct builder {
    bd_arena *a;
    const char *file;
    bd_report *report;
    bd_phrase_cutter *cut;
    void *cut_ctx;
    bede_view cols[MAX_COLS];
    uint32_t n_cols, n_rows;
    bede_view *cells;
    size_t n_cells, cap_cells;
    uint32_t *lines;
    size_t cap_lines;
    bd_table_phrase *phrases;
    bede_view *written;
    size_t n_phrases, cap_phrases, cap_written;
    bd_table_slot *slots;
    uint32_t n_slots, used_slots;
    uint64_t *firsts; /* keys of the phrases' first words */
    size_t n_firsts, cap_firsts;
} builder;

static const char *const LISTS[] = {"name",    "names",           "aliases", "adjectives", "people",
                                    "capital", "capital_aliases", "phrase",  "plural",     "word",
                                    NULL};

static bool among(bede_view v, const char *const *list) {
    for (; *list; list++)
        if (bd_view_is(v, *list))
            return true;
    return false;
}

static bd_table_slot *slot_of(bd_table_slot *slots, uint32_t n, uint64_t key) {
    uint32_t i = (uint32_t)key & (n - 1);
    while (slots[i].key && slots[i].key != key)
        i = (i + 1) & (n - 1);
    return &slots[i];
}

static bd_table_slot *node(builder *b, uint64_t key) {
    if ((b->used_slots + 1) * 2 > b->n_slots) {
        uint32_t n = b->n_slots ? b->n_slots * 2 : 256;
        bd_table_slot *slots = bd_arena_array(b->a, n, sizeof *slots);
        for (uint32_t i = 0; i < b->n_slots; i++)
            if (b->slots[i].key)
                *slot_of(slots, n, b->slots[i].key) = b->slots[i];
        b->slots = slots;
        b->n_slots = n;
    }
    bd_table_slot *s = slot_of(b->slots, b->n_slots, key);
    if (!s->key) {
        s->key = key;
        b->used_slots++;
    }
    return s;
}

static size_t cut_at_spaces(void *ctx, bede_view phrase, bede_view *words, size_t cap) {
    (void)ctx;
    size_t n = 0;
    bede_view word;
    while (n < cap && bd_view_split(&phrase, ' ', &word))
        if (word.n)
            words[n++] = word;
    return n;
}

static bool already(const builder *b, const bd_table_slot *s, uint32_t row, bede_view phrase) {
    for (uint32_t p = s->phrase; p; p = b->phrases[p - 1].next)
        if (b->phrases[p - 1].row == row && bd_view_eq(b->written[p - 1], phrase))
            return true;
    return false;
}

static void add_phrase(builder *b, uint32_t row, uint32_t line, bede_view phrase) {
    bede_view words[BD_MAX_PHRASE_WORDS + 1];
    char folded[MAX_WORD];
    phrase = bd_view_trim(phrase);
    if (!phrase.n)
        return;
    size_t n =
        (b->cut ? b->cut : cut_at_spaces)(b->cut_ctx, phrase, words, BD_MAX_PHRASE_WORDS + 1);
    if (n == 0 || n > BD_MAX_PHRASE_WORDS) {
        bd_report_line(b->report, b->file, line,
                       "phrase left out: it has %zu words, 1 to %d may be", n, BD_MAX_PHRASE_WORDS);
        return;
    }
    uint64_t key = 0;
    bd_table_slot *s = NULL;
    for (size_t i = 0; i < n; i++) {
        size_t len = bd_utf8_fold(words[i], folded, sizeof folded);
        key = bd_table_edge(key, bd_view(folded, len));
        s = node(b, key);
        if (i == 0) {
            b->firsts =
                bd_arena_grow(b->a, b->firsts, b->n_firsts, &b->cap_firsts, sizeof *b->firsts);
            b->firsts[b->n_firsts++] = key;
        }
    }
    if (already(b, s, row, phrase))
        return;
    b->phrases = bd_arena_grow(b->a, b->phrases, b->n_phrases, &b->cap_phrases, sizeof *b->phrases);
    b->written = bd_arena_grow(b->a, b->written, b->n_phrases, &b->cap_written, sizeof *b->written);
    b->phrases[b->n_phrases] = (bd_table_phrase){.row = row, .next = s->phrase};
    b->written[b->n_phrases] = phrase;
    s->phrase = (uint32_t)++b->n_phrases;
}

/* "envoy" to "envoys", "secretary of state" is given irregular: only the last word changes. */
static bede_view regular_plural(bd_arena *a, bede_view s) {
    size_t n = s.n;
    char *out = bd_arena_alloc(a, n + 3);
    memcpy(out, s.s, n);
    char last = s.s[n - 1], before = n > 1 ? s.s[n - 2] : 'a';
    if (last == 'y' && !strchr("aeiou", before)) {
        memcpy(out + n - 1, "ies", 3);
        return bd_view(out, n + 2);
    }
    if (strchr("sxz", last) || (last == 'h' && strchr("cs", before))) {
        memcpy(out + n, "es", 2);
        return bd_view(out, n + 2);
    }
    out[n] = 's';
    return bd_view(out, n + 1);
}

static void index_row(builder *b, uint32_t row, uint32_t line) {
    bede_view phrase = {0}, plural = {0};
    for (uint32_t c = 0; c < b->n_cols; c++) {
        bede_view cell = b->cells[(size_t)row * b->n_cols + c], part;
        if (bd_view_is(b->cols[c], "phrase"))
            phrase = cell;
        if (bd_view_is(b->cols[c], "plural")) {
            plural = cell;
            if (bd_view_is(cell, "-"))
                continue;
        }
        if (!among(b->cols[c], LISTS))
            continue;
        while (bd_view_split(&cell, '|', &part))
            add_phrase(b, row, line, part);
    }
    if (phrase.n && !plural.n)
        add_phrase(b, row, line, regular_plural(b->a, phrase));
}

/* False if the header row is not what was wanted. */
static bool read_header(builder *b, bede_view row, size_t line, const char *const *wanted,
                        bede_error *err) {
    bede_view cell;
    while (bd_view_split(&row, '\t', &cell)) {
        if (b->n_cols == MAX_COLS)
            return bd_fail_line(err, b->file, line, "more than %d columns", MAX_COLS);
        b->cols[b->n_cols++] = bd_view_trim(cell);
    }
    for (; wanted && *wanted; wanted++) {
        bool there = false;
        for (uint32_t c = 0; c < b->n_cols; c++)
            there |= bd_view_is(b->cols[c], *wanted);
        if (!there)
            return bd_fail_line(err, b->file, line, "the header row has no column \"%s\"", *wanted);
    }
    return true;
}

static void read_row(builder *b, bede_view row, size_t line) {
    bede_view cell, cells[MAX_COLS];
    uint32_t n = 0, extra = 0;
    while (bd_view_split(&row, '\t', &cell)) {
        if (n < b->n_cols)
            cells[n++] = bd_view_trim(cell);
        else
            extra += bd_view_trim(cell).n > 0;
    }
    if (extra || n == 0 || cells[0].n == 0) {
        bd_report_line(b->report, b->file, line,
                       extra ? "row left out: more cells than the header has (%u)"
                             : "row left out: its first cell is empty",
                       b->n_cols);
        return;
    }
    for (uint32_t c = 0; c < b->n_cols; c++) {
        b->cells = bd_arena_grow(b->a, b->cells, b->n_cells, &b->cap_cells, sizeof *b->cells);
        b->cells[b->n_cells++] = c < n ? cells[c] : (bede_view){0};
    }
    b->lines = bd_arena_grow(b->a, b->lines, b->n_rows, &b->cap_lines, sizeof *b->lines);
    b->lines[b->n_rows++] = (uint32_t)line;
}

typedef struct writer {
    unsigned char *bytes;
    uint32_t at, pool, pool_used;
} writer;

static uint32_t put_pool(writer *w, bede_view v) {
    uint32_t off = w->pool_used;
    if (v.n)
        memcpy(w->bytes + w->pool + off, v.s, v.n);
    w->pool_used += (uint32_t)v.n;
    return off;
}

static void put_words(writer *w, uint32_t at, const uint32_t *v, size_t n) {
    if (n)
        memcpy(w->bytes + at, v, n * sizeof *v);
}

static bede_view write_table(builder *b) {
    size_t cells = b->n_cells, pool = 0;
    for (size_t i = 0; i < cells; i++)
        pool += b->cells[i].n;
    for (size_t i = 0; i < b->n_phrases; i++)
        pool += b->written[i].n;
    for (uint32_t c = 0; c < b->n_cols; c++)
        pool += b->cols[c].n;
    bd_table_head h = {.magic = BD_TABLE_MAGIC,
                       .n_rows = b->n_rows,
                       .n_cols = b->n_cols,
                       .n_phrases = (uint32_t)b->n_phrases,
                       .n_slots = b->n_slots};
    size_t at = sizeof h;
    at = (at + 15) & ~(size_t)15;
    h.slots = (uint32_t)at;
    at += b->n_slots * sizeof(bd_table_slot);
    h.phrases = (uint32_t)at;
    at += b->n_phrases * sizeof(bd_table_phrase);
    h.names = (uint32_t)at;
    at += (b->n_cols + 1) * 4u;
    h.cells = (uint32_t)at;
    at += (cells + 1) * 4u;
    h.lines = (uint32_t)at;
    at += b->n_rows * 4u;
    h.first_bits = 64;
    while (h.first_bits < b->n_firsts * 16)
        h.first_bits *= 2;
    h.first = (uint32_t)at;
    at += h.first_bits / 8;
    h.pool = (uint32_t)at;
    h.pool_size = (uint32_t)pool;
    writer w = {.bytes = bd_arena_alloc(b->a, at + pool + 16), .pool = h.pool};
    for (uint32_t c = 0; c <= b->n_cols; c++) {
        uint32_t off = c < b->n_cols ? put_pool(&w, b->cols[c]) : w.pool_used;
        put_words(&w, h.names + c * 4u, &off, 1);
    }
    for (size_t i = 0; i <= cells; i++) {
        uint32_t off = i < cells ? put_pool(&w, b->cells[i]) : w.pool_used;
        put_words(&w, h.cells + (uint32_t)i * 4u, &off, 1);
    }
    put_words(&w, h.lines, b->lines, b->n_rows);
    for (size_t i = 0; i < b->n_phrases; i++) {
        b->phrases[i].written = put_pool(&w, b->written[i]);
        b->phrases[i].written_size = (uint32_t)b->written[i].n;
    }
    if (b->n_phrases)
        memcpy(w.bytes + h.phrases, b->phrases, b->n_phrases * sizeof *b->phrases);
    if (b->n_slots)
        memcpy(w.bytes + h.slots, b->slots, b->n_slots * sizeof *b->slots);
    for (size_t i = 0; i < b->n_firsts; i++) {
        uint32_t bit = (uint32_t)(b->firsts[i] >> 32) & (h.first_bits - 1);
        w.bytes[h.first + bit / 8] |= (unsigned char)(1u << (bit % 8));
    }
    memcpy(w.bytes, &h, sizeof h);
    return bd_view((const char *)w.bytes, at + pool);
}

bool bd_table_build(bd_arena *a, const char *file, bede_view text, const char *const *wanted,
                    bd_phrase_cutter *cut, void *cut_ctx, bede_view *out, bd_report *report,
                    bede_error *err) {
    builder *b = bd_arena_alloc(a, sizeof *b);
    *b = (builder){.a = a, .file = file, .report = report, .cut = cut, .cut_ctx = cut_ctx};
    bede_view row;
    for (size_t line = 1; bd_view_split(&text, '\n', &row); line++) {
        if (row.n && row.s[row.n - 1] == '\r')
            row.n--;
        if (!bd_view_trim(row).n || row.s[0] == '#')
            continue;
        if (!bd_utf8_valid(row)) {
            bd_report_line(report, file, line, "row left out: not valid UTF-8");
        } else if (b->n_cols == 0) {
            if (!read_header(b, row, line, wanted, err))
                return false;
        } else {
            read_row(b, row, line);
        }
    }
    if (b->n_cols == 0)
        return bd_fail(err, file, "no header row: the first row names the columns");
    for (uint32_t r = 0; r < b->n_rows; r++)
        index_row(b, r, b->lines[r]);
    *out = write_table(b);
    return true;
}
