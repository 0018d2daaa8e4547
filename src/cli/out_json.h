/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BD_CLI_OUT_JSON_H
#define BD_CLI_OUT_JSON_H

#include "bede.h"

#include <jansson.h>

/* The article's events, each as `bede read --format events` prints it. The caller's reference. */
json_t *out_event_list(const bede_article *a);

#endif
