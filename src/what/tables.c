/* SPDX-License-Identifier: Apache-2.0 */
/* The field's tables: Goldstein's scale, PLOVER's scores, CAMEO codes of intent and demand. */
#include "what/what_int.h"

/* The value of the code, else of the code that it refines. */
float what_goldstein(const what_rules *r, const char *cameo) {
    for (size_t n = strlen(cameo); n >= 2; n--) {
        const uint32_t *at = bd_map_get(&r->goldstein_codes, bd_view(cameo, n));
        if (at)
            return r->goldstein[*at];
    }
    return 0;
}

float what_score_of(const what_rules *r, int type, bede_view mode) {
    float plain = 0, exact = 0;
    bool found = false;
    for (size_t i = 0; i < r->n_scores; i++) {
        if (r->scores[i].type != type)
            continue;
        if (r->scores[i].mode.n == 0) {
            plain = r->scores[i].score;
        } else if (bd_view_eq(r->scores[i].mode, mode)) {
            exact = r->scores[i].score; /* the last: a user's table is behind the built-in one */
            found = true;
        }
    }
    return found ? exact : plain;
}

/* The longest code of the table that `from` begins with. False if there is none. */
bool what_map_cameo(const what_rules *r, int type, const char *from, char to[5]) {
    size_t best = 0;
    for (size_t i = 0; i < r->n_maps; i++) {
        const what_map_entry *m = &r->maps[i];
        size_t n = strlen(m->from);
        if (m->type == type && n >= best && strncmp(m->from, from, n) == 0) {
            best = n;
            memcpy(to, m->to, 5);
        }
    }
    return best > 0;
}
