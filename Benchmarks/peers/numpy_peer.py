"""The workloads in NumPy, as a careful author would write them."""

import numpy as np

from data import pictures, samples, tiny, weights
from measure import classifiers, main, products, workload


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@products("OpenBLAS")
def _(a, b):
    c = np.empty((len(a), b.shape[1]), a.dtype)
    return lambda: np.matmul(a, b, out=c)


@workload("exp")
def _():
    x = np.random.RandomState(0).uniform(-10, 10, 1_000_000)
    y = np.empty_like(x)
    return lambda: np.exp(x, out=y)


@workload("jacobian-relu", "np.diag")
def _():
    x = np.random.RandomState(0).randn(4096)
    return lambda: np.diag((x > 0).astype(float))


@workload("jacobian-sigmoid", "by hand")
def _():
    random = np.random.RandomState(0)
    w, x = random.randn(512, 512) / 20, random.randn(512)

    def run():
        s = sigmoid(w @ x)
        return (s * (1 - s))[:, None] * w

    return run


@workload("jacobian-network", "by hand")
def _():
    random = np.random.RandomState(0)
    w1, w2, x = random.randn(256, 256) / 16, random.randn(256, 256) / 16, random.randn(256)

    def run():
        return w2 @ ((w1 @ x > 0)[:, None] * w1)

    return run


@workload("gradcheck", "what an entry reaches")
def _():
    (w1, b1), (w2, b2) = weights([784, 50, 10])
    random = np.random.RandomState(3)
    x, target = random.rand(3, 784), np.array([1, 4, 7])
    h = 1e-5

    def loss_of(scores):
        shifted = scores - scores.max(axis=-1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return -logs[..., np.arange(3), target].mean(axis=-1)

    def run():
        net = x @ w1 + b1
        hidden = sigmoid(net)
        scores = hidden @ w2 + b2
        gradients = []
        for source, step in ((x, h), (np.ones((3, 1)), h)):
            # Entry (i, j) of w1 moves column j of the hidden sums by h x[:, i].
            result = np.empty((source.shape[1], 50))
            for j in range(50):
                sides = []
                for sign in (1, -1):
                    moved = sigmoid(net[:, j][None, :] + sign * step * source.T)
                    change = moved - hidden[:, j][None, :]
                    sides.append(loss_of(scores[None] + change[:, :, None] * w2[j][None, None, :]))
                result[:, j] = (sides[0] - sides[1]) / (2 * step)
            gradients.append(result)
        for source in (hidden, np.ones((3, 1))):
            result = np.empty((source.shape[1], 10))
            for j in range(10):
                sides = []
                for sign in (1, -1):
                    moved = np.repeat(scores[None], source.shape[1], axis=0)
                    moved[:, :, j] += sign * h * source.T
                    sides.append(loss_of(moved))
                result[:, j] = (sides[0] - sides[1]) / (2 * h)
            gradients.append(result)
        return gradients

    return run


@workload("tiny-10000")
def _():
    x, y, first, second = tiny()

    def run():
        w1, w2 = first.copy(), second.copy()
        for _ in range(10_000):
            h = sigmoid(x @ w1)
            o = sigmoid(h @ w2)
            error = o - y
            loss = np.vdot(error, error) / 3
            d2 = error * o * (1 - o) * (2 / 3)
            d1 = (d2 @ w2.T) * h * (1 - h)
            w2 -= 0.1 * (h.T @ d2)
            w1 -= 0.1 * (x.T @ d1)
        return loss

    return run


def cross_entropy(scores, target):
    """The sum of the losses, and the errors of their mean, in place of the scores."""
    scores -= scores.max(axis=1, keepdims=True)
    right = (np.arange(len(target)), target)
    picked = scores[right]
    np.exp(scores, out=scores)
    sums = scores.sum(axis=1, keepdims=True)
    scores /= sums
    scores[right] -= 1
    scores /= len(target)
    return float(np.log(sums).sum() - picked.sum()), scores


def sgd(parameters):
    def step(gradients):
        for p, g in zip(parameters, gradients):
            g *= 0.05
            p -= g

    return step


def adam(parameters):
    state = [(np.zeros_like(p), np.zeros_like(p), np.empty_like(p)) for p in parameters]
    count = 0

    def step(gradients):
        nonlocal count
        count += 1
        rate, root = 1e-3 / (1 - 0.9**count), (1 - 0.999**count) ** 0.5
        for p, g, (m, v, change) in zip(parameters, gradients, state):
            m *= 0.9
            m += np.multiply(g, 0.1, out=change)
            v *= 0.999
            g *= g
            g *= 0.001
            v += g
            np.sqrt(v, out=change)
            change /= root
            change += 1e-8
            np.divide(m, change, out=change)
            change *= rate
            p -= change

    return step


@classifiers()
def _(sizes, batch, rule):
    x, target = pictures()
    layers = weights(sizes, np.float32)
    step = {"sgd": sgd, "adam": adam}[rule]([p for layer in layers for p in layer])
    w, b = layers[-1]

    def run():
        total = 0.0
        for start in range(0, len(x), batch):
            rows = units = x[start : start + batch]
            if len(layers) == 2:
                units = rows @ layers[0][0]
                units += layers[0][1]
                np.maximum(units, 0, out=units)
            loss, error = cross_entropy(units @ w + b, target[start : start + batch])
            total += loss
            gradients = [units.T @ error, error.sum(axis=0)]
            if len(layers) == 2:
                back = error @ w.T
                back *= units > 0
                gradients = [rows.T @ back, back.sum(axis=0)] + gradients
            step(gradients)
        return total / len(x)

    return run


@workload("samples-50-epochs")
def _():
    x, y, ((a, b), (c, d)) = samples()

    def run():
        w1, b1, w2, b2 = a.copy(), b.copy(), c.copy(), d.copy()
        for _ in range(50):
            total = 0.0
            for start in range(0, 1000, 32):
                rows, goal = x[start : start + 32], y[start : start + 32]
                h = sigmoid(rows @ w1 + b1)
                error = h @ w2 + b2 - goal
                total += np.vdot(error, error)
                d2 = error * (2 / len(rows))
                d1 = (d2 @ w2.T) * h * (1 - h)
                w2 -= 0.1 * (h.T @ d2)
                b2 -= 0.1 * d2.sum(axis=0)
                w1 -= 0.1 * (rows.T @ d1)
                b1 -= 0.1 * d1.sum(axis=0)
        return total / 1000

    return run


main("NumPy")
