/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

static void put(void *file, const char *s, size_t n) {
    fwrite(s, 1, n, file);
}

void out_html_begin(FILE *out) {
    bede_html_begin(put, out);
}

void out_html(FILE *out, const bede_article *a) {
    bede_html_article(a, put, out);
}

void out_html_end(FILE *out) {
    bede_html_end(put, out);
}
