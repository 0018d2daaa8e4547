/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BD_BENCH_PAGES_H
#define BD_BENCH_PAGES_H

/* Articles of the pages as JSON lines to `out`; the milliseconds a page to standard output. */
int bench_pages(const char *out, int n, char **paths);
/* Reads `many` pages, the list over and over, and prints the memory at each tenth. */
int bench_endurance(long many, int n, char **paths);
/* A WARC file of 10,000 records of the pages: filtered out, and damaged (bench_warc.c). */
int bench_warc(int n, char **paths);

#endif
