"""Evaluates formulas written for NumPy, JAX and PyTorch: the tests' helper.

Reads JSON cases {"language", "helpers", "text", "operands": {name: [numbers]}} from the standard input and writes a list of
lists of numbers. JAX and PyTorch are played by NumPy under their names, which finds wrong syntax, wrong functions and
wrong operands, and not what the libraries themselves may do differently.
"""
import json
import math
import sys
import types

import numpy as np

ndtr = np.vectorize(lambda x: 0.5 * math.erfc(-x / math.sqrt(2)), otypes=[float])


class Tensor(np.ndarray):
    """An array that knows what PyTorch's tensors are asked for."""

    def detach(self):
        return self


def names(language):
    if language == "numPy":
        return {"np": np}
    if language == "jax":
        sigmoid = lambda x: 1 / (1 + np.exp(-x))
        jax = types.SimpleNamespace(
            nn=types.SimpleNamespace(sigmoid=sigmoid, relu=lambda x: np.maximum(x, 0)),
            lax=types.SimpleNamespace(stop_gradient=lambda x: x),
            scipy=types.SimpleNamespace(special=types.SimpleNamespace(ndtr=ndtr)),
        )
        return {"jnp": np, "jax": jax}
    same = "abs sign exp log sqrt square sin cos tan tanh expm1 floor round maximum minimum where logaddexp zeros_like pi"
    torch = types.SimpleNamespace(
        **{name: getattr(np, name) for name in same.split()},
        pow=np.power, remainder=np.mod, clamp=np.clip, relu=lambda x: np.maximum(x, 0),
        sigmoid=lambda x: 1 / (1 + np.exp(-x)), special=types.SimpleNamespace(ndtr=ndtr), inf=np.inf, nan=np.nan,
    )
    return {"torch": torch}


results = []
for case in json.load(sys.stdin):
    scope = names(case["language"])
    for helper in case["helpers"]:
        exec(helper, scope)
    operands = {name: np.array(row, float).view(Tensor) for name, row in case["operands"].items()}
    count = len(next(iter(case["operands"].values())))
    with np.errstate(all="ignore"):
        value = eval(case["text"], scope, operands)
    results.append(np.broadcast_to(np.asarray(value, float), (count,)).tolist())
json.dump(results, sys.stdout)
