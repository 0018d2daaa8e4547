/* SPDX-License-Identifier: Apache-2.0 */
/* Reading CoNLL-U and running text in batches. */
#include "sentence/conllu.h"

#include "base/utf8.h"

#include <stdlib.h>

bool bd_conllu_open(bd_conllu_in *in, FILE *file, const char *name, bd_report *report) {
    *in = (bd_conllu_in){.file = file, .name = name, .report = report};
    in->buffer = malloc(BD_CONLLU_MAX_LINE);
    return in->buffer != NULL;
}

void bd_conllu_close(bd_conllu_in *in) {
    free(in->buffer);
    in->buffer = NULL;
}

typedef enum got { GOT_LINE, GOT_LONG, GOT_END } got;

/* The next line without its end, in the buffer. A line that is too long is cut at a space if
 * `in_pieces`, else its rest is skipped. */
static got next_line(bd_conllu_in *in, bede_view *line, bool in_pieces) {
    size_t n = 0;
    int c;
    bool too_long = false;
    while ((c = getc_unlocked(in->file)) != EOF && c != '\n') {
        if (n < BD_CONLLU_MAX_LINE)
            in->buffer[n++] = (char)c;
        else
            too_long = true;
        if (in_pieces && (n == BD_CONLLU_MAX_LINE || (n > BD_CONLLU_MAX_LINE / 2 && c == ' ')))
            break;
    }
    if (c == EOF && n == 0)
        return GOT_END;
    in->line += c == '\n' || c == EOF;
    if (n && in->buffer[n - 1] == '\r')
        n--;
    *line = bd_view(in->buffer, n);
    return too_long ? GOT_LONG : GOT_LINE;
}

/* ---- growing text ------------------------------------------------------------------------- */

typedef struct text {
    bd_arena *arena;
    char *s;
    size_t n, cap;
} text;

static void reserve(text *t, size_t more) {
    if (t->cap - t->n >= more)
        return;
    size_t cap = t->cap * 2 > t->n + more ? t->cap * 2 : t->n + more;
    char *s = bd_arena_alloc(t->arena, cap);
    if (t->n)
        memcpy(s, t->s, t->n);
    t->s = s;
    t->cap = cap;
}

static void append(text *t, bede_view v) {
    reserve(t, v.n + 1);
    if (v.n)
        memcpy(t->s + t->n, v.s, v.n);
    t->n += v.n;
}

/* ---- CoNLL-U -------------------------------------------------------------------------------- */

typedef struct reading {
    bd_conllu_in *in;
    bd_arena *arena;
    text forms, comments;
    bede_word *words;
    size_t n_words, cap_words;
    bd_conllu_row *rows;
    size_t n_rows, cap_rows;
    bede_sentence *sentences;
    bd_conllu_part *parts;
    size_t n_sentences, cap_sentences, cap_parts;
    /* the sentence being read */
    size_t word_mark, row_mark, form_mark;
    bool bad, begun; /* begun: it has a line */
} reading;

static void complain(reading *r, const char *what) {
    if (!r->bad)
        bd_report_line(r->in->report, r->in->name, r->in->line, "%s; the sentence is left out",
                       what);
    r->bad = true;
}

/* "12", or 0 for what is no number. */
static size_t number(bede_view v) {
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++) {
        if (v.s[i] < '0' || v.s[i] > '9' || n > 100000000)
            return 0;
        n = n * 10 + (size_t)(v.s[i] - '0');
    }
    return n;
}

/* "3-4" and "8.1" stand where they may: a range before its first word, a node behind its word. */
static bool good_extra(const reading *r, bede_view id) {
    size_t words = r->n_words - r->word_mark;
    const char *mark = memchr(id.s, '-', id.n);
    if (!mark)
        mark = memchr(id.s, '.', id.n);
    if (!mark)
        return false;
    size_t at = (size_t)(mark - id.s);
    bede_view left = bd_view_part(id, 0, at), right = bd_view_part(id, at + 1, id.n);
    if (*mark == '.')
        return number(right) && (number(left) == words && (words || bd_view_is(left, "0")));
    return number(left) == words + 1 && number(right) > number(left);
}

static bede_view copy(reading *r, bede_view v) {
    return bd_view(bd_arena_copy(r->arena, v.s, v.n), v.n);
}

static void take_word(reading *r, const bede_view *col) {
    if (col[1].n == 0) {
        complain(r, "a word without a form");
        return;
    }
    uint32_t start = (uint32_t)r->forms.n;
    append(&r->forms, col[1]);
    bede_view misc = col[9];
    bool spaced = bd_view_find(misc, "SpaceAfter=No", 0) == SIZE_MAX;
    r->words = bd_arena_grow(r->arena, r->words, r->n_words, &r->cap_words, sizeof *r->words);
    r->words[r->n_words++] = (bede_word){.span = {start, (uint32_t)r->forms.n},
                                         .head = -1,
                                         .flags = spaced ? BEDE_WORD_SPACE_AFTER : 0};
    if (spaced)
        append(&r->forms, BD_LIT(" "));
}

static void take_row(reading *r, bede_view line) {
    bede_view col[10], rest = line, part;
    size_t n = 0;
    for (; n < 10 && bd_view_split(&rest, '\t', &part); n++)
        col[n] = part;
    if (n != 10 || rest.n) {
        complain(r, "not ten columns parted by tabs");
        return;
    }
    bool extra = number(col[0]) == 0;
    if (extra ? !good_extra(r, col[0]) : number(col[0]) != r->n_words - r->word_mark + 1) {
        complain(r, "the word's number is not the next one");
        return;
    }
    if (!extra)
        take_word(r, col);
    r->rows = bd_arena_grow(r->arena, r->rows, r->n_rows, &r->cap_rows, sizeof *r->rows);
    r->rows[r->n_rows++] = extra ? (bd_conllu_row){.id = copy(r, col[0]), .raw = copy(r, line)}
                                 : (bd_conllu_row){.id = copy(r, col[0]), .misc = copy(r, col[9])};
}

static void finish(reading *r) {
    if (!r->begun)
        return;
    if (!r->bad && r->n_words == r->word_mark)
        complain(r, "a sentence without words");
    if (r->bad) {
        r->n_words = r->word_mark;
        r->n_rows = r->row_mark;
        r->forms.n = r->form_mark;
    } else {
        r->sentences = bd_arena_grow(r->arena, r->sentences, r->n_sentences, &r->cap_sentences,
                                     sizeof *r->sentences);
        r->parts =
            bd_arena_grow(r->arena, r->parts, r->n_sentences, &r->cap_parts, sizeof *r->parts);
        const bede_word *w = r->words;
        r->sentences[r->n_sentences] =
            (bede_sentence){.span = {w[r->word_mark].span.start, w[r->n_words - 1].span.end},
                            .first_word = (uint32_t)r->word_mark,
                            .n_words = (uint32_t)(r->n_words - r->word_mark),
                            .block = (uint32_t)r->n_sentences};
        r->parts[r->n_sentences++] =
            (bd_conllu_part){.comments = copy(r, bd_view(r->comments.s, r->comments.n)),
                             .first_row = (uint32_t)r->row_mark,
                             .n_rows = (uint32_t)(r->n_rows - r->row_mark)};
    }
    r->comments.n = 0;
    r->word_mark = r->n_words;
    r->row_mark = r->n_rows;
    r->form_mark = r->forms.n;
    r->bad = r->begun = false;
}

static void take_line(reading *r, bede_view line, bool too_long) {
    r->begun = true;
    if (r->bad)
        return;
    if (too_long) {
        complain(r, "a line of more than a megabyte");
    } else if (!bd_utf8_valid(line) || memchr(line.s, 0, line.n)) {
        complain(r, "not UTF-8 text");
    } else if (line.s[0] == '#') {
        append(&r->comments, line);
        append(&r->comments, BD_LIT("\n"));
    } else {
        take_row(r, line);
    }
}

bool bd_conllu_read(bd_conllu_in *in, bd_arena *arena, bd_conllu_batch *batch) {
    reading r = {.in = in, .arena = arena, .forms.arena = arena, .comments.arena = arena};
    reserve(&r.forms, BD_CONLLU_BATCH_BYTES);
    for (got g = GOT_LINE; g != GOT_END;) {
        bede_view line;
        g = next_line(in, &line, false);
        if (g != GOT_END && line.n > 0) {
            take_line(&r, line, g == GOT_LONG);
            continue;
        }
        finish(&r);
        if (r.n_words >= BD_CONLLU_BATCH_WORDS)
            break;
    }
    *batch = (bd_conllu_batch){.rows = r.rows, .parts = r.parts, .first_id = in->sentences + 1};
    batch->article = (bede_article){.text = bd_view(r.forms.s, r.forms.n),
                                    .words = r.words,
                                    .n_words = r.n_words,
                                    .sentences = r.sentences,
                                    .n_sentences = r.n_sentences};
    in->sentences += r.n_sentences;
    return r.n_sentences > 0;
}

/* ---- running text --------------------------------------------------------------------------- */

static bool blank(bede_view v) {
    return bd_view_trim(v).n == 0;
}

bool bd_conllu_read_text(bd_conllu_in *in, bd_arena *arena, bd_conllu_batch *batch) {
    text t = {.arena = arena};
    bede_block *blocks = NULL;
    size_t n_blocks = 0, cap = 0, from = 0;
    reserve(&t, BD_CONLLU_BATCH_BYTES);
    for (got g = GOT_LINE; g != GOT_END;) {
        bede_view line = {0};
        g = next_line(in, &line, true);
        if (line.n && memchr(line.s, 0, line.n)) {
            bd_report_line(in->report, in->name, in->line + 1, "not text, but binary; left out");
            return false;
        }
        bool ends = g == GOT_END || blank(line);
        /* a paragraph that does not end is cut between lines */
        bool full = t.n - from > BD_CONLLU_MAX_LINE;
        if (!ends || full) {
            append(&t, bd_utf8_clean(arena, line));
            append(&t, BD_LIT("\n"));
        }
        if ((ends || full) && t.n > from) {
            blocks = bd_arena_grow(arena, blocks, n_blocks, &cap, sizeof *blocks);
            blocks[n_blocks++] =
                (bede_block){.kind = BEDE_BLOCK_PARAGRAPH, .span = {(uint32_t)from, (uint32_t)t.n}};
            from = t.n;
            if (t.n >= BD_CONLLU_BATCH_BYTES)
                break;
        }
    }
    *batch = (bd_conllu_batch){.first_id = in->sentences + 1};
    batch->article =
        (bede_article){.text = bd_view(t.s, t.n), .blocks = blocks, .n_blocks = n_blocks};
    return n_blocks > 0;
}
