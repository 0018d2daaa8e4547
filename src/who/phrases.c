/* SPDX-License-Identifier: Apache-2.0 */
/* Noun phrases and what their own words tell: titles, roles, nationalities, owners. */
#include "who/who_int.h"

/* How deep an owner's owner is looked for: "the wife of the head of the army of Chad". */
enum { MAX_OWNERS = 4 };

static const bede_word *word_of(const who_work *w, int32_t i) {
    return &w->deps.words[i];
}

static bool joins_name(unsigned rel) {
    return rel == BD_REL_FLAT || rel == BD_REL_FIXED || rel == BD_REL_GOESWITH;
}

/* Children that belong to the phrase itself, without other phrases inside it. */
static bool is_core(unsigned rel) {
    return joins_name(rel) || rel == BD_REL_DET || rel == BD_REL_DET_PREDET || rel == BD_REL_AMOD ||
           rel == BD_REL_COMPOUND || rel == BD_REL_NMOD_POSS || rel == BD_REL_NUMMOD ||
           rel == BD_REL_NMOD_DESC;
}

static bool case_is(const who_work *w, int32_t i, const char *const *words) {
    int32_t c = bd_deps_child(&w->deps, i, BD_REL_CASE);
    for (; c >= 0 && *words; words++)
        if (bd_view_is(w->folded[w->deps.first + (uint32_t)c], *words))
            return true;
    return false;
}

/* Marks the subtree of i, without clauses and coordinated phrases. `whole`: with the phrases that
 * hang on it by a preposition or stand in apposition. */
static void mark(const who_work *w, int32_t i, bool whole, unsigned char *in, int depth) {
    in[i] = 1;
    if (depth > 30)
        return;
    for (int32_t c = w->deps.child[i]; c >= 0; c = w->deps.next[c]) {
        unsigned rel = word_of(w, c)->deprel;
        bool inside = is_core(rel) || (depth && (rel == BD_REL_CASE || rel == BD_REL_PUNCT)) ||
                      (rel == BD_REL_PUNCT && word_of(w, c)->xpos == BD_XPOS_HYPH) ||
                      (whole && (rel == BD_REL_NMOD || rel == BD_REL_APPOS)) ||
                      (depth && (rel == BD_REL_CONJ || rel == BD_REL_CC));
        if (inside)
            mark(w, c, whole || depth, in, depth + 1);
    }
}

typedef struct phrase {
    int32_t head, left, right;     /* with prepositional phrases and appositions */
    int32_t core_left, core_right; /* without */
} phrase;

static bool is_punct(const who_work *w, int32_t i) {
    return word_of(w, i)->upos == BD_UPOS_PUNCT;
}

static void reach(const who_work *w, const unsigned char *in, int32_t head, int32_t *left,
                  int32_t *right) {
    *left = *right = head;
    for (int32_t i = head - 1; i >= 0 && (in[i] || is_punct(w, i)); i--)
        if (in[i])
            *left = i;
    for (int32_t i = head + 1; i < w->deps.n && (in[i] || is_punct(w, i)); i++)
        if (in[i])
            *right = i;
    while (*left < head && is_punct(w, *left))
        ++*left;
    while (*right > head && is_punct(w, *right))
        --*right;
}

static phrase phrase_of(const who_work *w, int32_t head, unsigned char *in) {
    phrase p = {.head = head};
    memset(in, 0, (size_t)w->deps.n);
    mark(w, head, true, in, 0);
    reach(w, in, head, &p.left, &p.right);
    memset(in, 0, (size_t)w->deps.n);
    mark(w, head, false, in, 0);
    reach(w, in, head, &p.core_left, &p.core_right);
    return p;
}

static const who_hit *hit_at(const who_work *w, int32_t i) {
    uint32_t at = w->in_hit[w->deps.first + (uint32_t)i];
    return at ? &w->hit[at - 1] : NULL;
}

static const who_role *role_at(const who_work *w, int32_t i) {
    uint32_t at = w->in_role[w->deps.first + (uint32_t)i];
    return at ? &w->role[at - 1] : NULL;
}

/* "Iranian-backed": the country behind a participle is not the phrase's own. */
static bool behind_participle(const who_work *w, int32_t i, int32_t head) {
    int32_t at = i;
    for (int k = 0; k < 4 && at >= 0 && at != head; k++) {
        if (word_of(w, at)->deprel == BD_REL_AMOD && word_of(w, at)->upos != BD_UPOS_ADJ &&
            word_of(w, at)->upos != BD_UPOS_PROPN && word_of(w, at)->upos != BD_UPOS_NOUN)
            return true;
        at = bd_deps_head(&w->deps, at);
    }
    return i + 2 < w->deps.n && word_of(w, i + 1)->xpos == BD_XPOS_HYPH &&
           word_of(w, i + 2)->xpos == BD_XPOS_VBN;
}

static bool identify(const who_work *w, int32_t head, bede_identity *out, uint8_t *flags,
                     bede_view *source, who_note *note, int depth);

/* Copies what an owner passes on to what it owns. */
static void inherit(bede_identity *out, const bede_identity *owner) {
    memcpy(out->code, owner->code, 4);
    memcpy(out->country, owner->country, 4);
}

/* The owner among the phrase's own words: "Kremlin spokesman", "Iran's army", "the Chinese navy".
 */
static bool near_owner(const who_work *w, const phrase *p, bede_identity *owner, bool *place) {
    const who_hit *head_hit = hit_at(w, p->head);
    for (int32_t i = p->head; i >= p->core_left; i--) {
        const who_hit *h = hit_at(w, i);
        if (!h || h == head_hit || h->against || who_is_outlet(w, h) ||
            behind_participle(w, i, p->head))
            continue;
        uint8_t flags = 0;
        bede_view source;
        who_identity(w, h, owner, &flags, &source);
        *place = h->table == BD_WHO_COUNTRIES;
        return true;
    }
    return false;
}

/* "protesters in Khartoum", "spokesman for the Syrian opposition", "president of Peru". */
static bool far_owner(const who_work *w, const phrase *p, const char *const *owning,
                      bede_identity *owner, bool *place, int depth) {
    for (int32_t c = w->deps.child[p->head]; c >= 0; c = w->deps.next[c]) {
        if (word_of(w, c)->deprel != BD_REL_NMOD || !case_is(w, c, owning))
            continue;
        uint8_t flags = 0;
        bede_view source = {0};
        who_note note = {0};
        *owner = (bede_identity){0};
        if (identify(w, c, owner, &flags, &source, &note, depth + 1) && owner->code[0]) {
            *place = flags & BEDE_MENTION_PLACE;
            return true;
        }
    }
    return false;
}

/* A city of the gazetteer in the phrase: "police in Seattle". */
static bool place_owner(const who_work *w, const phrase *p, bede_identity *owner) {
    const bede_article *a = w->a;
    for (size_t i = 0; i < a->n_places; i++) {
        if (a->places[i].first < w->deps.first + (uint32_t)p->left ||
            a->places[i].last > w->deps.first + (uint32_t)p->right || !a->places[i].country[0])
            continue;
        memcpy(owner->code, a->places[i].country, 4);
        memcpy(owner->country, a->places[i].country, 4);
        return true;
    }
    return false;
}

/* "jailed 49 soldiers from Peru": what the tree hangs on the verb, though it stands right behind.
 */
static bool next_owner(const who_work *w, const phrase *p, bede_identity *owner, bool *place) {
    int32_t i = p->right + 1;
    if (i + 1 >= w->deps.n || !bd_view_is(w->folded[w->deps.first + (uint32_t)i], "from"))
        return false;
    int32_t name = bd_deps_head(&w->deps, i);
    if (name <= i || name > i + 4 || word_of(w, name)->deprel != BD_REL_OBL ||
        bd_deps_head(&w->deps, name) != bd_deps_head(&w->deps, p->head) ||
        word_of(w, p->head)->deprel == BD_REL_NSUBJ)
        return false;
    const who_hit *h = hit_at(w, name);
    uint8_t flags = 0;
    bede_view source;
    if (!h || h->table != BD_WHO_COUNTRIES)
        return false;
    who_identity(w, h, owner, &flags, &source);
    *place = true;
    return true;
}

static bool is_former(const who_work *w, const phrase *p) {
    static const char *const words[] = {"former", "ex", "late", "onetime", "ousted", "deposed"};
    for (int32_t i = p->core_left; i < p->core_right; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (bd_view_is(w->folded[w->deps.first + (uint32_t)i], words[k]))
                return true;
    return false;
}

/* The role that the phrase names: at its head, else the one nearest before it. */
static const who_role *role_of(const who_work *w, const phrase *p) {
    const who_role *r = role_at(w, p->head);
    if (r)
        return r;
    if (word_of(w, p->head)->upos != BD_UPOS_PROPN)
        return NULL;
    for (int32_t i = p->head - 1; i >= p->core_left; i--)
        if ((r = role_at(w, i)) && !bd_view_is(r->kind, "thing"))
            return r;
    return NULL;
}

/* Whose a role is. A thing acts only for one that is said to be its owner: missiles fired towards
 * a country are not that country's. */
static bool find_owner(const who_work *w, const phrase *p, const who_role *r, bede_identity *owner,
                       bool *place, int depth) {
    static const char *const any[] = {"of", "for", "from", "in", "at", "to", NULL};
    static const char *const makers[] = {"of", "from", "by", NULL};
    if (near_owner(w, p, owner, place))
        return true;
    if (bd_view_is(r->kind, "thing"))
        return far_owner(w, p, makers, owner, place, depth);
    return far_owner(w, p, any, owner, place, depth) || place_owner(w, p, owner) ||
           (bd_view_is(r->sector, "MIL") && next_owner(w, p, owner, place));
}

/* "NFU president": a name that nobody explains owns the office. */
static bool unknown_owner(const who_work *w, const phrase *p, const who_role *r) {
    uint32_t at = w->in_role[w->deps.first + (uint32_t)p->head];
    int32_t i = at ? (int32_t)(at - 1 - w->deps.first) - 1 : p->head - 1;
    if (bd_view_find(r->phrase, "inist", 0) != SIZE_MAX)
        return false;                     /* a portfolio: "Planning Minister" */
    for (; !at && i >= p->core_left; i--) /* the role stands before the name */
        if (role_at(w, i)) {
            i = (int32_t)(w->in_role[w->deps.first + (uint32_t)i] - 1 - w->deps.first) - 1;
            break;
        }
    if (i < p->core_left || word_of(w, i)->upos != BD_UPOS_PROPN || hit_at(w, i) || role_at(w, i))
        return false;
    bede_view v = who_word(w, w->deps.first + (uint32_t)i);
    return v.n > 1 && v.s[0] >= 'A' && v.s[0] <= 'Z';
}

static void from_role(const who_work *w, const phrase *p, const who_role *r, bede_identity *out,
                      bede_view *source, int depth) {
    bede_identity owner = {0};
    bool place = false;
    bool found = find_owner(w, p, r, &owner, &place, depth);
    who_set_code(out->sector, r->sector);
    if (found) {
        inherit(out, &owner);
        if (!r->sector.n && (place || !owner.sector[0]) && !bd_view_is(r->kind, "people"))
            who_set_code(out->sector, BD_LIT("GOV"));
        else if (!r->sector.n)
            memcpy(out->sector, owner.sector, 4);
        *source = BD_LIT("grammar: role with owner");
    } else {
        *source = BD_LIT("grammar: role");
        if (!strcmp(out->sector, "GOV") && bd_view_is(r->kind, "person") && unknown_owner(w, p, r))
            *out = (bede_identity){0};
    }
    if (!strcmp(out->sector, "NGO")) /* "a British aid worker": the codebook's code for them all */
        who_set_code(out->code, BD_LIT("NGO"));
    if (is_former(w, p) && (!strcmp(out->sector, "GOV") || !strcmp(out->sector, "LEG") ||
                            !strcmp(out->sector, "MIL") || !strcmp(out->sector, "JUD")))
        who_set_code(out->sector, BD_LIT("ELI"));
    out->office = r->phrase;
}

/* By the first of the words that make up a name. */
static char first_name_gender(const who_work *w, const phrase *p) {
    int32_t i = p->head;
    bd_phrase found;
    if (word_of(w, i)->upos != BD_UPOS_PROPN || !w->know->first_names.n_rows)
        return 0;
    for (int32_t k = p->core_left; k <= p->core_right; k++)
        if (word_of(w, k)->upos == BD_UPOS_PROPN &&
            bd_table_match(&w->know->first_names, &w->folded[w->deps.first + (uint32_t)k], 1,
                           &found, 1)) {
            bede_view v = bd_table_cell(&w->know->first_names, found.row, w->know->name_gender);
            return v.n ? v.s[0] : 0;
        }
    return 0;
}

static char gender_of(const who_work *w, const phrase *p) {
    static const char *const male[] = {"mr.",       "mr",       "king",      "prince",  "man",
                                       "boy",       "father",   "son",       "brother", "husband",
                                       "men",       "sheikh",   "ayatollah", "pope",    "imam",
                                       "spokesman", "chairman", "sir",       "emir"};
    static const char *const female[] = {
        "mrs.",     "ms.",         "mrs",        "ms",     "miss",     "queen",
        "princess", "woman",       "girl",       "mother", "daughter", "sister",
        "wife",     "spokeswoman", "chairwoman", "women",  "girls"};
    for (int32_t i = p->core_left; i <= p->core_right; i++) {
        bede_view v = w->folded[w->deps.first + (uint32_t)i];
        for (size_t k = 0; k < sizeof male / sizeof *male; k++)
            if (bd_view_is(v, male[k]))
                return 'm';
        for (size_t k = 0; k < sizeof female / sizeof *female; k++)
            if (bd_view_is(v, female[k]))
                return 'f';
    }
    return first_name_gender(w, p);
}

/* "The Hezbollah movement", "the APEC forum": the noun adds nothing to the name before it. */
static const who_hit *named_body(const who_work *w, const phrase *p) {
    static const char *const list[] = {
        "forum",       "group",   "movement", "organization", "organisation", "bloc",
        "alliance",    "party",   "company",  "agency",       "network",      "militia",
        "sect",        "faction", "union",    "coalition",    "league",       "tribunal",
        "corporation", "firm",    "cartel",   "regime",       "outfit",       "insurgency"};
    bool generic = false;
    for (size_t k = 0; k < sizeof list / sizeof *list && !generic; k++)
        generic = bd_view_is(word_of(w, p->head)->lemma, list[k]);
    for (int32_t i = p->head - 1; generic && i >= p->left; i--) {
        const who_hit *h = hit_at(w, i);
        if (h && (h->table == BD_WHO_AGENCIES || h->table == BD_WHO_ORGANISATIONS ||
                  h->table == BD_WHO_ARMED || h->table == BD_WHO_PARTIES))
            return h;
    }
    return NULL;
}

/* "An army base", "its jets": whose it is, the article will tell. */
static bool armed_owner(const who_work *w, const phrase *p, const who_role *r) {
    static const char *const list[] = {"army ",     "police ", "military ",  "government ",
                                       "security ", "navy ",   "air force ", "presidential "};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (bd_view_starts(r->phrase, list[k]))
            return true;
    for (int32_t c = w->deps.child[p->head]; c >= 0; c = w->deps.next[c])
        if (word_of(w, c)->xpos == BD_XPOS_PRP_POSS ||
            (word_of(w, c)->deprel == BD_REL_COMPOUND && role_at(w, c) &&
             bd_view_is(role_at(w, c)->kind, "group")))
            return true;
    return false;
}

/* "Met with force": no force that could act. */
static bool bare_force(const who_work *w, const phrase *p) {
    return p->left == p->head && p->right == p->head && word_of(w, p->head)->xpos == BD_XPOS_NN &&
           bd_view_is(word_of(w, p->head)->lemma, "force");
}

/* False if the phrase names nobody that could act. */
static bool identify(const who_work *w, int32_t head, bede_identity *out, uint8_t *flags,
                     bede_view *source, who_note *note, int depth) {
    unsigned char small[512],
        *in = w->deps.n <= 512 ? small : bd_arena_alloc(w->arena, (size_t)w->deps.n);
    phrase p = phrase_of(w, head, in);
    const who_hit *h = hit_at(w, head);
    const who_role *r = role_of(w, &p);
    if (!h && (h = named_body(w, &p)))
        r = NULL;
    note->gender = gender_of(w, &p);
    note->named =
        word_of(w, head)->upos == BD_UPOS_PROPN || who_also_name(w, w->deps.first + (uint32_t)head);
    if (h && !(h->table == BD_WHO_COUNTRIES && r)) {
        who_identity(w, h, out, flags, source);
        note->person = who_is_person(w, h);
        note->named = note->resolved = 1;
        return true;
    }
    if (depth > MAX_OWNERS)
        return false;
    if (r && bare_force(w, &p))
        return false;
    if (r) {
        from_role(w, &p, r, out, source, depth);
        note->role = w->in_role[w->deps.first + (uint32_t)head];
        note->person =
            bd_view_is(r->kind, "person") && (word_of(w, head)->xpos == BD_XPOS_NN || note->named);
        note->resolved = out->code[0] != 0;
        if (bd_view_is(r->kind, "thing") && !note->resolved && !armed_owner(w, &p, r)) {
            *out = (bede_identity){0};
            return note->named;
        }
        if (bd_view_is(r->kind, "vague"))
            *flags |= BEDE_MENTION_VAGUE;
        return true;
    }
    if (h) {
        who_identity(w, h, out, flags, source);
        note->named = note->resolved = 1;
        return true;
    }
    bool persons;
    return note->named || (word_of(w, head)->xpos == BD_XPOS_NNS &&
                           who_group_noun(word_of(w, head)->lemma, &persons));
}

static bool is_personal(const who_work *w, int32_t i) {
    unsigned x = word_of(w, i)->xpos;
    return word_of(w, i)->upos == BD_UPOS_PRON &&
           (x == BD_XPOS_PRP || x == BD_XPOS_PRP_POSS || x == BD_XPOS_WP || x == BD_XPOS_WP_POSS ||
            x == BD_XPOS_WDT);
}

static bool in_time(const who_work *w, uint32_t word) {
    const bede_article *a = w->a;
    size_t lo = 0, hi = a->n_times;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (a->times[mid].last < word)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < a->n_times && a->times[lo].first <= word;
}

static bede_span span_of(const who_work *w, int32_t left, int32_t right) {
    return (bede_span){word_of(w, left)->span.start, word_of(w, right)->span.end};
}

static void add(who_work *w, uint32_t sentence, int32_t head, const phrase *p,
                const bede_mention *like, const who_note *note) {
    w->m = bd_arena_grow(w->arena, w->m, w->n, &w->cap, sizeof *w->m);
    w->note = bd_arena_grow(w->arena, w->note, w->n, &w->cap_note, sizeof *w->note);
    bede_mention *m = &w->m[w->n];
    *m = *like;
    m->sentence = sentence;
    m->head = w->deps.first + (uint32_t)head;
    m->first = w->deps.first + (uint32_t)p->left;
    m->last = w->deps.first + (uint32_t)p->right;
    m->span = span_of(w, p->left, p->right);
    m->entity = w->entities++;
    w->note[w->n] = *note;
    w->at[m->head] = (uint32_t)++w->n;
}

/* An adjective or name inside another phrase: "Iranian", "Boko Haram" in "Boko Haram militants". */
static void modifier(who_work *w, uint32_t sentence, int32_t i) {
    const who_hit *h = hit_at(w, i);
    int32_t first = (int32_t)(w->in_hit[w->deps.first + (uint32_t)i] - 1 - w->deps.first);
    phrase p = {.head = i, .left = first, .right = first + h->n - 1};
    bede_mention m = {.flags = BEDE_MENTION_MODIFIER};
    who_note note = {.role = NOBODY, .named = 1, .resolved = 1};
    who_identity(w, h, &m.who, &m.flags, &m.source);
    if (h->against)
        m.flags |= BEDE_MENTION_AGAINST;
    if (h->table == BD_WHO_COUNTRIES)
        who_set_code(m.who.sector, BD_LIT("GOV"));
    add(w, sentence, i, &p, &m, &note);
}

/* "anti-government": a role behind the prefix; the article tells whose. */
static void against_role(who_work *w, uint32_t sentence, int32_t i) {
    static const char prefix[] = "anti-";
    bede_view word = w->folded[w->deps.first + (uint32_t)i];
    bd_phrase found;
    if (word.n < sizeof prefix + 2 || memcmp(word.s, prefix, sizeof prefix - 1) != 0)
        return;
    bede_view rest = bd_view_part(word, sizeof prefix - 1, word.n);
    if (!w->know->roles.n_rows || !bd_table_match(&w->know->roles, &rest, 1, &found, 1))
        return;
    bede_view kind = bd_table_cell(&w->know->roles, found.row, w->know->role_kind);
    bede_view sector = bd_table_cell(&w->know->roles, found.row, w->know->role_sector);
    if (!sector.n || bd_view_is(kind, "thing"))
        return;
    phrase p = {.head = i, .left = i, .right = i};
    bede_mention m = {.flags = BEDE_MENTION_MODIFIER | BEDE_MENTION_AGAINST,
                      .source = BD_LIT("grammar: role")};
    who_set_code(m.who.sector, sector);
    add(w, sentence, i, &p, &m, &(who_note){.role = NOBODY});
}

/* A part of a longer name in the dictionaries that is not the word the name hangs by: the last of
 * those whose head is outside ("Chadian and US forces" hangs by "forces"). */
static bool inside_name(const who_work *w, int32_t i) {
    const who_hit *h = hit_at(w, i);
    if (!h || h->n < 2)
        return false;
    int32_t first = (int32_t)(w->in_hit[w->deps.first + (uint32_t)i] - 1 - w->deps.first);
    for (int32_t k = first + h->n - 1; k >= first; k--) {
        int32_t head = bd_deps_head(&w->deps, k);
        if ((head < first || head >= first + h->n) && !is_punct(w, k))
            return k != i;
    }
    return false;
}

/* "The two met", "both agreed". */
static bool bare_pair(const who_work *w, int32_t i) {
    const bede_word *word = word_of(w, i);
    bool subject = word->deprel == BD_REL_NSUBJ || word->deprel == BD_REL_NSUBJ_PASS;
    bede_view v = w->folded[w->deps.first + (uint32_t)i];
    if (!subject)
        return false;
    return bd_view_is(v, "both") || (word->upos == BD_UPOS_NUM && i > 0 &&
                                     bd_view_is(w->folded[w->deps.first + (uint32_t)i - 1], "the"));
}

static bool nominal(const who_work *w, int32_t i) {
    unsigned pos = word_of(w, i)->upos, rel = word_of(w, i)->deprel;
    if (joins_name(rel) || rel == BD_REL_COMPOUND)
        return false;
    if (pos == BD_UPOS_NOUN || pos == BD_UPOS_PROPN)
        return rel != BD_REL_AMOD && rel != BD_REL_NMOD_DESC;
    return pos == BD_UPOS_ADJ && (rel == BD_REL_NSUBJ || rel == BD_REL_OBJ || rel == BD_REL_NMOD ||
                                  rel == BD_REL_NSUBJ_PASS || rel == BD_REL_OBL);
}

void who_phrases(who_work *w, uint32_t sentence) {
    bd_deps_build(&w->deps, w->arena, w->a, sentence);
    unsigned char *in = bd_arena_alloc(w->arena, (size_t)w->deps.n + 1);
    for (int32_t i = 0; i < w->deps.n; i++) {
        uint32_t word = w->deps.first + (uint32_t)i;
        unsigned rel = word_of(w, i)->deprel;
        if (in_time(w, word))
            continue;
        if (is_personal(w, i) && rel != BD_REL_EXPL && !w->in_hit[word]) {
            phrase p = {.head = i, .left = i, .right = i};
            bede_mention m = {.flags = BEDE_MENTION_PRONOUN};
            add(w, sentence, i, &p, &m, &(who_note){.role = NOBODY});
        } else if (bare_pair(w, i)) {
            phrase p = {
                .head = i, .left = i && word_of(w, i)->upos == BD_UPOS_NUM ? i - 1 : i, .right = i};
            bede_mention m = {.flags = BEDE_MENTION_PLURAL};
            add(w, sentence, i, &p, &m, &(who_note){.role = NOBODY});
        } else if (nominal(w, i)) {
            if (inside_name(w, i))
                continue;
            bede_mention m = {0};
            who_note note = {.role = NOBODY};
            if (!identify(w, i, &m.who, &m.flags, &m.source, &note, 0))
                continue;
            unsigned x = word_of(w, i)->xpos;
            if (x == BD_XPOS_NNS || x == BD_XPOS_NNPS)
                m.flags |= BEDE_MENTION_PLURAL;
            phrase p = phrase_of(w, i, in);
            add(w, sentence, i, &p, &m, &note);
        } else if ((rel == BD_REL_AMOD || rel == BD_REL_COMPOUND) && !w->in_hit[word]) {
            against_role(w, sentence, i);
        } else if ((rel == BD_REL_AMOD || rel == BD_REL_COMPOUND || rel == BD_REL_CONJ) &&
                   w->in_hit[word] &&
                   w->in_hit[word] - 1 + w->hit[w->in_hit[word] - 1].n == word + 1 &&
                   !behind_participle(w, i, -1)) {
            int32_t head = bd_deps_head(&w->deps, i);
            if (head < 0 || hit_at(w, head) != hit_at(w, i))
                modifier(w, sentence, i);
        }
    }
}
