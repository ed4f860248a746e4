#!/usr/bin/env python3
"""Writes differences.tsv: two scores compared, reckoned apart from the program with the standard library alone. Run it in
this folder to make the table anew. A row is the kind, the counts before and after (as in intervals.tsv), the change, the
margin of its 95 % interval, z, and how many answers more, like those after, it takes until zero lies outside; - where
that was not sought, or where a hundred thousand would not do.

Both sides are compared at the centre of their interval: z = (after - before) / sqrt(error1^2 + error2^2).
nps    error of the adjusted Wald interval (Rocks 2016)
csat   centre of Wilson 1927, error of Agresti and Coull 1998 around it
mean   s / sqrt(n), larger by Student's t to the normal quantile, so that few answers prove little
"""
import math
import random
from statistics import stdev

from intervals import Z, t_quantile

MOST = 100000


def nps(promoters, passives, detractors):
    n = promoters + passives + detractors + 3
    # Each answer as a number: 100, 0 or -100, with three quarters of one more at each end and one and a half between.
    weights = {100: promoters + 0.75, 0: passives + 1.5, -100: detractors + 0.75}
    centre = sum(x * w for x, w in weights.items()) / n
    variance = sum(w * (x - centre) ** 2 for x, w in weights.items()) / n
    return centre, math.sqrt(variance / n)


def csat(good, others):
    n = good + others + Z * Z
    share = (good + Z * Z / 2) / n
    return 100 * share, 100 * math.sqrt(share * (1 - share) / n)


def mean(*counts):
    answers = [i + 1 for i, count in enumerate(counts) for _ in range(count)]
    n = len(answers)
    return math.fsum(answers) / n, t_quantile(n - 1) / Z * stdev(answers) / math.sqrt(n)


def compare(one, other):
    error = math.sqrt(one[1] ** 2 + other[1] ** 2)
    change = other[0] - one[0]
    return change, Z * error, change / error


def needed(kind, before, after):
    n = sum(after)
    one = kind(*before)
    for more in range(MOST + 1):
        if abs(compare(one, kind(*(c * (n + more) / n for c in after)))[2]) > Z:
            return more
    return "-"


def row(name, kind, before, after, search):
    pad = [0] * (7 - len(before))
    figures = [f"{x:.9f}" for x in compare(kind(*before), kind(*after))]
    more = needed(kind, before, after) if search else "-"
    print(name, *before, *pad, *after, *pad, *figures, more, sep="\t", file=out)


dice = random.Random(11)


def some(count, most):
    return tuple(dice.randrange(most) + 1 for _ in range(count))


with open("differences.tsv", "w", encoding="ascii") as out:
    for before, after in [((90, 60, 70), (120, 60, 40)), ((10, 0, 0), (0, 0, 1)), ((18, 12, 6), (18, 12, 6))] + [
            (some(3, 60), some(3, 60)) for _ in range(24)]:
        row("nps", nps, before, after, True)
    for before, after in [((82, 18), (88, 12)), ((1, 0), (0, 1)), ((40, 10), (40, 10))] + [
            (some(2, 80), some(2, 80)) for _ in range(24)]:
        row("csat", csat, before, after, True)
    for before, after in [((1, 0, 0, 0, 0, 0, 1), (0, 0, 0, 1, 1, 1, 0))] + [
            (some(7, 2 + 2 * k), some(7, 2 + 2 * k)) for k in range(12)]:
        row("mean", mean, before, after, False)
