"""The workloads in PyTorch: as it is, and compiled where that works on this machine."""

import os

import numpy as np
import torch
from torch.func import jacfwd, jacrev

from data import pictures, samples, tiny, weights
from measure import main, workload

torch.set_num_threads(int(os.environ.get("PEER_THREADS", "1")))
if os.environ.get("PEER_THREADS", "1") == "1":
    torch.set_num_interop_threads(1)


def product(m, k, n, dtype):
    random = np.random.RandomState(0)
    a = torch.from_numpy(random.randn(m, k).astype(dtype))
    b = torch.from_numpy(random.randn(k, n).astype(dtype))
    c = torch.empty(m, n, dtype=a.dtype)
    return lambda: torch.matmul(a, b, out=c)


@workload("matmul-512x512x512-64")
def _():
    return product(512, 512, 512, np.float64)


@workload("matmul-512x512x512-32")
def _():
    return product(512, 512, 512, np.float32)


@workload("matmul-128x784x128-64")
def _():
    return product(128, 784, 128, np.float64)


@workload("matmul-128x784x128-32")
def _():
    return product(128, 784, 128, np.float32)


@workload("exp")
def _():
    x = torch.from_numpy(np.random.RandomState(0).uniform(-10, 10, 1_000_000))
    y = torch.empty_like(x)
    return lambda: torch.exp(x, out=y)


@workload("scalar-chain", "eager, 20,000 nodes times 50")
def _():
    x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)

    def run():
        for _ in range(50):
            s = x
            for _ in range(10_000):
                s = s * 0.9999 + x
            x.grad = None
            s.backward()

    return run


def jacobians(name, function, x):
    x = torch.from_numpy(x)
    for form, transform in (("jacrev", jacrev), ("jacfwd", jacfwd)):

        @workload(name, form)
        def _(transform=transform):
            run = transform(function)
            return lambda: run(x)

        @workload(name, form + ", compiled")
        def _(transform=transform):
            run = torch.compile(transform(function))
            run(x)
            return lambda: run(x)


_random = np.random.RandomState(0)
jacobians("jacobian-relu", torch.relu, _random.randn(4096))
_w, _x = torch.from_numpy(_random.randn(512, 512) / 20), _random.randn(512)
jacobians("jacobian-sigmoid", lambda x: torch.sigmoid(_w @ x), _x)
_w1, _w2 = (torch.from_numpy(_random.randn(256, 256) / 16) for _ in range(2))
jacobians("jacobian-network", lambda x: _w2 @ torch.relu(_w1 @ x), _random.randn(256))


def tiny_step():
    x, y, first, second = (torch.from_numpy(part) for part in tiny())
    w1, w2 = first.clone().requires_grad_(), second.clone().requires_grad_()

    def step():
        loss = ((torch.sigmoid(torch.sigmoid(x @ w1) @ w2) - y) ** 2).mean()
        g1, g2 = torch.autograd.grad(loss, (w1, w2))
        with torch.no_grad():
            w1.sub_(g1, alpha=0.1)
            w2.sub_(g2, alpha=0.1)

    return step


@workload("tiny-10000", "eager")
def _():
    step = tiny_step()

    def run():
        for _ in range(10_000):
            step()

    return run


@workload("tiny-10000", "compiled step by hand")
def _():
    x, y, first, second = (torch.from_numpy(part) for part in tiny())

    @torch.compile
    def step(w1, w2):
        h = torch.sigmoid(x @ w1)
        o = torch.sigmoid(h @ w2)
        d2 = (o - y) * o * (1 - o) * (2 / 3)
        d1 = (d2 @ w2.T) * h * (1 - h)
        return w1 - 0.1 * (x.T @ d1), w2 - 0.1 * (h.T @ d2)

    step(first, second)

    def run():
        w1, w2 = first, second
        for _ in range(10_000):
            w1, w2 = step(w1, w2)

    return run


def module(sizes):
    parts = []
    for w, b in weights(sizes, np.float32):
        layer = torch.nn.Linear(w.shape[0], w.shape[1])
        layer.weight.data, layer.bias.data = torch.from_numpy(w.T.copy()), torch.from_numpy(b)
        parts += [layer, torch.nn.ReLU()]
    return torch.nn.Sequential(*parts[:-1])


def epoch(sizes, batch, make_optimizer, compiled):
    x, target = (torch.from_numpy(part) for part in pictures())
    net = module(sizes)
    optimizer = make_optimizer(net.parameters())
    loss_of = torch.nn.CrossEntropyLoss()

    def loss(rows, classes):
        return loss_of(net(rows), classes)

    if compiled:
        loss = torch.compile(loss)
        loss(x[:batch], target[:batch]).backward()

    def run():
        for start in range(0, len(x), batch):
            optimizer.zero_grad()
            loss(x[start : start + batch], target[start : start + batch]).backward()
            optimizer.step()

    return run


for _form, _compiled in (("eager", False), ("compiled", True)):

    @workload("epoch-sgd-32", _form)
    def _(compiled=_compiled):
        return epoch([784, 128, 10], 32, lambda p: torch.optim.SGD(p, lr=0.05), compiled)

    @workload("epoch-adam-128", _form)
    def _(compiled=_compiled):
        return epoch([784, 128, 10], 128, lambda p: torch.optim.Adam(p, fused=True), compiled)

    @workload("epoch-softmax-32", _form)
    def _(compiled=_compiled):
        return epoch([784, 10], 32, lambda p: torch.optim.Adam(p, fused=True), compiled)


@workload("samples-50-epochs", "eager")
def _():
    x, y, layers = samples()
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    a, b, c, d = (torch.from_numpy(part).clone().requires_grad_() for layer in layers for part in layer)

    def run():
        for _ in range(50):
            for start in range(0, 1000, 32):
                rows, goal = x[start : start + 32], y[start : start + 32]
                loss = ((torch.sigmoid(rows @ a + b) @ c + d - goal) ** 2).mean()
                gradients = torch.autograd.grad(loss, (a, b, c, d))
                with torch.no_grad():
                    for p, g in zip((a, b, c, d), gradients):
                        p.sub_(g, alpha=0.1)

    return run


main("PyTorch")
