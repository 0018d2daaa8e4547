/* SPDX-License-Identifier: Apache-2.0 */
/* The agency or outlet that a sentence is credited to. */
#include "what/what_int.h"

bede_view what_reported_by(const what_sent *s) {
    for (int32_t i = 0; i < s->n; i++) {
        int32_t m = s->mention[i];
        if (m < 0 || !(s->a->mentions[m].flags & BEDE_MENTION_MEDIA))
            continue;
        const bede_mention *who = &s->a->mentions[m];
        if (who->who.name.n)
            return who->who.name;
        return bd_view(s->a->text.s + who->span.start, who->span.end - who->span.start);
    }
    return s->a->n_credits ? s->a->credits[0] : (bede_view){0};
}
