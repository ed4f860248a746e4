#!/usr/bin/env python3
"""Writes intervals.tsv: scores and their 95 % intervals, reckoned apart from the program, by the formulas as they
stand in their sources and with the standard library alone. Run it in this folder to make the table anew.

nps    promoters, passives, detractors: adjusted Wald (Rocks 2016)
csat   good, others: Wilson 1927
mean   answers on 1 to 7 by their counts: Student's t, whose quantile is found by integrating its density
"""
import math
import random
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def t_density(x, v):
    return math.exp(math.lgamma((v + 1) / 2) - math.lgamma(v / 2)) / math.sqrt(v * math.pi) * (1 + x * x / v) ** (
        -(v + 1) / 2)


def t_within(x, v, steps=2000):
    h = x / steps
    total = t_density(0, v) + t_density(x, v)
    for i in range(1, steps):
        total += (4 if i % 2 else 2) * t_density(i * h, v)
    return 2 * total * h / 3


def t_quantile(v):
    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if t_within(middle, v) < 0.95:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def nps(p, n, d):
    count = p + n + d
    pp, dd = (p + 0.75) / (count + 3), (d + 0.75) / (count + 3)
    half = Z * 100 * math.sqrt((pp + dd - (pp - dd) ** 2) / (count + 3))
    return 100 * (p - d) / count, 100 * (pp - dd), half


def csat(good, others):
    n = good + others
    share = good / n
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return 100 * share, 100 * centre, 100 * half


def mean(counts):
    answers = [i + 1 for i, count in enumerate(counts) for _ in range(count)]
    n = len(answers)
    middle = math.fsum(answers) / n
    variance = math.fsum((a - middle) ** 2 for a in answers) / (n - 1)
    return middle, middle, t_quantile(n - 1) * math.sqrt(variance / n)


def row(out, kind, counts, result):
    counts = list(counts) + [0] * (7 - len(counts))
    print(kind, *counts, *(f"{x:.9f}" for x in result), sep="\t", file=out)


def main():
    dice = random.Random(7)
    with open("intervals.tsv", "w", encoding="ascii") as out:
        for counts in [(18, 12, 6), (50, 33, 17), (10, 0, 0), (0, 0, 1), (0, 7, 0)] + [
                tuple(dice.randrange(60) + 1 for _ in range(3)) for _ in range(20)]:
            row(out, "nps", counts, nps(*counts))
        for counts in [(1, 0), (0, 1), (82, 18), (3, 3)] + [(dice.randrange(90), dice.randrange(30) + 1) for _ in range(20)]:
            row(out, "csat", counts, csat(*counts))
        for counts in [(1, 0, 0, 0, 0, 0, 1), (0, 0, 0, 1, 1, 1, 0)] + [
                tuple(dice.randrange(2 + 4 * k) + (i == 6) + (i == 0) for i in range(7)) for k in range(12)]:
            row(out, "mean", counts, mean(counts))


if __name__ == "__main__":
    main()
