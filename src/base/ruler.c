/* SPDX-License-Identifier: Apache-2.0 */
#include "ruler.h"

#include <stdlib.h>

/* Counts are kept for every STRIDEth byte: no question costs more than a stride. */
enum { STRIDE = 512 };

/* Bytes that continue a code point begin with the bits 10. */
static uint32_t begins(char c) {
    return ((unsigned char)c & 0xC0) != 0x80;
}

bool bd_ruler_lay(bd_ruler *r, bede_view text) {
    *r = (bd_ruler){text, malloc((text.n / STRIDE + 1) * sizeof *r->before)};
    uint32_t count = 0;
    for (size_t i = 0; r->before && i <= text.n; i++) {
        if (i % STRIDE == 0)
            r->before[i / STRIDE] = count;
        if (i < text.n)
            count += begins(text.s[i]);
    }
    return r->before != NULL;
}

void bd_ruler_free(bd_ruler *r) {
    free(r->before);
    r->before = NULL;
}

uint32_t bd_ruler_at(const bd_ruler *r, size_t byte) {
    size_t b = byte < r->text.n ? byte : r->text.n;
    uint32_t count = r->before[b / STRIDE];
    for (size_t i = b - b % STRIDE; i < b; i++)
        count += begins(r->text.s[i]);
    return count;
}
