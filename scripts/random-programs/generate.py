"""Random straight-line programs with names, updates, functions, loops and tuples, the same for the same seed.

Values are kept small by construction (`tanh`, small factors) and decisions far from their borders by what `evaluate` rejects.
"""
import random

SHAPES = {"number": None, "three": 3, "two": 2, "matrix": (2, 3)}
LETTERS = ["a", "b", "c", "d", "k", "m", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z"]


class Generator:
    """`known` names what the binary at hand can do of "choose", "entries", "collect" and "tuples"."""

    def __init__(self, seed, known=()):
        self.draw = random.Random(seed)
        self.known = set(known)
        self.shapes = {}
        self.functions, self.pairs, self.whole, self.histories, self.groups = [], [], [], {}, {}
        self.lines = []
        self.left = list(LETTERS)
        self.draw.shuffle(self.left)
        self.count = 0

    # Pieces

    def new(self):
        if self.left:
            return self.left.pop()
        self.count += 1
        return "n%d" % self.count

    def pick(self, weighted):
        items = [(w, f) for w, f in weighted if w > 0]
        return self.draw.choices([f for _, f in items], [w for w, _ in items])[0]

    def number(self):
        return self.draw.choice(["0.5", "2", "1.5", "0.3", "3", "0.25", "1.2"])

    def signed(self):
        return self.draw.choice(["", "", "-"]) + "%.2f" % self.draw.uniform(0.2, 2.4)

    def literal(self, shape):
        if shape == "number":
            return self.signed()
        if shape == "matrix":
            return "[%s]" % ", ".join(self.literal("three") for _ in range(2))
        return "[%s]" % ", ".join(self.signed() for _ in range(SHAPES[shape]))

    def named(self, shape, names=None):
        return [n for n, s in (names or self.shapes).items() if s == shape]

    def smooth(self, e):
        return self.draw.choice([
            "sin(%s)", "tanh(%s)", "sigmoid(%s)", "exp(0.3 * tanh(%s))", "sqrt((%s)^2 + 1.5)", "log((%s)^2 + 1.3)", "cos(%s)",
            "softplus(%s)", "0.2 * tanh(%s)^2", "0.1 * tanh(%s)^3", "relu(%s)", "abs(%s)",
        ]) % e

    def expression(self, shape, depth=2, names=None):
        """An expression of a shape over names (all that are bound, unless given)."""
        names = self.shapes if names is None else names
        here = self.named(shape, names)
        if depth == 0:
            return self.draw.choice(here) if here and self.draw.random() < 0.9 else self.literal(shape)
        e = lambda s=shape, d=depth - 1: self.expression(s, d, names)
        top = names is self.shapes
        options = [
            (3, lambda: self.draw.choice(here) if here else self.literal(shape)),
            (3, lambda: "(%s + %s)" % (e(), e())), (2, lambda: "(%s - %s)" % (e(), e())),
            (3, lambda: "%s * %s" % (self.number(), e())), (2, lambda: "(%s) * (%s)" % (e(), e("number"))),
            (3, lambda: self.smooth(e())), (0.7, lambda: "(%s) / ((%s)^2 + 1.7)" % (e(), e("number"))),
            (0.5, lambda: "where(%s > %s, %s, %s)" % (e("number", 0), self.number(), e(), e())),
            (0.4, lambda: "max(%s, %s)" % (e(), e())), (0.4, lambda: "stop(%s)" % e()),
        ]
        if shape == "number":
            three, two = self.named("three", names), self.named("two", names)
            options += [
                (1 if three else 0, lambda: "sum(%s)" % e("three")), (0.6 if two else 0, lambda: "sum(%s)" % e("two")),
                (1 if three else 0, lambda: "dot(%s, %s)" % (e("three"), e("three"))),
                (0.8 if three else 0, lambda: "%s[%d]" % (self.draw.choice(three), self.draw.randrange(3))),
                (0.4 if three else 0, lambda: "mean(%s^2)" % self.draw.choice(three)),
                (1.5 if self.functions and top else 0, lambda: self.called(e)),
                (1.2 if self.histories and top else 0, lambda: self.past()),
                (1 if self.groups and top else 0, lambda: self.entry("number")),
                (0.7 if self.whole and top and self.pairs_of_numbers() else 0, lambda: "%s(%s)" % (
                    self.draw.choice(self.whole), self.draw.choice(self.pairs_of_numbers()))),
            ]
        if shape == "three":
            past = [(n, k) for n, series in self.histories.items() for k, length in series if length == 3]
            if past and top:
                options.append((1, lambda: "%s.%s" % self.draw.choice(past)))
            numbers = self.named("number", names)
            options += [
                (1 if numbers else 0, lambda: "[%s, %s, %s]" % (e("number", 0), e("number", 0), e("number", 0))),
                (0.5 if self.named("matrix", names) else 0, lambda: "%s @ %s" % (
                    e("two", 0), self.draw.choice(self.named("matrix", names)))),
            ]
        if shape == "two":
            options += [
                (2 if self.named("matrix", names) else 0, lambda: "%s @ %s" % (
                    self.draw.choice(self.named("matrix", names)), e("three", 0))),
                (0.5 if self.named("three", names) else 0, lambda: "%s[1:3]" % self.draw.choice(self.named("three", names))),
            ]
        return self.pick(options)()

    def pairs_of_numbers(self):
        return [g for g, shapes in self.groups.items() if shapes == ["number", "number"]]

    def called(self, e):
        name, count = self.draw.choice(self.functions)
        return "%s(%s)" % (name, ", ".join(e("number", 0) for _ in range(count)))

    def past(self):
        name, series = self.draw.choice(list(self.histories.items()))
        key, length = self.draw.choice(series)
        return self.draw.choice(["sum(%s.%s)" % (name, key), "%s.%s[%d]" % (name, key, self.draw.randrange(length)),
                                 "mean(%s.%s)" % (name, key)])

    def entry(self, shape):
        fits = [(g, i) for g, shapes in self.groups.items() for i, s in enumerate(shapes) if s == shape]
        if not fits:
            return self.expression(shape, 0)
        return "%s[%d]" % self.draw.choice(fits)

    # Statements; each gives lines without indentation, `{` and `}` on lines of their own statement

    def bind(self, shape=None, names=None):
        shape = shape or self.pick([(6, "number"), (2, "three"), (1, "two"), (0.4, "matrix")])
        again = self.named(shape)
        e = self.expression(shape, self.draw.choice([1, 2, 2, 3]))
        name = self.draw.choice(again) if again and self.draw.random() < 0.2 else self.new()
        self.shapes[name] = shape
        return ["%s = %s" % (name, e)]

    def alias(self):
        old = self.draw.choice(list(self.shapes))
        name = self.new()
        self.shapes[name] = self.shapes[old]
        return ["%s = %s" % (name, old)]

    def update(self):
        name = self.draw.choice(list(self.shapes))
        shape = self.shapes[name]
        scale = "number" if self.draw.random() < 0.5 else shape
        others = {n: s for n, s in self.shapes.items() if n != name} or self.shapes
        right = self.pick([
            (2, lambda: self.number()),
            (3, lambda: "0.1 * %s" % self.smooth(self.expression(scale, 1, others))),
            (1, lambda: "0.2 * stop(%s)" % self.expression(scale, 1)),
            (1.5, lambda: "0.1 * (%s)" % self.expression(scale, 1)),
        ])()
        op = self.pick([(4, "+="), (4, "-="), (1.5, "*="), (0.7, "/=")])
        if op == "/=":
            right = "((%s)^2 + 1.4)" % right
        if op == "*=":
            right = "(0.8 + 0.1 * tanh(%s))" % right
        return ["%s %s %s" % (name, op, right)]

    def step(self):
        """A loss that reaches the name, then a step down."""
        name = self.draw.choice(list(self.shapes))
        loss = self.new()
        if self.shapes[name] == "number":
            e = self.draw.choice(["(%s - %s)^2", "tanh(%s - %s)^2", "log((%s - %s)^2 + 1.5)"]) % (name, self.number())
        else:
            e = "sum((%s - %s)^2)" % (name, self.number())
        if self.draw.random() < 0.7:
            e += " + %s" % self.expression("number", 1)
        self.shapes[loss] = "number"
        form = self.pick([
            (4, ["%s -= 0.1 * grad(%s, %s)" % (name, loss, name)]),
            (1, ["g' = grad(%s, %s)" % (loss, name), "%s -= 0.1 * g'" % name]),
            (1, ["%s -= 0.1 * (grad(%s, %s) + 0.05 * %s)" % (name, loss, name, name)]),
        ])
        return ["%s = %s" % (loss, e)] + form

    def function(self):
        name = "f%d" % (len(self.functions) + len(self.pairs) + 1)
        count = self.draw.choice([1, 1, 2])
        params = ["p1", "p2"][:count]
        inside = {p: "number" for p in params}
        if self.draw.random() < 0.3:
            inside.update({n: s for n, s in self.shapes.items() if s == "number"})
        e = lambda d=1, extra=(): self.expression("number", d, {**inside, **{n: "number" for n in extra}})
        p = self.draw.choice(params)
        i = self.draw.choice([2, 3])
        kind = self.pick([(2, "short"), (1, "graph"), (1.5, "local"), (1, "alias"), (1, "branch"), (0.7, "history"),
                          (0.7, "move"), (1, "pair"), (0.7, "held"), (0.5, "inner")])
        body = {
            "short": lambda: [e(2)],
            "graph": lambda: ["e' = %s" % e(), "for i in 1..%d {" % i, "e' = 0.5 * e' + %s" % e(1, ["e'"]), "}",
                              "e' * %s" % e(0)],
            "local": lambda: ["e' = %s" % self.draw.choice(["0", "0.5", e()]), "for i in 1..%d {" % i,
                              "e' += 0.3 * %s" % self.smooth(e(1)), "}", self.draw.choice(
                                  ["e' * %s", "e' + (%s)^2", "0.5 * e'"]).replace("%s", p)],
            "alias": lambda: ["e' = %s" % p, "e' %s 0.2 * %s" % (self.draw.choice(["+=", "-="]), e()), "e' * %s" % p],
            "branch": lambda: ["if %s > %s {" % (p, self.number()), e(2), "} else {", e(2), "}"],
            "history": lambda: ["h' = for i in 1..%d {" % i, "e' = %s" % e(2), "record(E: %s)" % self.draw.choice(
                ["e'", "stop(e')", "e' * i"]), "}", "sum(h'.E) + %s" % self.draw.choice([p, "e'"])],
            "move": lambda: ["%s -= %s" % (p, self.draw.choice([self.number(), "0.1 * " + e()])), e(2)],
            "pair": lambda: ["e' = %s" % e(2), "l' = %s" % self.number(),
                             "l' += %s" % self.draw.choice(["0.4 * e'", "0.4 * stop(e')", "0.3 * " + e()]), "(e', l')"],
            "inner": lambda: ["e' = (%s)^2 + %s" % (p, e(2)), "d' = grad(e', %s)" % p, "d' * %s" % e(0)],
            "held": lambda: ["e' = %s" % e(), "e' += 0.3 * stop(%s)" % e(), "e' * %s" % p],
        }[kind]()
        if kind == "pair":
            self.pairs.append((name, count))
        else:
            self.functions.append((name, count))
        head = "%s(%s) = " % (name, ", ".join(params))
        if kind == "short" and self.draw.random() < 0.5:
            return [head + body[0]]
        return [head + "{"] + body + ["}"]

    def function_of_tuple(self):
        """A function of a tuple: its entries, alone or taken apart, and a total of its own."""
        name = "f%d'" % (len(self.whole) + 1)
        self.whole.append(name)
        return self.draw.choice([
            ["%s(z) = tanh(z[0]) * z[1]" % name], ["%s(z) = {" % name, "(i', j') = z", "i' * sin(j')", "}"],
            ["%s(z) = {" % name, "e' = z[0]", "e' += 0.2 * z[1]^2", "e' * z[1]", "}"],
            ["%s(z) = {" % name, "e' = 0.5", "for i in 0..1 {", "e' = e' * z[i]", "}", "e'", "}"],
        ])

    def take(self):
        a, b = self.new(), self.new()
        if self.pairs and self.draw.random() < 0.6:
            name, count = self.draw.choice(self.pairs)
            right = "%s(%s)" % (name, ", ".join(self.expression("number", 0) for _ in range(count)))
            shapes = ["number", "number"]
        elif self.groups and self.draw.random() < 0.6:
            right, shapes = self.draw.choice(list(self.groups.items()))
            if len(shapes) != 2:
                return []
        else:
            shapes = ["number", self.draw.choice(["number", "three"])]
            right = "(%s, %s)" % tuple(self.expression(s, 1) for s in shapes)
        self.shapes[a], self.shapes[b] = shapes
        return ["(%s, %s) = %s" % (a, b, right)]

    def group(self):
        name = "p%d'" % (len(self.groups) + 1)
        shapes = [self.draw.choice(["number", "number", "three"]) for _ in range(2)]
        parts = [self.pick([(3, lambda s=s: self.draw.choice(self.named(s) or [self.literal(s)])),
                            (1, lambda s=s: self.literal(s)), (1, lambda s=s: self.expression(s, 1))])() for s in shapes]
        if parts[0] == parts[1]:
            return []
        if "tuples" not in self.known:
            # Without entries that are one with their names.
            parts = ["1 * %s" % p if p in self.shapes else p for p in parts]
        self.groups[name] = shapes
        return ["%s = (%s)" % (name, ", ".join(parts))]

    def group_update(self):
        if not self.groups or "tuples" not in self.known:
            return []
        name, shapes = self.draw.choice(list(self.groups.items()))
        i = self.draw.randrange(2)
        loss = self.new()
        self.shapes[loss] = "number"
        total = lambda j: ("%s[%d]" if shapes[j] == "number" else "sum(%s[%d])") % (name, j)
        target = "%s = tanh(%s)^2 + 0.5 * (%s - 1)^2" % (loss, total(0), total(1))
        return self.pick([
            (2, [target, "%s -= 0.1 * grad(%s, %s)" % (name, loss, name)]),
            (1, ["%s *= 0.9" % name]),
            (2, ["%s[%d] -= 0.1 * %s" % (name, i, self.smooth(self.expression("number", 1)))]),
            (1, [target, "%s[%d] -= 0.1 * grad(%s, %s[%d])" % (name, i, loss, name, i)]),
            (1, ["o' = %s" % name, "%s -= 0.2" % name]),
        ])

    def branch(self):
        cond = "%s > %s" % (self.expression("number", 0), self.number())
        before = dict(self.shapes)
        name, shape = self.new(), self.pick([(3, "number"), (1, "three")])
        if "choose" in self.known and self.draw.random() < 0.3:
            e = "%s = if %s { %s } else { %s }" % (name, cond, self.expression(shape), self.expression(shape))
            self.shapes[name] = shape
            return [e]
        first = ["%s = %s" % (name, self.expression(shape))] + (self.update() if self.draw.random() < 0.5 else [])
        second = ["%s = %s" % (name, self.expression(shape))] + (self.update() if self.draw.random() < 0.5 else [])
        self.shapes = before
        self.shapes[name] = shape
        return ["if %s {" % cond] + first + ["} else {"] + second + ["}"]

    def loop(self):
        if "entries" in self.known and self.named("three") and self.named("number") and self.draw.random() < 0.2:
            over, sums = self.draw.choice(self.named("three")), self.draw.choice(self.named("number"))
            return ["for e in %s {" % over, "%s = 0.7 * %s + %s" % (sums, sums, self.smooth("e")), "}"]
        # Long ones are compiled.
        n = self.draw.choice([2, 3, 3, 4, 6, 26, 31])
        body = []
        start = [] if self.named("number") else self.bind("number")
        for _ in range(self.draw.choice([1, 2, 2, 3])):
            body += self.pick([
                (2, self.bind), (3, self.update), (1.5, self.step), (0.5, self.branch), (1, self.running),
            ])()
        # What the body binds anew in each round keeps its shape, so a second round reads what the first one bound.
        head = self.pick([(2, "for i in 1..%d {" % n), (2, "repeat %d {" % n)])
        history = ""
        if self.draw.random() < 0.5:
            name = "h%d" % (len(self.histories) + 1)
            key = self.draw.choice(["E", "L"])
            steps = [line.split(" = ")[1] for line in body if line.startswith("g' = ") and "{" not in line]
            shown = [s for s in steps if self.shapes.get(s[:-1].split(", ")[-1]) == "number"]
            e = self.draw.choice(shown) if shown and self.draw.random() < 0.5 else self.expression("number", 1)
            if e in shown:
                # Before the step, where it is that of the present name.
                at = body.index("g' = " + e) + 1
                body.insert(at, "record(%s: %s)" % (key, self.draw.choice([e, "g'", "g' * " + self.number()])))
            else:
                body.append("record(%s: %s)" % (key, e))
            self.histories[name] = [(key, n)]
            history = name + " = "
        return start + [history + head] + body + ["}"]

    def running(self):
        """A total that is kept while a loop runs: as a stored number, as a graph, or with `stop`."""
        here = self.named("number")
        if not here:
            return []
        name = self.draw.choice(here)
        e = self.smooth(self.expression("number", 1))
        return self.pick([(2, ["%s += 0.3 * %s" % (name, e)]), (1, ["%s = %s + 0.3 * %s" % (name, name, e)]),
                          (1, ["%s += 0.3 * stop(%s)" % (name, e)]), (1, ["%s = 0.8 * %s + 0.2 * %s" % (name, name, e)])])

    def collect(self):
        if "collect" not in self.known or not self.named("number"):
            return []
        name = self.new()
        e = self.smooth("0.4 * j * " + self.draw.choice(self.named("number")))
        self.shapes[name] = "three"
        return ["%s = [%s for j in 1..3]" % (name, e)]

    def program(self):
        lines = []
        for shape in self.draw.choice([["number", "number"], ["number", "number", "three"], ["number", "three", "matrix"],
                                       ["number", "number", "number", "three"]]):
            name = self.new()
            lines.append("%s = %s" % (name, self.literal(shape)))
            self.shapes[name] = shape
        for _ in range(self.draw.randint(3, 11)):
            lines += self.pick([
                (5, self.bind), (1.5, self.alias), (4, self.update), (2, self.step), (1.5, self.function), (0.4, self.function_of_tuple), (1, self.take),
                (1, self.group), (1.5 if self.groups else 0, self.group_update), (1, self.branch), (2, self.loop),
                (0.8, self.collect),
            ])()
        return lines

    def requests(self, count):
        """Pairs of an expression of one element and a name."""
        result = []
        names = list(self.shapes)
        for _ in range(count):
            x = self.draw.choice(names)
            whole = x if self.shapes[x] == "number" else "sum(%s)" % x
            number = self.draw.choice(self.named("number") or [whole])
            f = self.pick([
                (4, lambda: number), (1, lambda: "%s * %s" % (number, whole)), (2, lambda: "%s + (%s)^2" % (number, whole)),
                (2, lambda: self.expression("number", 2)), (1, lambda: "(%s) * %s" % (self.expression("number", 1), whole)),
                (1 if self.histories else 0, lambda: "%s + %s" % (self.past(), whole)),
            ])()
            if self.groups and self.draw.random() < 0.15:
                g = self.draw.choice(list(self.groups))
                i = self.draw.randrange(2)
                x = "%s[%d]" % (g, i)
            if self.draw.random() < 0.12:
                by = self.draw.choice(self.named("number") or [x])
                if self.shapes.get(by) == "number":
                    f = self.draw.choice(["grad(%s, %s)", "grad(%s, %s)^2", "0.5 * grad(%s, %s) + 1"]) % (f, by)
            result.append((f, x))
        return result
