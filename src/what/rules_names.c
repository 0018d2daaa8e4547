/* SPDX-License-Identifier: Apache-2.0 */
/* The names that the rule language knows: types, groups, modes, contexts, classes, slots. */
#include "what/what_int.h"

const char *const what_slot_names[SLOTS] = {
    "",       "subj",    "obj",          "iobj",       "comp",
    "prt",    "mod",     "adv",          "poss",       "adj",
    "aux",    "case",    "obj*",         "comp.actor", "comp.recipient",
    "-",      "by",      "of",           "with",       "between",
    "to",     "in",      "on",           "against",    "for",
    "from",   "at",      "into",         "as",         "after",
    "before", "during",  "amid",         "following",  "if",
    "unless", "without", "not",          "never",      "no",
    "be",     "go",      "according_to", "that",       "who",
    "which",  "whom",    "under",        "must",       "should",
    "and",    "promise", "say",          "cop",        "speaker",
};

static const char *const types[TYPES] = {
    "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
    "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT", "STATEMENT", "NOTHING",
};

static const char *const modes[BEDE_EVENT_TYPES] = {
    [BEDE_CONSULT] = "visit third-party multilateral phone",
    [BEDE_RETREAT] = "withdraw release return disarm ceasefire access resign",
    [BEDE_REQUEST] = "assist change yield meet",
    [BEDE_ACCUSE] = "disapprove investigate allege",
    [BEDE_REJECT] = "assist change yield meet",
    [BEDE_THREATEN] = "restrict arrest relations expel territory violence",
    [BEDE_PROTEST] = "demo riot strike hunger boycott obstruct vandalize",
    [BEDE_SANCTION] = "convict expel withdraw discontinue",
    [BEDE_MOBILIZE] = "troops weapons police militia",
    [BEDE_COERCE] = "seize restrict censor curfew martial-law arrest deport withhold "
                    "misinformation cyber",
    [BEDE_ASSAULT] = "abduct beat torture sexual targeted destroy primitive firearms explosives "
                     "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
};

static const char contexts[] =
    "military intelligence executive legislative election political_institutions pro_democracy "
    "pro_autocracy economic legal reparations human_rights rights_freedoms repression "
    "human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping "
    "health asylum migration disasters natural_resource environment technology terrorism cbrn "
    "cyber misinformation crime corruption illegal_drugs trafficking";

static const char *const classes[] = {
    "who", "person", "place", "state", "country", "money", "many", "inf", "bare",
    "gov", "mil",    "cop",   "jud",   "leg",     "spy",   "pty",  "opp", "reb",
    "prm", "uaf",    "unk",   "cvl",   "bus",     "crm",   "edu",  "eli", "jrn",
    "lab", "med",    "ref",   "rel",   "soc",     "agr",   "igo",  "ngo", NULL,
};

static const struct {
    const char *name;
    uint32_t bits;
} groups[] = {
#define T(x) (1u << BEDE_##x)
    {"VERBCOOP", T(AGREE) | T(CONSULT) | T(SUPPORT) | T(CONCEDE)},
    {"MATCOOP", T(COOPERATE) | T(AID) | T(RETREAT)},
    {"COOP", T(AGREE) | T(CONSULT) | T(SUPPORT) | T(CONCEDE) | T(COOPERATE) | T(AID) | T(RETREAT)},
    {"VERBCONF", T(REQUEST) | T(ACCUSE) | T(REJECT) | T(THREATEN)},
    {"MATCONF", T(PROTEST) | T(SANCTION) | T(MOBILIZE) | T(COERCE) | T(ASSAULT)},
    {"CONFLICT", T(REQUEST) | T(ACCUSE) | T(REJECT) | T(THREATEN) | T(PROTEST) | T(SANCTION) |
                     T(MOBILIZE) | T(COERCE) | T(ASSAULT)},
    {"ANY", (1u << BEDE_EVENT_TYPES) - 1},
#undef T
};

int what_type_of(bede_view name) {
    for (int i = 0; i < TYPES; i++)
        if (bd_view_is(name, types[i]))
            return i;
    return -1;
}

const char *what_type_name(int type) {
    return types[type];
}

uint32_t what_type_group(bede_view name) {
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (bd_view_is(name, groups[i].name))
            return groups[i].bits;
    int type = what_type_of(name);
    return type < 0 ? 0 : 1u << type;
}

int what_class_of(bede_view name) {
    for (int i = 0; classes[i]; i++)
        if (bd_view_is(name, classes[i]))
            return i;
    return -1;
}

int what_sector_class(const char *sector) {
    char low[4] = {0};
    for (int i = 0; i < 3 && sector[i]; i++)
        low[i] = (char)(sector[i] | 0x20);
    for (int i = CLASS_SECTOR; classes[i]; i++)
        if (strcmp(low, classes[i]) == 0)
            return i;
    return -1;
}

static bool word_in(const char *list, bede_view word) {
    bede_view rest = bd_view_z(list), part;
    while (bd_view_split(&rest, ' ', &part))
        if (bd_view_eq(part, word))
            return true;
    return false;
}

bool what_mode_ok(int type, bede_view mode) {
    return type < BEDE_EVENT_TYPES && modes[type] && word_in(modes[type], mode);
}

bool what_context_ok(bede_view context) {
    return word_in(contexts, context);
}
