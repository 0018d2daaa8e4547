/* SPDX-License-Identifier: Apache-2.0 */
/* The first line is the path that is asked for, the rest a robots.txt. */
#include "fuzz.h"

#include "base/view.h"
#include "intake/intake_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    bede_view all = {(const char *)bytes, n};
    size_t line = bd_view_find(all, "\n", 0);
    if (line == SIZE_MAX)
        return 0;
    robots_allow(bd_view_part(all, line + 1, n), "bede", bd_view_part(all, 0, line));
    return 0;
}
