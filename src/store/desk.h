/* SPDX-License-Identifier: Apache-2.0 */
/* What the reading desk (src/serve) asks of a store beyond bede.h. */
#ifndef BD_STORE_DESK_H
#define BD_STORE_DESK_H

#include "store/find_int.h"

#include <jansson.h>

/* The article as an object, keys as bede_show_article_write() tells; NULL with an error. Its text
 * is at "text". The caller's. */
json_t *bd_store_article(bede_store *s, int64_t row, bede_error *err);

/* Calls fn with the row of every event of a query, in no order, its order, limit and cursor left
 * aside. */
typedef void bd_row_fn(void *ctx, int64_t row);
bool bd_find_ids(bede_store *s, const bede_query *what, bd_row_fn *fn, void *ctx, bede_error *err);

/* Calls fn with the row of every actor that a filter's terms mean. */
bool bd_find_actors(bede_store *s, find_of of, const char *terms, bd_row_fn *fn, void *ctx,
                    bede_error *err);

/* Calls fn with the row of every sentence (titles: article) in which words stand. */
bool bd_find_words(bede_store *s, const char *words, bool titles, bd_row_fn *fn, void *ctx,
                   bede_error *err);

/* The events of these rows as JSON lines, in the order of the list; those that are gone are left
 * out. fn gets a row and its line, without its end. */
typedef void bd_line_fn(void *ctx, int64_t row, bede_view line);
bool bd_find_lines(bede_store *s, const int64_t *rows, size_t n, bd_line_fn *fn, void *ctx,
                   bede_error *err);

/* The same written as one part of a file: CSV with its header if `head`, or JSON lines. */
bool bd_find_rows(bede_store *s, const int64_t *rows, size_t n, bede_export_format format,
                  bool head, bede_put *put, void *ctx, bede_error *err);

/* What bede_find() gives as `next` behind an event. */
void bd_find_cursor(char next[BEDE_CURSOR_BYTES], bede_order order, const char *date,
                    int64_t n_sources, double goldstein, int64_t row);

#endif
