/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BD_LEARN_FOLDER_H
#define BD_LEARN_FOLDER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/view.h"

/* Hands every file of a folder to `take`, in order of their names; the texts stay in the arena.
 * Hidden files and such as are no UTF-8 are passed over. */
bool folder_read(bd_arena *a, const char *dir, void (*take)(void *ctx, bede_view text), void *ctx,
                 bede_error *err);

#endif
