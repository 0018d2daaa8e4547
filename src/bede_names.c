/* SPDX-License-Identifier: Apache-2.0 */
/* Names of the public enumerations, and the score tables that belong to the types. */
#include "base/view.h"
#include "sentence/sentence.h"

/* ORDER EVENT: the order of bede_event_type. */
static const struct {
    const char *name;
    int quad;
} EVENTS[BEDE_EVENT_TYPES] = {
    {"AGREE", 1},     {"CONSULT", 1},  {"SUPPORT", 1},  {"CONCEDE", 1},
    {"COOPERATE", 2}, {"AID", 2},      {"RETREAT", 2},  {"REQUEST", 3},
    {"ACCUSE", 3},    {"REJECT", 3},   {"THREATEN", 3}, {"PROTEST", 4},
    {"SANCTION", 4},  {"MOBILIZE", 4}, {"COERCE", 4},   {"ASSAULT", 4},
};

const char *bede_event_name(bede_event_type type) {
    return (unsigned)type < BEDE_EVENT_TYPES ? EVENTS[type].name : "";
}

int bede_event_quad(bede_event_type type) {
    return (unsigned)type < BEDE_EVENT_TYPES ? EVENTS[type].quad : 0;
}

const char *bede_block_name(bede_block_kind kind) {
    /* ORDER BLOCK */
    static const char *const names[] = {"title",   "heading", "paragraph", "caption", "navigation",
                                        "related", "media",   "credit",    "byline",  "author",
                                        "legal",   "comment", "advert",    "other"};
    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : "";
}

const char *bede_basis_name(bede_basis basis) {
    static const char *const names[] = {"", "metadata", "text", "caller", "inferred"};
    return (unsigned)basis < sizeof names / sizeof *names ? names[basis] : "";
}

const char *bede_precision_name(bede_precision p) {
    static const char *const names[] = {"unknown", "day", "week", "month", "year"};
    return (unsigned)p < sizeof names / sizeof *names ? names[p] : "unknown";
}

size_t bede_code_point(const bede_article *a, uint32_t offset) {
    size_t count = 0;
    for (size_t i = 0; i < offset && i < a->text.n; i++)
        count += ((unsigned char)a->text.s[i] & 0xC0) != 0x80;
    return count;
}

/* The tag sets are fixed (sentence/tags.h), so that no name depends on the knowledge given. */
const char *bede_upos_name(const bede_knowledge *know, uint8_t upos) {
    (void)know;
    return bd_upos_name(upos);
}

const char *bede_xpos_name(const bede_knowledge *know, uint8_t xpos) {
    (void)know;
    return bd_xpos_name(xpos);
}

const char *bede_deprel_name(const bede_knowledge *know, uint8_t deprel) {
    (void)know;
    return bd_rel_name(deprel);
}

const char *bede_feats_name(const bede_knowledge *know, uint16_t feats) {
    (void)know;
    return bd_feats_name(feats);
}

const char *bede_step_name(bede_step_kind kind) {
    static const char *const names[BEDE_STEP_KINDS] = {"failed",  "won",   "eaten",
                                                       "dropped", "coded", "gist"};
    return (unsigned)kind < BEDE_STEP_KINDS ? names[kind] : "";
}
