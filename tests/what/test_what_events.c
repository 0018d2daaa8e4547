/* SPDX-License-Identifier: Apache-2.0 */
/* Trees written by hand through the whole room: frames, operators, roles. */
#include "test.h"
#include "what/tree.h"

#include "base/image.h"
#include "what/what.h"

static const char rules[] =
    "set TALKS = talk negotiation peace_talk\n"
    "set QUANTITY = round series\n"
    "light hold|launch\n"
    "light come|be under subj=obj\n"
    "aux future will\n"
    "aux hypothetical could\n"
    "say say\n"
    "bare kill\n"
    "op future plan\n"
    "op negation deny\n"
    "modal must -> REQUEST 10 map\n"
    "map AGREE 04 036\n"
    "map REJECT 04 125\n"
    "map REQUEST 087 1056\n"
    "goldstein 04 1.0\ngoldstein 190 -10\nscore ASSAULT - -9\n"
    "talks: noun @TALKS -> CONSULT 046 mutual actor=subj,between recipient=with\n"
    "kidnap: verb kidnap -> ASSAULT abduct 181\n"
    "kill: verb kill -> ASSAULT 180\n"
    "attack: verb attack -> ASSAULT 190\n"
    "attack-noun: noun attack -> ASSAULT 190 recipient=on,obj\n"
    "arrest: noun arrest patient -> COERCE arrest 173 recipient=obj\n"
    "accuse: verb accuse of -> ACCUSE allege 112 eats=of\n"
    "agree: verb agree comp=!COOP -> AGREE 030 map eats=comp recipient=comp.recipient\n"
    "leave: verb leave -> RETREAT withdraw 087\n"
    "visit-of: noun visit -> CONSULT visit 042 recipient=to\n"
    "call-off: verb call_off obj=@TALKS -> SANCTION withdraw 164 recipient=with\n";

typedef struct room {
    bd_arena arena;
    bd_image img;
    bd_what what;
} room;

static void open_room(room *r) {
    bede_error err = {0};
    bd_arena_init(&r->arena, 0);
    bd_image_part part = {BD_LIT("data/en/test.rules"), {rules, sizeof rules - 1}};
    bede_view bytes = bd_image_build(&r->arena, &part, 1);
    CHECK(bd_image_attach(&r->img, bytes.s, bytes.n, "test", &err));
    CHECK(bd_what_open(&r->what, &r->img, &err));
    if (err.what[0])
        fprintf(stderr, "%s: %s\n", err.where, err.what);
}

/* "TYPE cameo A+B > C aux; ..." of what was coded. */
static void coded(room *r, const char *tree, const char *want) {
    bede_article a;
    char got[512] = "";
    tree_article(&r->arena, tree, &a);
    bd_what_read(&r->what, &r->arena, &a, BD_GIST, NULL);
    for (size_t i = 0; i < a.n_events; i++) {
        const bede_event *e = &a.events[i];
        char part[200] = "";
        size_t n = (size_t)snprintf(part, sizeof part, "%s%s %s ", i ? "; " : "",
                                    bede_event_name(e->type), e->cameo);
        for (size_t k = 0; k < e->n_actors; k++)
            n += (size_t)snprintf(part + n, sizeof part - n, "%s%s", k ? "+" : "",
                                  e->actors[k].who.code);
        n += (size_t)snprintf(part + n, sizeof part - n, ">");
        for (size_t k = 0; k < e->n_recipients; k++)
            n += (size_t)snprintf(part + n, sizeof part - n, "%s%s", k ? "+" : "",
                                  e->recipients[k].who.code);
        if (e->aux)
            snprintf(part + n, sizeof part - n, " aux%d", e->aux);
        strncat(got, part, sizeof got - strlen(got) - 1);
    }
    CHECK_TEXT(got, strlen(got), want);
}

static void test_light_verbs(room *r) {
    coded(
        r,
        "Norway Norway PROPN NNP 2 nsubj NOR/GOV/p\nheld hold VERB VBD 0 root\n"
        "talks talk NOUN NNS 2 obj\nwith with ADP IN 5 case\nChad Chad PROPN NNP 2 obl TCD/GOV/p\n",
        "CONSULT 046 NOR>TCD");
    coded(
        r,
        "Talks talk NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nheld hold VERB VBN 0 root\n"
        "by by ADP IN 5 case\nNorway Norway PROPN NNP 3 obl:agent NOR/GOV/p\n"
        "with with ADP IN 7 case\nChad Chad PROPN NNP 3 obl TCD/GOV/p\n",
        "CONSULT 046 NOR>TCD");
    coded(r,
          "Norway Norway PROPN NNP 2 nsubj NOR/GOV/p\ncame come VERB VBD 0 root\n"
          "under under ADP IN 4 case\nattack attack NOUN NN 2 obl\n",
          "ASSAULT 190 >NOR");
    coded(r,
          "Norway Norway PROPN NNP 3 nsubj NOR/GOV/p\nwill will AUX MD 3 aux\nhold hold VERB VB 0 "
          "root\n"
          "rounds round NOUN NNS 3 obj\nof of ADP IN 6 case\ntalks talk NOUN NNS 4 nmod\n"
          "with with ADP IN 8 case\nChad Chad PROPN NNP 6 nmod TCD/GOV/p\n",
          "AGREE 036 NOR>TCD");
}

static void test_clauses(room *r) {
    coded(r,
          "Girls girl NOUN NNS 5 nsubj NGA/CVL\nkidnapped kidnap VERB VBN 1 acl\nby by ADP IN 4 "
          "case\n"
          "rebels rebel NOUN NNS 2 obl:agent BOK/REB\nslept sleep VERB VBD 0 root\n",
          "ASSAULT 181 BOK>NGA");
    coded(r,
          "Rebels rebel NOUN NNS 5 nsubj BOK/REB\nwho who PRON WP 3 nsubj\nattacked attack VERB "
          "VBD 1 acl:relcl\n"
          "Chad Chad PROPN NNP 3 obj TCD/GOV/p\nslept sleep VERB VBD 0 root\n",
          "ASSAULT 190 BOK>TCD");
    coded(r,
          "Four four NUM CD 2 nsubj TCD/CVL\nkilled kill VERB VBN 0 root\nin in ADP IN 4 case\n"
          "raid raid NOUN NN 2 obl\n",
          "ASSAULT 180 >TCD");
    coded(r,
          "Norway Norway PROPN NNP 3 nmod:poss NOR/GOV/p\n's 's PART POS 1 case\narrest arrest "
          "NOUN NN 6 nsubj\n"
          "of of ADP IN 5 case\nChadians Chadian PROPN NNS 3 nmod TCD/CVL\nstunned stun VERB VBD 0 "
          "root\n",
          "COERCE 173 NOR>TCD");
    coded(r,
          "Chadians Chadian PROPN NNS 3 nmod:poss TCD/CVL\n' 's PART POS 1 case\narrest arrest "
          "NOUN NN 6 nsubj\n"
          "by by ADP IN 5 case\nNorway Norway PROPN NNP 3 nmod NOR/GOV/p\nstunned stun VERB VBD 0 "
          "root\n",
          "COERCE 173 NOR>TCD");
}

static void test_operators(room *r) {
    coded(r,
          "Norway Norway PROPN NNP 2 nsubj NOR/GOV/p\nagreed agree VERB VBD 0 root\nto to PART TO "
          "4 mark\n"
          "hold hold VERB VB 2 xcomp\ntalks talk NOUN NNS 4 obj\nwith with ADP IN 7 case\n"
          "Chad Chad PROPN NNP 5 nmod TCD/GOV/p\n",
          "AGREE 036 NOR>TCD");
    coded(r,
          "Norway Norway PROPN NNP 2 nsubj NOR/GOV/p\naccused accuse VERB VBD 0 root\n"
          "Chad Chad PROPN NNP 2 obj TCD/GOV/p\nof of SCONJ IN 5 mark\nkilling kill VERB VBG 2 "
          "advcl\n"
          "Danes Dane PROPN NNPS 5 obj DNK/CVL\n",
          "ACCUSE 112 NOR>TCD");
    coded(r,
          "Norway Norway PROPN NNP 2 nsubj NOR/GOV/p\nplans plan VERB VBZ 0 root\nto to PART TO 4 "
          "mark\n"
          "attack attack VERB VB 2 xcomp\nChad Chad PROPN NNP 4 obj TCD/GOV/p\n",
          "ASSAULT 190 NOR>TCD aux1");
    coded(r,
          "Norway Norway PROPN NNP 4 nsubj NOR/GOV/p\nwill will AUX MD 4 aux\nnot not PART RB 4 "
          "advmod\n"
          "hold hold VERB VB 0 root\ntalks talk NOUN NNS 4 obj\nwith with ADP IN 7 case\n"
          "Chad Chad PROPN NNP 5 nmod TCD/GOV/p\n",
          "REJECT 125 NOR>TCD");
    coded(r,
          "Chad Chad PROPN NNP 3 nsubj TCD/GOV/p\nmust must AUX MD 3 aux\nleave leave VERB VB 5 "
          "ccomp\n"
          ", , PUNCT , 5 punct\nsaid say VERB VBD 0 root\nNorway Norway PROPN NNP 5 nsubj "
          "NOR/GOV/p\n",
          "REQUEST 1056 NOR>TCD");
    coded(r,
          "Norway Norway PROPN NNP 2 nsubj NOR/GOV/p\ncalled call VERB VBD 0 root\noff off ADP RP "
          "2 compound:prt\n"
          "talks talk NOUN NNS 2 obj\nwith with ADP IN 6 case\nChad Chad PROPN NNP 4 nmod "
          "TCD/GOV/p\n",
          "SANCTION 164 NOR>TCD");
}

static void test_bad_lines(room *r) {
    bede_error err = {0};
    bd_report report = {NULL, NULL, 0};
    CHECK(
        bd_what_add_rules(&r->what, "bad.rules",
                          BD_LIT("x\nset = a\na: verb -> ASSAULT 190\nb: noun c @D -> ASSAULT 190\n"
                                 "c: verb x -> WAR 190\nd: verb x y=@NO -> ASSAULT 190\n"
                                 "e: verb x -> ASSAULT nomode 190\nlight\nop x y\n"),
                          &report, &err));
    CHECK(report.n >= 7);
    coded(r,
          "Norway Norway PROPN NNP 2 nsubj NOR/GOV/p\nattacked attack VERB VBD 0 root\n"
          "Chad Chad PROPN NNP 2 obj TCD/GOV/p\n",
          "ASSAULT 190 NOR>TCD");
}

/* Trees that are none must be walked to an end. */
static void test_broken_trees(room *r) {
    bede_article a;
    tree_article(&r->arena,
                 "attack attack VERB VB 2 conj NOR/GOV\nkill kill VERB VB 1 conj TCD/GOV\n"
                 "hold hold VERB VB 3 xcomp\ntalks talk NOUN NNS 9 obj\n",
                 &a);
    bd_what_read(&r->what, &r->arena, &a, BD_GIST, NULL);
    CHECK(a.n_gists == 1);
}

int main(void) {
    room r;
    open_room(&r);
    test_light_verbs(&r);
    test_clauses(&r);
    test_operators(&r);
    test_broken_trees(&r);
    test_bad_lines(&r);
    bd_what_close(&r.what);
    bd_arena_free(&r.arena);
    return test_end();
}
