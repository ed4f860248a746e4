#include <dagstart/domain/decision.h>

#include <math.h>

bool decision_stands(const struct decision *decision)
{
	return decision->status == DECISION_STANDS || decision->status == DECISION_REVIEWED;
}

int32_t decision_since(const struct decision *decision)
{
	return decision->reviewed_day > decision->day ? decision->reviewed_day : decision->day;
}

static double log_choose(double n, double k)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

/* P(X >= k) of X ~ Binomial(n, p), 0 < p < 1. */
static double at_least(int64_t k, int64_t n, double p)
{
	double sum = 0;
	for (int64_t i = k; i <= n; i++)
		sum += exp(
		        log_choose((double)n, (double)i) + (double)i * log(p) + (double)(n - i) * log1p(-p));
	return sum < 1 ? sum : 1;
}

static bool is_more(const struct contradiction *so_far, double alpha)
{
	if (so_far->pains < DECISION_PAINS_MIN || so_far->answers_before <= 0 || so_far->answers <= 0)
		return false;
	double part = (double)so_far->answers / ((double)so_far->answers + (double)so_far->answers_before);
	return at_least(so_far->pains, so_far->pains + so_far->pains_before, part) <= alpha;
}

struct contradiction decision_contradicted(const struct contradiction_week *before,
        const struct contradiction_week *weeks, size_t count, size_t themes)
{
	struct contradiction found = {.pains_before = before->pains, .answers_before = before->answers};
	double alpha = 0.05 / DECISION_WEEKS / (double)(themes ? themes : 1);
	for (size_t i = 0; i < count && i < DECISION_WEEKS && !found.is; i++) {
		found.pains += weeks[i].pains;
		found.answers += weeks[i].answers;
		found.is = is_more(&found, alpha);
		found.week = found.is ? (int)i + 1 : 0;
	}
	return found;
}
