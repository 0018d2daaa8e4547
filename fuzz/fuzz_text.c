/* SPDX-License-Identifier: Apache-2.0 */
/* Text saved from a page, clean text, or whatever it looks like: the first byte says which. */
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static const bede_input kinds[] = {BEDE_INPUT_TEXT, BEDE_INPUT_CLEAN, BEDE_INPUT_AUTO,
                                       BEDE_INPUT_SENTENCE};
    if (!n)
        return 0;
    bede_options options = {.input = kinds[bytes[0] % 4]};
    page_run(bytes + 1, n - 1, &options);
    return 0;
}
