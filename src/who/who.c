/* SPDX-License-Identifier: Apache-2.0 */
#include "who/who_int.h"

/* ORDER WHO TABLE */
static const char *const FILES[BD_WHO_TABLES] = {
    "data/world/leaders.tsv",  "data/world/ministers.tsv",     "data/world/politicians.tsv",
    "data/world/agencies.tsv", "data/world/organisations.tsv", "data/world/armed-groups.tsv",
    "data/world/parties.tsv",  "data/world/outlets.tsv",       "data/world/ethnic.tsv",
    "data/world/countries.tsv"};

static bool open_table(bd_table *t, const bd_image *img, const char *name, bede_error *err) {
    bede_view bytes = bd_image_find(img, name);
    return !bytes.s || bd_table_attach(t, bytes, name, err);
}

static void find_columns(bd_who *w, int i) {
    const bd_table *t = &w->tables[i];
    w->name[i] = t->n_rows ? bd_table_column(t, "name") : -1;
    w->code[i] = t->n_rows ? bd_table_column(t, "code") : -1;
    w->country[i] = t->n_rows ? bd_table_column(t, "country") : -1;
    w->sector[i] = t->n_rows ? bd_table_column(t, "sector") : -1;
    w->office[i] = t->n_rows ? bd_table_column(t, "office") : -1;
    w->from[i] = t->n_rows ? bd_table_column(t, "from") : -1;
    w->to[i] = t->n_rows ? bd_table_column(t, "to") : -1;
    w->kind[i] = t->n_rows && i >= BD_WHO_TABLES ? bd_table_column(t, "kind") : -1;
}

bool bd_who_open(bd_who *w, const bd_image *img, bede_error *err) {
    *w = (bd_who){.n_tables = BD_WHO_TABLES};
    for (int i = 0; i < BD_WHO_TABLES; i++) {
        if (!open_table(&w->tables[i], img, FILES[i], err))
            return false;
        w->file[i] = bd_view_z(FILES[i]);
        find_columns(w, i);
    }
    if (!open_table(&w->roles, img, "data/en/roles.tsv", err) ||
        !open_table(&w->first_names, img, "data/en/first-names.tsv", err))
        return false;
    w->name_gender = w->first_names.n_rows ? bd_table_column(&w->first_names, "gender") : -1;
    w->role_sector = w->roles.n_rows ? bd_table_column(&w->roles, "sector") : -1;
    w->role_kind = w->roles.n_rows ? bd_table_column(&w->roles, "kind") : -1;
    w->role_phrase = w->roles.n_rows ? bd_table_column(&w->roles, "phrase") : -1;
    return true;
}

bool bd_who_add(bd_who *w, bede_view file, bede_view bytes, bede_error *err) {
    bd_table t;
    if (!bd_table_attach(&t, bytes, file.s, err))
        return false;
    bool roles = bd_table_column(&t, "phrase") >= 0;
    if (roles ? w->n_user_roles == BD_WHO_MAX_USER : w->n_tables == BD_WHO_ALL)
        return bd_fail(err, file.s, "more than %d dictionaries: join some into one file",
                       BD_WHO_MAX_USER);
    if (roles) {
        w->user_roles[w->n_user_roles] = t;
        w->user_roles_file[w->n_user_roles++] = file;
    } else {
        w->tables[w->n_tables] = t;
        w->file[w->n_tables] = file;
        find_columns(w, w->n_tables++);
    }
    return true;
}

void who_set_code(char out[4], bede_view v) {
    size_t n = v.n < 3 ? v.n : 3;
    memset(out, 0, 4);
    if (n)
        memcpy(out, v.s, n);
}

static bool has_capital(const bede_article *a, uint32_t i) {
    bede_view v = bd_word_text(a, &a->words[i]);
    return v.n > 2 && v.s[0] >= 'A' && v.s[0] <= 'Z' && v.s[1] >= 'a' && v.s[1] <= 'z';
}

static bool is_flat(const bede_word *word) {
    return word->deprel == BD_REL_FLAT && word->upos == BD_UPOS_PROPN;
}

/* The last words of names of several words: "Zarbani" of "Idrissou Zarbani". */
static void find_proper(who_work *w) {
    const bede_article *a = w->a;
    bd_map_init(&w->proper, w->arena);
    for (uint32_t i = 0; i < a->n_words; i++)
        if (is_flat(&a->words[i]) && !(i + 1 < a->n_words && is_flat(&a->words[i + 1])) &&
            has_capital(a, i))
            bd_map_put(&w->proper, w->folded[i], 1);
}

bool who_also_name(const who_work *w, uint32_t word) {
    const bede_word *tag = &w->a->words[word];
    bool noun = tag->upos == BD_UPOS_NOUN || tag->xpos == BD_XPOS_NNP;
    return noun && tag->upos != BD_UPOS_PROPN && !w->in_hit[word] && !w->in_role[word] &&
           has_capital(w->a, word) && bd_map_get(&w->proper, w->folded[word]);
}

void bd_who_read(const bd_who *know, bd_arena *arena, bede_article *a) {
    who_work w = {.know = know, .arena = arena, .a = a};
    w.folded = bd_arena_array(arena, a->n_words + 1, sizeof *w.folded);
    w.hit = bd_arena_array(arena, a->n_words + 1, sizeof *w.hit);
    w.in_hit = bd_arena_array(arena, a->n_words + 1, sizeof *w.in_hit);
    w.role = bd_arena_array(arena, a->n_words + 1, sizeof *w.role);
    w.in_role = bd_arena_array(arena, a->n_words + 1, sizeof *w.in_role);
    w.at = bd_arena_array(arena, a->n_words + 1, sizeof *w.at);
    who_find_hits(&w);
    find_proper(&w);
    for (uint32_t s = 0; s < a->n_sentences; s++)
        who_phrases(&w, s);
    a->mentions = w.m;
    a->n_mentions = w.n;
    who_corefer(&w);
}
