#include "dates.h"

static void add_span(struct date_span *span, int32_t day)
{
	if (day == 0)
		return;
	span->first = span->first == 0 || day < span->first ? day : span->first;
	span->last = day > span->last ? day : span->last;
}

static void add_either(struct date_tally *tally, const struct date_read *read, int32_t today)
{
	tally->either++;
	tally->dashes += read->separator != '/';
	tally->dmy += read->dmy != 0;
	tally->mdy += read->mdy != 0;
	tally->ymd += read->ymd != 0;
	tally->only_dmy += read->dmy != 0 && read->mdy == 0;
	tally->only_mdy += read->mdy != 0 && read->dmy == 0;
	add_span(&tally->span_dmy, read->dmy);
	add_span(&tally->span_mdy, read->mdy);
	add_span(&tally->span_ymd, read->ymd);
	if (today <= 0)
		return;
	tally->future_dmy += read->dmy > today;
	tally->future_mdy += read->mdy > today;
	tally->future_ymd += read->ymd > today;
}

void date_tally_add(struct date_tally *tally, const struct date_read *read, int32_t today)
{
	switch (read->form) {
	case DATE_BAD:
		tally->bad++;
		return;
	case DATE_UNKNOWN:
		tally->unknown++;
		return;
	case DATE_SERIAL:
		tally->serial++;
		return;
	case DATE_SURE:
		tally->sure++;
		return;
	case DATE_EITHER:
		add_either(tally, read, today);
		return;
	}
}

/* With two digits for the year, the year may stand first: it does where no other order makes sense of all,
 * and may where it does so too. */
static bool has_year_first(const struct date_tally *tally)
{
	return tally->ymd * 20 >= tally->either * 19 && tally->future_ymd * 20 <= tally->either;
}

/* A day taken for a year spreads what was said within weeks over decades. */
static bool is_far_wider(const struct date_span *span, const struct date_span *other)
{
	enum { TIMES = 8, YEARS = 3 * 366 };
	int32_t days = span->last - span->first, others = other->last - other->first;
	return days > YEARS && days > TIMES * (others + 1);
}

static bool is_all(const struct date_tally *tally, int64_t readable, int64_t future)
{
	return readable == tally->either && future == 0;
}

bool date_tally_allows(const struct date_tally *tally, enum date_order order)
{
	switch (order) {
	case DATES_DMY:
		return tally->dmy * 2 >= tally->either;
	case DATES_MDY:
		return tally->mdy * 2 >= tally->either;
	case DATES_YMD:
		return has_year_first(tally);
	case DATES_NONE:
	case DATES_ISO:
		break;
	}
	return false;
}

enum date_order date_tally_order(const struct date_tally *tally, int64_t *ret_mixed)
{
	*ret_mixed = 0;
	if (tally->either == 0)
		return tally->sure + tally->serial > 0 ? DATES_ISO : DATES_NONE;
	if (has_year_first(tally)) {
		bool dmy = is_all(tally, tally->dmy, tally->future_dmy);
		bool other = dmy || is_all(tally, tally->mdy, tally->future_mdy);
		const struct date_span *span = dmy ? &tally->span_dmy : &tally->span_mdy;
		if (!other || is_far_wider(span, &tally->span_ymd))
			return DATES_YMD;
		if (!is_far_wider(&tally->span_ymd, span))
			return DATES_NONE;
	}
	int64_t dmy = tally->only_dmy, mdy = tally->only_mdy;
	if (dmy + mdy > 0) {
		*ret_mixed = dmy < mdy ? dmy : mdy;
		return dmy == mdy ? DATES_NONE : dmy > mdy ? DATES_DMY : DATES_MDY;
	}
	if (tally->future_dmy != tally->future_mdy)
		return tally->future_dmy < tally->future_mdy ? DATES_DMY : DATES_MDY;
	return tally->dashes == tally->either ? DATES_DMY : DATES_NONE;
}

bool date_day(const struct date_read *read, enum date_order order, int32_t *ret)
{
	switch (read->form) {
	case DATE_BAD:
		return false;
	case DATE_UNKNOWN:
		*ret = 0;
		return true;
	case DATE_SERIAL:
	case DATE_SURE:
		*ret = read->day;
		return true;
	case DATE_EITHER:
		break;
	}
	if (order == DATES_YMD) {
		*ret = read->ymd;
		return read->ymd != 0;
	}
	int32_t day = order == DATES_MDY ? read->mdy : read->dmy;
	*ret = day ? day : order == DATES_MDY ? read->dmy : read->mdy;
	return *ret != 0;
}
