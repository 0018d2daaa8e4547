/* SPDX-License-Identifier: Apache-2.0 */
/* A sentence as this room looks at it: numbers for lemmas, children, relations told apart. */
#include "what/what_int.h"

int32_t what_child(const what_sent *s, int32_t i, int rel) {
    WHAT_CHILDREN(s, i, c)
    if (s->rel[c] == rel)
        return c;
    return -1;
}

bool what_under(const what_sent *s, int32_t i, int32_t top) {
    for (int32_t k = 0; i >= 0 && k <= s->n; k++) {
        if (i == top)
            return true;
        i = s->w[i].head;
    }
    return false;
}

bool what_is_verb(const what_sent *s, int32_t i) {
    return s->pos[i] == P_VERB || (s->pos[i] == P_AUX && s->rel[i] != R_AUX &&
                                   s->rel[i] != R_AUX_PASS && s->rel[i] != R_COP);
}

bool what_is_noun(const what_sent *s, int32_t i) {
    return s->pos[i] == P_NOUN || s->pos[i] == P_PROPN;
}

/* "according to": the preposition and its fixed parts, joined with '_'. */
static uint32_t fixed_slot(const what_sent *s, int32_t c) {
    char buf[64];
    size_t n = 0;
    bede_view v = s->w[c].lemma;
    for (int32_t part = c; part >= 0;) {
        if (n + v.n + 1 >= sizeof buf)
            return SLOT_NONE;
        if (n)
            buf[n++] = '_';
        n += bd_utf8_lower(v, buf + n, sizeof buf - n - 1);
        part = part == c ? s->child[c] : s->next[part];
        while (part >= 0 && s->rel[part] != R_FIXED)
            part = s->next[part];
        if (part >= 0)
            v = s->w[part].lemma;
    }
    return what_word_get(s->r, bd_view(buf, n));
}

uint32_t what_case_slot(const what_sent *s, int32_t i) {
    int32_t first = -1;
    WHAT_CHILDREN(s, i, c) {
        if (s->rel[c] != R_CASE && s->rel[c] != R_MARK)
            continue;
        /* "in Taliban raid on X": a noun between two says that the first is not ours. */
        bool between = false;
        for (int32_t k = first + 1; first >= 0 && k < c; k++)
            between |= what_is_noun(s, k);
        /* "over to X", "back to X": the adverb is the verb's. */
        bool after_adverb = first >= 0 && c == first + 1 && s->pos[first] == P_ADV;
        if (first < 0 || (between && c < i) || after_adverb)
            first = c;
    }
    if (first >= 0)
        return what_child(s, first, R_FIXED) >= 0 ? fixed_slot(s, first) : s->id[first];
    /* "with Supreme Leader X": the preposition on the title. */
    if (what_is_noun(s, i))
        WHAT_CHILDREN(s, i, c) {
            int32_t on = s->rel[c] == R_COMPOUND && c < i ? what_child(s, c, R_CASE) : -1;
            if (on >= 0 && on < c)
                return s->id[on];
        }
    /* "when", "while" are adverbs of their clause. */
    if (s->rel[i] == R_ADVCL)
        WHAT_CHILDREN(s, i, c)
    if (s->rel[c] == R_ADVMOD &&
        (bd_view_is(s->w[c].lemma, "when") || bd_view_is(s->w[c].lemma, "while")))
        return s->id[c];
    return SLOT_NONE;
}

bool what_is_passive(const what_sent *s, int32_t v) {
    WHAT_CHILDREN(s, v, c)
    if (s->rel[c] == R_NSUBJ_PASS || s->rel[c] == R_AUX_PASS || s->rel[c] == R_OBL_AGENT)
        return true;
    if (s->xpos[v] != X_VBN || what_child(s, v, R_AUX) >= 0)
        return false;
    int rel = s->rel[v];
    if (rel == R_ACL || rel == R_ADVCL || rel == R_AMOD)
        return true;
    int32_t h = s->w[v].head;
    return rel == R_CONJ && h >= 0 && s->pos[h] == P_VERB && what_child(s, v, R_OBJ) < 0 &&
           what_is_passive(s, h);
}

static void link_children(what_sent *s) {
    for (int32_t i = 0; i < s->n; i++)
        s->child[i] = s->next[i] = -1;
    for (int32_t i = s->n - 1; i >= 0; i--) {
        int32_t h = s->w[i].head;
        if (h >= 0 && h < s->n && h != i) {
            s->next[i] = s->child[h];
            s->child[h] = i;
        }
    }
}

/* "X is due to meet Y", with the meeting taken for what is due: X meets. */
static void mend_raising(what_sent *s) {
    for (int32_t v = 0; v < s->n; v++) {
        int32_t h = s->w[v].head;
        if (s->rel[v] == R_CSUBJ && s->xpos[v] == X_VB && h >= 0 && h < v &&
            what_child(s, h, R_NSUBJ) >= 0 && what_child(s, v, R_NSUBJ) < 0)
            s->rel[v] = R_XCOMP;
    }
}

/* Children before parents: a walk from the root, backwards. */
static void put_in_order(what_sent *s) {
    int32_t n = 0, *stack = bd_arena_array(s->arena, (size_t)s->n, sizeof *stack), top = 0;
    for (int32_t i = 0; i < s->n; i++) {
        if (s->w[i].head >= 0)
            continue;
        stack[top++] = i;
        while (top > 0) {
            int32_t x = stack[--top];
            s->order[n++] = x;
            WHAT_CHILDREN(s, x, c)
            stack[top++] = c;
        }
    }
    for (int32_t i = 0; i < n / 2; i++) {
        int32_t x = s->order[i];
        s->order[i] = s->order[n - 1 - i];
        s->order[n - 1 - i] = x;
    }
    for (int32_t i = n; i < s->n; i++)
        s->order[i] = -1; /* in no tree: never with our parser */
}

/* The word's number under its form without an ending, for lemmas that a lemmatizer guessed wrong
 * ("boycotted" is no "boycot"). 0 if no rule knows any of them. */
static uint32_t number_by_form(const what_sent *s, int32_t i) {
    static const struct {
        const char *end, *put;
    } cuts[] = {{"ied", "y"}, {"ed", ""},   {"ed", "e"}, {"ing", ""},
                {"ing", "e"}, {"ies", "y"}, {"es", ""},  {"s", ""}};
    char low[128];
    bede_span w = s->w[i].span;
    bede_view form = bd_view(s->a->text.s + w.start, w.end - w.start);
    if (form.n < 4 || form.n >= sizeof low - 4)
        return 0;
    size_t n = bd_utf8_lower(form, low, sizeof low - 4);
    for (size_t k = 0; k < sizeof cuts / sizeof *cuts; k++) {
        size_t cut = strlen(cuts[k].end);
        if (n <= cut + 2 || memcmp(low + n - cut, cuts[k].end, cut) != 0)
            continue;
        char tail[4];
        memcpy(tail, low + n - cut, cut);
        memcpy(low + n - cut, cuts[k].put, strlen(cuts[k].put));
        size_t m = n - cut + strlen(cuts[k].put);
        uint32_t id = what_word_get(s->r, bd_view(low, m));
        if (!id && m > 3 && low[m - 1] == low[m - 2]) /* "banned" */
            id = what_word_get(s->r, bd_view(low, m - 1));
        memcpy(low + n - cut, tail, cut);
        if (id)
            return id;
    }
    return 0;
}

static void number_words(what_sent *s) {
    char low[128];
    for (int32_t i = 0; i < s->n; i++) {
        bede_view v = s->w[i].lemma;
        if (v.n == 0 || v.n >= sizeof low)
            continue;
        s->id[i] = what_word_get(s->r, bd_view(low, bd_utf8_lower(v, low, sizeof low)));
        if (!s->id[i] && (s->pos[i] == P_VERB || s->pos[i] == P_NOUN))
            s->id[i] = number_by_form(s, i);
    }
}

/* The word of a mention that all others of it hang on. */
static int32_t top_of(const what_sent *s, const bede_mention *m) {
    int32_t first = (int32_t)(m->first - s->first), last = (int32_t)(m->last - s->first);
    int32_t x = (int32_t)(m->head - s->first);
    for (int k = 0; k < 16; k++) {
        int32_t h = s->w[x].head;
        if (h < first || h > last || h >= s->n)
            break;
        x = h;
    }
    return x;
}

static void place_mentions(what_sent *s) {
    for (int32_t i = 0; i < s->n; i++)
        s->mention[i] = -1;
    const bede_article *a = s->a;
    /* Mentions stand in order of sentences: find the first of ours by halving. */
    size_t lo = 0, hi = a->n_mentions;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->mentions[mid].sentence < s->index)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < a->n_mentions && a->mentions[lo].sentence == s->index; lo++) {
        const bede_mention *m = &a->mentions[lo];
        if (m->head < s->first || m->head >= s->first + (uint32_t)s->n)
            continue;
        int32_t *at = &s->mention[m->head - s->first];
        if (*at < 0 || (a->mentions[*at].flags & BEDE_MENTION_MODIFIER))
            *at = (int32_t)lo;
        /* Where the tree has another head for the phrase, it is found there too. */
        at = &s->mention[top_of(s, m)];
        if (*at < 0)
            *at = (int32_t)lo;
    }
}

void what_sent_init(what_sent *s, const what_rules *r, bd_arena *arena, bede_article *a,
                    uint32_t index) {
    const bede_sentence *t = &a->sentences[index];
    size_t n = t->n_words;
    *s = (what_sent){.r = r,
                     .arena = arena,
                     .a = a,
                     .w = a->words + t->first_word,
                     .index = index,
                     .first = t->first_word,
                     .n = (int32_t)n,
                     .tail_last = -1};
    s->id = bd_arena_array(arena, n, sizeof *s->id);
    s->child = bd_arena_array(arena, n, sizeof *s->child);
    s->next = bd_arena_array(arena, n, sizeof *s->next);
    s->rel = bd_arena_alloc(arena, n);
    s->pos = bd_arena_alloc(arena, n);
    s->xpos = bd_arena_alloc(arena, n);
    s->order = bd_arena_array(arena, n, sizeof *s->order);
    s->mention = bd_arena_array(arena, n, sizeof *s->mention);
    s->hit = bd_arena_array(arena, n, sizeof *s->hit);
    for (size_t i = 0; i < n; i++) {
        s->rel[i] = what_rel_of(s->w[i].deprel);
        s->pos[i] = what_pos_of(s->w[i].upos);
        s->xpos[i] = what_xpos_of(s->w[i].xpos);
    }
    link_children(s);
    mend_raising(s);
    put_in_order(s);
    number_words(s);
    place_mentions(s);
}

/* "Three years of talks", "six of them": what is counted is meant. */
bool what_is_span(const what_sent *s, int32_t i) {
    return s->pos[i] == P_NUM ||
           (s->r->time >= 0 && s->id[i] && what_set_has(&s->r->sets[s->r->time], s->id[i]) &&
            what_child(s, i, R_NUMMOD) >= 0);
}
