/* SPDX-License-Identifier: Apache-2.0 */
/* One program a target; each has LLVMFuzzerTestOneInput(). Built with -Dfuzz=true (clang) the
 * programs are libFuzzer's; else main() of replay.c runs them over the corpus. A broken promise
 * (text that is not UTF-8, a span outside the text) is an abort, as any other finding. */
#ifndef BEDE_FUZZ_H
#define BEDE_FUZZ_H

#include "bede.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#define PROMISE(cond) promise((cond), #cond, __FILE__, __LINE__)

static inline void promise(bool kept, const char *what, const char *file, int line) {
    if (kept)
        return;
    fprintf(stderr, "%s:%d: broken: %s\n", file, line, what);
    abort();
}

#endif
