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

double decision_spread(const struct contradiction_week *weeks, size_t count)
{
	double pains = 0, answers = 0, square = 0;
	int degrees = -1;
	for (size_t i = 0; i < count; i++) {
		pains += (double)weeks[i].pains;
		answers += (double)weeks[i].answers;
	}
	double part = answers > 0 ? pains / answers : 0;
	if (part <= 0 || part >= 1)
		return 1;
	for (size_t i = 0; i < count; i++) {
		double n = (double)weeks[i].answers, off = (double)weeks[i].pains - n * part;
		if (n <= 0)
			continue;
		square += off * off / (n * part * (1 - part));
		degrees++;
	}
	return degrees > 0 ? fmax(square / degrees, 1) : 1;
}

static double log_choose(double n, double k)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

/* P(X >= k) of X ~ Binomial(n, p), 0 < p < 1; terms too small to matter end it. */
static double at_least(int64_t k, int64_t n, double p)
{
	double term =
	        exp(log_choose((double)n, (double)k) + (double)k * log(p) + (double)(n - k) * log1p(-p));
	double sum = 0, odds = p / (1 - p);
	for (int64_t i = k; i <= n && (term > 1e-12 || (double)i < (double)n * p); i++) {
		sum += term;
		term *= (double)(n - i) / (double)(i + 1) * odds;
	}
	return sum < 1 ? sum : 1;
}

static bool is_more(const struct contradiction *so_far, double spread, double alpha)
{
	if (so_far->pains < DECISION_PAINS_MIN || so_far->answers_before <= 0 || so_far->answers <= 0)
		return false;
	double part = (double)so_far->answers / ((double)so_far->answers + (double)so_far->answers_before);
	int64_t since = (int64_t)floor((double)so_far->pains / spread);
	int64_t before = (int64_t)ceil((double)so_far->pains_before / spread);
	/* Far below what was to be expected the first term is nothing at all: no need to look. */
	return (double)since > part * (double)(since + before) &&
	       at_least(since, since + before, part) <= alpha;
}

struct contradiction decision_contradicted(const struct contradiction_week *before,
        const struct contradiction_week *weeks, size_t count, size_t themes)
{
	struct contradiction found = {.pains_before = before->pains, .answers_before = before->answers};
	double spread = fmax(before->spread, 1);
	double alpha = 0.05 / DECISION_WEEKS / (double)(themes ? themes : 1);
	for (size_t i = 0; i < count && i < DECISION_WEEKS && !found.is; i++) {
		found.pains += weeks[i].pains;
		found.answers += weeks[i].answers;
		found.is = is_more(&found, spread, alpha);
		found.week = found.is ? (int)i + 1 : 0;
	}
	return found;
}
