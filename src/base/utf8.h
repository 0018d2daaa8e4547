/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 on top of libutf8proc: decoding, properties, folding, normalisation. */
#ifndef BD_BASE_UTF8_H
#define BD_BASE_UTF8_H

#include "arena.h"
#include "view.h"

/* Decodes the code point at v.s[at]; its length goes to *n (1..4). Invalid bytes give U+FFFD and
 * length 1. Needs at < v.n. */
int32_t bd_utf8_get(bede_view v, size_t at, size_t *n);
/* Writes the code point, gives back its length (1..4); out must hold 4 bytes. */
size_t bd_utf8_put(int32_t cp, char *out);
bool bd_utf8_valid(bede_view v);
/* Code points in v (invalid bytes count one each). */
size_t bd_utf8_count(bede_view v);

bool bd_cp_upper(int32_t cp); /* upper or title case letter */
bool bd_cp_lower(int32_t cp);
bool bd_cp_letter(int32_t cp); /* letters and marks */
bool bd_cp_digit(int32_t cp);  /* decimal digits of any script */
bool bd_cp_space(int32_t cp);  /* white space, no-break and zero-width ones too */
bool bd_cp_punct(int32_t cp);  /* punctuation and symbols */

/* Lower case without accents, curly quotes and dashes made plain: the form that dictionary phrases
 * are compared in. Writes at most `cap` bytes, gives back the length (cut at a code point). */
size_t bd_utf8_fold(bede_view v, char *out, size_t cap);
/* Lower case, accents kept. */
size_t bd_utf8_lower(bede_view v, char *out, size_t cap);
/* Valid UTF-8 in NFC: invalid bytes become U+FFFD, C0 controls but tab and newline are dropped,
 * soft hyphens and zero-width characters too. In the arena. */
bede_view bd_utf8_clean(bd_arena *a, bede_view v);

#endif
