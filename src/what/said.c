/* SPDX-License-Identifier: Apache-2.0 */
/* Who says a sentence, read from its surface: "..., X said.", "..., said X.", "According to X,
 * ...",
 * "...: X" in a headline. Parsers often hang such tails on the wrong word; their order is fixed. */
#include "what/what_int.h"

enum { TAIL = 30 }; /* a longer tail is a clause of its own */

static bool is_mark(const what_sent *s, int32_t i, const char *marks) {
    if (i < 0 || i >= s->n)
        return false;
    bede_span w = s->w[i].span;
    bede_view v = bd_view(s->a->text.s + w.start, w.end - w.start);
    return v.n == 1 && strchr(marks, v.s[0]);
}

/* A comma, or the mark that ends a quotation. */
static bool is_break(const what_sent *s, int32_t i) {
    if (i < 0)
        return false;
    bede_span w = s->w[i].span;
    bede_view v = bd_view(s->a->text.s + w.start, w.end - w.start);
    return is_mark(s, i, ",\"?!") || bd_view_is(v, "\xE2\x80\x9D") || bd_view_is(v, "''") ||
           bd_view_is(v, "\xC2\xBB") || bd_view_is(v, "\xE2\x80\x94") || bd_view_is(v, "--");
}

static bool is_saying(const what_sent *s, int32_t i) {
    return (s->r->words[s->id[i]].flags & WORD_SAY) && s->pos[i] == P_VERB &&
           (s->xpos[i] == X_VBD || s->xpos[i] == X_VBZ || s->xpos[i] == X_VBP);
}

/* The longest mention that ends just before word `end`, commas aside; -1. */
static int32_t ending_at(const what_sent *s, int32_t end, int32_t *first) {
    int32_t best = -1;
    if (is_mark(s, end - 1, ","))
        end--;
    for (int32_t i = 0; i < end; i++) {
        int32_t m = s->mention[i];
        if (m < 0)
            continue;
        const bede_mention *o = &s->a->mentions[m];
        int32_t from = (int32_t)(o->first - s->first), to = (int32_t)(o->last - s->first);
        if (to == end - 1 && !(o->flags & BEDE_MENTION_MODIFIER) && (best < 0 || from < *first)) {
            best = m;
            *first = from;
        }
    }
    return best;
}

static int32_t beginning_at(const what_sent *s, int32_t first, int32_t *last) {
    int32_t best = -1;
    for (int32_t i = first; i < s->n; i++) {
        int32_t m = s->mention[i];
        if (m < 0)
            continue;
        const bede_mention *o = &s->a->mentions[m];
        int32_t to = (int32_t)(o->last - s->first);
        if ((int32_t)(o->first - s->first) == first && !(o->flags & BEDE_MENTION_MODIFIER) &&
            (best < 0 || to > *last)) {
            best = m;
            *last = to;
        }
    }
    return best;
}

/* Nothing finite behind the verb: the tail tells only who, to whom and when. */
static bool ends_there(const what_sent *s, int32_t from) {
    for (int32_t i = from; i < s->n; i++)
        if ((s->pos[i] == P_VERB || s->pos[i] == P_AUX) &&
            (s->xpos[i] == X_VBD || s->xpos[i] == X_VBZ || s->xpos[i] == X_VBP ||
             s->xpos[i] == X_VB))
            return false;
    return true;
}

/* "..., X said on Monday." or "..., said X." */
static bool tail(const what_sent *s, what_said *t) {
    for (int32_t i = s->n - 1; i > 1 && s->n - i <= TAIL; i--) {
        int32_t first = 0, last = 0, m;
        if (!is_saying(s, i))
            continue;
        bool tells = bd_view_is(s->w[i].lemma, "tell"); /* "told reporters" has no inversion */
        if (!tells && is_break(s, i - 1) && (m = beginning_at(s, i + 1, &last)) >= 0 &&
            ends_there(s, last + 1)) {
            *t = (what_said){.speaker = m, .cue = i, .first = i, .last = s->n - 1};
            return true;
        }
        m = ending_at(s, i, &first);
        if (m >= 0 && first > 1 && is_break(s, first - 1) && ends_there(s, i + 1)) {
            *t = (what_said){.speaker = m, .cue = i, .first = first, .last = s->n - 1};
            return true;
        }
        return false;
    }
    return false;
}

/* "According to X, ..." and "..., according to X." */
static bool account(const what_sent *s, what_said *t) {
    for (int32_t i = 0; i + 2 < s->n; i++) {
        int32_t last = 0, m;
        if (!bd_view_is(s->w[i].lemma, "accord") && !bd_view_is(s->w[i].lemma, "according"))
            continue;
        if (!bd_view_is(s->w[i + 1].lemma, "to") || (m = beginning_at(s, i + 2, &last)) < 0)
            continue;
        if (i == 0 || is_break(s, i - 1) || ends_there(s, last + 1)) {
            *t = (what_said){.speaker = m, .cue = i, .first = i, .last = i == 0 ? last : s->n - 1};
            return true;
        }
    }
    return false;
}

/* "Chad closes border: army" */
static bool colon(const what_sent *s, what_said *t) {
    int32_t last = 0;
    for (int32_t i = s->n - 1; i > 1 && s->n - i <= 8; i--) {
        if (!is_mark(s, i, ":"))
            continue;
        int32_t m = beginning_at(s, i + 1, &last);
        if (m < 0 || last + 1 < s->n - (is_mark(s, s->n - 1, ".") ? 1 : 0))
            return false;
        *t = (what_said){.speaker = m, .cue = i, .first = i, .last = s->n - 1};
        return true;
    }
    return false;
}

bool what_said_by(const what_sent *s, what_said *t) {
    return s->n > 3 && (tail(s, t) || account(s, t) || colon(s, t));
}
