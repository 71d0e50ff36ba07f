"""Runs programs.

Every value with an identity is a node, counted as it is made, so that a later run can move it. A node says how it knows its
parents: "graph" (an operation), "stored" (the number of an update or of a `record`), "old" (the value that an update
changed), "grad" and "held" (paths that do not count).
"""
import mpmath
import numpy as np

import language
from derivative import KINDS, Fact, swept
from mathematics import BINARY, BORDER, HELD, OPERATIONS, UNARY, Fault, Rejected, Scalar, array, chosen, greater_of, greatest
from mathematics import least, less_of, plain, product, reduced

mpf = mpmath.mpf


class Node:
    """`source` says where its number comes from in the end: "input" (also), "literal" (numbers written out alone), or "held"
    (a `stop`, a comparison or a gradient, and no input)."""

    __slots__ = ("id", "a", "parents", "kind", "source")

    def __init__(self, id, a, parents, kind):
        self.id, self.a, self.parents, self.kind = id, a, parents, kind
        before = {p.source for p in parents}
        if kind in ("held", "grad"):
            self.source = "held"
        elif kind == "graph" and "input" not in before:
            self.source = "held" if "held" in before else "literal"
        else:
            self.source = "input"

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


class Model:
    """Layers of weights, and the activation after each."""

    def __init__(self, parameters, activations):
        self.parameters, self.activations = parameters, activations


class Machine:
    """One run of a program.

    `move` is (node, entry, by); `held` the gradients and stops of the run that is repeated. With `given`, the stored numbers
    of a run that held its gradients, gradients are computed anew: what was computed from one that a name holds moves with
    it, what was stored does not.
    """

    def __init__(self, tape=True, move=None, held=None, given=None, steps=400_000):
        self.tape, self.move, self.held, self.given = tape, move, held, given
        self.made, self.noted, self.kept, self.steps = 0, [], [], steps
        self.names, self.frames, self.histories = {}, [], []
        self.asked = []
        self.generator = np.random.RandomState(0)

    # Nodes

    def node(self, a, parents=(), kind="graph", fresh=False):
        a = array(a)
        if kind != "graph":
            links = "stored" if kind == "stored" else "old"
            follows = kind in ("stored", "old")
            values = a
            if kind == "stored":
                if self.given is not None:
                    values = self.given[len(self.kept)]
                self.kept.append(np.frompyfunc(plain, 1, 1)(values))
            a = np.frompyfunc(
                lambda x, v: (Scalar(plain(v), ((x, 1),) if follows else (), links) if self.tape else plain(v)), 2, 1)(a, values)
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
        self.input(value)
        if isinstance(value, Tuple):
            value = self.named(value, e)
        self.scope[name] = value

    def input(self, value):
        """What was written out becomes an input as soon as a name holds it."""
        for leaf in value.leaves() if isinstance(value, Tuple) else [value]:
            if isinstance(leaf, Node) and leaf.source == "literal":
                leaf.source = "input"

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
        if target[0] == "attr" and isinstance(model := self.value(target[1]), Model):
            old = model.parameters[target[2]]
            model.parameters[target[2]] = self.stored(op, old, self.value(e))
            return
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
            if isinstance(x, Model) and e[2] in x.parameters:
                return x.parameters[e[2]]
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
        if isinstance(found, Model):
            return self.answer(found, self.value(e[2][0]))
        if name is None:
            raise Rejected("call")
        if name in ("grad", "stop", "zeros", "ones", "full", "seed", "randn", "rand", "randint", "permutation", "uniform",
                    "linspace", "arange", "shape", "eye", "argmax", "one_hot", "mlp", "dense"):
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
            if n.source == "literal":
                raise Rejected("by a constant argument")
            if self.held is None:
                fact = Fact(f, n)
                if fact.second:
                    # The tape holds gradients, so it has no second derivative to go on with.
                    raise Rejected("second order within the program")
                self.asked.append((language.written(e), fact))
                values = fact.full
            values = self.keep(values)
            if self.given is not None:
                values = swept(f, n, KINDS)[0]
            return self.node(values, [f, n], "grad")
        return self.mapped(one, x)

    def answer(self, model, x):
        for layer, activation in enumerate(model.activations, 1):
            x = self.operate(product, x, model.parameters["w%d" % layer])
            x = self.operate(BINARY["+"], x, model.parameters["b%d" % layer])
            if activation:
                x = self.operate(UNARY[activation], x)
        return x

    def made_mlp(self, e):
        sizes = self.numbers(e)
        hidden = e[3]["activation"][1]
        return self.layers(sizes, [hidden] * (len(sizes) - 2) + [None])

    def made_dense(self, e):
        return self.layers([int(self.value(a).number()) for a in e[2][:2]], [e[2][2][1] if len(e[2]) > 2 else None])

    def layers(self, sizes, activations):
        parameters = {}
        for i, (n, m) in enumerate(zip(sizes, sizes[1:]), 1):
            limit = (6 / (n + m)) ** 0.5
            parameters["w%d" % i] = self.constant(self.generator.uniform(-limit, limit, (n, m)))
            parameters["b%d" % i] = self.constant(np.zeros(m))
        return Model(parameters, activations)

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
