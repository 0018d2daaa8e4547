/* SPDX-License-Identifier: Apache-2.0 */
/* JSON lines, under the keys that are usual and under keys of the user's. */
#include "source.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    source_run(bytes, n, NULL);
    bede_source_options o = {.map = "text=b,title=t,date=d"};
    source_run(bytes, n, &o);
    return 0;
}
