"""Training loops as people write them, all of them right: none may be refused, and every gradient afterwards is the true one.

A style is a function of a source of chance that gives the program and the gradients asked for afterwards. Sizes, data, step
sizes and the way of writing vary with the seed.
"""
import random

import evaluate
import language

STYLES = []


def style(function):
    STYLES.append(function)
    return function


def fill(text, **values):
    """Puts values in place of their names in braces, and leaves the language's own braces."""
    for name, value in values.items():
        text = text.replace("{%s}" % name, str(value))
    return text


class Chance:
    def __init__(self, seed, known):
        self.draw, self.known = random.Random(seed), known

    def of(self, *items):
        return self.draw.choice(items)

    def number(self, low=-1.5, high=1.5):
        return "%.2f" % self.draw.uniform(low, high)

    def vector(self, n, low=-1.5, high=1.5):
        return "[%s]" % ", ".join(self.number(low, high) for _ in range(n))

    def matrix(self, n, m, low=-1.2, high=1.2):
        return "[%s]" % ", ".join(self.vector(m, low, high) for _ in range(n))

    def rounds(self, most=40):
        return self.of(4, 8, 12, most)

    def rate(self):
        return self.of("0.1", "0.05", "0.02")

    def head(self, n):
        """A loop of n rounds, over a counter or not."""
        return self.of("repeat %d {" % n, "for i in 1..%d {" % n)

    def line(self):
        """Data and a straight line: (set-up, prediction, loss of a prediction)."""
        n = self.of(3, 4, 5)
        setup = "x = %s\nt = %s\nw = %s\nb = %s\n" % (self.vector(n), self.vector(n), self.number(), self.number())
        return setup, self.of("w * x + b", "x * w + b"), self.of("mean((%s - t)^2)", "mse(%s, t)", "0.5 * sum((%s - t)^2)",
                                                                 "mean(log(1 + (%s - t)^2))")

    def features(self):
        n, d = self.of(3, 4), self.of(2, 3)
        setup = "X = %s\nt = %s\nw = %s\nb = %s\n" % (self.matrix(n, d), self.vector(n), self.vector(d), self.number())
        return setup, "X @ w + b", self.of("mse(%s, t)", "mean((%s - t)^2)", "sum((%s - t)^2) / %d" % ("%s", n))

    def problem(self):
        setup, y, loss = self.of(self.line, self.features)()
        return setup, loss % ("(%s)" % y if "(%s" not in loss and "mse" not in loss else y)

    def network(self):
        """(set-up, forward pass as lines, loss, parameters)"""
        h, act = self.of(2, 3), self.of("tanh", "sigmoid", "tanh")
        setup = "X = [[0, 0], [0, 1], [1, 0], [1, 1]]\nT = [[0], [1], [1], [0]]\n"
        setup += "W1 = %s\nb1 = %s\nW2 = %s\nb2 = %s\n" % (self.matrix(2, h), self.vector(h), self.matrix(h, 1), self.vector(1))
        out = self.of("sigmoid", "")
        forward = "H = %s(X @ W1 + b1)\nY = %s(H @ W2 + b2)\n" % (act, out)
        return setup, forward, self.of("mean((Y - T)^2)", "0.5 * sum((Y - T)^2)", "mse(Y, T)"), ["W1", "b1", "W2", "b2"]


def after(chance, loss, names, forward=""):
    """A fresh loss after training and the gradients by each parameter."""
    j = chance.of("J = %s\n" % loss, "J = %s\n" % loss, "J = %s + 0.01 * sum(%s^2)\n" % (loss, names[0]))
    f = chance.of("J", "J", "2 * J", "J + 0.1 * sum(%s)" % names[-1])
    return forward + j, [(f, n) for n in names]


@style
def descent(c):
    setup, loss = c.problem()
    r = c.rate()
    body = fill(c.of(
        "L = {loss}\nw -= {r} * grad(L, w)\nb -= {r} * grad(L, b)\n",
        "L = {loss}\ng = grad(L, w)\nd = grad(L, b)\nw -= {r} * g\nb -= {r} * d\n",
        "L = {loss}\n(g, d) = grad(L, (w, b))\nw -= {r} * g\nb -= {r} * d\n",
        "L = {loss}\ng = grad(L, (w, b))\nw -= {r} * g[0]\nb -= {r} * g[1]\n",
        "L = {loss}\nw += -{r} * grad(L, w)\nb += -{r} * grad(L, b)\n",
        "L = {loss}\nd = grad(L, b)\nw = stop(w - {r} * grad(L, w))\nb = stop(b - {r} * d)\n",
        "L = {loss}\nw, b\nw -= {r} * grad(L, w)\nb -= {r} * grad(L, b)\n".replace("w, b\n", ""),
    ), loss=loss, r=r)
    tail, asked = after(c, loss, ["w", "b"])
    return setup + c.head(c.rounds()) + "\n" + body + "}\n" + tail, asked


@style
def functions(c):
    setup, loss = c.problem()
    r = c.rate()
    define = c.of("loss(w, b) = %s\n" % loss, "loss(w, b) = {\nerror = %s\nerror\n}\n" % loss)
    body = fill(c.of(
        "w -= {r} * grad(loss(w, b), w)\nb -= {r} * grad(loss(w, b), b)\n",
        "L = loss(w, b)\ng = grad(L, w)\nb -= {r} * grad(L, b)\nw -= {r} * g\n",
        "L = loss(w, b)\nw -= rate({r}) * grad(L, w)\nb -= rate({r}) * grad(L, b)\n",
    ), r=r)
    define += "rate(a) = 0.5 * a\n"
    tail, asked = after(c, "loss(w, b)", ["w", "b"])
    return setup + define + c.head(c.rounds()) + "\n" + body + "}\n" + tail, asked + [("loss(w, b)", "w")]


@style
def momentum(c):
    setup, loss = c.problem()
    r, m = c.rate(), c.of("0.9", "0.8", "0.5")
    body = fill(c.of(
        "L = {loss}\nv = {m} * v - {r} * grad(L, w)\nu = {m} * u - {r} * grad(L, b)\nw += v\nb += u\n",
        "L = {loss}\nv *= {m}\nv -= {r} * grad(L, w)\nu *= {m}\nu -= {r} * grad(L, b)\nw += v\nb += u\n",
        "L = {loss}\nv = {m} * v + grad(L, w)\nu = {m} * u + grad(L, b)\nw -= {r} * v\nb -= {r} * u\n",
        "L = {loss}\ng = grad(L, w)\nv = {m} * v + g\nw -= {r} * (g + {m} * v)\nb -= {r} * grad(L, b)\n",
        "p = w + {m} * v\nq = b + {m} * u\nL = {look}\ng = grad(L, p)\nd = grad(L, q)\nv = {m} * v - {r} * g\n"
        "u = {m} * u - {r} * d\nw += v\nb += u\n",
    ), loss=loss, r=r, m=m, look=loss.replace("w", "p").replace("b", "q"))
    tail, asked = after(c, loss, ["w", "b"])
    return setup + "v = 0 * w\nu = 0\n" + c.head(c.rounds(30)) + "\n" + body + "}\n" + tail, asked


@style
def adam(c):
    setup, loss = c.problem()
    n = c.rounds(30)
    body = fill(c.of(
        "m = 0.9 * m + 0.1 * g\ns = 0.99 * s + 0.01 * g^2\nw -= {r} * (m / (1 - 0.9^i)) / (sqrt(s / (1 - 0.99^i)) + 1e-3)\n",
        "m += 0.1 * (g - m)\ns += 0.01 * (g^2 - s)\nw -= {r} * m / (sqrt(s) + 1e-3)\n",
        "m *= 0.9\nm += 0.1 * g\ns *= 0.99\ns += 0.01 * g * g\nmh = m / (1 - 0.9^i)\nsh = s / (1 - 0.99^i)\n"
        "w -= {r} * mh / (sqrt(sh) + 1e-3)\n",
        "s = 0.9 * s + 0.1 * g^2\nw -= {r} * g / sqrt(s + 1e-3)\n",
        "s += g^2\nw -= {r} * g / (sqrt(s) + 1e-3)\n",
    ), r=c.rate())
    body = "L = %s\ng = grad(L, w)\n" % loss + body + "b -= 0.02 * grad(L, b)\n"
    tail, asked = after(c, loss, ["w", "b"])
    return setup + "m = 0 * w\ns = 0 * w\nfor i in 1..%d {\n" % n + body + "}\n" + tail, asked


@style
def decay_and_schedules(c):
    setup, loss = c.problem()
    n = c.rounds()
    schedule = c.of("lr *= 0.99", "lr = 0.1 / (1 + 0.1 * i)", "lr = 0.1 * 0.9^i", "lr = 0.05 * (1 + cos(3.1 * i / %d))" % n,
                    "lr -= 0.1 * lr", "if i > 3 {\nlr *= 0.9\n}", "lr = 0.1 * min(1, i / 2.5)")
    extra = c.of("w -= lr * (grad(L, w) + 0.01 * w)", "w -= lr * grad(L, w)\nw *= 1 - lr * 0.01", "w -= lr * grad(L, w)",
                 "w -= lr * grad(L, w) + lr * 0.02 * w", "w *= 0.999\nw -= lr * g")
    body = "L = %s\ng = grad(L, w)\nd = grad(L, b)\n%s\nb -= lr * d\n" % (loss, extra)
    body = c.of(body + schedule + "\n", schedule + "\n" + body)
    tail, asked = after(c, loss, ["w", "b"])
    return setup + "lr = 0.1\nfor i in 1..%d {\n" % n + body + "}\n" + tail, asked


@style
def batches(c):
    rows = 6
    setup = "X = %s\nt = %s\nw = %s\nb = %s\n" % (c.matrix(rows, 2), c.vector(rows), c.vector(2), c.number())
    size = c.of(2, 3)
    whole = "mean((X @ w + b - t)^2)"
    r = c.rate()
    inner = fill(c.of(
        "k = (i % {n}) * {size}\nxb = X[k:k + {size}]\ntb = t[k:k + {size}]\n",
        "k = {size} * (i % {n})\nxb = X[k:k + {size}, :]\ntb = t[k:k + {size}]\n",
        "xb = X[(i % {n}) * {size}:(i % {n}) * {size} + {size}]\ntb = t[(i % {n}) * {size}:(i % {n}) * {size} + {size}]\n",
        "o = permutation(6)\nxb = X[o[0:{size}]]\ntb = t[o[0:{size}]]\n",
        "xb = X[i % 6]\ntb = t[i % 6]\n",
    ), size=size, n=rows // size)
    inner += "L = mean((xb @ w + b - tb)^2)\n"
    inner += fill(c.of("w -= {r} * grad(L, w)\nb -= {r} * grad(L, b)\n", "g = grad(L, w)\nb -= {r} * grad(L, b)\nw -= {r} * g\n"), r=r)
    total = c.of("", "total += L\n", "total += L / 3\n")
    tail, asked = after(c, whole, ["w", "b"])
    if c.of(True, False):
        loop = "for epoch in 1..%d {\ntotal = 0\nfor i in 0..%d {\n%s%s}\n%s}\n" % (
            c.of(2, 3, 5), rows // size - 1, inner, total, c.of("", "record(E: total)\n"))
        if "record" in loop:
            loop = "h = " + loop
    else:
        loop = "for i in 0..%d {\n%s%s}\n" % (c.of(5, 11, 32), inner, total)
    return "seed(%d)\n" % c.draw.randrange(99) + setup + "total = 0\n" + loop + tail, asked


@style
def totals_and_records(c):
    setup, loss = c.problem()
    r = c.rate()
    report = c.of("total += L\n", "total += L\nn += 1\n", "total = total + stop(L)\n", "best = min(best, stop(L))\n",
                  "total += L * 0.5\nrecord(E: total)\n", "record(E: L)\n", "record(L)\n", "record(E: L, norm: norm(w))\n",
                  "record(E: log(L + 1))\n", "if L < best {\nbest = L\nkept = w\n}\n",
                  "if L < best {\nbest = stop(L)\nkept = stop(w)\n}\n", "ema = 0.9 * ema + 0.1 * stop(w)\n",
                  "ema += 0.1 * stop(w - ema)\n", "mean_loss += (stop(L) - mean_loss) / i\n", "last = L\n",
                  "worst = max(worst, L)\n", "drop = last - L\nlast = L\n", "total += L\nrecord(E: total / i)\n")
    place = c.of(True, False)
    steps = "w -= %s * grad(L, w)\nb -= %s * grad(L, b)\n" % (r, r)
    body = "L = %s\n" % loss + (report + steps if place else steps + report)
    bound = "h = " if "record" in body else c.of("", "h = ")
    start = "total = 0\nn = 0\nbest = 1000.5\nworst = -3.3\nema = 0 * w\nmean_loss = 0\nlast = 50.5\nkept = 0 * w\n"
    tail, asked = after(c, loss, ["w", "b"])
    return setup + start + bound + "for i in 1..%d {\n" % c.rounds(35) + body + "}\n" + tail, asked


@style
def clipping(c):
    setup, loss = c.problem()
    r = c.rate()
    body = fill(c.of(
        "g = grad(L, w)\nn = norm(g)\nif n > 1 {\ng = g / n\n}\nw -= {r} * g\n",
        "g = grad(L, w)\nw -= {r} * g / max(1, norm(g))\n",
        "g = grad(L, w)\nw -= {r} * g * min(1, 1 / norm(g))\n",
        "w -= {r} * clip(grad(L, w), -0.5, 0.5)\n",
        "w -= {r} * sign(grad(L, w))\n",
        "g = grad(L, w)\nif norm(g) > 0.7 {\ng *= 0.7 / norm(g)\n}\nw -= {r} * g\n",
        "g = grad(L, w)\ng /= norm(g) + 1e-3\nw -= {r} * g\n",
    ), r=r)
    tail, asked = after(c, loss, ["w", "b"])
    return setup + c.head(c.rounds(16)) + "\nL = %s\nd = grad(L, b)\n" % loss + body + "b -= %s * d\n}\n" % r + tail, asked


@style
def regularisers(c):
    setup, loss = c.problem()
    rule = c.of("0.01 * sum(w^2)", "0.05 * norm(w)^2", "0.02 * sum(abs(w))", "0.01 * (sum(w^2) + b^2)", "lam * sum(w^2)",
                "0.1 * sum(log(1 + w^2))")
    way = fill(c.of("L = {loss} + {rule}\n", "L = {loss}\nL = L + {rule}\n", "data = {loss}\nrule = {rule}\nL = data + rule\n",
               "L = 0\nL = L + {loss}\nL = L + {rule}\n"), loss=loss, rule=rule)
    body = way + "w -= 0.05 * grad(L, w)\nb -= 0.05 * grad(L, b)\n" + c.of("", "lam *= 0.95\n")
    tail, asked = after(c, "%s + %s" % (loss, rule), ["w", "b"])
    return setup + "lam = 0.02\n" + c.head(c.rounds()) + "\n" + body + "}\n" + tail, asked


@style
def networks(c):
    setup, forward, loss, names = c.network()
    r = c.of("0.5", "0.1", "0.3")
    body = forward + "L = %s\n" % loss
    if c.of(True, False):
        body += "".join("%s -= %s * grad(L, %s)\n" % (n, r, n) for n in names)
    else:
        body += "g = grad(L, (%s))\n" % ", ".join(names)
        body += "".join("%s -= %s * g[%d]\n" % (n, r, i) for i, n in enumerate(names))
    body += c.of("", "total += L\n", "record(E: L)\n")
    bound = "h = " if "record" in body else ""
    tail, asked = after(c, loss, names, forward)
    return setup + "total = 0\n" + bound + c.head(c.of(2, 4, 8)) + "\n" + body + "}\n" + tail, asked


@style
def networks_by_hand(c):
    """The backward pass written out, every message before any update."""
    setup, _, _, names = c.network()
    r = c.of("0.5", "0.2")
    forward = "H = sigmoid(X @ W1 + b1)\nY = sigmoid(H @ W2 + b2)\n"
    back = "D2 = (Y - T) * Y * (1 - Y)\nD1 = (D2 @ W2.T) * H * (1 - H)\n"
    steps = ["W2 -= %s * (H.T @ D2)\n" % r, "b2 -= %s * sum(D2, axis: 0)\n" % r, "W1 -= %s * (X.T @ D1)\n" % r,
             "b1 -= %s * sum(D1, axis: 0)\n" % r]
    c.draw.shuffle(steps)
    body = forward + back + "".join(steps)
    if c.of(True, False):
        body = forward + back + "".join("G%d = %s\n" % (i, s.split(" -= ")[1].strip()) for i, s in enumerate(steps)) + "".join(
            "%s -= G%d\n" % (s.split(" -= ")[0], i) for i, s in enumerate(steps))
    tail, asked = after(c, "0.5 * sum((Y - T)^2)", names, forward)
    return setup + c.head(c.of(2, 4, 8)) + "\n" + body + "}\n" + tail, asked


@style
def rules_by_hand(c):
    """Rules that need no gradient: the delta rule, the perceptron, Hebb's with decay."""
    n = 4
    setup = "X = %s\nt = [1, 0, 1, 0]\nw = %s\nb = 0.1\n" % (c.matrix(n, 2), c.vector(2))
    body = c.of(
        "y = X @ w + b\ne = y - t\nw -= 0.1 * (X.T @ e)\nb -= 0.1 * sum(e)\n",
        "for k in 0..3 {\ny = dot(X[k], w) + b\nw += 0.1 * (t[k] - y) * X[k]\nb += 0.1 * (t[k] - stop(y))\n}\n",
        "for k in 0..3 {\ny = dot(X[k], w) + b > 0\nw += 0.1 * (t[k] - y) * X[k]\nb += 0.1 * (t[k] - y)\n}\n",
        "y = sigmoid(X @ w + b)\nd = y - t\nw -= 0.2 * (d @ X)\nb -= 0.2 * mean(d)\n",
        "g = 2 * X.T @ (X @ w + b - t) / 4\nd = 2 * mean(X @ w + b - t)\nw -= 0.1 * g\nb -= 0.1 * d\n",
    )
    tail, asked = after(c, "mean((X @ w + b - t)^2)", ["w", "b"])
    return setup + c.head(c.of(2, 5, 30)) + "\n" + body + "}\n" + tail, asked if "stop" not in body and "X[k]\nb" not in body else asked


@style
def through_time(c):
    n = c.of(3, 4)
    setup = "x = %s\nt = %s\nwx = %s\nwh = %s\n" % (c.vector(n), c.vector(n), c.number(), c.number(-0.8, 0.8))
    unroll = fill(c.of(
        "loss = 0\nh = 0\nfor i in 0..{m} {\nh = tanh(wx * x[i] + wh * h)\nloss = loss + (h - t[i])^2\n}\n",
        "loss = 0\nh = 0.1\nfor i in 0..{m} {\nh = tanh(wx * x[i] + wh * h)\nloss = loss + (h - t[i])^2 / {n}\n}\nloss = loss + 0.01 * wh^2\n",
        "h = 0\nfor i in 0..{m} {\nh = tanh(wx * x[i] + wh * h)\n}\nloss = (h - t[0])^2\n",
        "loss = 0\nh = 0\nfor i in 0..{m} {\nif i == 2 {\nh = stop(h)\n}\nh = tanh(wx * x[i] + wh * h)\nloss = loss + (h - t[i])^2\n}\n",
    ), m=n - 1, n=n)
    unroll += c.of("", "count += 1\n", "seen += loss\n")
    steps = "g = grad(loss, wx)\nd = grad(loss, wh)\nwx -= 0.1 * g\nwh -= 0.1 * d\n"
    return setup + "count = 0\nseen = 0\nrepeat %d {\n" % c.of(2, 5, 12) + unroll + steps + "}\n" + unroll, [("loss", "wx"), ("loss", "wh")]


@style
def two_players(c):
    setup = "x = %s\ny = %s\n" % (c.number(), c.number())
    f = c.of("x^2 - y^2 + x * y", "x * y + 0.1 * x^2", "sin(x) * y - 0.5 * y^2", "(x - 1)^2 + 0.5 * x * y")
    body = fill(c.of(
        "f = {f}\na = grad(f, x)\nb = grad(f, y)\nx -= 0.1 * a\ny += 0.1 * b\n",
        "f = {f}\n(a, b) = grad(f, (x, y))\nx -= 0.1 * a\ny += 0.1 * b\n",
        "f = {f}\nx -= 0.1 * grad(f, x)\nf = {f}\ny += 0.1 * grad(f, y)\n",
        "repeat 2 {\nf = {f}\ny += 0.1 * grad(f, y)\n}\nf = {f}\nx -= 0.1 * grad(f, x)\n",
    ), f=f)
    tail, asked = after(c, f, ["x", "y"])
    return setup + c.head(c.rounds()) + "\n" + body + "}\n" + tail, asked


@style
def accumulated(c):
    setup, loss = c.line()[0], "mean((w * x + b - t)^2)"
    body = c.of(
        "G = 0\nfor k in 0..2 {\nL = (w * x[k] + b - t[k])^2\nG += grad(L, w) / 3\n}\nw -= 0.1 * G\n",
        "G = 0\nfor k in 0..2 {\nL = (w * x[k] + b - t[k])^2\nG = G + grad(L, w) / 3\n}\nw -= 0.1 * G\n",
        "G = 0\nD = 0\nfor k in 0..2 {\nL = (w * x[k] + b - t[k])^2\nG += grad(L, w)\nD += grad(L, b)\n}\nw -= 0.05 * G\nb -= 0.05 * D\n",
        "L = 0\nfor k in 0..2 {\nL = L + (w * x[k] + b - t[k])^2\n}\nw -= 0.05 * grad(L, w)\nb -= 0.05 * grad(L, b)\n",
    )
    tail, asked = after(c, loss, ["w", "b"])
    return setup + c.head(c.rounds(30)) + "\n" + body + "}\n" + tail, asked


@style
def line_search(c):
    setup, loss = c.line()[0], "mean((w * x + b - t)^2)"
    body = c.of(
        "s = 1\nrepeat 4 {\nif loss(w - s * g, b) > loss(w, b) {\ns *= 0.5\n}\n}\nw -= s * g\n",
        "s = 0.8\nrepeat 4 {\nif loss(w - s * g, b) > loss(w, b) - 0.1 * s * g^2 {\ns = 0.5 * s\n}\n}\nw -= s * g\n",
        "s = 0.4\ntry = w - s * g\nif loss(try, b) < loss(w, b) {\nw -= s * g\n} else {\nw -= 0.1 * s * g\n}\n",
        "trial = stop(w - 0.3 * g)\nif loss(trial, b) < loss(w, b) {\nw = trial\n}\n",
    )
    tail, asked = after(c, "loss(w, b)", ["w", "b"])
    return setup + "loss(w, b) = %s\n" % loss + "repeat %d {\n" % c.of(2, 3, 5) + (
        "L = loss(w, b)\ng = grad(L, w)\nb -= 0.1 * grad(L, b)\n") + body + "}\n" + tail, asked


@style
def newton(c):
    a, k = c.number(0.5, 2), c.number(0.3, 1)
    f = "%s * (w - 1)^2 + %s * log(1 + exp(w))" % (a, k)
    second = "2 * %s + %s * sigmoid(w) * (1 - sigmoid(w))" % (a, k)
    body = fill(c.of(
        "L = {f}\nw -= grad(L, w) / ({s})\n", "L = {f}\nH = {s}\nw -= grad(L, w) / H\n",
        "L = {f}\ng = grad(L, w)\nH = {s}\nw -= g / (H + 0.1)\n",
        "L = {f}\nstep = stop(grad(L, w) / ({s}))\nw -= step\n",
    ), f=f, s=second)
    tail, asked = after(c, f, ["w"])
    return "w = %s\n" % c.number() + c.head(c.of(2, 4)) + "\n" + body + "}\n" + tail, asked


@style
def projected(c):
    setup, loss = c.features()[0], "mean((X @ w + b - t)^2)"
    project = c.of("w /= max(1, norm(w))\n", "if norm(w) > 1 {\nw /= norm(w)\n}\n", "w = clip(w, -0.9, 0.9)\n",
                   "w = w / norm(w)\n", "w /= norm(w)\n", "w = stop(w / norm(w))\n", "w -= 0.1 * mean(w)\n",
                   "w = max(w, 0.05)\n", "w = relu(w - 0.01) - relu(-w - 0.01)\n", "w *= 0.9 / norm(w)\n")
    tail, asked = after(c, loss, ["w", "b"])
    return setup + c.head(c.of(3, 6, 12)) + "\nL = %s\nd = grad(L, b)\nw -= 0.1 * grad(L, w)\n" % loss + project + (
        "b -= 0.1 * d\n}\n") + tail, asked


@style
def logistic(c):
    n = 4
    setup = "X = %s\nt = [1, 0, 0, 1]\nw = %s\nb = 0\nhits = 0\n" % (c.matrix(n, 2), c.vector(2))
    loss = c.of("binary_cross_entropy(sigmoid(X @ w + b), t)", "mean(softplus(X @ w + b) - t * (X @ w + b))",
                "-mean(t * log(sigmoid(X @ w + b)) + (1 - t) * log(1 - sigmoid(X @ w + b)))")
    tail, asked = after(c, loss, ["w", "b"])
    return setup + c.head(c.rounds(30)) + "\nL = %s\nw -= 0.5 * grad(L, w)\nb -= 0.5 * grad(L, b)\n" % loss + c.of(
        "", "right = mean((X @ w + b > 0) == t)\n", "hits += sum((X @ w + b > 0) == t)\n") + "}\n" + tail, asked


def classes(c):
    setup = "X = %s\nt = [0, 2, 1, 2]\nW = %s\nb = %s\n" % (c.matrix(4, 2), c.matrix(2, 3), c.vector(3))
    loss = c.of("cross_entropy(X @ W + b, t)", "cross_entropy(affine(X, W, b), t)",
                "-mean(sum(log_softmax(X @ W + b) * one_hot(t, 3), axis: 1))")
    body = c.of("W -= 0.3 * grad(L, W)\nb -= 0.3 * grad(L, b)\n",
                "d = (softmax(X @ W + b) - one_hot(t, 3)) / 4\nW -= 0.3 * X.T @ d\nb -= 0.3 * sum(d, axis: 0)\n")
    tail, asked = after(c, loss, ["W", "b"])
    return setup + c.head(c.of(3, 6)) + "\nL = %s\n" % loss + body + "}\n" + tail, asked


STYLES.append(classes)


@style
def factors(c):
    setup = "A = %s\nu = %s\nv = %s\n" % (c.matrix(2, 3), c.vector(2), c.vector(3))
    loss = "sum((A - outer(u, v))^2)"
    body = fill(c.of("L = {l}\ng = grad(L, u)\nd = grad(L, v)\nu -= 0.05 * g\nv -= 0.05 * d\n",
                "L = {l}\nu -= 0.05 * grad(L, u)\nL = {l}\nv -= 0.05 * grad(L, v)\n",
                "L = {l}\n(g, d) = grad(L, (u, v))\nu -= 0.05 * g\nv -= 0.05 * d\n",
                "u = stop(A @ v / dot(v, v))\nv = stop(A.T @ u / dot(u, u))\n"), l=loss)
    tail, asked = after(c, loss, ["u", "v"])
    return setup + c.head(c.of(3, 8, 30)) + "\n" + body + "}\n" + tail, asked


@style
def averages_and_targets(c):
    setup, loss = c.line()[0], "mean((w * x + b - t)^2)"
    body = c.of(
        "avg = (avg * (i - 1) + stop(w)) / i\n", "avg += (stop(w) - avg) / i\n", "slow += 0.2 * (stop(w) - slow)\n",
        "slow = 0.8 * slow + 0.2 * stop(w)\n", "slow *= 0.8\nslow += 0.2 * stop(w)\n", "if i % 3 == 0 {\nslow = stop(w)\n}\n",
    )
    use = c.of("L = %s\n" % loss, "L = %s + 0.1 * (w - slow)^2\n" % loss, "L = mean((w * x + b - (0.5 * t + 0.5 * stop(slow * x)))^2)\n")
    tail, asked = after(c, c.of(loss, loss + " + 0.1 * (w - slow)^2", loss + " + 0.05 * (w - avg)^2"), ["w", "b"])
    return setup + "avg = 0\nslow = w + 0.2\nslow = stop(slow)\nfor i in 1..%d {\n" % c.rounds(30) + use + (
        "w -= 0.1 * grad(L, w)\nb -= 0.1 * grad(L, b)\n") + body + "}\n" + tail, asked


@style
def noise(c):
    setup, loss = c.features()[0], "mean((X @ w + b - t)^2)"
    kick = c.of("w += 0.01 * randn(k)\n", "w -= 0.02 * rand(k)\n", "n = 0.01 * randn(k)\nw += n\n",
                "z = 0.1 * randn(k)\nL = mean((X @ (w + z) + b - t)^2)\n")
    tail, asked = after(c, loss, ["w", "b"])
    return "seed(%d)\n" % c.draw.randrange(99) + setup + "k = shape(w)[0]\n" + c.head(c.of(3, 8, 30)) + "\n" + (
        kick if "L =" in kick else "L = %s\n" % loss) + "w -= 0.1 * grad(L, w)\nb -= 0.1 * grad(L, b)\n" + (
        "" if "L =" in kick else kick) + "}\n" + tail, asked


@style
def grouped(c):
    """Parameters side by side in a tuple."""
    setup, loss = c.line()[0].replace("w = ", "w0 = ").replace("b = ", "b0 = "), "mean((p[0] * x + p[1] - t)^2)"
    options = ["L = {l}\ng = grad(L, (p[0], p[1]))\np = (p[0] - 0.1 * g[0], p[1] - 0.1 * g[1])\n",
               "L = {l}\na = p[0] - 0.1 * grad(L, p[0])\nd = p[1] - 0.1 * grad(L, p[1])\np = (stop(a), stop(d))\n"]
    if "tuples" in c.known:
        options = ["L = {l}\np -= 0.1 * grad(L, p)\n", "L = {l}\ng = grad(L, p)\np -= 0.1 * g\n",
                   "L = {l}\ng = grad(L, p)\np[0] -= 0.1 * g[0]\np[1] -= 0.1 * g[1]\n",
                   "L = {l}\nv = 0.9 * v + grad(L, p)\np -= 0.05 * v\n", "L = {l}\np -= 0.1 * grad(L, p) / max(1, norm(grad(L, p)))\n",
                   "L = {l}\np *= 0.99\np -= 0.1 * g0\n", "L = loss(p)\np -= 0.1 * grad(L, p)\n"] + options
    body = fill(c.of(*options), l=loss)
    if "g0" in body:
        body = body.replace("p *= 0.99", "g0 = grad(L, p)\np *= 0.99")
    start = "p = %s\n" % c.of("(1.5, 0.2)", "(w0, b0)", "(0.5 * w0, b0 + 0.1)") + (
        "v = (0, 0)\n" if "v =" in body else "") + ("loss(q) = mean((q[0] * x + q[1] - t)^2)\n" if "loss(p)" in body else "")
    return setup + start + c.head(c.of(3, 8, 30)) + "\n" + body + "}\nJ = %s\n" % loss, [("J", "p[0]"), ("2 * J", "p[1]")]


@style
def models(c):
    """A model's parameters updated by hand."""
    make = c.of("net = mlp(2, %d, 1, activation: %s)\n" % (c.of(2, 3), c.of("tanh", "sigmoid")), "net = dense(2, 1)\n",
                "net = dense(2, 1, sigmoid)\n")
    names = ["net.w1", "net.b1"] + (["net.w2", "net.b2"] if "mlp" in make else [])
    setup = "seed(%d)\n" % c.draw.randrange(99) + make + "X = [[0, 0], [0, 1], [1, 0], [1, 1]]\nT = [[0], [1], [1], [0]]\n"
    loss = c.of("mean((net(X) - T)^2)", "mse(net(X), T)", "mse(net(X), T) + 0.01 * sum(net.w1^2)")
    r = c.of("0.3", "0.1")
    body = "L = %s\n" % loss + c.of(
        "".join("%s -= %s * grad(L, %s)\n" % (n, r, n) for n in names),
        "g = grad(L, (%s))\n" % ", ".join(names) + "".join("%s -= %s * g[%d]\n" % (n, r, i) for i, n in enumerate(names)))
    tail, asked = after(c, loss, names)
    return setup + c.head(c.of(2, 5, 30)) + "\n" + body + "}\n" + tail, asked


@style
def frozen(c):
    """One layer trained on the features of another that is held."""
    setup, forward, _, _ = c.network()
    body = c.of("F = stop(tanh(X @ W1 + b1))\nY = F @ W2 + b2\n", "F = tanh(X @ stop(W1) + stop(b1))\nY = F @ W2 + b2\n",
                "F = tanh(X @ W1 + b1)\nY = stop(F) @ W2 + b2\n")
    fresh = "Y = tanh(X @ W1 + b1) @ W2 + b2\nJ = mean((Y - T)^2)\n"
    return setup + c.head(c.of(3, 6)) + "\n" + body + "L = mean((Y - T)^2)\nW2 -= 0.2 * grad(L, W2)\nb2 -= 0.2 * grad(L, b2)\n}\n" + (
        fresh), [("J", "W1"), ("J", "W2"), ("J", "b2")]


@style
def kept_graph(c):
    """Steps written with `=`, where the graph stays and the present name is what is asked for."""
    setup, loss = c.line()[0], "mean((w * x + b - t)^2)"
    body = fill(c.of("L = {l}\nw = w - 0.1 * grad(L, w)\nb = b - 0.1 * 0.5\n", "L = {l}\nw = stop(w) - 0.1 * stop(grad(L, w))\n",
                "L = {l}\nw = step(w, grad(L, w))\n", "L = {l}\nd = 0.1 * grad(L, b)\nw = step(w, grad(L, w))\nb -= d\n"), l=loss)
    tail, asked = after(c, loss, ["w", "b"])
    return setup + "step(a, g) = a - 0.1 * g\n" + c.head(c.of(2, 4, 6)) + "\n" + body + "}\n" + tail, asked


@style
def inside_functions(c):
    """Losses whose own local totals are graphs or meant as numbers."""
    setup = c.line()[0]
    f = c.of(
        "loss(w, b) = {\ns = 0\nfor k in 0..2 {\ns = s + (w * x[k] + b - t[k])^2\n}\ns / 3\n}\n",
        "loss(w, b) = {\nn = 0\ns = 0\nfor k in 0..2 {\ns = s + (w * x[k] + b - t[k])^2\nn += 1\n}\ns / n\n}\n",
        "loss(w, b) = {\nr = w * x + b - t\nc = 1\nc += 0.1 * stop(mean(r^2))\nc * mean(r^2)\n}\n",
        "loss(w, b) = {\nh = for k in 0..2 {\ne = (w * x[k] + b - t[k])^2\nrecord(E: e)\n}\nmean((w * x + b - t)^2)\n}\n",
        "loss(w, b) = {\nif w > 5 {\nw^2 + b^2\n} else {\nmean((w * x + b - t)^2)\n}\n}\n",
    )
    r = c.rate()
    tail, asked = after(c, "loss(w, b)", ["w", "b"])
    return setup + f + c.head(c.of(3, 8, 32)) + "\nL = loss(w, b)\nw -= %s * grad(L, w)\nb -= %s * grad(L, b)\n}\n" % (r, r) + tail, asked


def programs(count, seed, known):
    """As many loops as wanted, the styles in turn; what the oracle finds wrong with one is a fault of its style."""
    made, attempt = 0, 0
    while made < count:
        attempt += 1
        make = STYLES[attempt % len(STYLES)]
        label = "%s/%s/%d" % (seed, make.__name__, attempt)
        chance = Chance(label, known)
        text, asked = make(chance)
        program = language.read(text)
        requests = [(*[language.Reader(t).expression() for t in pair], "grad") for pair in asked]
        try:
            run = evaluate.Run(program, requests)
        except evaluate.Rejected:
            continue
        facts = [answer if isinstance(answer, evaluate.Fault) else answer[2] for answer in run.answers]
        wrong = [f for f in facts if isinstance(f, evaluate.Fault) or f.remembered or not f.graph]
        wrong += [f for _, f in run.inner if f.remembered or not f.graph]
        if wrong:
            raise AssertionError("%s is not a right loop:\n%s" % (label, text))
        made += 1
        yield label, program, requests, [x for _, x in asked if "[" not in x and "." not in x][:2]
