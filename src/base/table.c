/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a compiled table. The layout is in table_int.h; table_build.c writes it. */
#include "base/hash.h"
#include "base/limits.h"
#include "base/table_int.h"

static bd_table_head head_of(const bd_table *t) {
    bd_table_head h;
    memcpy(&h, t->bytes, sizeof h);
    return h;
}

static uint32_t word_at(const bd_table *t, size_t off, size_t i) {
    uint32_t v;
    memcpy(&v, t->bytes + off + i * sizeof v, sizeof v);
    return v;
}

static bd_table_slot slot_at(const bd_table *t, uint32_t i) {
    bd_table_slot s;
    memcpy(&s, t->bytes + head_of(t).slots + (size_t)i * sizeof s, sizeof s);
    return s;
}

static bd_table_phrase phrase_at(const bd_table *t, uint32_t i) {
    bd_table_phrase p;
    memcpy(&p, t->bytes + head_of(t).phrases + (size_t)i * sizeof p, sizeof p);
    return p;
}

/* Everything that a later look-up takes for granted is checked once here. */
static bool sound(const bd_table *t) {
    bd_table_head h = head_of(t);
    size_t n = t->n, cells = (size_t)h.n_rows * h.n_cols;
    if (h.magic != BD_TABLE_MAGIC || h.n_cols == 0 || h.n_cols > 64 || h.n_rows > n ||
        h.n_phrases > n || h.n_slots > n || (h.n_slots & (h.n_slots - 1)))
        return false;
    if (h.names + (h.n_cols + 1) * 4ull > n || h.cells + (cells + 1) * 4ull > n ||
        h.lines + h.n_rows * 4ull > n || h.phrases + h.n_phrases * sizeof(bd_table_phrase) > n ||
        h.slots + h.n_slots * sizeof(bd_table_slot) > n || h.pool + (uint64_t)h.pool_size > n)
        return false;
    if (h.first_bits < 64 || (h.first_bits & (h.first_bits - 1)) ||
        h.first + h.first_bits / 8ull > n)
        return false;
    /* Tables have hundreds of thousands of cells and slots, and all are looked at whenever the
     * program starts: plain loops without a branch that the data decide. */
    const unsigned char *at = t->bytes + h.cells;
    uint32_t before = 0, bad = 0, top = 0;
    for (size_t i = 0; i <= cells; i++, at += sizeof before) {
        uint32_t off;
        memcpy(&off, at, sizeof off);
        bad |= off < before;
        before = off;
    }
    if (bad || before > h.pool_size)
        return false;
    for (uint32_t i = 0; i <= h.n_cols; i++)
        if (word_at(t, h.names, i) > h.pool_size ||
            (i && word_at(t, h.names, i) < word_at(t, h.names, i - 1)))
            return false;
    at = t->bytes + h.phrases;
    for (uint32_t i = 0; i < h.n_phrases; i++, at += sizeof(bd_table_phrase)) {
        bd_table_phrase p;
        memcpy(&p, at, sizeof p);
        bad |= p.row >= h.n_rows || p.written > h.pool_size ||
               p.written_size > h.pool_size - p.written || p.next > i;
    }
    bool room = h.n_slots == 0;
    at = t->bytes + h.slots;
    for (uint32_t i = 0; i < h.n_slots; i++, at += sizeof(bd_table_slot)) {
        bd_table_slot s;
        memcpy(&s, at, sizeof s);
        room |= s.key == 0;
        top = s.phrase > top ? s.phrase : top;
    }
    if (bad || top > h.n_phrases)
        return false;
    return room;
}

bool bd_table_attach(bd_table *t, bede_view bytes, const char *name, bede_error *err) {
    *t = (bd_table){0};
    if (!bytes.s)
        return bd_fail(err, name, "not in the knowledge image: pack it anew");
    t->bytes = (const unsigned char *)bytes.s;
    t->n = bytes.n;
    if (bytes.n < sizeof(bd_table_head) || !sound(t)) {
        *t = (bd_table){0};
        return bd_fail(err, name, "the compiled table is damaged: pack the image anew");
    }
    bd_table_head h = head_of(t);
    t->n_rows = h.n_rows;
    t->n_cols = h.n_cols;
    t->n_phrases = h.n_phrases;
    t->n_slots = h.n_slots;
    return true;
}

static bede_view pool_part(const bd_table *t, size_t offsets, size_t i) {
    size_t pool = head_of(t).pool;
    uint32_t from = word_at(t, offsets, i), to = word_at(t, offsets, i + 1);
    return bd_view((const char *)t->bytes + pool + from, to - from);
}

int bd_table_column(const bd_table *t, const char *name) {
    for (uint32_t c = 0; c < t->n_cols; c++)
        if (bd_view_is(pool_part(t, head_of(t).names, c), name))
            return (int)c;
    return -1;
}

bede_view bd_table_cell(const bd_table *t, uint32_t row, int col) {
    if (col < 0 || (uint32_t)col >= t->n_cols || row >= t->n_rows)
        return (bede_view){0};
    return pool_part(t, head_of(t).cells, (size_t)row * t->n_cols + (uint32_t)col);
}

uint32_t bd_table_line(const bd_table *t, uint32_t row) {
    return row < t->n_rows ? word_at(t, head_of(t).lines, row) : 0;
}

static uint32_t find(const bd_table *t, uint64_t key) {
    for (uint32_t i = (uint32_t)key & (t->n_slots - 1);; i = (i + 1) & (t->n_slots - 1)) {
        bd_table_slot s = slot_at(t, i);
        if (s.key == key || s.key == 0)
            return i;
    }
}

/* Most words begin no phrase: one bit tells, before the slots' memory is touched. */
static bool may_begin(const bd_table *t, uint64_t key) {
    const bd_table_head *h = (const bd_table_head *)(const void *)t->bytes;
    uint32_t first, bits;
    memcpy(&first, &h->first, sizeof first);
    memcpy(&bits, &h->first_bits, sizeof bits);
    uint32_t at = (uint32_t)(key >> 32) & (bits - 1);
    return t->bytes[first + at / 8] >> (at % 8) & 1;
}

size_t bd_table_match(const bd_table *t, const bede_view *folded, size_t n_words, bd_phrase *out,
                      size_t cap) {
    uint32_t ends[BD_MAX_PHRASE_WORDS];
    size_t depth = 0, n = 0;
    uint64_t key = 0;
    if (t->n_slots == 0 || n_words == 0 || !may_begin(t, bd_table_edge(0, folded[0])))
        return 0;
    for (; depth < n_words && depth < BD_MAX_PHRASE_WORDS; depth++) {
        key = bd_table_edge(key, folded[depth]);
        bd_table_slot s = slot_at(t, find(t, key));
        if (s.key != key)
            break;
        ends[depth] = s.phrase;
    }
    while (depth-- > 0)
        for (uint32_t p = ends[depth]; p && n < cap;) {
            bd_table_phrase ph = phrase_at(t, p - 1);
            out[n++] = (bd_phrase){
                ph.row, (uint32_t)depth + 1,
                bd_view((const char *)t->bytes + head_of(t).pool + ph.written, ph.written_size)};
            p = ph.next;
        }
    return n;
}
