#!/usr/bin/env python3
"""Count single tests in the logs of meson.

  count.py TESTLOG.json   one line "passed P failed F skipped S" for the run
  count.py --sum RECORD   adds such lines up; the last line is "N passed, N failed, N skipped"

A test program of cmocka says "ok" or "not ok" for each of its tests (CMOCKA_MESSAGE_OUTPUT=TAP); any other
program is one test. A program that ended badly without saying which test failed counts as one that failed.
"""
import json
import re
import sys

LINE = re.compile(r"^(ok|not ok) \d+ (- |# SKIP )", re.M)


def count_program(test):
    text = test.get("stdout", "") + "\n" + test.get("stderr", "")
    found = LINE.findall(text)
    skipped = sum(1 for _, mark in found if mark == "# SKIP ")
    passed = sum(1 for verdict, mark in found if verdict == "ok" and mark == "- ")
    failed = len(found) - skipped - passed
    bad = test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL")
    if not found:
        return (0, 0, 1) if test["result"] == "SKIP" else (0, 1, 0) if bad else (1, 0, 0)
    return passed, failed + (1 if bad and not failed else 0), skipped


def count(path):
    total = [0, 0, 0]
    with open(path, encoding="utf-8") as log:
        for line in log:
            total = [a + b for a, b in zip(total, count_program(json.loads(line)))]
    print("passed %d failed %d skipped %d" % tuple(total))


def add_up(path):
    total = {"passed": 0, "failed": 0, "skipped": 0, "broken": 0}
    with open(path, encoding="utf-8") as record:
        for line in record:
            words = line.split()
            for name, number in zip(words[::2], words[1::2]):
                total[name] += int(number)
    failed = total["failed"] + total["broken"]
    print("%d passed, %d failed, %d skipped" % (total["passed"], failed, total["skipped"]))
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--sum":
        sys.exit(add_up(sys.argv[2]))
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    count(sys.argv[1])
