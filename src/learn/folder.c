/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/folder.h"

#include "base/file.h"
#include "base/utf8.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name); /* not alphasort: it asks the locale */
}

bool folder_read(bd_arena *a, const char *dir, void (*take)(void *ctx, bede_view text), void *ctx,
                 bede_error *err) {
    struct dirent **list;
    int n = scandir(dir, &list, NULL, by_name);
    if (n < 0)
        return bd_fail(err, dir, "cannot be read as a folder");
    bool ok = true;
    for (int i = 0; i < n; i++) {
        char path[4096];
        bede_view text;
        snprintf(path, sizeof path, "%s/%s", dir, list[i]->d_name);
        if (ok && list[i]->d_name[0] != '.' && (ok = bd_file_read(a, path, &text, err)) &&
            bd_utf8_valid(text))
            take(ctx, text);
        free(list[i]);
    }
    free(list);
    return ok;
}
