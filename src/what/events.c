/* SPDX-License-Identifier: Apache-2.0 */
/* The whole room: article in, events out. */
#include "what/what_int.h"

#include <stdio.h>

/* Longer "sentences" are tables and lists; trees are walked recursively. */
enum { MAX_COMPARED = 48, MAX_SENTENCE = 1000 };

typedef struct event_list {
    bede_event *list;
    size_t n, cap;
    const bd_what_trace *trace;
    enum bd_what_gist gist;
    what_dated *notes; /* of all that were made, dropped ones too */
    size_t n_notes, cap_notes;
} event_list;

static what_dated *new_note(const what_sent *s, event_list *out) {
    out->notes =
        bd_arena_grow(s->arena, out->notes, out->n_notes, &out->cap_notes, sizeof *out->notes);
    return &out->notes[out->n_notes++];
}

static bool one_known(const what_parties *p) {
    for (size_t i = 0; i < p->n; i++)
        if (p->list[i].who.code[0])
            return true;
    return false;
}

static bool is_person_or_known(const what_parties *p) {
    return p->n > 0;
}

static bool is_own(const what_sent *s, const bede_party *p, const bede_party *actor) {
    if (p->mention == UINT32_MAX || actor->mention == UINT32_MAX)
        return false;
    const bede_mention *m = &s->a->mentions[p->mention];
    int32_t word = (int32_t)(m->head - s->first);
    return m->flags & BEDE_MENTION_PRONOUN && word >= 0 && word < s->n &&
           s->rel[word] == R_NMOD_POSS && strcmp(p->who.code, actor->who.code) == 0 &&
           m->entity == s->a->mentions[actor->mention].entity;
}

/* Who acts is not whom it is done to, nor is "their" in what is the actors' own. */
static void drop_actors(const what_sent *s, what_parties *recipients, const what_parties *actors) {
    size_t kept = 0;
    for (size_t i = 0; i < recipients->n; i++) {
        bool actor = false;
        for (size_t k = 0; k < actors->n; k++)
            actor |= actors->list[k].span.start == recipients->list[i].span.start ||
                     is_own(s, &recipients->list[i], &actors->list[k]);
        if (!actor)
            recipients->list[kept++] = recipients->list[i];
    }
    recipients->n = kept;
}

static bool holds(const what_hit *h, const what_parties *actors, const what_parties *recipients) {
    uint16_t flags = h->rule->flags;
    if (flags & FLAG_ALONE)
        return true;
    if (flags & FLAG_PARTY)
        return is_person_or_known(actors) && is_person_or_known(recipients);
    return one_known(actors) || one_known(recipients);
}

static bede_span trigger_span(const what_sent *s, const what_hit *h) {
    return (bede_span){s->w[h->first].span.start, s->w[h->last].span.end};
}

static uint64_t hash_parties(const bede_party *p, size_t n, uint64_t seed) {
    for (size_t i = 0; i < n; i++)
        seed = bd_hash(&p[i].span, sizeof p[i].span, bd_hash(p[i].who.code, 3, seed));
    return seed;
}

static void name_event(const what_sent *s, bede_event *e) {
    uint64_t h = bd_hash(s->a->name.s, s->a->name.n, e->sentence + 1);
    h = bd_hash(e->cameo, strlen(e->cameo), h + (uint64_t)e->type);
    h = bd_hash(&e->trigger, sizeof e->trigger, h);
    h = hash_parties(e->actors, e->n_actors, h);
    h = hash_parties(e->recipients, e->n_recipients, h + 1);
    snprintf(e->id, sizeof e->id, "%016llx", (unsigned long long)h);
}

/* The dead of an attack stand beside what was attacked. */
static void add_folded(const what_sent *s, const what_hit *h, what_parties *actors,
                       what_parties *recipients) {
    what_parties more = {0};
    what_fill_recipient(s, h->folded, &more);
    for (size_t i = 0; i < more.n; i++)
        what_party_add(s, recipients, (int32_t)more.list[i].mention);
    if (actors->n == 0)
        what_fill_actor(s, h->folded, actors);
}

/* "we", in somebody's words: the speaker. */
static void resolve_speaker(const what_sent *s, const what_hit *h, what_parties *p) {
    static const char *const words[] = {"we", "us", "our", "i", "me", "my"};
    if (h->speaker < 0)
        return;
    for (size_t i = 0; i < p->n; i++) {
        if (p->list[i].mention == UINT32_MAX)
            continue;
        const bede_mention *m = &s->a->mentions[p->list[i].mention];
        bede_span w = m->span;
        if (!(m->flags & BEDE_MENTION_PRONOUN) || p->list[i].who.code[0])
            continue;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (bd_view_is_nocase(bd_view(s->a->text.s + w.start, w.end - w.start), words[k]))
                p->list[i].who = s->a->mentions[h->speaker].who;
    }
}

static bool is_private(const what_parties *p, bool vague) {
    for (size_t i = 0; i < p->n; i++) {
        const bede_identity *who = &p->list[i].who;
        bool nobody = strcmp(who->sector, "CVL") == 0 || strcmp(who->sector, "UNK") == 0 ||
                      strcmp(who->sector, "CRM") == 0 || who->sector[0] == 0 ||
                      (vague && strcmp(who->sector, "UAF") == 0);
        if (!nobody || (who->code[0] && strcmp(who->code, who->country) != 0))
            return false;
    }
    return true;
}

static bool nonpolitical(const what_parties *p) {
    static const char *const list[] = {"CVL", "EDU", "MED", "BUS", "AGR", "JRN", "UNK"};
    for (size_t i = 0; i < p->n; i++) {
        const bede_identity *who = &p->list[i].who;
        bool found = !who->sector[0];
        for (size_t k = 0; k < sizeof list / sizeof *list && !found; k++)
            found = strcmp(who->sector, list[k]) == 0;
        if (!found || (who->code[0] && strcmp(who->code, who->country) != 0))
            return false;
    }
    return true;
}

/* Firms, schools and neighbours deal with each other every day; that is no politics. What they do
 * to a state, or one country's to another's, is looked at. */
static bool is_private_matter(const what_hit *h, const what_parties *actors,
                              const what_parties *recipients) {
    static const uint8_t types[] = {BEDE_AGREE,     BEDE_CONSULT, BEDE_SUPPORT,
                                    BEDE_COOPERATE, BEDE_AID,     BEDE_REJECT,
                                    BEDE_REQUEST,   BEDE_CONCEDE, BEDE_THREATEN};
    const char *code = NULL;
    bool among = false;
    for (size_t k = 0; k < sizeof types && !among; k++)
        among = types[k] == h->type;
    /* People who ask, refuse or threaten may mean the state, though the sentence does not say so.
     */
    bool speaks = h->type == BEDE_REQUEST || h->type == BEDE_REJECT || h->type == BEDE_THREATEN;
    if (!among || actors->n == 0 || !nonpolitical(actors) || !nonpolitical(recipients) ||
        (speaks && recipients->n == 0))
        return false;
    for (int side = 0; side < 2; side++) {
        const what_parties *p = side ? recipients : actors;
        for (size_t i = 0; i < p->n; i++) {
            const char *its = p->list[i].who.code;
            if (its[0] && code && strcmp(its, code) != 0)
                return false;
            code = its[0] ? its : code;
        }
    }
    return true;
}

/* A gunman and a passer-by of the same country: crime, not politics. */
static bool is_crime(const what_hit *h, const what_parties *actors,
                     const what_parties *recipients) {
    if (h->type != BEDE_ASSAULT || actors->n == 0 || !is_private(actors, true) ||
        !is_private(recipients, false))
        return false;
    for (size_t i = 0; i < recipients->n; i++)
        if (strcmp(recipients->list[i].who.code, actors->list[0].who.code) != 0)
            return false;
    return true;
}

static void add_event(const what_sent *s, const what_hit *h, event_list *out) {
    what_parties actors = {0}, recipients = {0};
    if (!h->dead && h->type >= BEDE_EVENT_TYPES)
        WHAT_TELL(s, BEDE_STEP_DROPPED, h->word, h->rule,
                  h->type == TYPE_STATEMENT ? "speech that is no event" : "an everyday sense");
    if (h->dead || h->type >= BEDE_EVENT_TYPES)
        return;
    what_fill_actor(s, h, &actors);
    what_fill_recipient(s, h, &recipients);
    if (h->folded)
        add_folded(s, h, &actors, &recipients);
    drop_actors(s, &recipients, &actors);
    resolve_speaker(s, h, &actors);
    resolve_speaker(s, h, &recipients);
    what_fill_crowd(s, h, &actors);
    what_fill_site(s, h, &actors, &recipients);
    if (!holds(h, &actors, &recipients)) {
        bede_event e = {.type = (bede_event_type)h->type,
                        .aux = h->aux,
                        .trigger_word = s->first + (uint32_t)h->word};
        what_when(s, h, &e, new_note(s, out));
        out->notes[out->n_notes - 1].ghost = true;
        WHAT_TELL(s, BEDE_STEP_DROPPED, h->word, h->rule, "nobody known is a party of it");
        return;
    }
    bool crime = is_crime(h, &actors, &recipients);
    if (crime || is_private_matter(h, &actors, &recipients)) {
        WHAT_TELL(s, BEDE_STEP_DROPPED, h->word, h->rule, "%s",
                  crime ? "a crime without a political side"
                        : "a matter of private persons or firms");
        return;
    }
    if (s->trace)
        what_trace_coded(s, h);
    bede_event e = {.type = (bede_event_type)h->type,
                    .aux = h->aux,
                    .mode = h->rule->mode,
                    .context = h->rule->context,
                    .actors = actors.list,
                    .n_actors = actors.n,
                    .recipients = recipients.list,
                    .n_recipients = recipients.n,
                    .place = UINT32_MAX,
                    .said_by = h->speaker >= 0 ? (uint32_t)h->speaker : UINT32_MAX,
                    .sentence = s->index,
                    .trigger = trigger_span(s, h),
                    .trigger_word = s->first + (uint32_t)h->word,
                    .rule = h->rule->tag};
    memcpy(e.cameo, h->cameo, sizeof e.cameo);
    if (h->type != h->rule->type)
        e.mode = (bede_view){0};
    e.goldstein = what_goldstein(s->r, e.cameo);
    e.score = what_score_of(s->r, h->type, e.mode);
    e.reported_by = what_reported_by(s);
    what_when(s, h, &e, new_note(s, out));
    what_where(s, h, &e);
    name_event(s, &e);
    out->list = bd_arena_grow(s->arena, out->list, out->n, &out->cap, sizeof *out->list);
    out->list[out->n++] = e;
}

/* ---- the same told twice -------------------------------------------------------------------- */

static bool has_code(const bede_party *p, size_t n, const char *code) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(p[i].who.code, code) == 0)
            return true;
    return false;
}

static bool covers(const bede_party *p, size_t n, const bede_party *q, size_t m) {
    for (size_t i = 0; i < m; i++)
        if (!has_code(p, n, q[i].who.code))
            return false;
    return true;
}

/* Does `e` say nothing that `f` does not? "killed or wounded", "aided ..., making a contribution".
 */
static bool repeats(const bede_article *a, const bede_event *e, const bede_event *f) {
    if (e->type != f->type || e->aux != f->aux ||
        !covers(f->actors, f->n_actors, e->actors, e->n_actors) ||
        !covers(f->recipients, f->n_recipients, e->recipients, e->n_recipients))
        return false;
    /* "shot a man in one town and wounded six in another": two acts. */
    if (e->place != f->place && e->place != UINT32_MAX && f->place != UINT32_MAX)
        return false;
    const bede_word *w = &a->words[a->sentences[e->sentence].first_word];
    int32_t x = (int32_t)(e->trigger_word - a->sentences[e->sentence].first_word);
    int32_t y = (int32_t)(f->trigger_word - a->sentences[f->sentence].first_word);
    bool sisters = (w[x].head == y || w[y].head == x) && x - y <= 3 && y - x <= 3;
    bool less = e->n_recipients == 0 && f->n_recipients > 0 && e->n_actors > 0;
    return sisters || less || e->n_actors + e->n_recipients < f->n_actors + f->n_recipients;
}

static void drop_repeats(const bede_article *a, event_list *out, size_t from) {
    size_t kept = from, n = out->n - from;
    bede_event all[MAX_COMPARED];
    if (n == 0 || n > MAX_COMPARED) /* a list, not a sentence */
        return;
    memcpy(all, out->list + from, n * sizeof *all);
    for (size_t i = 0; i < n; i++) {
        bool drop = false;
        for (size_t k = 0; k < n && !drop; k++)
            if (k != i && repeats(a, &all[i], &all[k]))
                drop = k < i || !repeats(a, &all[k], &all[i]);
        if (!drop)
            out->list[kept++] = all[i];
    }
    out->n = kept;
}

/* ---- speech that is an act: "X must withdraw", said Y --------------------------------------- */

static const what_rule *modal_of(const what_sent *s, int32_t v) {
    if (!what_is_verb(s, v) && !(s->pos[v] == P_ADJ && what_child(s, v, R_COP) >= 0))
        return NULL;
    WHAT_CHILDREN(s, v, c)
    if (s->rel[c] == R_AUX && s->r->words[s->id[c]].modal)
        return s->r->words[s->id[c]].modal;
    return NULL;
}

/* "Solidarity must go on" asks nobody for anything: somebody must be asked, or something be done by
 * somebody ("the ban must be lifted"). */
static bool asks_somebody(const what_sent *s, int32_t v) {
    static const char *const lemmas[] = {"party", "side",   "country",   "nation",
                                         "world", "all",    "community", "people",
                                         "state", "leader", "everyone"};
    int32_t subject = what_surface_subject(s, v, 0);
    if (subject < 0 || s->mention[subject] >= 0 || what_is_passive(s, v))
        return true;
    for (size_t k = 0; k < sizeof lemmas / sizeof *lemmas; k++)
        if (bd_view_is(s->w[subject].lemma, lemmas[k]))
            return true;
    return false;
}

static void try_modal(what_sent *s, int32_t v, int32_t quote_speaker) {
    const what_rule *rule = modal_of(s, v);
    bool inside;
    if (!rule || !asks_somebody(s, v))
        return;
    int32_t speaker = what_speaker(s, v, &inside);
    if (speaker < 0)
        speaker = quote_speaker;
    what_hit *inner = what_clause_hit(s, v);
    if (speaker < 0) {
        /* Nobody says it: what must be is not what is. */
        if (inner && (inner->word == v || inner->frame->clause == v))
            inner->dead = true;
        return;
    }
    what_hit *h = bd_arena_alloc(s->arena, sizeof *h);
    *h = (what_hit){.rule = rule,
                    .type = rule->type,
                    .word = v,
                    .first = v,
                    .last = v,
                    .inner = inner,
                    .speaker = speaker,
                    .in_speech = true};
    h->frame = what_frame_of(s, v, KIND_VERB);
    memcpy(h->cameo, rule->cameo, sizeof h->cameo);
    if (inner)
        inner->dead = true;
    s->hit[v] = h;
}

/* ---- a sentence ----------------------------------------------------------------------------- */

static void fill_modal(const what_sent *s, what_hit *h, event_list *out);

/* Whose words the hit rests on, where its own clause does not tell. */
static int32_t speaker_of(const what_sent *s, const what_hit *h, int32_t quote_speaker,
                          const what_said *said) {
    if (h->speaker >= 0)
        return h->speaker;
    if (s->w[h->word].flags & BEDE_WORD_IN_QUOTES)
        return quote_speaker;
    return said && (h->word < said->first || h->word > said->last) ? said->speaker : -1;
}

static void read_sentence(what_sent *sentence, int32_t quote_speaker, event_list *out) {
    what_sent s = *sentence;
    bd_arena *arena = s.arena;
    bede_article *a = s.a;
    what_said said;
    bool known = what_said_by(&s, &said);
    if (known) {
        s.tail_first = said.first;
        s.tail_last = said.last;
    }
    s.trace = out->trace;
    what_match_all(&s);
    what_hit **hits = bd_arena_array(arena, (size_t)s.n, sizeof(what_hit *));
    size_t n = 0, before = out->n;
    for (int32_t i = 0; i < s.n; i++)
        try_modal(&s, i, quote_speaker);
    for (int32_t i = 0; i < s.n; i++) {
        what_hit *h = s.hit[i];
        if (!h)
            continue;
        bool modal = h->rule == modal_of(&s, i);
        if (!modal)
            what_embed(&s, h);
        h->speaker = speaker_of(&s, h, quote_speaker, known ? &said : NULL);
        hits[n++] = h;
    }
    for (size_t i = 0; i < n; i++)
        what_fold(&s, hits[i]);
    for (size_t i = 0; i < n; i++)
        what_settle(&s, hits[i]);
    for (size_t i = 0; i < n; i++) {
        if (!hits[i]->dead && hits[i]->rule == modal_of(&s, hits[i]->word))
            fill_modal(&s, hits[i], out);
        else
            add_event(&s, hits[i], out);
    }
    drop_repeats(a, out, before);
    if (out->gist)
        what_gist(&s, hits, n, out->gist == BD_GIST_FEATURES, &a->gists[s.index]);
}

/* A demand by the speaker to the one who must. */
static void fill_modal(const what_sent *s, what_hit *h, event_list *out) {
    what_parties actors = {0}, recipients = {0};
    what_arg args[8];
    what_party_add(s, &actors, h->speaker);
    if (!h->frame->passive && what_slot_args(s, h, SLOT_SUBJ, args, 8))
        what_parties_of(s, &recipients, args[0].word, false);
    drop_actors(s, &recipients, &actors);
    if (!one_known(&actors))
        return;
    bede_event e = {.type = (bede_event_type)h->type,
                    .mode = h->rule->mode,
                    .context = h->rule->context,
                    .actors = actors.list,
                    .n_actors = actors.n,
                    .recipients = recipients.list,
                    .n_recipients = recipients.n,
                    .place = UINT32_MAX,
                    .said_by = (uint32_t)h->speaker,
                    .sentence = s->index,
                    .trigger = trigger_span(s, h),
                    .trigger_word = s->first + (uint32_t)h->word,
                    .rule = h->rule->tag};
    memcpy(e.cameo, h->cameo, sizeof e.cameo);
    e.goldstein = what_goldstein(s->r, e.cameo);
    e.score = what_score_of(s->r, h->type, e.mode);
    e.reported_by = what_reported_by(s);
    what_when(s, h, &e, new_note(s, out));
    what_where(s, h, &e);
    name_event(s, &e);
    out->list = bd_arena_grow(s->arena, out->list, out->n, &out->cap, sizeof *out->list);
    out->list[out->n++] = e;
}

/* ---- articles that are no politics ---------------------------------------------------------- */

/* Sport, film, markets: at least this many of a topic's words, one in so many words, and half as
 * many again as of politics. */
enum { TOPIC_WORDS = 6, TOPIC_SHARE = 45 };

static bool is_off_topic(const what_rules *r, const bede_article *a) {
    uint32_t count[sizeof r->topics / sizeof *r->topics] = {0};
    char low[64];
    if (r->n_topics == 0 || a->n_words < 40)
        return false;
    for (size_t i = 0; i < a->n_words; i++) {
        bede_view v = a->words[i].lemma;
        if (v.n == 0 || v.n >= sizeof low)
            continue;
        uint32_t id = what_word_get(r, bd_view(low, bd_utf8_lower(v, low, sizeof low)));
        for (uint32_t k = 0; id && r->words[id].topics && k < r->n_topics; k++)
            count[k] += r->words[id].topics >> k & 1;
    }
    uint32_t politics = 0;
    for (uint32_t k = 0; k < r->n_topics; k++)
        politics += bd_view_is(r->topics[k], "politics") ? count[k] : 0;
    for (uint32_t k = 0; k < r->n_topics; k++)
        if (count[k] >= TOPIC_WORDS && count[k] * TOPIC_SHARE >= a->n_words &&
            2 * count[k] >= 3 * politics && !bd_view_is(r->topics[k], "politics"))
            return true;
    return false;
}

void bd_what_read(const bd_what *w, bd_arena *arena, bede_article *a, enum bd_what_gist gist,
                  const bd_what_trace *trace) {
    const what_rules *r = w->rules;
    event_list out = {.trace = trace, .gist = gist};
    int32_t *speaker = bd_arena_array(arena, a->n_sentences, sizeof *speaker);
    a->n_gists = gist ? a->n_sentences : 0;
    a->gists = bd_arena_array(arena, a->n_gists, sizeof *a->gists);
    what_sent *all = bd_arena_array(arena, a->n_sentences, sizeof *all);
    for (uint32_t i = 0; i < a->n_sentences; i++)
        if (a->sentences[i].n_words <= MAX_SENTENCE)
            what_sent_init(&all[i], r, arena, a, i);
    what_quotes(all, arena, a, speaker);
    for (uint32_t i = 0; i < a->n_sentences; i++)
        if (all[i].r)
            read_sentence(&all[i], speaker[i], &out);
    what_date_all(arena, a, out.list, out.n, out.notes, out.n_notes);
    a->events = out.list;
    a->n_events = out.n;
    if (is_off_topic(r, a)) {
        a->n_events = 0;
        a->off_topic = true;
    }
}
