"""What the peers' scripts share: a clock, and one line of JSON for each workload.

A workload is a function that prepares itself (draws data, compiles) and returns what is to be timed. `main` runs the
workloads named on the command line and prints {"peer": …, "workload": …, "form": …, "seconds": …}, the best of some
runs, or {"problem": …} for what this peer cannot do here. A training run returns its loss, and the first is held to
what it has to be. With `--once NAME` it does one workload in its first form once and prints what it gives.
"""

import json
import subprocess
import sys
import time

import numpy as np

WORKLOADS = {}

# The network of each workload, rows of a batch, and the rule.
CLASSIFIERS = {
    "epoch-sgd-32": ([784, 128, 10], 32, "sgd"),
    "epoch-adam-128": ([784, 128, 10], 128, "adam"),
    "epoch-softmax-32": ([784, 10], 32, "adam"),
}

# By NumPy in 64 bits: the last step's loss, or the mean over an epoch's batches, each before its update; and how far
# 32 bits may be from it. A hidden unit that switches a batch earlier makes that much of a difference in plain descent.
LOSSES = {
    "tiny-10000": (0.0008351158697027849, 1e-9),
    "epoch-sgd-32": (2.0822244252017197, 1e-3),
    "epoch-adam-128": (2.077129034129733, 1e-5),
    "epoch-softmax-32": (2.0728449553276, 1e-5),
    "samples-50-epochs": (0.0026269392410536697, 1e-9),
}


def workload(name, form=""):
    """Registers a function under a workload's name; several forms of one peer stand side by side."""

    def register(make):
        WORKLOADS.setdefault(name, []).append((form, make))
        return make

    return register


def products(form=""):
    """Registers a function of two matrices under the names of the products."""

    def register(make):
        for m, k, n in ((512, 512, 512), (128, 784, 128)):
            for bits, dtype in ((64, np.float64), (32, np.float32)):

                def prepare(m=m, k=k, n=n, dtype=dtype):
                    random = np.random.RandomState(0)
                    return make(random.randn(m, k).astype(dtype), random.randn(k, n).astype(dtype))

                workload(f"matmul-{m}x{k}x{n}-{bits}", form)(prepare)
        return make

    return register


def classifiers(form=""):
    """Registers a function of sizes, batch and rule under the names of the epochs over pictures."""

    def register(make):
        for name, arguments in CLASSIFIERS.items():
            workload(name, form)(lambda arguments=arguments: make(*arguments))
        return make

    return register


def best(name, run, seconds=1.0, at_least=3, at_most=50):
    times = []
    total = 0.0
    while len(times) < at_least or (total < seconds and len(times) < at_most):
        start = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - start)
        total += times[-1]
        if len(times) == 1 and name in LOSSES:
            expected, tolerance = LOSSES[name]
            if not abs(float(result) - expected) <= tolerance * expected:
                raise ValueError(f"the loss is {float(result)} and not {expected}")
    return min(times)


def process():
    """A process from its start to the loss that it prints, compilation and imports included."""
    result = subprocess.run([sys.executable, sys.argv[0], "--once", "tiny-10000"], capture_output=True, text=True)
    expected, tolerance = LOSSES["tiny-10000"]
    if not abs(float(result.stdout) - expected) <= tolerance * expected:
        raise ValueError(f"the process printed {result.stdout}")


def main(peer):
    workload("process-minimize")(lambda: process)
    if sys.argv[1] == "--once":
        print(float(WORKLOADS[sys.argv[2]][0][1]()()))
        return
    for name in sys.argv[1:]:
        for form, make in WORKLOADS.get(name, []):
            line = {"peer": peer, "workload": name, "form": form}
            try:
                line["seconds"] = best(name, make())
            except Exception as problem:  # A peer that cannot do a workload here is a gap in the table, no failure.
                line["problem"] = str(problem).strip().splitlines()[0][:120] if str(problem) else type(problem).__name__
            print(json.dumps(line), flush=True)
