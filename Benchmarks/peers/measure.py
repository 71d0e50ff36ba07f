"""What the peers' scripts share: a clock, and one line of JSON for each workload.

A workload is a function that prepares itself (compiles, warms up) and returns what is to be timed. `main` runs the
workloads named on the command line and prints {"peer": …, "workload": …, "form": …, "seconds": …}, the best of some
runs, or {"problem": …} for what this peer cannot do here.
"""

import json
import sys
import time

WORKLOADS = {}


def workload(name, form=""):
    """Registers a function under a workload's name; several forms of one peer stand side by side."""

    def register(make):
        WORKLOADS.setdefault(name, []).append((form, make))
        return make

    return register


def best(run, seconds=1.0, at_least=3, at_most=50):
    times = []
    total = 0.0
    while len(times) < at_least or (total < seconds and len(times) < at_most):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
        total += times[-1]
    return min(times)


def main(peer):
    for name in sys.argv[1:]:
        for form, make in WORKLOADS.get(name, []):
            line = {"peer": peer, "workload": name, "form": form}
            try:
                line["seconds"] = best(make())
            except Exception as problem:  # A peer that cannot do a workload here is a gap in the table, no failure.
                line["problem"] = str(problem).strip().splitlines()[0][:120] if str(problem) else type(problem).__name__
            print(json.dumps(line), flush=True)
