/* SPDX-License-Identifier: Apache-2.0 */
/* Archives: with no filter, then with all of them, then from an offset. */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    uint64_t all = source_run(bytes, n, NULL);
    bede_source_options o = {.host = "post.example",
                             .language = "en",
                             .type = "text/",
                             .since = {2016, 5, 1},
                             .until = {2017, 5, 1}};
    PROMISE(source_run(bytes, n, &o) <= all);
    o = (bede_source_options){.start = n / 2};
    source_run(bytes, n, &o);
    return 0;
}
