"""Runs a program with mpmath and says what each gradient asked for truly is.

Every value with an identity is a node, counted as it is made. The derivative of `f` by a node `x` is defined by running the
whole program again with `x` moved where it came to be, everything after it computed anew, gradients within the program and
`stop` held at their values, and dividing central differences (75 digits, h = 1e-25). No derivative rule takes part in that.

A second way, a tape of scalars with partial derivatives, serves three ends: gradients within the program (a step of a
training loop would otherwise cost a run each), the derivative that a graph cut at stored numbers has, and a check of the
first way. The two must agree to 30 digits, or the oracle itself is at fault.

Each node says how it knows its parents: "graph" (an operation), "stored" (the number of an update or of a `record`), "old"
(the value that an update changed), "grad" and "held" (paths that do not count).
"""
import heapq
import itertools

import mpmath
import numpy as np

import language

BITS = 250
STEP = mpmath.mpf(10) ** -25
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


class Node:
    __slots__ = ("id", "a", "parents", "kind")

    def __init__(self, id, a, parents, kind):
        self.id, self.a, self.parents, self.kind = id, a, parents, kind

    @property
    def shape(self):
        return self.a.shape

    def number(self):
        if self.a.size != 1:
            raise Fault("not a number")
        return plain(self.a.ravel()[0])

    def plain(self):
        return np.array([plain(x) for x in self.a.ravel()], object).reshape(self.shape)


class Tuple:
    """Values side by side; a link names the scope and the name that an entry came from, while both hold one node."""

    def __init__(self, items, links=None):
        self.items, self.links = list(items), links or [None] * len(items)

    def leaves(self):
        for item in self.items:
            yield from item.leaves() if isinstance(item, Tuple) else [item]


class History(dict):
    pass


class Function:
    def __init__(self, params, body):
        self.params, self.body = params, body


class Machine:
    """One run of a program.

    `move` is (node, entry, by); `held` the gradients and stops of the run that is repeated.
    """

    def __init__(self, tape=True, move=None, held=None, steps=400_000):
        self.tape, self.move, self.held = tape, move, held
        self.made, self.noted, self.steps = 0, [], steps
        self.names, self.frames, self.histories = {}, [], []
        self.asked = []
        self.generator = np.random.RandomState(0)

    # Nodes

    def node(self, a, parents=(), kind="graph", fresh=False):
        a = array(a)
        if kind != "graph":
            links = "stored" if kind == "stored" else "old"
            follows = kind in ("stored", "old")
            a = np.frompyfunc(
                lambda x: (Scalar(plain(x), ((x, 1),) if follows else (), links) if self.tape else plain(x)), 1, 1)(a)
        elif self.tape and not fresh:
            a = np.frompyfunc(lambda x: Scalar(plain(x), ((x, 1),) if isinstance(x, Scalar) else ()), 1, 1)(a)
        a = array(a)
        if self.move and self.move[0] == self.made:
            a = a.copy()
            a.reshape(-1)[self.move[1]] += self.move[2]
        node = Node(self.made, a, tuple(parents), kind)
        self.made += 1
        self.steps -= 1 + a.size
        if self.steps < 0:
            raise Rejected("too long")
        if not self.move:
            for x in a.ravel():
                if abs(plain(x)) > 1e6:
                    raise Rejected("large")
        return node

    def constant(self, x):
        return self.node(np.frompyfunc(mpf, 1, 1)(np.asarray(x, dtype=object)))

    def operate(self, f, *nodes, **options):
        try:
            return self.node(f(*[n.a for n in nodes], **options), nodes, fresh=False)
        except (ZeroDivisionError, OverflowError, ValueError, IndexError, np.exceptions.AxisError) as e:
            raise Rejected(str(e))

    def keep(self, values):
        """Numbers that a run with something moved takes from the run before it."""
        if self.held is not None:
            values = self.held[len(self.noted)]
        self.noted.append(values)
        return values

    # Names

    @property
    def scope(self):
        return self.frames[-1] if self.frames else self.names

    def find(self, name):
        for scope in ([self.frames[-1]] if self.frames else []) + [self.names]:
            if name in scope:
                return scope, scope[name]
        if name == "pi":
            return None, self.constant(float(mpmath.pi))
        if name in ("true", "false"):
            return None, self.constant(1.0 if name == "true" else 0.0)
        if name == "inf":
            return None, self.constant(mpmath.inf)
        raise Fault("unknown name %s" % name)

    def bind(self, name, value, e=None):
        if isinstance(value, Tuple):
            value = self.named(value, e)
        self.scope[name] = value

    def named(self, value, e):
        """A tuple as a name holds it: entries written as names stay one with them, others are values of their own."""
        links, items = [], []
        for i, item in enumerate(value.items):
            inner = e[1][i] if e and e[0] == "tuple" else None
            if isinstance(item, Tuple):
                item = self.named(item, inner)
            items.append(item)
            links.append((self.scope, inner[1]) if inner and inner[0] == "name" and inner[1] in self.scope else None)
        return Tuple(items, links)

    def tuples(self):
        def within(value):
            if isinstance(value, Tuple):
                yield value
                for item in value.items:
                    yield from within(item)
        for scope in [self.names] + self.frames:
            for value in list(scope.values()):
                yield from within(value)

    def replace(self, scope, name, old, new):
        """Gives a name another node, and every tuple's entry that is one with it."""
        scope[name] = new
        for t in self.tuples():
            for i, link in enumerate(t.links):
                if link and link[0] is scope and link[1] == name and t.items[i] is old:
                    t.items[i] = new

    # Statements

    def run(self, body):
        value = None
        for s in body:
            value = self.statement(s)
        return value

    def statement(self, s):
        self.steps -= 1
        kind = s[0]
        if kind == "bind":
            self.bind(s[1], self.value(s[2]), s[2])
        elif kind == "take":
            value = self.value(s[2])
            if not isinstance(value, Tuple) or len(value.items) != len(s[1]):
                raise Fault("no tuple of %d" % len(s[1]))
            for name, item in zip(s[1], value.items):
                self.bind(name, item)
        elif kind == "update":
            self.update(s[1], s[2][0], s[3])
        elif kind == "def":
            self.scope[s[1]] = Function(s[2], s[3])
        elif kind == "if":
            body = s[2] if self.true(self.value(s[1])) else s[3]
            return self.run(body) if body is not None else None
        elif kind == "repeat":
            n = int(self.value(s[1]).number())
            self.loop(s[3], s[2], [None] * n)
        elif kind == "for":
            self.loop(s[4], s[3], self.rounds(s[2]), s[1])
        elif kind == "record":
            given = dict(s[1])
            for e in s[2]:
                given[language.written(e)] = e
            for name, e in given.items():
                value = self.value(e)
                if not self.histories:
                    raise Fault("record without a loop")
                self.histories[-1].setdefault(name, []).append(self.node(value.a, [value], "stored"))
        elif kind == "show":
            return self.value(s[1])
        else:
            raise Rejected(kind)
        return None

    def rounds(self, e):
        if e[0] != "range":
            x = self.value(e)
            if isinstance(x, Tuple):
                return x.items
            # An entry is taken when its round comes.
            return [("entry", x, i) for i in range(x.shape[0])]
        first, last = (int(self.value(p).number()) for p in e[1:3])
        by = int(self.value(e[3]).number()) if e[3] is not None else 1
        if by == 1 and last < first - 1:
            raise Fault("a range that goes down")
        return [("number", i) for i in range(first, last + (1 if by > 0 else -1), by)]

    def loop(self, history, body, rounds, name=None):
        self.histories.append(History())
        for r in rounds:
            if isinstance(r, tuple):
                r = self.constant(float(r[1])) if r[0] == "number" else self.operate(
                    lambda a, i=r[2]: array(a[i]), r[1])
            if name:
                self.bind(name, r)
            self.run(body)
        done = self.histories.pop()
        if history:
            self.scope[history] = done

    def true(self, value):
        return value.number() != 0

    def update(self, target, op, e):
        path = []
        while target[0] == "index" and len(target[2]) == 1:
            path.insert(0, int(self.value(target[2][0]).number()))
            target = target[1]
        if target[0] != "name":
            raise Rejected("target")
        scope, old = self.find(target[1])
        if scope is not self.scope:
            raise Fault("an outer name is updated")
        right = self.value(e)
        if not path:
            if isinstance(old, Tuple):
                for i, item in enumerate(old.items):
                    part = right.items[i] if isinstance(right, Tuple) else right
                    self.move_entry(old, i, op, part)
            else:
                self.replace(scope, target[1], old, self.stored(op, old, right))
            return
        holder = old
        for i in path[:-1]:
            holder = holder.items[i]
        if not isinstance(holder, Tuple):
            raise Fault("an entry of a tensor is updated")
        self.move_entry(holder, path[-1], op, right)

    def move_entry(self, holder, i, op, right):
        old = holder.items[i]
        if isinstance(old, Tuple):
            for j in range(len(old.items)):
                self.move_entry(old, j, op, right.items[j] if isinstance(right, Tuple) else right)
            return
        new = self.stored(op, old, right)
        link = holder.links[i]
        if link and link[0].get(link[1]) is old:
            self.replace(link[0], link[1], old, new)
        holder.items[i] = new

    def stored(self, op, old, right):
        if not isinstance(old, Node) or not isinstance(right, Node):
            raise Fault("no tensors")
        before = self.node(old.a, [old], "old")
        result = self.operate(BINARY[op], before, right)
        if result.shape != old.shape:
            raise Fault("an update changes the shape")
        return self.node(result.a, [result], "stored")

    # Expressions

    def value(self, e):
        kind = e[0]
        if kind == "num":
            return self.constant(float(e[1].replace("_", "")))
        if kind == "name":
            return self.find(e[1])[1]
        if kind == "un":
            x = self.value(e[2])
            if e[1] == "not":
                return self.node(array(mpf(x.number() == 0)), [x], "held")
            return self.mapped(lambda n: self.operate(np.frompyfunc(lambda v: -v, 1, 1), n), x)
        if kind == "bin":
            return self.infix(e[1], e[2], e[3])
        if kind == "list":
            return self.stacked([self.value(p) for p in e[1]])
        if kind == "tuple":
            return Tuple([self.value(p) for p in e[1]])
        if kind == "each":
            items = []
            before = self.scope.get(e[2])
            for r in self.rounds(e[3]):
                self.scope[e[2]] = self.constant(float(r[1])) if isinstance(r, tuple) and r[0] == "number" else (
                    self.operate(lambda a, i=r[2]: array(a[i]), r[1]) if isinstance(r, tuple) else r)
                items.append(self.value(e[1]))
            self.scope.pop(e[2], None)
            if before is not None:
                self.scope[e[2]] = before
            return self.stacked(items)
        if kind == "choose":
            return self.run(e[2] if self.true(self.value(e[1])) else e[3])
        if kind == "index":
            return self.index(self.value(e[1]), e[2])
        if kind == "attr":
            x = self.value(e[1])
            if isinstance(x, History):
                if e[2] not in x:
                    raise Fault("no series")
                stored = x[e[2]]
                return self.node(np.array([s.a[()] for s in stored] + [None], object)[:-1], stored)
            if e[2] == "T" and isinstance(x, Node):
                return self.operate(lambda a: a.T, x)
            raise Fault("no attribute")
        if kind == "call":
            return self.call(e)
        raise Rejected(kind)

    def stacked(self, parts):
        def together(*arrays):
            if len({a.shape for a in arrays}) != 1:
                raise Rejected("stack")
            result = np.empty((len(arrays),) + arrays[0].shape, object)
            for i, a in enumerate(arrays):
                result[i] = a if a.shape else a[()]
            return result
        return self.operate(together, *parts)

    def mapped(self, f, *values):
        """Applies to tensors, and to tuples entry by entry."""
        if any(isinstance(v, Tuple) for v in values):
            n = next(len(v.items) for v in values if isinstance(v, Tuple))
            return Tuple([self.mapped(f, *[v.items[i] if isinstance(v, Tuple) else v for v in values]) for i in range(n)])
        if not all(isinstance(v, Node) for v in values):
            raise Fault("no tensor")
        return f(*values)

    def infix(self, op, left, right):
        a = self.value(left)
        if op in ("and", "or"):
            if (a.number() != 0) == (op == "or"):
                return a
            return self.value(right)
        b = self.value(right)
        if op in BINARY:
            return self.mapped(lambda x, y: self.operate(BINARY[op], x, y), a, b)
        if op == "@":
            return self.operate(product, a, b)
        if op == "%":
            return self.node(np.frompyfunc(lambda x, y: plain(x) % plain(y), 2, 1)(a.a, b.a), [a, b], "held")
        tests = {"==": lambda x, y: x == y, "!=": lambda x, y: x != y, "<": lambda x, y: x < y,
                 "<=": lambda x, y: x <= y, ">": lambda x, y: x > y, ">=": lambda x, y: x >= y}

        def test(x, y):
            x, y = plain(x), plain(y)
            if abs(x - y) < BORDER and not (x == y and x == int(x)):
                raise Rejected("border")
            return mpf(tests[op](x, y))
        return self.node(np.frompyfunc(test, 2, 1)(a.a, b.a), [a, b], "held")

    def index(self, x, indices):
        if isinstance(x, Tuple):
            return x.items[int(self.value(indices[0]).number())]
        keys = []
        for i in indices:
            if i[0] == "slice":
                bounds = [None if p is None else int(self.value(p).number()) for p in i[1:4]]
                keys.append(slice(*bounds))
            else:
                v = self.value(i)
                keys.append(int(v.number()) if not v.shape else np.array([int(plain(k)) for k in v.a]))
        return self.operate(lambda a: array(a[tuple(keys)]), x)

    def call(self, e):
        name = e[1][1] if e[1][0] == "name" else None
        found = None
        if name:
            for scope in ([self.frames[-1]] if self.frames else []) + [self.names]:
                found = found or scope.get(name)
        if isinstance(found, Function):
            return self.apply(found, [self.value(a) for a in e[2]])
        if name is None:
            raise Rejected("call")
        if name in ("grad", "stop", "zeros", "ones", "full", "seed", "randn", "rand", "randint", "permutation", "uniform",
                    "linspace", "arange", "shape", "eye", "argmax", "one_hot"):
            return getattr(self, "made_" + name)(e)
        values = [self.value(a) for a in e[2]]
        options = {k: int(self.value(v).number()) for k, v in e[3].items()}
        if name in HELD:
            x = values[0]
            for v in x.a.ravel():
                if abs(plain(v) * 2 - mpmath.nint(plain(v) * 2)) < BORDER:
                    raise Rejected("border")
            return self.node(np.frompyfunc(lambda v: HELD[name](plain(v)), 1, 1)(x.a), [x], "held")
        if name in ("max", "min"):
            if len(values) == 2:
                return self.operate(greater_of if name == "max" else less_of, *values)
            return self.operate(lambda a: reduced(greatest if name == "max" else least, a, options.get("axis")), *values)
        if name == "where":
            return self.node(chosen(*np.broadcast_arrays(*[v.a for v in values], subok=True)), values[1:])
        if name == "norm" and isinstance(values[0], Tuple):
            leaves = list(values[0].leaves())
            return self.operate(lambda *a: OPERATIONS["norm"](np.concatenate([x.ravel() for x in a])), *leaves)
        if name == "reshape":
            shape = [int(v.number()) for v in values[1:]]
            return self.operate(lambda a: a.reshape(shape), values[0])
        if name in ("stack", "concat"):
            if len(values) == 1 and isinstance(values[0], Tuple):
                values = values[0].items
            if name == "stack":
                return self.stacked(values)
            return self.operate(lambda *a: np.concatenate(a, axis=options.get("axis", 0)), *values)
        if name not in OPERATIONS:
            raise Rejected("no %s" % name)
        if name in UNARY:
            return self.mapped(lambda x: self.operate(UNARY[name], x), *values)
        return self.operate(OPERATIONS[name], *values, **options)

    def apply(self, f, values):
        if len(values) != len(f.params) or len(self.frames) > 60:
            raise Fault("arguments")
        self.frames.append(dict(zip(f.params, values)))
        depth = len(self.histories)
        result = self.run(f.body) if isinstance(f.body, list) else self.value(f.body)
        del self.histories[depth:]
        self.frames.pop()
        if result is None:
            raise Fault("no value")
        return result

    def made_stop(self, e):
        return self.mapped(
            lambda x: self.node(self.keep(x.plain()), [x], "held"), self.value(e[2][0]))

    def made_grad(self, e):
        f, x = self.value(e[2][0]), self.value(e[2][1])
        if not isinstance(f, Node) or f.a.size != 1:
            raise Fault("gradient of no number")

        def one(n):
            values = None
            if self.held is None:
                fact = Fact(f, n)
                self.asked.append((language.written(e), fact))
                values = fact.full
            return self.node(self.keep(values), [f, n], "grad")
        return self.mapped(one, x)

    def numbers(self, e):
        return [int(self.value(a).number()) for a in e[2]]

    def made_zeros(self, e):
        return self.constant(np.zeros(self.numbers(e)))

    def made_ones(self, e):
        return self.constant(np.ones(self.numbers(e)))

    def made_eye(self, e):
        return self.constant(np.eye(*self.numbers(e)))

    def made_full(self, e):
        *shape, value = [self.value(a).number() for a in e[2]]
        return self.constant(np.full([int(n) for n in shape], float(value)))

    def made_linspace(self, e):
        a, b, n = [self.value(a).number() for a in e[2]]
        return self.constant(np.linspace(float(a), float(b), int(n)))

    def made_arange(self, e):
        return self.constant(np.arange(*[float(self.value(a).number()) for a in e[2]]))

    def made_seed(self, e):
        self.generator = np.random.RandomState(self.numbers(e)[0])
        return self.constant(0.0)

    def made_randn(self, e):
        return self.constant(self.generator.randn(*self.numbers(e)))

    def made_rand(self, e):
        return self.constant(self.generator.random_sample(self.numbers(e)))

    def made_permutation(self, e):
        return self.constant(self.generator.permutation(self.numbers(e)[0]).astype(float))

    def made_shape(self, e):
        return self.constant(np.array(self.value(e[2][0]).shape, float))

    def made_argmax(self, e):
        x = self.value(e[2][0]).plain().ravel()
        greatest(list(x))
        return self.constant(float(max(range(len(x)), key=lambda i: x[i])))

    def made_one_hot(self, e):
        k = int(self.value(e[2][1]).number())
        at = self.value(e[2][0]).plain()
        return self.constant(np.eye(k)[np.array([int(i) for i in at.ravel()]).reshape(at.shape)])


class Fact:
    """What is known of the derivative of `f` by a node, from the tape.

    `graph`: f was computed from it; `stored`: f was computed from a stored number that was; `old`: only through the value
    that an update changed; `second`: through a gradient that is itself a node of f. `full` is the derivative with stored
    numbers followed, `cut` without, `scale` the greatest term of either.
    """

    def __init__(self, f, x):
        reach, second = reached(f, x)
        self.graph, self.stored, self.old, self.second = 0 in reach, 1 in reach, 2 in reach, second
        self.full, large = swept(f, x, ("graph", "stored", "old"))
        self.cut, less = swept(f, x, ("graph",))
        self.scale = max(large, less)

    @property
    def remembered(self):
        return self.stored or self.old

    def differs(self, tolerance=1e-12):
        return any(abs(a - b) > tolerance * self.scale for a, b in zip(self.full.ravel(), self.cut.ravel()))


def reached(f, x):
    """In which ways a walk back from `f` comes to `x`: 0 by operations alone, 1 through a stored number, 2 through the value
    an update changed; and whether it does through a gradient."""
    seen, ways, second = {(f.id, 0)}, set(), False
    walk = [(f, 0)]
    while walk:
        n, way = walk.pop()
        if n is x:
            ways.add(way)
            continue
        if n.kind == "held":
            continue
        if n.kind == "grad":
            if way != 0:
                continue
            inner = set()
            for p in n.parents:
                if p is x or reached(p, x)[0]:
                    second = True
            continue
        next_way = {"graph": way, "stored": max(way, 1), "old": 2}[n.kind]
        for p in n.parents:
            if p.id >= x.id and (p.id, next_way) not in seen:
                seen.add((p.id, next_way))
                walk.append((p, next_way))
    return ways, second


def swept(f, x, kinds):
    """The derivative of `f` by the entries of `x` from one sweep back over the tape, and its greatest term."""
    targets = list(x.a.ravel())
    first = min(t.at for t in targets)
    start = f.a.ravel()[0]
    adjoint, large = {start.at: mpf(1)}, {}
    scalars = {start.at: start}
    heap = [-start.at]
    while heap:
        at = -heapq.heappop(heap)
        s = scalars.pop(at)
        if s.kind not in kinds or at <= first:
            continue
        up = adjoint[at]
        for parent, slope in s.links:
            if parent.at < first:
                continue
            term = up * slope
            if parent.at in adjoint:
                adjoint[parent.at] += term
            else:
                adjoint[parent.at] = term
            if parent.at not in scalars:
                scalars[parent.at] = parent
                heapq.heappush(heap, -parent.at)
            large[parent.at] = max(large.get(parent.at, mpf(0)), abs(term))
    result = np.array([adjoint.get(t.at, mpf(0)) for t in targets], object).reshape(x.shape)
    return result, max([large.get(t.at, mpf(0)) for t in targets] + [abs(v) for v in result.ravel()])


class Run:
    """A program that was run on the tape, and the gradients that are asked for at its end."""

    def __init__(self, program, requests, bits=BITS):
        mpmath.mp.prec = bits
        self.program, self.requests = program, requests
        self.machine = Machine()
        self.machine.run(program)
        self.inner = list(self.machine.asked)
        self.answers = []
        for f, x in requests:
            try:
                node, by = self.machine.value(f), self.machine.value(x)
                if not isinstance(node, Node) or not isinstance(by, Node) or node.a.size != 1:
                    raise Fault("gradient of no number")
                self.answers.append((node, by, Fact(node, by)))
            except Fault as e:
                self.answers.append(e)

    def differences(self, which, most=4):
        """The derivative asked for, by moving entries and running the program again; of large tensors some entries, the
        others from the tape."""
        mpmath.mp.prec = BITS
        _, x, fact = self.answers[which]
        result = fact.full.copy()
        for entry, at in enumerate(np.ndindex(*x.shape)):
            if entry * most // x.a.size == (entry - 1) * most // x.a.size and entry > 0:
                continue
            ends = []
            for by in (STEP, -STEP):
                again = Machine(tape=False, move=(x.id, entry, by), held=self.machine.noted)
                again.run(self.program)
                for f, name in self.requests[:which + 1]:
                    last = again.value(f)
                    again.value(name)
                ends.append(last.a.ravel()[0])
            result[at] = (ends[0] - ends[1]) / (2 * STEP)
        return result
