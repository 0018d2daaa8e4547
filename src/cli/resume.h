/* SPDX-License-Identifier: Apache-2.0 */
/* A file that says how far each input has been read, so that a killed run can go on: a line a page,
 * "OFFSET NUMBER<tab>PATH", the last one of a path counts, "done" stands for an offset at its end.
 */
#ifndef BD_CLI_RESUME_H
#define BD_CLI_RESUME_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cli_resume cli_resume;

/* NULL after a complaint. A file that is not there yet is made. */
cli_resume *cli_resume_open(const char *path);
/* Where to begin with an input; false if all of it is done. */
bool cli_resume_from(const cli_resume *r, const char *input, uint64_t *offset, uint64_t *number);
/* To be called when everything up to there has left for standard output. */
void cli_resume_at(cli_resume *r, const char *input, uint64_t offset, uint64_t number);
void cli_resume_done(cli_resume *r, const char *input);
void cli_resume_close(cli_resume *r);

#endif
