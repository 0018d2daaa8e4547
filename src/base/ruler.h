/* SPDX-License-Identifier: Apache-2.0 */
/* Code points before any byte of a long text, without counting from its beginning each time. */
#ifndef BD_BASE_RULER_H
#define BD_BASE_RULER_H

#include "view.h"

typedef struct bd_ruler {
    bede_view text;
    uint32_t *before; /* malloc */
} bd_ruler;

/* False: no memory. Release with bd_ruler_free(). */
bool bd_ruler_lay(bd_ruler *r, bede_view text);
void bd_ruler_free(bd_ruler *r);
/* Code points before a byte; those of the whole text for bytes behind its end. */
uint32_t bd_ruler_at(const bd_ruler *r, size_t byte);

#endif
