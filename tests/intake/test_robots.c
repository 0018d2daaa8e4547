/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/intake_int.h"
#include "test.h"

static bool may(const char *robots, const char *path) {
    return robots_allow(bd_view_z(robots), "bede", bd_view_z(path));
}

int main(void) {
    CHECK(may("", "/"));
    CHECK(!may("User-agent: *\nDisallow: /\n", "/a"));
    CHECK(may("User-agent: *\nDisallow:\n", "/a"));
    CHECK(may("User-agent: other\nDisallow: /\n", "/a"));
    CHECK(!may("User-agent: BEDE\r\nDisallow: /a\r\n", "/a/b"));
    CHECK(may("User-agent: bede\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n", "/a"));
    CHECK(may("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c"));
    CHECK(!may("User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a/b/c"));
    CHECK(may("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
    CHECK(!may("User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf"));
    CHECK(may("User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf?q"));
    CHECK(!may("User-agent: a\nUser-agent: bede\nDisallow: /\n", "/"));
    CHECK(!may("# comment\nUser-agent: * # all\nDisallow: /p # private\n", "/p"));
    CHECK(may("Disallow: /\n", "/"));
    return test_end();
}
