/* SPDX-License-Identifier: Apache-2.0 */
/* Markup of any kind as a page, and the coloured page for those who debug a site. */
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    bede_options options = {.input = BEDE_INPUT_HTML,
                            .explain = n % 2,
                            .charset = {"utf-8", 5},
                            .url = {"https://www.post.example/2019/11/03/a", 37}};
    page_run(bytes, n, &options);
    return 0;
}
