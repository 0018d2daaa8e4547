/* SPDX-License-Identifier: Apache-2.0 */
/* Signatures against the true overlap, copies against no copies, and the index. */
#include "store/near.h"
#include "base/hash.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>

static const char STORY[] =
    "The ministry of fisheries said on Tuesday that it had closed the northern harbour to trawlers "
    "after two boats collided in fog. Nobody was hurt, but one of the vessels lost four hundred "
    "litres of fuel. The harbour master, Olda Brennik, told reporters that divers would inspect "
    "the "
    "hulls before either boat was allowed to leave. Owners of smaller boats complained that they "
    "had not been warned and had lost a day's catch. A spokesman for the union said that it would "
    "ask for the money in court. The ministry replied that the order had been read on the radio at "
    "five in the morning, as the law demands, and that the harbour would open again on Thursday if "
    "the water was clean. It was the third collision in the bay this year.";

static bd_near_mark mark(const char *text) {
    bd_near_signer s;
    bd_near_mark m;
    bd_near_begin(&s);
    bd_near_add(&s, bd_view_z(text));
    bd_near_end(&s, &m);
    return m;
}

static bool copies(const char *a, const char *b) {
    bd_near_mark x = mark(a), y = mark(b);
    float share, back;
    bool yes = bd_near_copy(&x, &y, &share);
    CHECK(yes == bd_near_copy(&y, &x, &back) && share == back);
    return yes;
}

static void texts(void) {
    char buf[4096];
    CHECK(copies(STORY, STORY));
    snprintf(buf, sizeof buf, "%.*s", (int)(strlen(STORY) * 6 / 10), STORY);
    CHECK(copies(STORY, buf)); /* cut at the end */
    snprintf(buf, sizeof buf, "HALVERN (Coast News) - Fog closed a port. %s", STORY + 60);
    CHECK(copies(STORY, buf)); /* another beginning */
    snprintf(buf, sizeof buf,
             "%s Divers found a second leak late on Tuesday and the ministry said "
             "that the port would stay closed until the weekend.",
             STORY);
    CHECK(copies(STORY, buf)); /* an updated version */
    /* Case, punctuation and line ends are nothing. */
    bd_near_mark a = mark("The \xe2\x80\x9cminister\xe2\x80\x9d didn\xe2\x80\x99t go, he said"),
                 b = mark("THE MINISTER\ndidn't go; he  said");
    CHECK(a.n == 4 && memcmp(&a, &b, sizeof a) == 0);
    CHECK(!copies(STORY, "Two boats collided in fog in the northern harbour and lost fuel, the "
                         "ministry of fisheries said, closing the port to all trawlers until "
                         "divers have looked at them. Fishermen said that nobody had told them."));
    /* The same closing paragraph under another story. */
    snprintf(buf, sizeof buf,
             "Prosecutors opened an inquiry into the sale of licences on Friday. They searched the "
             "offices of a shipping firm and took away computers, a clerk said. The firm denied "
             "that it had paid anybody and promised to help. Its shares fell by a tenth. %s",
             STORY + strlen(STORY) - 240);
    CHECK(!copies(STORY, buf));
    /* One sentence with the same long names. */
    CHECK(
        !copies("The prime minister of Norland met Foreign Secretary Anna Maria Lindqvist Berg in "
                "Oldport on Monday.",
                "Foreign Secretary Anna Maria Lindqvist Berg held talks in Oldport on Monday with "
                "the prime minister of Norland."));
    CHECK(!copies("He did not say when.", "He did not say why."));
    CHECK(copies("He did not say when.", "He did not say when."));
    CHECK(!copies("", "") && !copies("one two", "one two"));
    CHECK(mark("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x96\x87").n == 2); /* a letter a word */
    bd_near_mark junk = mark("\xff\xfe\xe2\x28\xa1\xf0\x9f");
    CHECK(junk.n < 10);
}

/* How a text is cut into pieces changes nothing. */
static void pieces(void) {
    char *large = malloc(200000);
    size_t n = 0;
    for (int i = 0; i < 20000; i++)
        n += (size_t)sprintf(large + n, "w%d ", (i * 7919) % 5003);
    bd_near_mark whole = mark(large);
    CHECK_INT(whole.n, 19998);
    bd_near_signer s;
    bd_near_mark m;
    bd_near_begin(&s);
    for (size_t from = 0; from < n;) {
        size_t to = from + 777 < n ? from + 777 : n;
        while (to < n && large[to] != ' ')
            to++;
        bd_near_add(&s, bd_view(large + from, to - from));
        from = to;
    }
    bd_near_end(&s, &m);
    CHECK(memcmp(&whole, &m, sizeof m) == 0);
    free(large);
}

/* The estimate against the truth: texts of numbers, of which a known part is shared. */
static void estimates(void) {
    double worst = 0, sum = 0;
    int n = 0;
    for (int shared = 0; shared <= 400; shared += 25) {
        char a[8192] = "", b[8192] = "";
        size_t na = 0, nb = 0;
        for (int i = 0; i < 402; i++) {
            na += (size_t)sprintf(a + na, "n%d ", i + shared * 1000);
            nb += (size_t)sprintf(b + nb, "n%d ", i < shared ? i + shared * 1000 : i + 700000);
        }
        double both = shared >= 3 ? shared - 2 : 0, truth = both / (800 - both);
        bd_near_mark x = mark(a), y = mark(b);
        double off = fabs((double)bd_near_alike(&x, &y) - truth);
        worst = off > worst ? off : worst;
        sum += off;
        n++;
    }
    CHECK(worst < 0.16); /* three and a half standard deviations of 96 lanes */
    CHECK(sum / n < 0.05);
}

static void packing(void) {
    unsigned char bytes[BD_NEAR_BLOB];
    bd_near_mark a = mark(STORY), b;
    bd_near_pack(&a, bytes);
    CHECK(bd_near_unpack(bytes, sizeof bytes, &b) && memcmp(&a, &b, sizeof a) == 0);
    CHECK(!bd_near_unpack(bytes, sizeof bytes - 1, &b));
}

/* Many texts of invented words, every third a copy of the one before it. */
static void index_of_many(void) {
    bd_near *x = bd_near_new();
    char text[4096];
    int found = 0, wrong = 0, copies_made = 0;
    for (int i = 0; i < 6000; i++) {
        int source = i % 3 == 2 ? i - 1 : i, from = i % 3 == 2 ? 20 : 0;
        size_t n = 0;
        for (int k = from; k < 120 - from; k++) {
            int both[2] = {source, k};
            n +=
                (size_t)sprintf(text + n, "v%u ", (unsigned)(bd_hash(both, sizeof both, 1) % 5000));
        }
        bd_near_mark m = mark(text);
        int64_t article = -1;
        float share = 0;
        bool any = bd_near_find(x, &m, &article, &share);
        copies_made += i % 3 == 2;
        found += any && i % 3 == 2 && article == source + 100;
        wrong += any && !(i % 3 == 2 && article == source + 100);
        CHECK(bd_near_put(x, i + 100, &m));
    }
    CHECK_INT(wrong, 0);
    CHECK(found >= copies_made * 98 / 100);
    CHECK_INT(bd_near_count(x), 6000);
    CHECK(bd_near_bytes(x) < 6000 * 1100);
    bd_near_free(x);
}

/* The same text ten thousand times costs no more than a few compares each, and the oldest wins. */
static void same_text_often(void) {
    bd_near *x = bd_near_new();
    bd_near_mark m = mark(STORY);
    for (int i = 0; i < 10000; i++) {
        int64_t article = -1;
        float share;
        if (i > 0 && (!bd_near_find(x, &m, &article, &share) || article != 0)) {
            CHECK(false);
            break;
        }
        bd_near_put(x, i, &m);
    }
    bd_near_free(x);
}

int main(void) {
    texts();
    pieces();
    estimates();
    packing();
    index_of_many();
    same_text_often();
    return test_end();
}
