/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a file, mapped, or of a pipe, through a window that slides. */
#ifndef BD_INTAKE_RAW_H
#define BD_INTAKE_RAW_H

#include "base/error.h"
#include "base/view.h"

typedef struct bd_raw {
    const char *map; /* the whole file, NULL for a pipe */
    uint64_t size;   /* of the map */
    int fd;          /* of the pipe, -1 */
    char *window;    /* of the pipe: bytes [base, base + used) */
    size_t used, cap;
    uint64_t base;
    bool ended;
} bd_raw;

/* `path` "-" is standard input. */
bool bd_raw_open(bd_raw *r, const char *path, bede_error *err);
/* Over bytes that the caller keeps. */
void bd_raw_over(bd_raw *r, bede_view bytes);
void bd_raw_close(bd_raw *r);
/* Up to `want` bytes from offset `at`; fewer only at the end. A pipe can only be asked for what
 * lies behind the last bd_raw_forget(). */
bede_view bd_raw_at(bd_raw *r, uint64_t at, size_t want);
/* Nothing before `at` will be asked for again. */
void bd_raw_forget(bd_raw *r, uint64_t at);

#endif
