#!/usr/bin/env python3
"""Writes Tests/NNRuntimeTests/RandomGraphs.json: random expression graphs in `nn`, and what JAX gives for them in 64 bits.

Each graph is a program of named steps over a few small tensors, that ends in a number `f`; beside it stand f's value
and its gradient by each input. Steps are drawn from all common operations; one whose numbers grow too large, or come
near a kink or a pole, is thrown away, so that every graph is smooth where it is differentiated.

Needs JAX and NumPy; the tests themselves do not. Usage: Benchmarks/peers/random_graphs.py [count]
"""
import json
import pathlib
import sys

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
rng = np.random.default_rng(20)

LETTERS = "abcdeghk"


def literal(a):
    return json.dumps(np.asarray(a).tolist())


def pick(items):
    return items[rng.integers(len(items))]


class Rejected(Exception):
    pass


def away(x, *points, by=0.02):
    """Refuses a step at a kink: the operand is nowhere near these points."""
    for point in points:
        if np.any(abs(np.asarray(x) - point) < by):
            raise Rejected


class Graph:
    """Steps in both languages: a line of `nn`, and a function of the values so far."""

    def __init__(self):
        self.inputs, self.values, self.names = [], [], []
        self.lines, self.steps, self.used = [], [], set()

    def input(self, shape):
        value = np.round(rng.normal(size=shape), 2)
        name = LETTERS[len(self.inputs)]
        self.inputs.append(value)
        self.values.append(value)
        self.names.append(name)

    def shape(self, i):
        return np.shape(self.values[i])

    def any(self, test=lambda shape: True):
        found = [i for i in range(len(self.values)) if test(self.shape(i))]
        if not found:
            raise Rejected
        # The last ones more often, so that graphs grow deep.
        return found[-1] if rng.uniform() < 0.4 else pick(found)

    def step(self, text, function, *operands):
        """A step `text`, in which {0} {1} … stand for the operands."""
        value = np.asarray(function(*[self.values[i] for i in operands]))
        if value.size > 24 or not np.all(np.isfinite(value)) or (value.size and np.max(abs(value)) > 50):
            raise Rejected
        name = f"t{len(self.steps)}"
        self.lines.append(f"{name} = " + text.format(*[self.names[i] for i in operands]))
        self.steps.append((function, operands))
        self.values.append(value)
        self.names.append(name)
        self.used.update(operands)

    def run(self, inputs):
        values = list(inputs)
        for function, operands in self.steps:
            values.append(function(*[values[i] for i in operands]))
        return values[-1]


def broadcastable(g, i):
    def fits(shape):
        try:
            np.broadcast_shapes(shape, g.shape(i))
            return True
        except ValueError:
            return False

    return g.any(fits)


# ---- steps, each of which draws its operands -----------------------------------------------------------------------


def unary(g):
    i = g.any()
    x = g.values[i]
    name = pick(list(UNARY))
    function, kinks, test = UNARY[name]
    if not test(x):
        raise Rejected
    away(x, *kinks)
    text = name if "{0}" in name else name + "({0})"
    g.step(text, function, i)


def always(x):
    return True


UNARY = {
    "exp": (jnp.exp, (), lambda x: np.all(x < 3)),
    "log": (jnp.log, (), lambda x: np.all(x > 0.1)),
    "sqrt": (jnp.sqrt, (), lambda x: np.all(x > 0.1)),
    "square": (jnp.square, (), always),
    "abs": (jnp.abs, (0,), always),
    "sin": (jnp.sin, (), always),
    "cos": (jnp.cos, (), always),
    "tan": (jnp.tan, (), lambda x: np.all(abs(np.cos(x)) > 0.3)),
    "tanh": (jnp.tanh, (), always),
    "sigmoid": (jax.nn.sigmoid, (), always),
    "relu": (jax.nn.relu, (0,), always),
    "leaky_relu": (lambda x: jax.nn.leaky_relu(x, 0.01), (0,), always),
    "leaky_relu({0}, 0.2)": (lambda x: jax.nn.leaky_relu(x, 0.2), (0,), always),
    "elu": (jax.nn.elu, (0,), always),
    "elu({0}, 0.5)": (lambda x: jax.nn.elu(x, 0.5), (0,), always),
    "gelu": (lambda x: jax.nn.gelu(x, approximate=False), (), always),
    "softplus": (jax.nn.softplus, (), always),
    "silu": (jax.nn.silu, (), always),
    "-{0}": (jnp.negative, (), always),
    "{0}^2": (lambda x: x**2, (), always),
    "{0}^3": (lambda x: x**3, (), always),
    "{0}^-1": (lambda x: x**-1.0, (), lambda x: np.all(abs(x) > 0.3)),
    "2^{0}": (lambda x: 2.0**x, (), always),
    "clip({0}, -0.5, 0.8)": (lambda x: jnp.clip(x, -0.5, 0.8), (-0.5, 0.8), always),
    "0.3 * {0} + 1": (lambda x: 0.3 * x + 1, (), always),
    "stop({0}) * {0}": (lambda x: jax.lax.stop_gradient(x) * x, (), always),
}


def binary(g):
    i = g.any()
    j = broadcastable(g, i)
    a, b = g.values[i], g.values[j]
    sign = pick(["+", "-", "*", "/", "%", "^", "max", "min", "where"])
    if sign == "/":
        away(b, 0, by=0.3)
        g.step("{0} / {1}", jnp.divide, i, j)
    elif sign == "%":
        away(b, 0, by=0.3)
        away(a / b - np.round(a / b), 0, by=0.05)
        g.step("{0} % {1}", jnp.mod, i, j)
    elif sign == "^":
        if np.any(a < 0.2):
            raise Rejected
        g.step("{0} ^ {1}", jnp.power, i, j)
    elif sign in ("max", "min"):
        away(a - b, 0)
        g.step(sign + "({0}, {1})", jnp.maximum if sign == "max" else jnp.minimum, i, j)
    elif sign == "where":
        away(a, 0.1)
        g.step("where({0} > 0.1, {0}, {1})", lambda x, y: jnp.where(x > 0.1, x, y), i, j)
    else:
        function = {"+": jnp.add, "-": jnp.subtract, "*": jnp.multiply}[sign]
        g.step("{0} " + sign + " {1}", function, i, j)


def reduction(g):
    i = g.any(lambda s: len(s) > 0)
    axis = pick([None, *range(-1, len(g.shape(i)))])
    name = pick(["sum", "mean", "var", "std", "norm", "max", "min", "prod"])
    x = g.values[i]
    if name in ("max", "min"):
        ordered = np.sort(x, axis=axis)
        if x.size > 1 and np.any(np.diff(ordered, axis=-1 if axis is None else axis) < 0.02):
            raise Rejected
    function = {
        "sum": jnp.sum, "mean": jnp.mean, "var": jnp.var, "std": jnp.std, "max": jnp.max, "min": jnp.min,
        "prod": jnp.prod, "norm": lambda x, axis: jnp.sqrt(jnp.sum(x * x, axis=axis)),
    }[name]
    if name in ("std", "norm"):
        away(np.std(x, axis=axis), 0, by=0.1)
    text = f"{name}({{0}})" if axis is None else f"{name}({{0}}, axis: {axis})"
    g.step(text, lambda x: function(x, axis=axis), i)


def product(g):
    i = g.any(lambda s: len(s) > 0)
    a = g.shape(i)
    j = g.any(lambda s: len(s) > 0 and s[0 if len(s) == 1 else -2] == a[-1])
    g.step("{0} @ {1}", jnp.matmul, i, j)


def outer(g):
    i, j = g.any(lambda s: len(s) < 2), g.any(lambda s: len(s) == 1)
    g.step("outer({0}, {1})", jnp.outer, i, j)


def dot(g):
    i = g.any(lambda s: len(s) == 1)
    j = g.any(lambda s: s == g.shape(i))
    g.step("dot({0}, {1})", jnp.dot, i, j)


def reshape(g):
    i = g.any()
    size = g.values[i].size
    options = [(size,), (1, size)] + [(k, size // k) for k in (2, 3) if size % k == 0]
    shape = pick(options)
    g.step(f"reshape({{0}}, {', '.join(map(str, shape))})", lambda x: jnp.reshape(x, shape), i)


def transpose(g):
    i = g.any(lambda s: len(s) > 1)
    if len(g.shape(i)) == 3 and rng.uniform() < 0.5:
        axes = [int(k) for k in rng.permutation(3)]
        g.step(f"transpose({{0}}, {axes[0]}, {axes[1]}, {axes[2]})", lambda x: jnp.transpose(x, axes), i)
    else:
        g.step("{0}.T", jnp.transpose, i)


def join(g):
    i = g.any(lambda s: len(s) < 3)
    j = g.any(lambda s: s == g.shape(i))
    rank = len(g.shape(i))
    if rank > 0 and rng.uniform() < 0.5:
        axis = int(rng.integers(rank))
        g.step(f"concat({{0}}, {{1}}, axis: {axis})", lambda x, y: jnp.concatenate([x, y], axis), i, j)
    elif rank == 0:
        g.step("[{0}, {1}, 0.5]", lambda x, y: jnp.stack([x, y, jnp.asarray(0.5)]), i, j)
    else:
        axis = int(rng.integers(rank + 1))
        g.step(f"stack({{0}}, {{1}}, axis: {axis})", lambda x, y: jnp.stack([x, y], axis), i, j)


def spread(g):
    i = g.any(lambda s: len(s) < 3)
    shape = (2, *g.shape(i))
    g.step(f"broadcast({{0}}, {', '.join(map(str, shape))})", lambda x: jnp.broadcast_to(x, shape), i)


def diagonal(g):
    if rng.uniform() < 0.5:
        i = g.any(lambda s: len(s) == 2)
        name = pick(["diag", "trace"])
        g.step(name + "({0})", jnp.diag if name == "diag" else jnp.trace, i)
    else:
        g.step("diag({0})", jnp.diag, g.any(lambda s: len(s) == 1))


def algebra(g):
    i = g.any(lambda s: len(s) == 2 and s[0] == s[1] and s[0] > 1)
    a = g.values[i]
    name = pick(["det", "inv", "solve"])
    if name == "det":
        g.step("det({0})", jnp.linalg.det, i)
        return
    if np.linalg.cond(a) > 20:
        raise Rejected
    if name == "inv":
        g.step("inv({0})", jnp.linalg.inv, i)
        return
    j = g.any(lambda s: len(s) in (1, 2) and s[0] == len(a))
    g.step("solve({0}, {1})", jnp.linalg.solve, i, j)


def index(g):
    i = g.any(lambda s: len(s) > 0 and min(s) > 1)
    shape = g.shape(i)
    texts, keys = [], []
    for size in shape[: rng.integers(1, len(shape) + 1)]:
        kind = pick(["at", "slice", "list", "all"])
        if kind == "at":
            k = int(rng.integers(-size, size))
            texts.append(str(k))
            keys.append(k)
        elif kind == "slice":
            k = int(rng.integers(1, size))
            texts.append(f"{k}:")
            keys.append(slice(k, None))
        elif kind == "list":
            entries = [int(k) for k in rng.integers(0, size, 2)]
            texts.append(str(entries))
            keys.append(np.array(entries))
        else:
            texts.append(":")
            keys.append(slice(None))
    key = tuple(keys)
    g.step("{0}[" + ", ".join(texts) + "]", lambda x: x[key], i)


def softmax(g):
    i = g.any(lambda s: len(s) > 0)
    axis = int(rng.integers(len(g.shape(i))))
    name = pick(["softmax", "log_softmax"])
    function = jax.nn.softmax if name == "softmax" else jax.nn.log_softmax
    g.step(f"{name}({{0}}, axis: {axis})", lambda x: function(x, axis=axis), i)


def affine(g):
    i = g.any(lambda s: len(s) > 0)
    w = g.any(lambda s: len(s) == 2 and s[0] == g.shape(i)[-1])
    b = g.any(lambda s: s == (g.shape(w)[1],) or s == ())
    g.step("affine({0}, {1}, {2})", lambda x, w, b: x @ w + b, i, w, b)


def loss(g):
    i = g.any()
    shape = g.shape(i)
    x = g.values[i]
    name = pick(["mse", "mae", "huber", "binary_cross_entropy", "cross_entropy", "rows", "hinge"])
    if name in ("mse", "mae", "huber"):
        j = g.any(lambda s: s == shape or s == ())
        d = x - g.values[j]
        away(d, *{"mse": (), "mae": (0,), "huber": (-0.6, 0.6)}[name])
        function = {
            "mse": lambda a, b: jnp.mean((a - b) ** 2),
            "mae": lambda a, b: jnp.mean(abs(a - b)),
            "huber": lambda a, b: jnp.mean(
                jnp.where(abs(a - b) <= 0.6, (a - b) ** 2 / 2, 0.6 * (abs(a - b) - 0.3))),
        }[name]
        g.step(f"{name}({{0}}, {{1}}" + (", delta: 0.6)" if name == "huber" else ")"), function, i, j)
    elif name == "binary_cross_entropy":
        t = np.round(rng.uniform(size=shape), 1)

        def cost(x):
            p = jax.nn.sigmoid(x)
            return -jnp.mean(t * jnp.log(p) + (1 - t) * jnp.log(1 - p))

        g.step(f"binary_cross_entropy(sigmoid({{0}}), {literal(t)})", cost, i)
    else:
        if not shape or shape[-1] < 2:
            raise Rejected
        t = rng.integers(shape[-1], size=shape[:-1])
        if name == "cross_entropy":
            g.step(
                f"cross_entropy({{0}}, {literal(t)})",
                lambda x: -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(x), t[..., None], -1)), i)
        elif name == "rows":
            rows = np.round(rng.uniform(size=shape), 1)
            g.step(
                f"cross_entropy({{0}}, {literal(rows)})",
                lambda x: -jnp.mean(jnp.sum(rows * jax.nn.log_softmax(x), axis=-1)), i)
        else:
            right = np.take_along_axis(x, t[..., None], -1)
            others = np.arange(shape[-1]) != t[..., None]
            away(np.where(others, x - right + 1, 1), 0)
            g.step(
                f"hinge({{0}}, {literal(t)})",
                lambda x: jnp.mean(jnp.sum(
                    jnp.where(others, jnp.maximum(0, x - jnp.take_along_axis(x, t[..., None], -1) + 1), 0), -1)), i)


STEPS = [unary] * 6 + [binary] * 5 + [reduction] * 2 + [product] * 2 + [
    outer, dot, reshape, transpose, join, spread, diagonal, algebra, index, index, softmax, affine, loss, loss]

SHAPES = [(), (), (2,), (3,), (2, 3), (3, 2), (3, 3), (2, 2), (2, 1, 3), (4,)]


def make():
    g = Graph()
    for _ in range(rng.integers(2, 5)):
        g.input(pick(SHAPES))
    wanted, tries = rng.integers(4, 14), 0
    while len(g.steps) < wanted and tries < 400:
        tries += 1
        try:
            pick(STEPS)(g)
        except Rejected:
            pass
    ends = [i for i in range(len(g.values)) if i not in g.used]
    weights = [round(float(rng.uniform(-2, 2)), 1) or 0.5 for _ in ends]
    terms = [f"{w} * mean({g.names[i]})" if w > 0 else f"({w}) * mean({g.names[i]})" for w, i in zip(weights, ends)]
    g.steps.append((lambda *values: sum(w * jnp.mean(v) for w, v in zip(weights, values)), ends))
    g.lines.append("f = " + " + ".join(terms))
    return g


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rows = []
    while len(rows) < count:
        g = make()
        inputs = [jnp.asarray(x) for x in g.inputs]
        value, gradients = jax.value_and_grad(g.run)(inputs)
        if len(rows) % 10 == 9:
            jax.clear_caches()  # Each new shape is compiled; kept for ever they fill the memory.
        gradients = [np.asarray(x) for x in gradients]
        if any(not np.all(np.isfinite(x)) or np.max(abs(x)) > 1e4 for x in gradients):
            continue
        rows.append({
            "inputs": {name: x.tolist() for name, x in zip(LETTERS, g.inputs)},
            "program": g.lines,
            "value": float(value),
            "gradients": {name: x.ravel().tolist() for name, x in zip(LETTERS, gradients)},
        })
    path = pathlib.Path(__file__).parent.parent.parent / "Tests/NNRuntimeTests/RandomGraphs.json"
    path.write_text("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")


main()
