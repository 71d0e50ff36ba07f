"""The operations of the language on arrays of high-precision numbers, with their derivatives on a tape of scalars.

Where a decision is near its border a program is rejected: what the derivative is there is another question.
"""
import itertools

import mpmath
import numpy as np

BORDER = 1e-6
mpf = mpmath.mpf


class Rejected(Exception):
    """The program is not one to judge: a decision near its border, a number that is too large, something not covered."""


class Fault(Exception):
    """The program is wrong, and must be refused."""


class Scalar:
    """A number on the tape: its value, and what it was computed from with the partial derivatives."""

    __slots__ = ("v", "at", "links", "kind")
    count = itertools.count()

    def __init__(self, v, links=(), kind="graph"):
        self.v, self.links, self.kind, self.at = v, links, kind, next(Scalar.count)

    def __add__(self, o):
        o = lifted(o)
        return Scalar(self.v + o.v, ((self, 1), (o, 1)))

    def __sub__(self, o):
        o = lifted(o)
        return Scalar(self.v - o.v, ((self, 1), (o, -1)))

    def __mul__(self, o):
        o = lifted(o)
        return Scalar(self.v * o.v, ((self, o.v), (o, self.v)))

    def __truediv__(self, o):
        o = lifted(o)
        y = self.v / o.v
        return Scalar(y, ((self, 1 / o.v), (o, -y / o.v)))

    def __neg__(self):
        return Scalar(-self.v, ((self, -1),))

    def __radd__(self, o):
        return lifted(o) + self

    def __rsub__(self, o):
        return lifted(o) - self

    def __rmul__(self, o):
        return lifted(o) * self

    def __rtruediv__(self, o):
        return lifted(o) / self


def lifted(x):
    return x if isinstance(x, Scalar) else Scalar(mpf(x))


def plain(x):
    return x.v if isinstance(x, Scalar) else x


def logistic(v):
    return 1 / (1 + mpmath.exp(-v))


# name: (value, derivative by value and result)
SMOOTH = {
    "exp": (mpmath.exp, lambda v, y: y), "log": (mpmath.log, lambda v, y: 1 / v),
    "sqrt": (mpmath.sqrt, lambda v, y: 1 / (2 * y)), "square": (lambda v: v * v, lambda v, y: 2 * v),
    "sin": (mpmath.sin, lambda v, y: mpmath.cos(v)), "cos": (mpmath.cos, lambda v, y: -mpmath.sin(v)),
    "tan": (mpmath.tan, lambda v, y: 1 + y * y),
    "tanh": (mpmath.tanh, lambda v, y: 1 - y * y), "sigmoid": (logistic, lambda v, y: y * (1 - y)),
    "softplus": (lambda v: mpmath.log(1 + mpmath.exp(v)), lambda v, y: logistic(v)),
    "silu": (lambda v: v * logistic(v), lambda v, y: logistic(v) * (1 + v * (1 - logistic(v)))),
    "abs": (abs, lambda v, y: mpmath.sign(v)), "relu": (lambda v: max(v, mpf(0)), lambda v, y: mpf(v > 0)),
}
KINKED = {"abs", "relu"}
POSITIVE = {"log", "sqrt"}


def elementwise(name):
    value, slope = SMOOTH[name]

    def one(x):
        v = plain(x)
        if name in KINKED and abs(v) < BORDER:
            raise Rejected("kink")
        if name in POSITIVE and v < BORDER:
            raise Rejected("domain")
        if name in ("exp", "softplus") and v > 200 or name == "tan" and abs(mpmath.cos(v)) < 1e-2:
            raise Rejected("large")
        y = value(v)
        return Scalar(y, ((x, slope(v, y)),)) if isinstance(x, Scalar) else y
    return np.frompyfunc(one, 1, 1)


def power(a, b):
    v, n = plain(a), plain(b)
    whole = n == int(n)
    if v <= BORDER and (not whole or n < 0 and abs(v) < BORDER):
        raise Rejected("domain")
    y = v ** int(n) if whole else v ** n
    if not isinstance(a, Scalar) and not isinstance(b, Scalar):
        return y
    slope = (n * v ** int(n - 1) if n != 0 else mpf(0)) if whole else n * y / v
    return Scalar(y, ((lifted(a), slope), (lifted(b), y * mpmath.log(v) if v > 0 else mpf(0))))


def apart(a, b):
    """Which of two numbers is the greater one, where that is sure."""
    a, b = plain(a), plain(b)
    if abs(a - b) < BORDER:
        raise Rejected("border")
    return a > b


UNARY = {name: elementwise(name) for name in SMOOTH}
power_of = np.frompyfunc(power, 2, 1)
greater_of = np.frompyfunc(lambda a, b: a if apart(a, b) else b, 2, 1)
less_of = np.frompyfunc(lambda a, b: b if apart(a, b) else a, 2, 1)
chosen = np.frompyfunc(lambda c, a, b: a if plain(c) != 0 else b, 3, 1)
BINARY = {
    "+": np.frompyfunc(lambda a, b: a + b, 2, 1), "-": np.frompyfunc(lambda a, b: a - b, 2, 1),
    "*": np.frompyfunc(lambda a, b: a * b, 2, 1), "/": np.frompyfunc(lambda a, b: a / b, 2, 1), "^": power_of,
}


def array(x):
    """An array of objects, also of one without a shape."""
    if isinstance(x, np.ndarray):
        return x
    box = np.empty((), object)
    box[()] = x
    return box


def reduced(pick, x, axis):
    x = array(x)
    if axis is None:
        return array(pick(list(x.ravel())))
    lanes = np.moveaxis(x, axis, -1)
    result = np.empty(lanes.shape[:-1], object)
    for i in np.ndindex(*result.shape):
        result[i] = pick(list(lanes[i]))
    return result


def greatest(items):
    best = items[0]
    for x in items[1:]:
        best = x if apart(x, best) else best
    return best


def least(items):
    best = items[0]
    for x in items[1:]:
        best = best if apart(x, best) else x
    return best


def total(x, axis=None):
    return reduced(lambda items: sum(items[1:], items[0]), x, axis)


def mean(x, axis=None):
    t = total(x, axis)
    return BINARY["/"](t, array(mpf(x.size // max(t.size, 1))))


def variance(x, axis=None):
    m = mean(x, axis)
    return mean(UNARY["square"](BINARY["-"](x, m if axis is None else np.expand_dims(m, axis))), axis)


def softmax(x, axis=-1):
    e = UNARY["exp"](x)
    return BINARY["/"](e, np.expand_dims(total(e, axis), axis))


def log_softmax(x, axis=-1):
    return BINARY["-"](x, np.expand_dims(UNARY["log"](total(UNARY["exp"](x), axis)), axis))


def product(a, b):
    return array(np.matmul(a, b))


def cross_entropy(x, t):
    logs = log_softmax(x)
    if t.ndim == x.ndim:
        return BINARY["-"](array(mpf(0)), BINARY["/"](total(BINARY["*"](logs, t)), array(mpf(x.shape[0]))))
    picked = array(logs[int(plain(t[()]))]) if x.ndim == 1 else np.array(
        [logs[i, int(plain(k))] for i, k in enumerate(t)], object)
    return BINARY["-"](array(mpf(0)), mean(picked))


def binary_cross_entropy(p, t):
    one = array(mpf(1))
    part = BINARY["*"](t, UNARY["log"](p))
    rest = BINARY["*"](BINARY["-"](one, t), UNARY["log"](BINARY["-"](one, p)))
    return mean(BINARY["-"](array(mpf(0)), BINARY["+"](part, rest)))


def huber(a, b):
    def one(d):
        big = apart(abs(plain(d)), mpf(1))
        return (d if plain(d) > 0 else -d) - mpf(1) / 2 if big else d * d / 2
    return mean(np.frompyfunc(one, 1, 1)(BINARY["-"](a, b)))


def clip(x, low, high):
    return less_of(greater_of(x, low), high)


OPERATIONS = {
    "sum": total, "mean": mean, "var": variance,
    "std": lambda x, axis=None: UNARY["sqrt"](variance(x, axis)),
    "norm": lambda x, axis=None: UNARY["sqrt"](total(UNARY["square"](x), axis)),
    "dot": lambda a, b: product(a, b), "outer": lambda a, b: BINARY["*"](a[:, None], b[None, :]),
    "transpose": lambda x: x.T, "max": None, "min": None, "clip": clip, "where": chosen,
    "softmax": softmax, "log_softmax": log_softmax, "trace": lambda x: array(sum(x.diagonal()[1:], x.diagonal()[0])),
    "diag": lambda x: np.diagonal(x).copy(),
    "mse": lambda a, b: mean(UNARY["square"](BINARY["-"](a, b))),
    "mae": lambda a, b: mean(UNARY["abs"](BINARY["-"](a, b))), "huber": huber,
    "cross_entropy": cross_entropy, "binary_cross_entropy": binary_cross_entropy,
    "affine": lambda x, w, b: BINARY["+"](product(x, w), b),
    **{name: f for name, f in UNARY.items()},
}
HELD = {
    "floor": lambda v: mpmath.floor(v), "ceil": lambda v: mpmath.ceil(v), "round": lambda v: mpmath.nint(v),
    "sign": lambda v: mpf(mpmath.sign(v)),
}
