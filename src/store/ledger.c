/* Judgements of forecasts. */
#include <dagstart/store/ledger.h>

#include <dagstart/base/arena.h>
#include <dagstart/base/vec.h>

#include "door.h"
#include "internal.h"
#include "row.h"

bool store_judgements(
        struct store *store, struct arena *arena, struct judgement **ret, size_t *ret_count, struct err *err)
{
	VEC(struct judgement) list = {0};
	CLEANUP(query_cleanup) struct query q = query_open(store->driver, SQL_VERDICTS_READ);
	while (query_next(&q))
		*vec_add(arena, &list) = (struct judgement){
		        .id = get_int(&q, "id"),
		        .day = get_day(&q, "day"),
		        .outcome = (enum outcome)get_int(&q, "outcome"),
		        .done_day = get_day(&q, "done_day"),
		        .forecast_day = get_day(&q, "forecast_day"),
		        .looks = (int)get_int(&q, "looks"),
		        .before_n = get_int(&q, "before_n"),
		        .after_n = get_int(&q, "after_n"),
		        .before = get_real(&q, "before"),
		        .after = get_real(&q, "after"),
		        .change = get_real(&q, "change"),
		        .margin = get_real(&q, "margin"),
		        .learned = get_text(&q, arena, "learned"),
		};
	if (!query_end(&q, err))
		return false;
	*ret = list.items;
	*ret_count = list.count;
	return true;
}

static void judgement_bind(struct query *q, const void *value)
{
	const struct judgement *judgement = value;
	bind_int(q, "$day", judgement->day);
	bind_int(q, "$outcome", judgement->outcome);
	bind_int(q, "$done_day", judgement->done_day);
	bind_int(q, "$forecast_day", judgement->forecast_day);
	bind_int(q, "$looks", judgement->looks);
	bind_int(q, "$before_n", judgement->before_n);
	bind_int(q, "$after_n", judgement->after_n);
	bind_real(q, "$before", judgement->before);
	bind_real(q, "$after", judgement->after);
	bind_real(q, "$change", judgement->change);
	bind_real(q, "$margin", judgement->margin);
	bind_text(q, "$learned", judgement->learned);
}

bool store_put_judgement(struct store *store, struct judgement *judgement, struct err *err)
{
	return door_put(
	        store, &(struct door_put){ENTITY_VERDICT, &judgement->id, judgement_bind, judgement}, err);
}
