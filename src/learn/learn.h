/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of bede-learn, each a main() of its own: arguments in, exit status out. */
#ifndef BD_LEARN_LEARN_H
#define BD_LEARN_LEARN_H

#include "base/view.h"

#include <stdint.h>

int learn_pack(int argc, char **argv);
int learn_train(int argc, char **argv);
int learn_blocks(int argc, char **argv);
int learn_ranks(int argc, char **argv);
int learn_gist(int argc, char **argv);

/* Pages are learned from by halves: 0 or 1, by a hash of the address's host. */
uint8_t learn_half_of(bede_view url);

#endif
