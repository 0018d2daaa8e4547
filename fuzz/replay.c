/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a target over files and folders, each file once: what a compiler without libFuzzer has. */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

/* Of libFuzzer; fuzz_whole.c has a mutator that names it. */
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t n, size_t most);
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t n, size_t most) {
    (void)bytes;
    (void)most;
    return n;
}

static long ran;

static void run_file(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f)
        return;
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    uint8_t *bytes = malloc(n > 0 ? (size_t)n : 1); /* exactly, so that a byte too far is told */
    if (bytes && n >= 0 && fread(bytes, 1, (size_t)n, f) == (size_t)n) {
        LLVMFuzzerTestOneInput(bytes, (size_t)n);
        ran++;
    }
    free(bytes);
    fclose(f);
}

static void run_path(const char *path) {
    struct stat st;
    DIR *d;
    if (stat(path, &st) || !S_ISDIR(st.st_mode) || !(d = opendir(path))) {
        run_file(path);
        return;
    }
    for (struct dirent *e; (e = readdir(d));) {
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, e->d_name);
        if (e->d_name[0] != '.')
            run_file(name);
    }
    closedir(d);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-') /* libFuzzer's options */
            run_path(argv[i]);
    printf("%ld passed, 0 failed\n", ran);
    return ran == 0;
}
