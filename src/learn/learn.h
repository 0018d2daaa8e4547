/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of bede-learn, each a main() of its own: arguments in, exit status out. */
#ifndef BD_LEARN_LEARN_H
#define BD_LEARN_LEARN_H

int learn_pack(int argc, char **argv);
int learn_train(int argc, char **argv);
int learn_blocks(int argc, char **argv);
int learn_gist(int argc, char **argv);

#endif
