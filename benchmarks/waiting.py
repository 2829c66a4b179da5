"""Print how often the real wait was inside what was shown, per place in the queue: python benchmarks/waiting.py"""

from __future__ import annotations

from loket.reception.tests import queue_simulation
from loket.reception.tests.queue_simulation import Counter, coverage, told_at_arrival, told_on_the_way

DAYS = 40
GROUPS = ((1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 9), (10, 14), (15, 24), (25, 500), (6, 500), (1, 500))


def main() -> None:
    tickets = [ticket for seed in range(DAYS) for ticket in Counter(seed).run()]
    print(queue_simulation.__doc__)
    print(f"{DAYS} days of 500 arrivals. Shown on arrival:")
    print("place       shown   inside   sooner    later")
    for first, last in GROUPS:
        seen = coverage(told_at_arrival(each for each in tickets if first <= each.place <= last))
        later = seen.shown - seen.inside - seen.below
        shares = "".join(f"{count / seen.shown:9.1%}" for count in (seen.inside, seen.below, later))
        print(f"{first:3} to {last:3} {seen.shown:7}{shares}")
    print(f"Shown while the place moved: {coverage(told_on_the_way(tickets[::10])).share:.1%} inside")


if __name__ == "__main__":
    main()
