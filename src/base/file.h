/* SPDX-License-Identifier: Apache-2.0 */
/* Whole files in and out. */
#ifndef BD_BASE_FILE_H
#define BD_BASE_FILE_H

#include "arena.h"
#include "view.h"

/* The file's bytes in the arena, with a final 0 behind them that is not counted; "-" is standard
 * input. At most BD_MAX_INPUT_BYTES: a larger file is an error. */
bool bd_file_read(bd_arena *a, const char *path, bede_view *out, bede_error *err);
/* Writes the bytes to a temporary file beside `path` and renames it. */
bool bd_file_write(const char *path, bede_view bytes, bede_error *err);

#endif
