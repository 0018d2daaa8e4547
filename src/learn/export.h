/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BD_LEARN_EXPORT_H
#define BD_LEARN_EXPORT_H

#include "learn/net.h"

/* Writes the network as a model file (sentence/model_file.h): embeddings and weights in 8 bits,
 * each output column with a scale of its own. `form_names`: normal form by row of E; `names`: the
 * tag sets. */
bool export_model(const net *n, const bede_view *form_names, const corpus *names, const char *path,
                  bd_arena *a, bede_error *err);

#endif
