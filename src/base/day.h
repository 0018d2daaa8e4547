/* SPDX-License-Identifier: Apache-2.0 */
/* Days of the proleptic Gregorian calendar as numbers. */
#ifndef BD_BASE_DAY_H
#define BD_BASE_DAY_H

#include "bede.h"

/* Days since 1970-01-01; a month or year counts from its first day. */
int32_t bd_day_number(bede_date d);
bede_date bd_day_date(int32_t number);
/* 0 Monday .. 6 Sunday */
int bd_day_weekday(int32_t number);
int bd_day_month_length(int year, int month);
/* d moved by `months` (either way); the day is cut to the month's length, 0 stays 0. */
bede_date bd_day_add_months(bede_date d, int months);

#endif
