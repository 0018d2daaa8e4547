/* SPDX-License-Identifier: Apache-2.0 */
/* Feeds and sitemaps. */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    uint64_t all = source_run(bytes, n, NULL);
    bede_source_options o = {.language = "en", .since = {2016, 5, 1}};
    PROMISE(source_run(bytes, n, &o) <= all);
    return 0;
}
