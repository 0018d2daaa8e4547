/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text saved from a page: lines into blocks, blocks into what they are.
 *
 * A page has a head (menus, headline, player, date), a body (prose) and a tail (credits, boxes,
 * notices). Prose is kept unless the page itself gives strong evidence against it. */
#include "page_int.h"

typedef struct line {
    bede_view v;
    bd_clue clue;
    bool clued, sentence, prose, bullet, done;
    uint8_t kind;
    const char *why;
} line;

typedef struct sheet {
    bd_draft *d;
    line *v;
    size_t n, cap;
    size_t body, tail; /* first line of prose; first line behind the article */
    size_t title;      /* SIZE_MAX: none */
    size_t bylines;    /* lines that were asked whether they are one */
} sheet;

/* A page has a few bylines, a file of many thousand lines is none: asking is not cheap. */
#define MAX_BYLINES 20000

static bool byline(sheet *s, bede_view v, bd_views *authors) {
    return s->bylines < MAX_BYLINES && ++s->bylines && bd_page_byline(v, authors);
}

static void set(line *l, bede_block_kind kind, const char *why) {
    l->kind = (uint8_t)kind;
    l->why = why;
    l->done = true;
}

/* ---- cutting into lines -----------------------------------------------------------------------
 */

static bede_view strip_bullet(bede_view v, bool *bullet) {
    static const char *const marks[] = {"\xe2\x80\xa2", "\xe2\x97\x8f", "\xe2\x96\xaa", "* ",
                                        "\xc2\xb7 "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bd_view_starts(v, marks[i])) {
            *bullet = true;
            return bd_view_trim(bd_view_part(v, strlen(marks[i]), v.n));
        }
    return v;
}

/* Is the text wrapped at a column? Then most lines that have another right below them are nearly as
 * long as the longest and stop in mid-sentence. */
static bool is_wrapped(bede_view text) {
    bede_view rest = text, v, last = {0};
    size_t pairs = 0, open = 0, longest = 0;
    while (bd_view_split(&rest, '\n', &v)) {
        v = bd_view_trim(v);
        if (v.n > longest)
            longest = v.n;
        if (last.n && v.n) {
            pairs++;
            open += last.n >= 50 && !bd_page_ends_sentence(last);
        }
        last = v;
    }
    return longest <= 110 && pairs >= 2 && open * 10 >= pairs * 6;
}

static void add_line(sheet *s, bede_view v) {
    bool bullet = false;
    v = strip_bullet(bd_page_squeeze(s->d->arena, v), &bullet);
    if (!v.n)
        return;
    s->v = bd_arena_grow(s->d->arena, s->v, s->n, &s->cap, sizeof *s->v);
    line *l = &s->v[s->n++];
    *l = (line){.v = v, .bullet = bullet};
    l->clued = bd_page_clue(v, &l->clue);
    l->sentence = bd_page_ends_sentence(v);
    l->prose = (l->sentence && v.n >= 60) || (l->sentence && bd_page_words(v) >= 9) || v.n >= 180;
}

static void cut(sheet *s, bede_view text) {
    bool wrapped = is_wrapped(text);
    bede_view rest = text, v, open = {0};
    while (bd_view_split(&rest, '\n', &v)) {
        bede_view t = bd_view_trim(v);
        if (!wrapped) {
            add_line(s, t);
            continue;
        }
        if (t.n && open.n) /* goes on from the first line's start to this one's end */
            open.n = (size_t)(t.s + t.n - open.s);
        else if (t.n)
            open = t;
        /* A short line ends its paragraph: headings and lists have no empty lines behind them. */
        if (!t.n || t.n < 45) {
            add_line(s, open);
            open = (bede_view){0};
        }
    }
    add_line(s, open);
}

/* ---- zones --------------------------------------------------------------------------------------
 */

static bool clutter(const line *l) {
    return l->clued && l->clue.strong && l->clue.kind > BEDE_BLOCK_LAST_TEXT;
}

static size_t prose_bytes(const sheet *s, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        if (s->v[i].prose && !s->v[i].clued)
            n += s->v[i].v.n;
    return n;
}

/* The tail begins at a credit line, a box or a notice if more evidence of that sort follows and
 * little prose: one set phrase in a last paragraph is no tail. */
static void find_tail(sheet *s) {
    size_t total = prose_bytes(s, 0, s->n), before = 0;
    s->tail = s->n;
    size_t *left = bd_arena_array(s->d->arena, s->n + 1, sizeof *left);
    for (size_t i = s->n; i-- > 0;) { /* evidence from here to the end */
        const line *l = &s->v[i];
        bool box =
            l->clued && (l->clue.kind == BEDE_BLOCK_AUTHOR || l->clue.kind == BEDE_BLOCK_LEGAL);
        bool credit = l->clued && l->clue.kind == BEDE_BLOCK_CREDIT && l->clue.strong;
        /* A set phrase that a sentence may hold counts only behind a credit line. */
        left[i] = left[i + 1] | (size_t)(box ? l->clue.strong ? 3 : 1 : credit ? 2 : 0);
    }
    for (size_t i = s->body; i < s->n; i++) {
        const line *l = &s->v[i];
        bool mark =
            l->clued && (l->clue.kind == BEDE_BLOCK_CREDIT || l->clue.kind == BEDE_BLOCK_AUTHOR ||
                         l->clue.kind == BEDE_BLOCK_LEGAL);
        if (mark && left[i] == 3 && before > 0 && (total - before) * 3 <= before) {
            s->tail = i;
            return;
        }
        if (l->prose && !l->clued)
            before += l->v.n;
    }
}

/* "Ministers Meet In Vienna As Talks Stall." - a headline with a full stop: nearly every word
 * begins with a capital, and longer prose follows. */
static bool titled(const sheet *s, size_t i) {
    bede_view v = s->v[i].v;
    size_t words = bd_page_words(v), caps = 0;
    if (words < 4 || words > 20 || v.n > 140 || i + 1 >= s->n || s->v[i + 1].v.n <= v.n)
        return false;
    for (size_t k = 0; k < v.n; k++)
        caps += (k == 0 || v.s[k - 1] == ' ') && v.s[k] >= 'A' && v.s[k] <= 'Z';
    return caps * 10 >= words * 8;
}

static void find_body(sheet *s) {
    s->body = s->n;
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].prose && !clutter(&s->v[i]) && !(i == 0 && titled(s, i))) {
            s->body = i;
            return;
        }
}

/* ---- head ---------------------------------------------------------------------------------------
 */

static bool is_crumbs(bede_view v) {
    size_t marks = 0;
    for (size_t i = 0; i + 2 < v.n; i++)
        marks += v.s[i] == '|' || v.s[i] == '>' || !memcmp(v.s + i, "\xc2\xbb", 2) ||
                 !memcmp(v.s + i, " / ", 3);
    return marks >= 2 || (marks == 1 && bd_page_words(v) <= 4);
}

/* "Headline - Outlet" where "Headline" stands by itself elsewhere. */
static bool has_outlet(bede_view v, bede_view headline, bede_view *outlet) {
    static const char *const marks[] = {" - ", " | ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " :: "};
    if (v.n < headline.n + 4 || memcmp(v.s, headline.s, headline.n))
        return false;
    bede_view rest = bd_view_part(v, headline.n, v.n);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bd_view_starts(rest, marks[i]) && rest.n < 60) {
            *outlet = bd_view_trim(bd_view_part(rest, strlen(marks[i]), rest.n));
            return true;
        }
    return false;
}

static void find_title(sheet *s) {
    size_t last_short = SIZE_MAX;
    bede_date date;
    bd_views nobody = {.arena = s->d->arena};
    s->title = SIZE_MAX;
    size_t end = s->body < s->n ? s->body : 0;
    for (size_t i = 0; i < end; i++) {
        line *l = &s->v[i];
        if (l->clued && l->clue.strong)
            continue;
        if (bd_page_is_stamp(l->v, &date) || byline(s, l->v, &nobody)) {
            set(l, BEDE_BLOCK_BYLINE, "names the author or prints the date");
            continue;
        }
        if (is_crumbs(l->v) || l->bullet) {
            set(l, BEDE_BLOCK_NAVIGATION, "a path of sections, or a menu");
            continue;
        }
        if (bd_page_words(l->v) < 4 && l->v.n < 28) {
            if (!l->sentence)
                last_short = i;
        } else if (s->title == SIZE_MAX) {
            s->title = i;
        }
    }
    if (s->title == SIZE_MAX && last_short != SIZE_MAX && bd_page_words(s->v[last_short].v) >= 2)
        s->title = last_short;
    if (s->title == SIZE_MAX)
        return;
    for (size_t i = 0; i < end; i++) {
        bede_view outlet;
        if (i != s->title && !s->v[i].done && has_outlet(s->v[s->title].v, s->v[i].v, &outlet)) {
            set(&s->v[s->title], BEDE_BLOCK_NAVIGATION, "the headline with the outlet's name");
            s->d->outlet = outlet;
            s->title = i;
            break;
        }
    }
}

/* A line beside messages of a player is what the player shows. */
static bool beside_player(const sheet *s, size_t i) {
    for (size_t k = i + 1; k < s->n && k <= i + 1; k++)
        if (s->v[k].clued && s->v[k].clue.kind == BEDE_BLOCK_MEDIA)
            return true;
    return i > 0 && s->v[i - 1].clued && s->v[i - 1].clue.kind == BEDE_BLOCK_MEDIA;
}

static bool repeated_caption(const sheet *s, size_t i) {
    size_t from = i > 20 ? i - 20 : 0; /* near by: captions stand together */
    for (size_t k = from; k < s->n && k < i + 20; k++) {
        const line *l = &s->v[k];
        if (k != i && l->clued && l->clue.skip &&
            bd_page_same(bd_view_part(l->v, l->clue.skip, l->v.n), s->v[i].v))
            return true;
    }
    return false;
}

static bool is_media(const sheet *s, size_t i) {
    return s->v[i].clued && s->v[i].clue.kind == BEDE_BLOCK_MEDIA;
}

static void head_line(sheet *s, size_t i) {
    line *l = &s->v[i];
    if (i > 0 && i + 1 < s->n && is_media(s, i - 1) && is_media(s, i + 1))
        set(l, BEDE_BLOCK_MEDIA, "stands among the messages of a media player");
    else if (bd_page_words(l->v) <= 3 && !l->sentence)
        set(l, BEDE_BLOCK_NAVIGATION, "a few words before the article begins");
    else if (s->title != SIZE_MAX && i > s->title &&
             (beside_player(s, i) || repeated_caption(s, i)))
        set(l, BEDE_BLOCK_CAPTION, NULL);
    else
        set(l, l->sentence ? BEDE_BLOCK_PARAGRAPH : BEDE_BLOCK_HEADING, NULL);
}

/* ---- any line
 * ------------------------------------------------------------------------------------ */

static const char *media_kind(const sheet *s, size_t i) {
    const line *l = &s->v[i];
    if (l->clue.skip)
        return (l->v.s[0] | 32) == 'l'                              ? "audio"
               : (l->v.s[0] | 32) == 'w' || (l->v.s[0] | 32) == 'v' ? "video"
                                                                    : "image";
    return beside_player(s, i) ? "video" : "image";
}

/* Labels cut off, photo credit split off: one block or two, and the media list. */
static void emit_caption(sheet *s, size_t i) {
    line *l = &s->v[i];
    bede_view v = l->clue.skip ? bd_view_trim(bd_view_part(l->v, l->clue.skip, l->v.n)) : l->v;
    bede_view credit = {0};
    size_t at = bd_page_caption_credit(v);
    if (at != SIZE_MAX) {
        credit = bd_view_trim(bd_view_part(v, at, v.n));
        v = bd_view_trim(bd_view_part(v, 0, at));
    }
    bool again = false;
    for (size_t k = 0; k < s->d->n_media; k++)
        again |= bd_page_same(s->d->media[k].caption, v);
    if (!again)
        bd_draft_media(s->d, media_kind(s, i), v, credit);
    if (v.n)
        bd_blocks_add(&s->d->blocks, BEDE_BLOCK_CAPTION, v, NULL);
    if (credit.n)
        bd_blocks_add(&s->d->blocks, BEDE_BLOCK_CREDIT, credit, "names who took the picture");
}

/* Names stand in a credit line, not a clause: most longer words begin with a capital. */
static bool credit_shaped(bede_view v) {
    size_t caps = 0, small = 0;
    for (size_t i = 0; i < v.n;) {
        size_t from = i;
        while (i < v.n && v.s[i] != ' ')
            i++;
        if (i - from > 3 && from > 0) {
            if (v.s[from] >= 'a' && v.s[from] <= 'z')
                small++;
            else
                caps++;
        }
        i++;
    }
    return caps + 2 >= small;
}

static void body_line(sheet *s, size_t i) {
    line *l = &s->v[i];
    bede_date date;
    bool strong = l->clued && l->clue.strong;
    if (strong && l->clue.kind == BEDE_BLOCK_CREDIT && !credit_shaped(l->v))
        strong = false;
    if (s->title != SIZE_MAX && i != s->title && bd_page_same(l->v, s->v[s->title].v))
        set(l, BEDE_BLOCK_OTHER, "repeats the headline");
    else if (strong)
        set(l, l->clue.kind, l->clue.why);
    else if (bd_page_is_stamp(l->v, &date))
        set(l, BEDE_BLOCK_BYLINE, "prints the date");
    else if (byline(s, l->v, &s->d->authors))
        set(l, BEDE_BLOCK_BYLINE, "names the author");
    else if (i < s->body)
        head_line(s, i);
    else if (!l->bullet && bd_page_caption_credit(l->v) != SIZE_MAX && l->v.n < 600)
        set(l, BEDE_BLOCK_CAPTION, NULL);
    else if (l->sentence || l->prose || l->bullet)
        set(l, BEDE_BLOCK_PARAGRAPH, NULL);
    else
        set(l, BEDE_BLOCK_HEADING, NULL);
}

static void tail_line(const sheet *s, size_t i) {
    line *l = &s->v[i], *last = &s->v[i - 1]; /* the tail never begins with the first line */
    bool listed = last->kind == BEDE_BLOCK_RELATED && i > s->tail;
    if (!l->clued && listed && !l->sentence)
        set(l, BEDE_BLOCK_RELATED, "listed under a heading that points to other articles");
    else if (l->clued)
        set(l, l->clue.kind > BEDE_BLOCK_LAST_TEXT ? l->clue.kind : BEDE_BLOCK_OTHER, l->clue.why);
    else
        set(l, BEDE_BLOCK_LEGAL, "stands behind the end of the article, among boxes and notices");
}

/* What a "Read more:" announces: at the end of the page all that is short, in its midst only lines
 * that are no sentence. */
static void mark_related(sheet *s) {
    size_t last_long = 0;
    for (size_t i = 0; i < s->tail; i++)
        if (s->v[i].prose && s->v[i].v.n > 140)
            last_long = i;
    for (size_t i = s->body; i < s->tail; i++) {
        if (!s->v[i].clued || !s->v[i].clue.header)
            continue;
        size_t plain = 0;
        for (size_t k = i + 1; k < s->tail && k < i + 40; k++)
            plain += !s->v[k].sentence;
        bool trailing = i > last_long && plain * 2 > (s->tail < i + 40 ? s->tail : i + 40) - i - 1;
        for (size_t k = i + 1; k < s->tail && k < i + 200; k++) {
            line *l = &s->v[k];
            if (trailing ? l->prose && l->v.n > 140 : l->sentence || k > i + 8)
                break;
            if (!l->clued || !l->clue.strong)
                set(l, BEDE_BLOCK_RELATED, "listed under a heading that points to other articles");
        }
    }
}

/* Lines without a sentence behind the last paragraph: no heading, for nothing follows. */
static void trim_end(sheet *s) {
    for (size_t i = s->tail; i-- > s->body;) {
        line *l = &s->v[i];
        if (l->kind == BEDE_BLOCK_HEADING)
            set(l, BEDE_BLOCK_RELATED, "no sentence, and no paragraph follows");
        else if (l->kind <= BEDE_BLOCK_LAST_TEXT)
            return;
    }
}

static void collect(sheet *s, size_t i) {
    line *l = &s->v[i];
    bede_date date;
    if (l->kind == BEDE_BLOCK_CREDIT) {
        bd_page_credit_line(l->v, &s->d->credits);
    } else if (l->kind == BEDE_BLOCK_BYLINE) {
        size_t bar = bd_view_find(l->v, " | ", 0); /* "Agency | Updated: ..." */
        if (!byline(s, l->v, &s->d->authors) && bar != SIZE_MAX && bar > 1 &&
            bd_page_words(bd_view_part(l->v, 0, bar)) <= 3)
            bd_views_add(&s->d->credits, bd_view_part(l->v, 0, bar));
        if (bd_page_is_stamp(l->v, &date))
            bd_draft_date(s->d, date, BEDE_BASIS_TEXT);
    }
}

void bd_page_read_lines(bede_view text, bd_draft *d) {
    sheet s = {.d = d};
    bool first = true;
    cut(&s, text);
    find_body(&s);
    find_tail(&s);
    find_title(&s);
    mark_related(&s);
    for (size_t i = 0; i < s.n; i++) {
        if (i == s.title)
            set(&s.v[i], BEDE_BLOCK_TITLE, NULL);
        else if (i >= s.tail)
            tail_line(&s, i);
        else if (!s.v[i].done)
            body_line(&s, i);
    }
    trim_end(&s);
    for (size_t i = 0; i < s.n; i++) {
        line *l = &s.v[i];
        collect(&s, i);
        if (l->kind == BEDE_BLOCK_PARAGRAPH && l->prose && first) {
            bd_page_dateline(l->v, d);
            first = false;
        }
        if (l->kind == BEDE_BLOCK_TITLE)
            d->title = l->v;
        else if (l->kind == BEDE_BLOCK_CAPTION)
            emit_caption(&s, i);
        else
            bd_blocks_add(&d->blocks, l->kind, l->v, l->why);
    }
}
