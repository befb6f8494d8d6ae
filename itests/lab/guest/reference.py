"""A loop that wants to run each 10 ms, beside a test: how late it was tells whether the machine was starved.

On SIGTERM it writes a line: the number of turns, and the median, 99th percentile and maximum of the lateness in us.
"""

import signal
import sys
import time

PERIOD_NS = 10_000_000


def main():
    late = []

    def end(*_):
        late.sort()
        at = lambda share: late[min(len(late) - 1, int(len(late) * share))] // 1000 if late else 0  # noqa: E731
        print(len(late), at(0.5), at(0.99), at(1), flush=True)
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    due = time.monotonic_ns()
    while True:
        due += PERIOD_NS
        rest = due - time.monotonic_ns()
        if rest > 0:
            time.sleep(rest / 1e9)
        late.append(max(0, time.monotonic_ns() - due))


main()
