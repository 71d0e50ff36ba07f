"""Our engine and its peers on the same work, in turn, in one run: a table of times and ratios.

    compare.py OURS [--threads N] [--rounds N] [WORKLOAD…]

A workload is named by how its name begins; without names, all of them. OURS is a program that takes workloads' names and prints the lines that `measure.py` describes. Every round runs all
programs one after the other, so that what else the machine does meets them alike; the best of all rounds counts.
A ratio above 1 says that the peer took longer than we did.
"""

import argparse
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

WORKLOADS = {
    "scalar-chain": "scalar graph of 1,000,000 nodes, a chain: record, forward, backward",
    "scalar-tree": "scalar graph of 1,000,000 nodes, a tree: record, forward, backward",
    "jacobian-relu": "dense Jacobian of ReLU at 4096",
    "jacobian-sigmoid": "dense Jacobian of σ(Wx) at 512",
    "jacobian-network": "dense Jacobian of a 256-256-256 network",
    "gradcheck": "central differences of all 39,760 parameters of 784-50-10, batch of 3",
    "matmul-512x512x512-64": "matrix product 512 × 512 × 512, 64-bit",
    "matmul-512x512x512-32": "matrix product 512 × 512 × 512, 32-bit",
    "matmul-128x784x128-64": "matrix product 128 × 784 × 128, 64-bit",
    "matmul-128x784x128-32": "matrix product 128 × 784 × 128, 32-bit",
    "exp": "exp over 1,000,000 doubles",
    "tiny-10000": "2-3-1 sigmoid network, 3 samples, 64-bit, 10,000 full-batch steps",
    "process-minimize": "the same from the process's start to the printed loss",
    "samples-50-epochs": "2-3-1 network, 1,000 samples, 64-bit, SGD, batch 32, 50 epochs: 1,600 steps",
    "epoch-sgd-32": "784-128-10 ReLU network, 32-bit, one epoch of 60,000, SGD, batch 32",
    "epoch-adam-128": "784-128-10 ReLU network, 32-bit, one epoch of 60,000, Adam, batch 128",
    "epoch-softmax-32": "784-10 softmax regression, 32-bit, one epoch of 60,000, Adam, batch 32",
}


def run(command, names, environment, processors):
    # Not every peer heeds a number of threads; none gets past the processors that it may use.
    hold = (lambda: os.sched_setaffinity(0, processors)) if hasattr(os, "sched_setaffinity") else None
    result = subprocess.run(
        command + names, env=environment, capture_output=True, text=True, cwd=HERE, preexec_fn=hold
    )
    for line in result.stdout.splitlines():
        if line.startswith("{"):
            yield json.loads(line)
    if result.returncode != 0:
        print(f"{command[-1]} ended with {result.returncode}: {result.stderr[-300:]}", file=sys.stderr)


def text(seconds):
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds >= 1e-3:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds * 1e6:.3g} µs"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ours")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("workloads", nargs="*")
    options = parser.parse_intermixed_args()
    names = [name for name in WORKLOADS if name.startswith(tuple(options.workloads or [""]))]
    environment = dict(os.environ, PEER_THREADS=str(options.threads), TF_CPP_MIN_LOG_LEVEL="3")
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[variable] = str(options.threads)
    # The OpenBLAS that NumPy brings takes the best code for the processor by itself; some systems make it take other
    # code, for older ones' sake.
    for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        environment.pop(variable, None)
    commands = [[os.path.abspath(options.ours), "--json", "--rounds", "5", "--threads", str(options.threads)]] + [
        [sys.executable, os.path.join(HERE, script)] for script in ("numpy_peer.py", "jax_peer.py", "torch_peer.py")
    ]
    best = {}
    for _ in range(options.rounds):
        for name in names:
            for command in commands:
                for line in run(command, [name], environment, set(range(options.threads))):
                    key = (line["workload"], line["peer"], line.get("form", ""))
                    seconds = line.get("seconds")
                    old = best.get(key)
                    if seconds is None:
                        best.setdefault(key, line.get("problem"))
                    elif not isinstance(old, float) or seconds < old:
                        best[key] = seconds
    print(f"Threads: {options.threads}.\n")
    print("| work | lessons | peer | its time | ratio |")
    print("|:-----|--------:|:-----|---------:|------:|")
    for name in names:
        ours = min((v for (w, p, _), v in best.items() if w == name and p == "lessons" and isinstance(v, float)), default=None)
        rows = [(p, f, v) for (w, p, f), v in best.items() if w == name and p != "lessons"]
        rows.sort(key=lambda row: row[2] if isinstance(row[2], float) else float("inf"))
        first = f"{WORKLOADS[name]} | {text(ours) if ours else '–'}"
        for peer, form, value in rows or [("–", "", None)]:
            label = f"{peer} ({form})" if form else peer
            if isinstance(value, float):
                print(f"| {first} | {label} | {text(value)} | {value / ours:.2f} |" if ours else f"| {first} | {label} | {text(value)} | |")
            else:
                print(f"| {first} | {label} | {value or ''} | |")
            first = " | "


main()
