/* SPDX-License-Identifier: Apache-2.0 */
/* robots.txt as RFC 9309 has it: the group that names the agent, else that of "*"; of its rules the
 * longest that matches, and of equals the one that allows. */
#include "intake/intake_int.h"

enum { MAX_STARS = 16 };

/* Does the pattern match the beginning of the path? "*" is anything, a final "$" the end. */
static bool matches(bede_view pattern, bede_view path) {
    size_t p = 0, t = 0, star = SIZE_MAX, mark = 0;
    int stars = 0;
    while (p < pattern.n) {
        if (pattern.s[p] == '*') {
            if (++stars > MAX_STARS)
                return true;
            star = p++;
            mark = t;
        } else if (pattern.s[p] == '$' && p + 1 == pattern.n) {
            if (t == path.n)
                return true;
            if (star == SIZE_MAX || mark >= path.n)
                return false;
            p = star + 1;
            t = ++mark;
        } else if (t < path.n && pattern.s[p] == path.s[t]) {
            p++;
            t++;
        } else if (star != SIZE_MAX && mark < path.n) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    return true;
}

typedef struct verdict {
    bool found, allow;
    size_t length;
} verdict;

static void rule(verdict *v, bede_view pattern, bede_view path, bool allow) {
    if (!pattern.n || !matches(pattern, path))
        return;
    if (!v->found || pattern.n > v->length || (pattern.n == v->length && allow))
        *v = (verdict){true, allow, pattern.n};
}

typedef struct group { /* what is said to one agent */
    verdict path;
    unsigned pause;
} group;

static unsigned seconds(bede_view v) {
    unsigned n = 0;
    for (size_t i = 0; i < v.n && v.s[i] >= '0' && v.s[i] <= '9' && n < 100000; i++)
        n = n * 10 + (unsigned)(v.s[i] - '0');
    return n;
}

static void line_of(group *g, bede_view key, bede_view value, bede_view path) {
    if (bd_view_is_nocase(key, "crawl-delay"))
        g->pause = seconds(value);
    else
        rule(&g->path, value, path, bd_view_is_nocase(key, "allow"));
}

static group read_file(bede_view robots, const char *agent, bede_view path) {
    group mine = {0}, all = {0};
    bool named = false, in_mine = false, in_all = false, heading = false;
    for (bede_view rest = robots, line; bd_view_split(&rest, '\n', &line);) {
        size_t hash = bd_view_find(line, "#", 0);
        if (hash != SIZE_MAX)
            line = bd_view_part(line, 0, hash);
        size_t colon = bd_view_find(line, ":", 0);
        if (colon == SIZE_MAX)
            continue;
        bede_view key = bd_view_trim(bd_view_part(line, 0, colon));
        bede_view value = bd_view_trim(bd_view_part(line, colon + 1, line.n));
        if (bd_view_is_nocase(key, "user-agent")) {
            if (!heading)
                in_mine = in_all = false;
            heading = true;
            in_mine |= bd_view_is_nocase(value, agent);
            in_all |= bd_view_is(value, "*");
            named |= in_mine;
            continue;
        }
        if (!bd_view_is_nocase(key, "allow") && !bd_view_is_nocase(key, "disallow") &&
            !bd_view_is_nocase(key, "crawl-delay"))
            continue;
        heading = false;
        if (in_mine)
            line_of(&mine, key, value, path);
        if (in_all)
            line_of(&all, key, value, path);
    }
    return named ? mine : all;
}

bool robots_allow(bede_view robots, const char *agent, bede_view path) {
    group g = read_file(robots, agent, path);
    return !g.path.found || g.path.allow;
}

unsigned robots_pause(bede_view robots, const char *agent) {
    return read_file(robots, agent, (bede_view){0}).pause;
}
