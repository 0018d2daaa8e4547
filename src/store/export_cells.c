/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of cells, and which pairs of parties make a row. */
#include "store/export_int.h"

#include <stdarg.h>
#include <stdio.h>

void bd_out_cell(out_row *r, bede_view v) {
    exporting *x = r->x;
    if (r->n++)
        x->put(x->ctx, "\t", 1);
    for (size_t from = 0, i = 0; i <= v.n; i++) {
        unsigned char c = i < v.n ? (unsigned char)v.s[i] : 0;
        if (i < v.n && c >= ' ' && c != '"' && c != 0x7F)
            continue;
        if (i > from)
            x->put(x->ctx, v.s + from, i - from);
        if (i < v.n)
            x->put(x->ctx, c == '"' ? "'" : " ", 1);
        from = i + 1;
    }
}

void bd_out_text(out_row *r, const char *s) {
    bd_out_cell(r, bd_view_z(s));
}

void bd_out_number(out_row *r, int64_t n) {
    bd_out_format(r, "%lld", (long long)n);
}

void bd_out_format(out_row *r, const char *format, ...) {
    char buf[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(buf, sizeof buf, format, args);
    va_end(args);
    bd_out_cell(r, bd_view(buf, n < 0 ? 0 : (size_t)n < sizeof buf ? (size_t)n : sizeof buf - 1));
}

void bd_out_end(out_row *r) {
    r->x->put(r->x->ctx, "\n", 1);
    r->n = 0;
}

void bd_out_header(exporting *x, const char *names) {
    bede_view rest = bd_view_z(names), name;
    out_row r = {x, 0};
    while (bd_view_split(&rest, '|', &name))
        bd_out_cell(&r, name);
    bd_out_end(&r);
}

/* A description beside a name of the same code and sector is the same party once more. */
static size_t distinct(const out_party *list, size_t n, const out_party **out, size_t cap) {
    size_t count = 0;
    for (size_t i = 0; i < n && count < cap; i++) {
        bool again = false;
        for (size_t k = 0; k < n && !again; k++) {
            const out_party *p = &list[i], *q = &list[k];
            if (k == i || !bd_view_eq(p->code, q->code) || !bd_view_eq(p->sector, q->sector))
                continue;
            bool same = bd_view_eq(p->name, q->name);
            again = (!p->name.n && q->name.n) || (same && k < i && (p->code.n || p->name.n));
        }
        if (!again)
            out[count++] = &list[i];
    }
    return count;
}

size_t bd_out_dyads(const out_event *e, out_dyad out[MAX_DYADS]) {
    const out_party *left[MAX_DYADS], *right[MAX_DYADS];
    size_t n = 0, n_left = distinct(e->actors, e->n_actors, left, MAX_DYADS),
           n_right = distinct(e->recipients, e->n_recipients, right, MAX_DYADS);
    bool both_ways = n_right == 0 && n_left > 1;
    if (both_ways) {
        n_right = n_left;
        memcpy(right, left, n_left * sizeof *left);
    }
    for (size_t i = 0; i < (n_left ? n_left : 1); i++)
        for (size_t k = 0; k < (n_right ? n_right : 1) && n < MAX_DYADS; k++) {
            if (both_ways && i == k)
                continue;
            out[n] = (out_dyad){n_left ? left[i] : NULL, n_right ? right[k] : NULL,
                                e->row * MAX_DYADS + (int64_t)n};
            n++;
        }
    return n_left || n_right ? n : 0;
}
