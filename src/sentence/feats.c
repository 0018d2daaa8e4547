/* SPDX-License-Identifier: Apache-2.0 */
/* Morphological features, derived from tags, forms and the tree: the model gives none, and in
 * English they follow from what it gives. */
#include "sentence/sentence_int.h"

/* ORDER FEATS. A finite verb is FIN_PAST or FIN_PRES plus its subject's person. */
enum { I_SING, YOU_SING, THIRD_SING, WE_PLUR, THIRD_PLUR, PERSONS };
enum {
    NONE,
    SING,
    PLUR,
    POS,
    CMP,
    SUP,
    ORDINAL,
    INF,
    IMP,
    FIN,
    GER,
    PRES_PART,
    PAST_PART,
    PASS_PART,
    FIN_PAST,
    FIN_PRES = FIN_PAST + PERSONS,
    ART_DEF = FIN_PRES + PERSONS,
    ART_IND,
    DEM_SING,
    DEM_PLUR,
    DEM,
    IND,
    TOT,
    NEG,
    INT,
    REL,
    IND_SING,
    TOT_SING,
    NEG_SING,
    DIGIT,
    WORD,
    FRACTION,
    NOT,
    NOM_1S,
    ACC_1S,
    NOM_2,
    ACC_2,
    NOM_3M,
    ACC_3M,
    NOM_3F,
    ACC_3F,
    NOM_3N,
    ACC_3N,
    NOM_1P,
    ACC_1P,
    NOM_3P,
    ACC_3P,
    GEN_1S,
    GEN_2,
    GEN_3M,
    GEN_3F,
    GEN_3N,
    GEN_1P,
    GEN_3P,
    REFLEX_1S,
    REFLEX_2,
    REFLEX_3M,
    REFLEX_3F,
    REFLEX_3N,
    REFLEX_1P,
    REFLEX_3P,
    FEATS
};

#define FINITE(tense, who) "Mood=Ind|" who "|Tense=" tense "|VerbForm=Fin"
#define FINITES(tense)                                                                             \
    FINITE(tense, "Number=Sing|Person=1"), FINITE(tense, "Number=Sing|Person=2"),                  \
        FINITE(tense, "Number=Sing|Person=3"), FINITE(tense, "Number=Plur|Person=1"),              \
        FINITE(tense, "Number=Plur|Person=3")
#define PERSONAL(kase, who) "Case=" kase "|" who "|PronType=Prs"
#define BOTH(who) PERSONAL("Nom", who), PERSONAL("Acc", who)
#define GENITIVE(who, rest) "Case=Gen|" who "|Poss=Yes" rest
#define REFLEXIVE(who) "Case=Acc|" who "|PronType=Prs|Reflex=Yes"

/* ORDER FEATS */
static const char *const NAMES[] = {
    "_",
    "Number=Sing",
    "Number=Plur",
    "Degree=Pos",
    "Degree=Cmp",
    "Degree=Sup",
    "Degree=Pos|NumForm=Word|NumType=Ord",
    "VerbForm=Inf",
    "Mood=Imp|VerbForm=Fin",
    "VerbForm=Fin",
    "VerbForm=Ger",
    "Tense=Pres|VerbForm=Part",
    "Tense=Past|VerbForm=Part",
    "Tense=Past|VerbForm=Part|Voice=Pass",
    FINITES("Past"),
    FINITES("Pres"),
    "Definite=Def|PronType=Art",
    "Definite=Ind|PronType=Art",
    "Number=Sing|PronType=Dem",
    "Number=Plur|PronType=Dem",
    "PronType=Dem",
    "PronType=Ind",
    "PronType=Tot",
    "PronType=Neg",
    "PronType=Int",
    "PronType=Rel",
    "Number=Sing|PronType=Ind",
    "Number=Sing|PronType=Tot",
    "Number=Sing|PronType=Neg",
    "NumForm=Digit|NumType=Card",
    "NumForm=Word|NumType=Card",
    "NumForm=Digit|NumType=Frac",
    "Polarity=Neg",
    BOTH("Number=Sing|Person=1"),
    BOTH("Person=2"),
    BOTH("Gender=Masc|Number=Sing|Person=3"),
    BOTH("Gender=Fem|Number=Sing|Person=3"),
    BOTH("Gender=Neut|Number=Sing|Person=3"),
    BOTH("Number=Plur|Person=1"),
    BOTH("Number=Plur|Person=3"),
    GENITIVE("Number=Sing|Person=1", "|PronType=Prs"),
    GENITIVE("Person=2", "|PronType=Prs"),
    GENITIVE("Gender=Masc|Number=Sing|Person=3", "|PronType=Prs"),
    GENITIVE("Gender=Fem|Number=Sing|Person=3", "|PronType=Prs"),
    GENITIVE("Gender=Neut|Number=Sing|Person=3", "|PronType=Prs"),
    GENITIVE("Number=Plur|Person=1", "|PronType=Prs"),
    GENITIVE("Number=Plur|Person=3", "|PronType=Prs"),
    REFLEXIVE("Number=Sing|Person=1"),
    REFLEXIVE("Person=2"),
    REFLEXIVE("Gender=Masc|Number=Sing|Person=3"),
    REFLEXIVE("Gender=Fem|Number=Sing|Person=3"),
    REFLEXIVE("Gender=Neut|Number=Sing|Person=3"),
    REFLEXIVE("Number=Plur|Person=1"),
    REFLEXIVE("Number=Plur|Person=3"),
};
_Static_assert(sizeof NAMES / sizeof *NAMES == FEATS, "ORDER FEATS");

const char *bd_feats_name(unsigned feats) {
    return feats < FEATS ? NAMES[feats] : "_";
}

typedef struct closed {
    const char *form;
    uint8_t feats;
} closed;

static uint16_t lookup(bede_view form, const closed *list, size_t n, uint16_t other) {
    for (size_t i = 0; i < n; i++)
        if ((form.s[0] | 0x20) == list[i].form[0] && bd_view_is_nocase(form, list[i].form))
            return list[i].feats;
    return other;
}
#define LOOKUP(form, list, other) lookup((form), (list), sizeof(list) / sizeof *(list), (other))

static const closed PRONOUNS[] = {
    {"i", NOM_1S},
    {"me", ACC_1S},
    {"my", GEN_1S},
    {"mine", GEN_1S},
    {"you", NOM_2},
    {"your", GEN_2},
    {"yours", GEN_2},
    {"he", NOM_3M},
    {"him", ACC_3M},
    {"his", GEN_3M},
    {"she", NOM_3F},
    {"her", ACC_3F},
    {"hers", GEN_3F},
    {"it", NOM_3N},
    {"its", GEN_3N},
    {"we", NOM_1P},
    {"us", ACC_1P},
    {"our", GEN_1P},
    {"ours", GEN_1P},
    {"they", NOM_3P},
    {"them", ACC_3P},
    {"their", GEN_3P},
    {"theirs", GEN_3P},
    {"myself", REFLEX_1S},
    {"yourself", REFLEX_2},
    {"himself", REFLEX_3M},
    {"herself", REFLEX_3F},
    {"itself", REFLEX_3N},
    {"ourselves", REFLEX_1P},
    {"themselves", REFLEX_3P},
    {"this", DEM_SING},
    {"that", DEM_SING},
    {"these", DEM_PLUR},
    {"those", DEM_PLUR},
    {"something", IND_SING},
    {"someone", IND_SING},
    {"somebody", IND_SING},
    {"anything", IND_SING},
    {"anyone", IND_SING},
    {"anybody", IND_SING},
    {"everything", TOT_SING},
    {"everyone", TOT_SING},
    {"everybody", TOT_SING},
    {"nothing", NEG_SING},
    {"nobody", NEG_SING},
    {"none", NEG},
    {"some", IND},
    {"any", IND},
    {"another", IND},
    {"all", TOT},
    {"both", TOT},
    {"each", TOT},
};
static const closed DETERMINERS[] = {
    {"the", ART_DEF},   {"a", ART_IND},      {"an", ART_IND},     {"this", DEM_SING},
    {"that", DEM_SING}, {"these", DEM_PLUR}, {"those", DEM_PLUR}, {"no", NEG},
    {"neither", NEG},   {"all", TOT},        {"every", TOT},      {"each", TOT},
    {"both", TOT},      {"what", INT},       {"which", INT},      {"whatever", INT},
};
static const closed ADVERBS[] = {
    {"here", DEM},  {"there", DEM},  {"then", DEM},      {"now", DEM},       {"so", NONE},
    {"never", NEG}, {"always", TOT}, {"sometimes", IND}, {"somewhere", IND}, {"ever", IND},
};
static const closed ORDINALS[] = {
    {"first", ORDINAL}, {"second", ORDINAL}, {"third", ORDINAL},   {"fourth", ORDINAL},
    {"fifth", ORDINAL}, {"sixth", ORDINAL},  {"seventh", ORDINAL}, {"eighth", ORDINAL},
    {"ninth", ORDINAL}, {"tenth", ORDINAL},
};

typedef struct tree {
    const bede_article *a;
    const bede_word *w;
    int32_t n;
    int32_t *subject; /* of each word, -1 */
    bool *passive;    /* has a passive auxiliary */
} tree;

static bede_view form(const tree *t, int32_t i) {
    return bd_view(t->a->text.s + t->w[i].span.start, t->w[i].span.end - t->w[i].span.start);
}

static uint16_t person(const tree *t, int32_t subject) {
    if (subject < 0)
        return THIRD_SING;
    const bede_word *s = &t->w[subject];
    if (s->upos == BD_UPOS_PRON)
        switch (LOOKUP(form(t, subject), PRONOUNS, NONE)) {
        case NOM_1S: return I_SING;
        case NOM_2: return YOU_SING;
        case NOM_1P: return WE_PLUR;
        case NOM_3P:
        case DEM_PLUR: return THIRD_PLUR;
        default: return THIRD_SING;
        }
    return s->xpos == BD_XPOS_NNS || s->xpos == BD_XPOS_NNPS ? THIRD_PLUR : THIRD_SING;
}

static uint16_t of_verb(const tree *t, int32_t i) {
    const bede_word *w = &t->w[i];
    bool helper = w->upos == BD_UPOS_AUX && w->head >= 0 && w->head < t->n && t->subject[i] < 0;
    int32_t subject = t->subject[helper ? w->head : i];
    switch (w->xpos) {
    case BD_XPOS_MD: return FIN;
    case BD_XPOS_VB: return w->deprel == BD_REL_ROOT && subject < 0 && !t->passive[i] ? IMP : INF;
    case BD_XPOS_VBG:
        return w->deprel == BD_REL_ADVCL || w->deprel == BD_REL_ROOT || w->upos == BD_UPOS_AUX
                   ? PRES_PART
                   : GER;
    case BD_XPOS_VBN:
        return t->passive[i] || w->deprel == BD_REL_ACL || w->deprel == BD_REL_AMOD ? PASS_PART
                                                                                    : PAST_PART;
    case BD_XPOS_VBD: return (uint16_t)(FIN_PAST + person(t, subject));
    case BD_XPOS_VBZ: return FIN_PRES + THIRD_SING;
    case BD_XPOS_VBP: {
        uint16_t p = person(t, subject);
        return (uint16_t)(FIN_PRES + (p == THIRD_SING ? THIRD_PLUR : p));
    }
    default: return NONE;
    }
}

static uint16_t of_pronoun(const tree *t, int32_t i) {
    const bede_word *w = &t->w[i];
    if (w->xpos == BD_XPOS_WDT)
        return REL;
    if (w->xpos == BD_XPOS_WP)
        return w->head >= 0 && w->head < t->n && t->w[w->head].deprel == BD_REL_ACL_RELCL ? REL
                                                                                          : INT;
    uint16_t f = LOOKUP(form(t, i), PRONOUNS, NONE);
    bool subject = w->deprel == BD_REL_NSUBJ || w->deprel == BD_REL_NSUBJ_PASS ||
                   w->deprel == BD_REL_EXPL || w->deprel == BD_REL_ROOT;
    if ((f == NOM_2 || f == NOM_3N) && !subject)
        f++;
    return f == ACC_3F && w->xpos == BD_XPOS_PRP_POSS ? GEN_3F : f;
}

static uint16_t of_number(bede_view v) {
    if (cut_bytes[(unsigned char)v.s[0]] != BYTE_DIGIT)
        return WORD;
    return memchr(v.s, '/', v.n) ? FRACTION : DIGIT;
}

static uint16_t of_word(const tree *t, int32_t i) {
    const bede_word *w = &t->w[i];
    bede_view v = form(t, i);
    if (v.n == 0)
        return NONE;
    switch (w->upos) {
    case BD_UPOS_NOUN:
    case BD_UPOS_PROPN:
        if (w->xpos == BD_XPOS_NNS || w->xpos == BD_XPOS_NNPS)
            return PLUR;
        return w->xpos == BD_XPOS_NN || w->xpos == BD_XPOS_NNP ? SING : NONE;
    case BD_UPOS_ADJ:
        return w->xpos == BD_XPOS_JJR   ? CMP
               : w->xpos == BD_XPOS_JJS ? SUP
                                        : LOOKUP(v, ORDINALS, POS);
    case BD_UPOS_ADV:
        if (w->xpos == BD_XPOS_RBR || w->xpos == BD_XPOS_RBS)
            return w->xpos == BD_XPOS_RBR ? CMP : SUP;
        return w->xpos == BD_XPOS_WRB ? INT
                                      : LOOKUP(v, ADVERBS, bd_view_ends(v, "ly") ? POS : NONE);
    case BD_UPOS_VERB:
    case BD_UPOS_AUX: return of_verb(t, i);
    case BD_UPOS_PRON: return of_pronoun(t, i);
    case BD_UPOS_DET: return LOOKUP(v, DETERMINERS, IND);
    case BD_UPOS_NUM: return of_number(v);
    case BD_UPOS_PART: return w->xpos == BD_XPOS_RB ? NOT : NONE;
    default: return NONE;
    }
}

void feats_fill(bd_arena *arena, bede_article *a) {
    for (size_t s = 0; s < a->n_sentences; s++) {
        bede_word *w = a->words + a->sentences[s].first_word;
        size_t n = a->sentences[s].n_words;
        tree t = {a, w, (int32_t)n, bd_arena_array(arena, n, sizeof *t.subject),
                  bd_arena_array(arena, n, sizeof *t.passive)};
        for (size_t i = 0; i < n; i++)
            t.subject[i] = -1;
        for (size_t i = 0; i < n; i++) {
            int32_t h = w[i].head;
            if (h < 0 || h >= t.n)
                continue;
            if (w[i].deprel == BD_REL_NSUBJ || w[i].deprel == BD_REL_NSUBJ_PASS)
                t.subject[h] = (int32_t)i;
            t.passive[h] |= w[i].deprel == BD_REL_AUX_PASS || w[i].xpos == BD_XPOS_TO;
        }
        for (size_t i = 0; i < n; i++)
            w[i].feats = of_word(&t, (int32_t)i);
    }
}
