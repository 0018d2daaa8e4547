/* SPDX-License-Identifier: Apache-2.0 */
/* What the model of the gist looks at: names of features of a sentence and of its words. A feature
 * is what its name says, so that `bede explain` can print it and training needs nothing else. */
#include "what/gist.h"

/* Bits of gist_look.mention. */
enum {
    IN_MENTION = 1,
    MENTION_BEGINS = 2,
    HAS_CODE = 4,
    IS_PLACE = 8,
    IS_PRONOUN = 16,
    IS_MODIFIER = 32
};
/* Bits of gist_look.named: what the word stands under; whether it is itself one of them. */
enum {
    UNDER_ACTOR = 1,
    UNDER_TARGET = 2,
    UNDER_PLACE = 4,
    UNDER_SAID_OF = 8,
    UNDER_SPEAKER = 16,
    UNDER_OTHER_ACTOR = 32,
    UNDER_OTHER_TARGET = 64,
    ITSELF = 128
};

static const char *const rel_names[] = {
    "dep",   "root",  "nsubj",     "nsubj:pass", "csubj",     "obj",       "iobj",     "ccomp",
    "xcomp", "obl",   "obl:agent", "obl:bare",   "advcl",     "advmod",    "aux",      "aux:pass",
    "cop",   "mark",  "case",      "nmod",       "nmod:poss", "amod",      "compound", "prt",
    "acl",   "relcl", "appos",     "conj",       "cc",        "parataxis", "det",      "nummod",
    "flat",  "fixed", "punct",     "list"};
static const char *const pos_names[] = {"X",   "NOUN", "PROPN", "VERB", "AUX",  "ADJ",  "ADV",
                                        "ADP", "PRON", "DET",   "NUM",  "PART", "PUNCT"};
static const char *const tag_names[GIST_TAGS] = {"O", "S", "s", "T", "t", "R", "r"};

_Static_assert(sizeof rel_names / sizeof *rel_names == R_LIST + 1, "a name for each relation");
_Static_assert(sizeof pos_names / sizeof *pos_names == P_PUNCT + 1, "a name for each tag");

/* ---- looking ------------------------------------------------------------------------------ */

/* Relations by which a phrase hangs on what is not of it. */
static bool is_top(const what_sent *s, int32_t i) {
    switch (s->rel[i]) {
    case R_DET:
    case R_AMOD:
    case R_NMOD:
    case R_NMOD_POSS:
    case R_COMPOUND:
    case R_NUMMOD:
    case R_FLAT:
    case R_FIXED:
    case R_APPOS:
    case R_CASE:
    case R_OTHER:
    case R_LIST: return s->w[i].head < 0;
    default: return true;
    }
}

static int32_t phrase_of(const what_sent *s, int32_t i) {
    for (int k = 0; k < 12 && !is_top(s, i); k++)
        i = s->w[i].head;
    return i;
}

static void mark_mentions(gist_look *l) {
    const what_sent *s = l->s;
    const bede_article *a = s->a;
    for (size_t k = 0; k < a->n_mentions; k++) {
        const bede_mention *m = &a->mentions[k];
        if (m->sentence != s->index)
            continue;
        uint8_t bits = IN_MENTION | (m->who.code[0] ? HAS_CODE : 0) |
                       (m->flags & BEDE_MENTION_PLACE ? IS_PLACE : 0) |
                       (m->flags & BEDE_MENTION_PRONOUN ? IS_PRONOUN : 0);
        for (uint32_t w = m->first; w <= m->last && w < s->first + (uint32_t)s->n; w++) {
            uint8_t *at = &l->mention[w - s->first];
            if (m->flags & BEDE_MENTION_MODIFIER)
                *at |= IS_MODIFIER;
            else
                *at = (uint8_t)((*at & IS_MODIFIER) | bits | (w == m->first ? MENTION_BEGINS : 0));
        }
    }
}

static void mark_under(gist_look *l, int32_t top, uint8_t bit) {
    const what_sent *s = l->s;
    if (top < 0)
        return;
    l->named[top] |= bit | ITSELF;
    for (int32_t k = s->n; k-- > 0;) { /* parents before children */
        int32_t i = s->order[k];
        if (i >= 0 && s->w[i].head >= 0)
            l->named[i] |= l->named[s->w[i].head] & bit;
    }
}

static void mark_tags(gist_look *l) {
    const what_sent *s = l->s;
    for (size_t k = 0; k < l->rule->roles.n; k++) {
        const bede_role *r = &l->rule->roles.list[k];
        uint8_t first = r->role == 'S' ? GIST_S : r->role == 'T' ? GIST_T : GIST_R;
        bool begun = false;
        for (int32_t i = 0; i < s->n; i++) {
            bede_span w = s->w[i].span;
            if (w.start >= r->span.end || r->span.start >= w.end)
                continue;
            l->tag[i] = (uint8_t)(first + begun);
            begun = true;
        }
    }
}

void what_gist_look(gist_look *l, const what_sent *s, what_hit *const *hits, size_t n,
                    const gist_rule *rule) {
    size_t words = (size_t)s->n;
    *l = (gist_look){.s = s, .hits = hits, .n_hits = n, .rule = rule};
    l->phrase = bd_arena_array(s->arena, words, sizeof *l->phrase);
    l->tag = bd_arena_alloc(s->arena, words);
    l->mention = bd_arena_alloc(s->arena, words);
    l->named = bd_arena_alloc(s->arena, words);
    memset(l->tag, 0, words);
    memset(l->mention, 0, words);
    memset(l->named, 0, words);
    for (int32_t i = 0; i < s->n; i++) {
        l->phrase[i] = phrase_of(s, i);
        if (s->w[i].head < 0)
            l->root = i;
    }
    l->clause = rule->hit ? rule->hit->frame->clause : l->root;
    l->trigger = rule->hit ? rule->hit->word : l->root;
    mark_mentions(l);
    mark_tags(l);
    mark_under(l, rule->actor, UNDER_ACTOR);
    mark_under(l, rule->target, UNDER_TARGET);
    mark_under(l, rule->place, UNDER_PLACE);
    mark_under(l, rule->said_of, UNDER_SAID_OF);
    mark_under(l, rule->speaker, UNDER_SPEAKER);
    for (size_t k = 0; k < n; k++) {
        if (hits[k]->dead || hits[k] == rule->hit)
            continue;
        mark_under(l, what_gist_filler(s, hits[k], hits[k]->rule->roles.actor), UNDER_OTHER_ACTOR);
        mark_under(l, what_gist_filler(s, hits[k], hits[k]->rule->roles.recipient),
                   UNDER_OTHER_TARGET);
    }
}

/* ---- names -------------------------------------------------------------------------------- */

typedef struct name {
    char s[160];
    size_t n, keep; /* keep: length of the part that the next names share */
    gist_see *see;
    void *ctx;
} name;

static void put(name *f, const char *s, size_t n) {
    size_t room = sizeof f->s - f->n;
    n = n < room ? n : room;
    memcpy(f->s + f->n, s, n);
    f->n += n;
}
static void put_z(name *f, const char *z) {
    put(f, z, strlen(z));
}
static void put_lemma(name *f, const what_sent *s, int32_t i) {
    bede_view v = i >= 0 && i < s->n ? s->w[i].lemma : BD_LIT("-");
    put(f, v.s, v.n < 40 ? v.n : 40);
}
static void put_bits(name *f, unsigned bits) {
    static const char digit[] = "0123456789abcdef";
    char out[2] = {digit[bits >> 4 & 15], digit[bits & 15]};
    put(f, out, 2);
}
static void begin(name *f, const char *what) {
    f->n = 0;
    put_z(f, what);
}
static void send(name *f) {
    f->see(f->ctx, f->s, f->n);
}
static void send_z(name *f, const char *what, const char *value) {
    begin(f, what);
    put_z(f, value);
    send(f);
}
static void send_lemma(name *f, const char *what, const what_sent *s, int32_t i) {
    begin(f, what);
    put_lemma(f, s, i);
    send(f);
}
static void send_bits(name *f, const char *what, unsigned bits) {
    begin(f, what);
    put_bits(f, bits);
    send(f);
}

/* "nsubj>ccomp!": the way from a phrase up to the act; "?" if it ends elsewhere. */
static void put_path(name *f, const gist_look *l, int32_t i) {
    const what_sent *s = l->s;
    for (int k = 0; k < 6 && i >= 0 && i != l->clause; k++) {
        put_z(f, rel_names[s->rel[i]]);
        put_z(f, ">");
        i = s->w[i].head;
    }
    put_z(f, i == l->clause ? "!" : "?");
}

static int32_t preposition(const what_sent *s, int32_t i) {
    return what_child(s, i, R_CASE);
}

static void put_type(name *f, const gist_look *l) {
    put_z(f, l->rule->hit ? what_type_name(l->rule->hit->type) : "none");
    put_z(f, "|");
}

/* ---- a word ------------------------------------------------------------------------------- */

/* The word itself and what it hangs on. */
static void see_itself(const gist_look *l, int32_t i, name *f) {
    const what_sent *s = l->s;
    int32_t head = s->w[i].head;
    send_z(f, "bias", "");
    send_lemma(f, "word=", s, i);
    send_z(f, "tag=", pos_names[s->pos[i]]);
    send_z(f, "rel=", rel_names[s->rel[i]]);
    begin(f, "on=");
    put_lemma(f, s, head);
    put_z(f, "|");
    put_z(f, rel_names[s->rel[i]]);
    send(f);
    begin(f, "on-tag=");
    put_z(f, head >= 0 ? pos_names[s->pos[head]] : "-");
    put_z(f, "|");
    put_z(f, rel_names[s->rel[i]]);
    send(f);
    bede_span w = s->w[i].span;
    char c = s->a->text.s[w.start];
    send_z(f, "capital=", (c >= 'A' && c <= 'Z') ? (i ? "yes" : "first") : "no");
    if (what_gist_is_time(s, i))
        send_z(f, "time", "");
}

/* Its phrase: how it stands to the act. */
static void see_phrase(const gist_look *l, int32_t i, name *f) {
    const what_sent *s = l->s;
    int32_t p = l->phrase[i];
    const char *place = i == p ? "top" : i < p ? "left" : "right";
    begin(f, "path=");
    put_path(f, l, p);
    send(f);
    put_z(f, place);
    send(f);
    begin(f, "path+case=");
    put_path(f, l, p);
    put_lemma(f, s, preposition(s, p));
    send(f);
    begin(f, "path+type=");
    put_type(f, l);
    put_path(f, l, p);
    send(f);
    begin(f, "path+act=");
    put_lemma(f, s, l->clause);
    put_z(f, "|");
    put_path(f, l, p);
    send(f);
    begin(f, "inside=");
    put_z(f, i == p ? "" : rel_names[s->rel[i]]);
    put_z(f, place);
    send(f);
    send_lemma(f, "case=", s, preposition(s, p));
    begin(f, "own-case=");
    put_lemma(f, s, preposition(s, i));
    put_z(f, "|");
    put_z(f, rel_names[s->rel[i]]);
    send(f);
    send_lemma(f, "top=", s, p);
    begin(f, "top-mention=");
    put_bits(f, l->mention[p]);
    put_z(f, rel_names[s->rel[p]]);
    send(f);
    send_z(f, "side=", i < l->trigger ? "before" : i > l->trigger ? "after" : "act");
    begin(f, "side+mention=");
    put_z(f, i < l->trigger ? "before" : "after");
    put_bits(f, l->mention[i]);
    send(f);
    int32_t far = (i > l->trigger ? i - l->trigger : l->trigger - i) / 2;
    send_bits(f, "far=", (unsigned)(far < 5 ? far : 5));
}

/* What the rules and the room who think of it. */
static void see_answers(const gist_look *l, int32_t i, name *f) {
    const what_sent *s = l->s;
    const what_hit *h = l->rule->hit;
    send_z(f, "rule=", tag_names[l->tag[i]]);
    send_bits(f, "under=", l->named[i]);
    begin(f, "under+type=");
    put_type(f, l);
    put_bits(f, l->named[i]);
    send(f);
    begin(f, "under+cameo=");
    put(f, h ? h->cameo : "--", 2);
    put_bits(f, l->named[i]);
    send(f);
    begin(f, "rule+type=");
    put_type(f, l);
    put_z(f, tag_names[l->tag[i]]);
    send(f);
    begin(f, "rule+mutual=");
    put_z(f, !h ? "none" : h->rule->flags & FLAG_MUTUAL ? "yes" : "no");
    put_z(f, tag_names[l->tag[i]]);
    send(f);
    begin(f, "rule+aux=");
    put_bits(f, h ? h->aux : 255u);
    put_z(f, tag_names[l->tag[i]]);
    send(f);
    send_bits(f, "mention=", l->mention[i]);
    begin(f, "mention+rel=");
    put_bits(f, l->mention[i]);
    put_z(f, rel_names[s->rel[l->phrase[i]]]);
    send(f);
}

static void see_neighbour(const gist_look *l, int32_t i, const char *side, name *f) {
    static const char *const what[] = {"word=", "tag=", "rel=", "rule=", "mention=", "under="};
    const what_sent *s = l->s;
    if (i < 0 || i >= s->n) {
        send_z(f, side, "end");
        return;
    }
    for (int k = 0; k < 6; k++) {
        begin(f, side);
        put_z(f, what[k]);
        switch (k) {
        case 0: put_lemma(f, s, i); break;
        case 1: put_z(f, pos_names[s->pos[i]]); break;
        case 2: put_z(f, rel_names[s->rel[i]]); break;
        case 3: put_z(f, tag_names[l->tag[i]]); break;
        case 4: put_bits(f, l->mention[i]); break;
        default: put_bits(f, l->named[i]);
        }
        send(f);
    }
}

static void see_pair(const gist_look *l, int32_t i, int32_t j, const char *what, name *f) {
    const what_sent *s = l->s;
    begin(f, what);
    put_z(f, "tags=");
    put_z(f, pos_names[s->pos[i]]);
    put_z(f, "_");
    put_z(f, pos_names[s->pos[j]]);
    send(f);
    begin(f, what);
    put_z(f, "rules=");
    put_z(f, tag_names[l->tag[i]]);
    put_z(f, tag_names[l->tag[j]]);
    send(f);
    begin(f, what);
    put_z(f, "mentions=");
    put_bits(f, l->mention[i]);
    put_bits(f, l->mention[j]);
    send(f);
}

void what_gist_see_word(const gist_look *l, int32_t i, gist_see *see, void *ctx) {
    name f = {.see = see, .ctx = ctx};
    see_itself(l, i, &f);
    see_phrase(l, i, &f);
    see_answers(l, i, &f);
    see_neighbour(l, i - 1, "left:", &f);
    see_neighbour(l, i + 1, "right:", &f);
    if (i > 0)
        see_pair(l, i - 1, i, "left+", &f);
    if (i + 1 < l->s->n) {
        see_pair(l, i, i + 1, "right+", &f);
        begin(&f, "words=");
        put_lemma(&f, l->s, i);
        put_z(&f, "_");
        put_lemma(&f, l->s, i + 1);
        send(&f);
    }
}

/* ---- the sentence ------------------------------------------------------------------------- */

static bool is_content(const what_sent *s, int32_t i) {
    uint8_t p = s->pos[i];
    return p == P_NOUN || p == P_VERB || p == P_ADJ || p == P_ADV || p == P_ADP;
}

static void see_words(const what_sent *s, name *f) {
    for (int32_t i = 0; i < s->n; i++) {
        if (is_content(s, i))
            send_lemma(f, "word=", s, i);
        if (i + 1 < s->n) {
            begin(f, "words=");
            put_lemma(f, s, i);
            put_z(f, "_");
            put_lemma(f, s, i + 1);
            send(f);
        }
        int32_t head = s->w[i].head;
        if (head < 0 || s->pos[head] != P_VERB)
            continue;
        begin(f, "pair=");
        put_lemma(f, s, head);
        put_z(f, "<");
        put_z(f, rel_names[s->rel[i]]);
        put_z(f, "<");
        put_lemma(f, s, i);
        send(f);
    }
}

static void see_act(const gist_look *l, name *f) {
    const what_hit *h = l->rule->hit;
    if (!h)
        return;
    send_z(f, "cameo=", h->cameo);
    begin(f, "cameo2=");
    put(f, h->cameo, 2);
    send(f);
    send_z(f, "type=", what_type_name(h->type));
    send_lemma(f, "act=", l->s, h->word);
    send_lemma(f, "clause=", l->s, h->frame->clause);
    begin(f, "type+aux=");
    put_type(f, l);
    put_bits(f, h->aux);
    send(f);
    send_z(f, "act-at=", h->frame->clause == l->root ? "root" : "below");
}

void what_gist_see_sentence(const gist_look *l, gist_see *see, void *ctx) {
    static const char *const classes[] = {"0", "1", "2", "3", "4"};
    name f = {.see = see, .ctx = ctx};
    send_z(&f, "bias", "");
    send_z(&f, "rule=", classes[l->rule->pentacode]);
    send_lemma(&f, "root=", l->s, l->root);
    see_act(l, &f);
    for (size_t k = 0; k < l->n_hits; k++) {
        begin(&f, l->hits[k]->dead ? "dead=" : "hit=");
        put(&f, l->hits[k]->cameo, 2);
        send(&f);
    }
    see_words(l->s, &f);
}
