#include "dates.h"

void date_tally_add(struct date_tally *tally, const struct date_read *read, int32_t today)
{
	switch (read->form) {
	case DATE_BAD:
		tally->bad++;
		return;
	case DATE_UNKNOWN:
		tally->unknown++;
		return;
	case DATE_SURE:
		tally->sure++;
		return;
	case DATE_EITHER:
		break;
	}
	tally->either++;
	tally->dashes += read->separator != '/';
	if (read->mdy == 0 || read->dmy == 0) {
		tally->only_dmy += read->mdy == 0;
		tally->only_mdy += read->dmy == 0;
	} else if (today > 0 && read->dmy != read->mdy) {
		tally->future_dmy += read->dmy > today;
		tally->future_mdy += read->mdy > today;
	}
}

enum date_order date_tally_order(const struct date_tally *tally, int64_t *ret_mixed)
{
	*ret_mixed = 0;
	if (tally->either == 0)
		return tally->sure > 0 ? DATES_ISO : DATES_NONE;
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
	case DATE_SURE:
		*ret = read->day;
		return true;
	case DATE_EITHER:
		break;
	}
	int32_t day = order == DATES_MDY ? read->mdy : read->dmy;
	*ret = day ? day : order == DATES_MDY ? read->dmy : read->mdy;
	return true;
}
