/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

static void line(FILE *out, bede_view v) {
    fwrite(v.s, 1, v.n, out);
    fputc('\n', out);
}

void out_text(FILE *out, const bede_article *a) {
    char day[11];
    bede_date_format(a->published, day);
    if (day[0])
        fprintf(out, "%s\n\n", day);
    line(out, a->text);
    fputc('\n', out);
}
