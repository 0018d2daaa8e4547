/* SPDX-License-Identifier: Apache-2.0 */
/* The gist of a sentence: its main act as one of five classes, and who stands where in it, as whole
 * noun phrases. Wants an answer for every sentence, so it looks beyond what is coded. */
#include "what/gist.h"

/* Saying so counts only where nothing near is done. */
enum { SPEECH_DEPTH = 8 };

static int depth_of(const what_sent *s, int32_t i) {
    int d = 0;
    while (i >= 0 && d < 64) {
        int rel = s->rel[i];
        int32_t h = s->w[i].head;
        /* What is said stands as high as the saying; side clauses stand low. */
        if (rel == R_RELCL || rel == R_ACL || rel == R_NMOD || rel == R_ADVCL || rel == R_OBL)
            d += 3;
        else if (rel == R_CONJ || rel == R_PARATAXIS)
            d += 2;
        else if (rel != R_CCOMP && rel != R_XCOMP)
            d += 1;
        i = h;
    }
    return d;
}

int what_pentacode(const char *cameo) {
    int root = (cameo[0] - '0') * 10 + (cameo[1] - '0');
    if (root <= 2)
        return 0;
    if (root <= 5)
        return 1;
    if (root <= 8)
        return 2;
    if (root <= 13 || root == 16)
        return 3;
    return 4;
}

/* To yield tomorrow is a promise: CAMEO 035. */
static int pentacode_of(const what_hit *h) {
    bool yields = h->type == BEDE_RETREAT || h->type == BEDE_CONCEDE;
    return yields && h->aux & BEDE_AUX_FUTURE ? 1 : what_pentacode(h->cameo);
}

static const what_hit *main_hit(const what_sent *s, what_hit *const *hits, size_t n) {
    const what_hit *best = NULL;
    int best_depth = 0;
    for (size_t i = 0; i < n; i++) {
        if (hits[i]->dead || hits[i]->type == TYPE_NOTHING)
            continue;
        bool speech = hits[i]->type == TYPE_STATEMENT && strcmp(hits[i]->cameo, "010") == 0;
        int d = depth_of(s, hits[i]->frame->clause) * 2 + (speech ? SPEECH_DEPTH : 0);
        if (hits[i]->folded) { /* told by its dead */
            int f = depth_of(s, hits[i]->folded->frame->clause) * 2;
            d = f < d ? f : d;
        }
        if (!best || d < best_depth) {
            best = hits[i];
            best_depth = d;
        }
    }
    return best;
}

/* ---- phrases ------------------------------------------------------------------------------ */

/* "Friday", "the start", "July": what hangs on a name by these tells when, not who. */
bool what_gist_is_time(const what_sent *s, int32_t i) {
    return s->r->time >= 0 && s->id[i] && what_set_has(&s->r->sets[s->r->time], s->id[i]);
}

/* Phrases that a parser likes to hang on the noun before them, but tell of the act. */
static bool is_loose(const what_sent *s, int32_t c) {
    uint32_t slot = what_case_slot(s, c);
    return what_gist_is_time(s, c) || slot == SLOT_FOR || slot == SLOT_AFTER ||
           slot == SLOT_BEFORE || slot == SLOT_DURING || slot == SLOT_AMID || slot == SLOT_AS ||
           slot == SLOT_BY || slot == SLOT_FOLLOWING || (slot == SLOT_TO && s->rel[c] != R_NMOD);
}

typedef struct stretch_of {
    int32_t top, lo, hi;
    bool row;
} stretch_of;

static bool belongs(const what_sent *s, int32_t i, int32_t c, const stretch_of *t) {
    switch (s->rel[c]) {
    case R_CONJ:
    case R_CC: return i != t->top || t->row;
    case R_CASE: return i != t->top || c > i;
    case R_ADVMOD: return c < i && (s->pos[i] == P_NUM || s->pos[i] == P_ADJ);
    case R_RELCL:
    case R_PARATAXIS:
    case R_PUNCT:
    case R_ADVCL:
    case R_CCOMP:
    case R_MARK:
    case R_COP:
    case R_NSUBJ:
    case R_AUX: return false;
    case R_ACL: return i != t->top;
    case R_NMOD:
    case R_OBL: return !is_loose(s, c);
    case R_OBL_BARE: return false;
    default: return !what_gist_is_time(s, c) || c < i;
    }
}

/* The words of the noun phrase: the subtree without what is told about it in clauses, without
 * times, and without the others of its row unless `row`. */
static void stretch(const what_sent *s, int32_t i, stretch_of *t) {
    t->lo = i < t->lo ? i : t->lo;
    t->hi = i > t->hi ? i : t->hi;
    WHAT_CHILDREN(s, i, c)
    if (belongs(s, i, c, t))
        stretch(s, c, t);
}

static bool is_text(const what_sent *s, int32_t i, const char *text) {
    bede_span w = s->w[i].span;
    return bd_view_is(bd_view(s->a->text.s + w.start, w.end - w.start), text);
}

static bool is_title(const what_sent *s, int32_t i) {
    static const char *const list[] = {"Mr",  "Mrs", "Ms",  "Dr", "Sen",
                                       "Gov", "Gen", "Rep", "Lt", "Col"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (is_text(s, i, list[k]))
            return true;
    return false;
}

/* A name is not cut in two, nor a bracket left open. */
static void round_off(const what_sent *s, stretch_of *t) {
    const bede_article *a = s->a;
    uint32_t last = s->first + (uint32_t)t->hi;
    size_t lo = 0, hi = a->n_names;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->names[mid].last < last)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo < a->n_names && a->names[lo].first <= last && !t->row) {
        int32_t end = (int32_t)(a->names[lo].last - s->first);
        while (t->hi < end && t->hi + 1 < s->n && !what_gist_is_time(s, t->hi + 1) &&
               s->rel[t->hi + 1] != R_CC)
            t->hi++;
    }
    /* "al - Sarraj": a hyphen that stands alone joins. */
    while (t->hi + 2 < s->n && s->pos[t->hi] == P_PROPN && is_text(s, t->hi + 1, "-") &&
           what_is_noun(s, t->hi + 2))
        t->hi += 2;
    /* "Mr . X": a title whose full stop was cut off does not end the name. */
    while (t->hi + 2 < s->n && is_text(s, t->hi + 1, ".") && is_title(s, t->hi) &&
           s->pos[t->hi + 2] == P_PROPN) {
        t->hi += 2;
        while (t->hi + 1 < s->n && s->pos[t->hi + 1] == P_PROPN)
            t->hi++;
    }
    int open = 0;
    for (int32_t i = t->lo; i <= t->hi; i++)
        open += is_text(s, i, "(") - is_text(s, i, ")");
    if (open == 1 && t->hi + 1 < s->n && is_text(s, t->hi + 1, ")"))
        t->hi++;
}

static void add_phrase(const what_sent *s, gist_roles *r, char role, int32_t word, bool row) {
    stretch_of t = {word, word, word, row};
    if (r->n == GIST_MAX_ROLES || s->pos[word] == P_VERB)
        return;
    stretch(s, word, &t);
    if (!row)
        WHAT_CHILDREN(s, word, c)
    if (s->rel[c] == R_CONJ && c <= t.hi && c > word)
        t.hi = c - 1;
    round_off(s, &t);
    bede_span span = {s->w[t.lo].span.start, s->w[t.hi].span.end};
    for (size_t i = 0; i < r->n; i++)
        if (r->list[i].span.start < span.end && span.start < r->list[i].span.end)
            return;
    r->list[r->n++] = (bede_role){role, span};
    if (!row)
        WHAT_CHILDREN(s, word, c)
    if (s->rel[c] == R_CONJ && (what_is_noun(s, c) || s->mention[c] >= 0))
        add_phrase(s, r, role, c, false);
}

static bool has_row(const what_sent *s, int32_t word) {
    return what_child(s, word, R_CONJ) >= 0;
}

/* Somebody before something, never a time ("called X on Tuesday"); -1 if there is none. */
static int32_t best_filler(const what_sent *s, const what_arg *args, size_t n) {
    int32_t thing = -1;
    for (size_t i = 0; i < n; i++) {
        if (what_gist_is_time(s, args[i].word))
            continue;
        if (s->mention[args[i].word] >= 0)
            return args[i].word;
        thing = thing < 0 ? args[i].word : thing;
    }
    return thing;
}

/* First filled slot of the list; -1 if none. Embedded roles are looked up in the inner hit. */
int32_t what_gist_filler(const what_sent *s, const what_hit *h, const uint32_t *slots) {
    what_arg args[16];
    for (int k = 0; k < MAX_ROLE_SLOTS && slots[k]; k++) {
        if (slots[k] == SLOT_COMP_ACTOR || slots[k] == SLOT_COMP_RECIPIENT) {
            const what_hit *in = h->inner;
            int32_t w = in && in != h ? what_gist_filler(s, in,
                                                         slots[k] == SLOT_COMP_ACTOR
                                                             ? in->rule->roles.actor
                                                             : in->rule->roles.recipient)
                                      : -1;
            if (w >= 0)
                return w;
            continue;
        }
        if (slots[k] == SLOT_NOBODY)
            return -1;
        int32_t w = best_filler(s, args, what_slot_args(s, h, slots[k], args, 16));
        if (w >= 0)
            return w;
    }
    return -1;
}

static int32_t any_place(const what_sent *s, const what_hit *h) {
    static const uint32_t slots[MAX_ROLE_SLOTS] = {SLOT_AGAINST, SLOT_ON,   SLOT_TO,   SLOT_WITH,
                                                   SLOT_IN,      SLOT_FROM, SLOT_INTO, SLOT_FOR};
    what_arg args[16];
    for (int k = 0; k < MAX_ROLE_SLOTS; k++) {
        size_t n = what_slot_args(s, h, slots[k], args, 16);
        for (size_t i = 0; i < n; i++)
            if (!what_gist_is_time(s, args[i].word) &&
                (s->mention[args[i].word] >= 0 || s->pos[args[i].word] == P_PROPN))
                return args[i].word;
    }
    return -1;
}

static int32_t speaker_word(const what_sent *s, const what_hit *h) {
    if (h->speaker < 0)
        return -1;
    const bede_mention *m = &s->a->mentions[h->speaker];
    return m->sentence == s->index ? (int32_t)(m->head - s->first) : -1;
}

/* Both sides do it: a meeting, an agreement; one that is to come has a host and a guest. */
static bool is_meeting(const what_hit *h) {
    if (!(h->rule->flags & FLAG_MUTUAL))
        return false;
    if (h->rule->type == BEDE_CONSULT)
        return h->type == BEDE_CONSULT || h->frame->noun;
    return h->type == BEDE_AGREE || h->type == BEDE_SUPPORT || h->type == BEDE_REJECT ||
           h->type == BEDE_COOPERATE;
}

/* "said that Y would": of whom it is said. */
static int32_t said_of(const what_sent *s, const what_hit *h) {
    int32_t c = h->type == TYPE_STATEMENT ? what_child(s, h->frame->clause, R_CCOMP) : -1;
    for (int k = 0; k < 3 && c >= 0; k++) {
        int32_t subject = what_child(s, c, R_NSUBJ);
        if (subject < 0)
            subject = what_child(s, c, R_NSUBJ_PASS);
        if (subject >= 0 && s->pos[subject] != P_PRON)
            return subject;
        c = what_child(s, c, R_CCOMP);
    }
    return -1;
}

static void find_roles(const what_sent *s, const what_hit *h, gist_rule *g) {
    g->speaker = speaker_word(s, h);
    g->said_of = said_of(s, h);
    g->place = any_place(s, h);
    int32_t actor = what_gist_filler(s, h, h->rule->roles.actor);
    int32_t target = what_gist_filler(s, h, h->rule->roles.recipient);
    if (actor < 0)
        actor = g->speaker;
    /* "it", "they": who that is stands before the word for saying. */
    if (actor >= 0 && s->pos[actor] == P_PRON && g->speaker >= 0)
        actor = g->speaker;
    if (target == actor)
        target = -1;
    if (target < 0)
        target = g->said_of;
    if (target < 0)
        target = g->place;
    bool both = is_meeting(h) && actor >= 0 && (has_row(s, actor) || target >= 0);
    if (actor >= 0)
        add_phrase(s, &g->roles, both ? 'R' : 'S', actor, both && has_row(s, actor));
    if (target >= 0)
        add_phrase(s, &g->roles, both && !has_row(s, actor) ? 'R' : 'T', target, false);
    g->actor = actor;
    g->target = target;
}

/* No rule fits: the main clause's own subject and object. */
static void plain_roles(const what_sent *s, int32_t root, gist_rule *g) {
    what_hit none = {0};
    what_rule rule = {0};
    what_frame f = {.trigger = root, .clause = root};
    what_arg args[8];
    what_frame_verb((what_sent *)s, root, &f, 0);
    none.rule = &rule;
    none.frame = &f;
    g->actor = best_filler(s, args, what_slot_args(s, &none, SLOT_SUBJ, args, 8));
    if (g->actor >= 0)
        add_phrase(s, &g->roles, 'S', g->actor, false);
    g->target = best_filler(s, args, what_slot_args(s, &none, SLOT_OBJ, args, 8));
    if (g->target >= 0)
        add_phrase(s, &g->roles, 'T', g->target, false);
}

static void by_rule(const what_sent *s, what_hit *const *hits, size_t n, gist_rule *g) {
    *g = (gist_rule){.hit = main_hit(s, hits, n),
                     .actor = -1,
                     .target = -1,
                     .place = -1,
                     .said_of = -1,
                     .speaker = -1};
    g->pentacode = g->hit ? pentacode_of(g->hit) : 0;
    if (g->hit)
        find_roles(s, g->hit, g);
    else
        for (int32_t i = 0; i < s->n; i++)
            if (s->w[i].head < 0 && what_is_verb(s, i))
                plain_roles(s, i, g);
}

void what_gist(const what_sent *s, what_hit *const *hits, size_t n, bool features, bede_gist *g) {
    gist_rule rule;
    gist_look look;
    by_rule(s, hits, n, &rule);
    int pentacode = rule.pentacode;
    gist_roles roles = rule.roles;
    what_gist_look(&look, s, hits, n, &rule);
    what_gist_weigh(&look, &pentacode, &roles);
    bede_role *kept = bd_arena_array(s->arena, roles.n, sizeof *kept);
    memcpy(kept, roles.list, roles.n * sizeof *kept);
    *g = (bede_gist){.pentacode = (int8_t)pentacode, .roles = kept, .n_roles = roles.n};
    if (features)
        g->features = what_gist_features(&look);
}
