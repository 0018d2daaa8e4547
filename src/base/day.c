/* SPDX-License-Identifier: Apache-2.0 */
#include "base/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Day counts by the era of 400 years, years beginning in March: no table, no loop. */
int32_t bd_day_number(bede_date d) {
    int32_t y = d.year, m = d.month ? d.month : 1, day = d.day ? d.day : 1;
    y -= m <= 2;
    int32_t era = (y >= 0 ? y : y - 399) / 400;
    int32_t yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

bede_date bd_day_date(int32_t number) {
    int32_t z = number + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int32_t m = mp < 10 ? mp + 3 : mp - 9;
    return (bede_date){(int16_t)(yoe + era * 400 + (m <= 2)), (uint8_t)m,
                       (uint8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

int bd_day_weekday(int32_t number) {
    return (int)(((number + 3) % 7 + 7) % 7);
}

int bd_day_month_length(int year, int month) {
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return length[month - 1] + (month == 2 && leap);
}

bede_date bd_day_add_months(bede_date d, int months) {
    int at = d.year * 12 + (d.month ? d.month - 1 : 0) + months;
    bede_date out = {(int16_t)(at / 12), (uint8_t)(at % 12 + 1), d.day};
    int most = bd_day_month_length(out.year, out.month);
    if (out.day > most)
        out.day = (uint8_t)most;
    return out;
}

/* Exactly `n` digits at s; -1 if there are not. */
static int digits(const char *s, int n) {
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        v = v * 10 + s[i] - '0';
    }
    return v;
}

bool bede_date_parse(const char *s, bede_date *out) {
    size_t n = strlen(s);
    if (n != 4 && n != 7 && n != 10)
        return false;
    int year = digits(s, 4), month = 0, day = 0;
    if (n >= 7)
        month = s[4] == '-' ? digits(s + 5, 2) : -1;
    if (n == 10)
        day = s[7] == '-' ? digits(s + 8, 2) : -1;
    if (year < 1 || (n >= 7 && (month < 1 || month > 12)) ||
        (n == 10 && (day < 1 || day > bd_day_month_length(year, month))))
        return false;
    *out = (bede_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

void bede_date_format(bede_date d, char out[11]) {
    out[0] = '\0';
    if (d.year <= 0 || d.year > 9999)
        return;
    if (d.month && d.day)
        snprintf(out, 11, "%04u-%02u-%02u", (unsigned)d.year % 10000u, d.month % 100u,
                 d.day % 100u);
    else if (d.month)
        snprintf(out, 11, "%04u-%02u", (unsigned)d.year % 10000u, d.month % 100u);
    else
        snprintf(out, 11, "%04u", (unsigned)d.year % 10000u);
}
