/* SPDX-License-Identifier: Apache-2.0 */
#include "what/what_int.h"
void what_when(const what_sent *s, const what_hit *h, bede_event *e) { (void)s; (void)h; (void)e; }
void what_where(const what_sent *s, const what_hit *h, bede_event *e) { (void)s; (void)h; (void)e; }
