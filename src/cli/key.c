/* SPDX-License-Identifier: Apache-2.0 */
/* The key of an encrypted store: from a file or asked for, never from the command line, where every
 * other user of the machine could read it. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* One line, without its end; in memory of our own, so that no buffer of stdio keeps a copy. */
static bool take_line(int fd, cli_key *k) {
    ssize_t got = 0;
    k->n = 0;
    while (k->n < sizeof k->bytes && (got = read(fd, k->bytes + k->n, 1)) == 1)
        if (k->bytes[k->n++] == '\n') {
            k->n--;
            break;
        }
    if (k->n && k->bytes[k->n - 1] == '\r')
        k->n--;
    return got >= 0;
}

static bool from_file(cli_key *k, const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && take_line(fd, k);
    if (!ok)
        fprintf(stderr, "bede: %s: %s\n", path, strerror(errno));
    else if (!k->n)
        fprintf(stderr, "bede: %s: its first line is empty, and no key\n", path);
    if (fd >= 0)
        close(fd);
    return ok && k->n;
}

static bool from_terminal(cli_key *k) {
    struct termios was, quiet;
    int tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (tty < 0 || tcgetattr(tty, &was) != 0) {
        fputs("bede: there is no terminal to ask for the key; give --key-file\n", stderr);
        if (tty >= 0)
            close(tty);
        return false;
    }
    quiet = was;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    static const char prompt[] = "key of the store: ";
    bool ok = write(tty, prompt, sizeof prompt - 1) > 0 && tcsetattr(tty, TCSAFLUSH, &quiet) == 0;
    ok = ok && take_line(tty, k);
    tcsetattr(tty, TCSAFLUSH, &was);
    ok = write(tty, "\n", 1) == 1 && ok;
    close(tty);
    return ok && k->n;
}

bool cli_key_option(cli_key *k, int option) {
    if (option == CLI_KEY_FILE)
        k->file = optarg;
    else if (option == CLI_ASK_KEY)
        k->ask = true;
    return option == CLI_KEY_FILE || option == CLI_ASK_KEY;
}

bool cli_key_read(cli_key *k) {
    return k->n || (!k->file && !k->ask) || (k->file ? from_file(k, k->file) : from_terminal(k));
}

bede_store *cli_store_open(const char *path, bede_store_options options, cli_key *k) {
    bede_error err = {0};
    if (!cli_key_read(k))
        return NULL;
    if (k->n) {
        options.key = k->bytes;
        options.key_bytes = k->n;
    }
    bede_store *s = bede_store_open(path, &options, &err);
    if (!s)
        cli_complain(&err);
    return s;
}
