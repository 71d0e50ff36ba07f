"""The workloads in NumPy, as a careful author would write them."""

import numpy as np

from data import pictures, samples, tiny, weights
from measure import main, workload


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def product(m, k, n, dtype):
    random = np.random.RandomState(0)
    a, b = random.randn(m, k).astype(dtype), random.randn(k, n).astype(dtype)
    c = np.empty((m, n), dtype)
    return lambda: np.matmul(a, b, out=c)


@workload("matmul-512x512x512-64", "OpenBLAS")
def _():
    return product(512, 512, 512, np.float64)


@workload("matmul-512x512x512-32", "OpenBLAS")
def _():
    return product(512, 512, 512, np.float32)


@workload("matmul-128x784x128-64", "OpenBLAS")
def _():
    return product(128, 784, 128, np.float64)


@workload("matmul-128x784x128-32", "OpenBLAS")
def _():
    return product(128, 784, 128, np.float32)


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
            d2 = (o - y) * o * (1 - o) * (2 / 3)
            d1 = (d2 @ w2.T) * h * (1 - h)
            w2 -= 0.1 * (h.T @ d2)
            w1 -= 0.1 * (x.T @ d1)
        return w1

    return run


def softmax_error(scores, target):
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    scores[np.arange(len(target)), target] -= 1
    scores /= len(target)
    return scores


@workload("epoch-sgd-32")
def _():
    x, target = pictures()
    (a, b), (c, d) = weights([784, 128, 10], np.float32)
    rate = np.float32(0.05)

    def run():
        nonlocal a, b, c, d
        for start in range(0, len(x), 32):
            rows, classes = x[start : start + 32], target[start : start + 32]
            h = rows @ a + b
            np.maximum(h, 0, out=h)
            error = softmax_error(h @ c + d, classes)
            back = error @ c.T
            back *= h > 0
            c -= rate * (h.T @ error)
            d -= rate * error.sum(axis=0)
            a -= rate * (rows.T @ back)
            b -= rate * back.sum(axis=0)

    return run


def adam(parameters, rate=np.float32(1e-3)):
    moments = [(np.zeros_like(p), np.zeros_like(p)) for p in parameters]
    count = 0

    def step(gradients):
        nonlocal count
        count += 1
        for p, g, (m, v) in zip(parameters, gradients, moments):
            m *= np.float32(0.9)
            m += np.float32(0.1) * g
            v *= np.float32(0.999)
            v += np.float32(0.001) * (g * g)
            size = rate / (1 - 0.9**count)
            p -= np.float32(size) * m / (np.sqrt(v) / np.float32(np.sqrt(1 - 0.999**count)) + np.float32(1e-8))

    return step


@workload("epoch-adam-128")
def _():
    x, target = pictures()
    (a, b), (c, d) = weights([784, 128, 10], np.float32)
    step = adam([a, b, c, d])

    def run():
        for start in range(0, len(x), 128):
            rows, classes = x[start : start + 128], target[start : start + 128]
            h = rows @ a + b
            np.maximum(h, 0, out=h)
            error = softmax_error(h @ c + d, classes)
            back = error @ c.T
            back *= h > 0
            step([rows.T @ back, back.sum(axis=0), h.T @ error, error.sum(axis=0)])

    return run


@workload("epoch-softmax-32")
def _():
    x, target = pictures()
    ((a, b),) = weights([784, 10], np.float32)
    step = adam([a, b])

    def run():
        for start in range(0, len(x), 32):
            rows, classes = x[start : start + 32], target[start : start + 32]
            error = softmax_error(rows @ a + b, classes)
            step([rows.T @ error, error.sum(axis=0)])

    return run


@workload("samples-50-epochs")
def _():
    x, y, ((a, b), (c, d)) = samples()

    def run():
        w1, b1, w2, b2 = a.copy(), b.copy(), c.copy(), d.copy()
        for _ in range(50):
            for start in range(0, 1000, 32):
                rows, goal = x[start : start + 32], y[start : start + 32]
                h = sigmoid(rows @ w1 + b1)
                o = h @ w2 + b2
                d2 = (o - goal) * (2 / len(rows))
                d1 = (d2 @ w2.T) * h * (1 - h)
                w2 -= 0.1 * (h.T @ d2)
                b2 -= 0.1 * d2.sum(axis=0)
                w1 -= 0.1 * (rows.T @ d1)
                b1 -= 0.1 * d1.sum(axis=0)

    return run


main("NumPy")
