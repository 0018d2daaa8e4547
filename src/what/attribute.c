/* SPDX-License-Identifier: Apache-2.0 */
/* The agency or outlet that a sentence credits. */
#include "what/what_int.h"

static bool among(bede_view v, const char *const *list) {
    for (; *list; list++)
        if (bd_view_is(v, *list))
            return true;
    return false;
}

/* Does this verb carry news? */
static bool carries(const what_sent *s, int32_t v) {
    static const char *const list[] = {"report", "publish", "broadcast", "air",   "carry",
                                       "show",   "cite",    "quote",     "learn", "interview",
                                       "run",    "print",   NULL};
    return v >= 0 && (s->r->words[s->id[v]].flags & WORD_SAY || among(s->w[v].lemma, list));
}

static bool is_news_item(bede_view v) {
    static const char *const list[] = {"interview", "report",  "comment", "remark", "statement",
                                       "dispatch",  "article", "footage", NULL};
    return among(v, list);
}

/* By its form: at a sentence's start "According" may be taken for a verb. */
static bool is_account(const what_sent *s, int32_t i) {
    WHAT_CHILDREN(s, i, c) {
        bede_span w = s->w[c].span;
        if (c < i &&
            bd_view_is_nocase(bd_view(s->a->text.s + w.start, w.end - w.start), "according"))
            return true;
    }
    return false;
}

/* An outlet that tells, is told, or is named as the source: not one that is raided or closed. */
static bool reports(const what_sent *s, int32_t i) {
    int32_t h = s->w[i].head;
    uint32_t slot = what_case_slot(s, i);
    if (slot == SLOT_ACCORDING_TO || is_account(s, i))
        return true;
    switch (s->rel[i]) {
    case R_NSUBJ: return carries(s, h);
    case R_OBJ:
    case R_IOBJ: return h >= 0 && s->r->words[s->id[h]].flags & WORD_SAY;
    case R_OBL:
    case R_OBL_AGENT:
        return carries(s, h) &&
               (slot == SLOT_BY || slot == SLOT_TO || slot == SLOT_ON || slot == SLOT_IN);
    case R_NMOD: return h >= 0 && is_news_item(s->w[h].lemma);
    case R_NMOD_POSS:
    case R_COMPOUND: return h >= 0 && is_news_item(s->w[h].lemma);
    case R_ROOT:
    case R_PARATAXIS: return true; /* "(Reuters)", "Raid kills two: Anadolu" */
    default: return false;
    }
}

static bool is_outlet(bede_view v) {
    static const char *const list[] = {
        "agency",  "television", "tv",     "radio",    "newspaper", "daily", "channel",     "media",
        "network", "website",    "outlet", "magazine", "weekly",    "paper", "broadcaster", NULL};
    return among(v, list);
}

/* "The Anadolu agency": what the name belongs to stands in the sentence. */
static int32_t outlet_of(const what_sent *s, int32_t i) {
    for (int k = 0; k < 4 && s->w[i].head >= 0 && is_outlet(s->w[s->w[i].head].lemma) &&
                    (s->rel[i] == R_COMPOUND || s->rel[i] == R_APPOS || s->rel[i] == R_FLAT ||
                     s->rel[i] == R_NMOD_POSS);
         k++)
        i = s->w[i].head;
    return i;
}

/* "State television": no name, but the words. */
static bede_view unnamed(const what_sent *s, int32_t i) {
    int32_t from = i;
    if (!what_is_noun(s, i) || !is_outlet(s->w[i].lemma) || bd_view_is(s->w[i].lemma, "agency") ||
        !reports(s, i) || s->rel[i] == R_ROOT || s->rel[i] == R_PARATAXIS)
        return (bede_view){0};
    while (from > 0 && s->w[from - 1].head == i &&
           (s->rel[from - 1] == R_COMPOUND || s->rel[from - 1] == R_AMOD))
        from--;
    if (from == i)
        return (bede_view){0};
    return bd_view(s->a->text.s + s->w[from].span.start, s->w[i].span.end - s->w[from].span.start);
}

bede_view what_reported_by(const what_sent *s) {
    for (int32_t i = 0; i < s->n; i++) {
        int32_t m = s->mention[i];
        if (m < 0 || !(s->a->mentions[m].flags & BEDE_MENTION_MEDIA) ||
            !reports(s, outlet_of(s, i)))
            continue;
        const bede_mention *who = &s->a->mentions[m];
        if (who->who.name.n)
            return who->who.name;
        return bd_view(s->a->text.s + who->span.start, who->span.end - who->span.start);
    }
    for (int32_t i = 0; i < s->n; i++) {
        bede_view v = unnamed(s, i);
        if (v.n)
            return v;
    }
    return s->a->n_credits ? s->a->credits[0] : (bede_view){0};
}
