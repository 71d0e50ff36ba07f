"""The workloads in PyTorch: as it is, and compiled where that works on this machine."""

import os

import numpy as np
import torch
from torch.func import grad_and_value, jacfwd, jacrev

from data import pictures, samples, tiny, weights
from measure import classifiers, main, products, workload

torch.set_num_threads(int(os.environ.get("PEER_THREADS", "1")))
if os.environ.get("PEER_THREADS", "1") == "1":
    torch.set_num_interop_threads(1)


@products()
def _(a, b):
    a, b = torch.from_numpy(a), torch.from_numpy(b)
    c = torch.empty(len(a), b.shape[1], dtype=a.dtype)
    return lambda: torch.matmul(a, b, out=c)


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


def jacobians(name, make):
    """`make` draws its numbers and gives a function and where its Jacobian is wanted."""
    for form, transform in (("jacrev", jacrev), ("jacfwd", jacfwd)):

        @workload(name, form)
        def _(transform=transform):
            function, x = make(np.random.RandomState(0))
            run = transform(function)
            return lambda: run(x)

        @workload(name, form + ", compiled")
        def _(transform=transform):
            function, x = make(np.random.RandomState(0))
            run = torch.compile(transform(function))
            run(x)
            return lambda: run(x)


def drawn(random, *shapes):
    return [torch.from_numpy(random.randn(*shape)) for shape in shapes]


def sigmoid(random):
    w, x = drawn(random, (512, 512), (512,))
    w /= 20
    return lambda x: torch.sigmoid(w @ x), x


def network(random):
    w1, w2, x = drawn(random, (256, 256), (256, 256), (256,))
    w1 /= 16
    w2 /= 16
    return lambda x: w2 @ torch.relu(w1 @ x), x


jacobians("jacobian-relu", lambda random: (torch.relu, drawn(random, (4096,))[0]))
jacobians("jacobian-sigmoid", sigmoid)
jacobians("jacobian-network", network)


def looped(step, count):
    """Steps in one compiled loop: `step(i, *state)` gives the next state."""
    from torch._higher_order_ops.while_loop import while_loop  # The compiler takes seconds to import.

    def run(*state):
        return while_loop(lambda i, *_: i < count, lambda i, *state: (i + 1, *step(i, *state)), (torch.tensor(0), *state))

    return run


def compiled(function):
    # The loop's steps are called from C++ and not from Python.
    return torch.compile(function, options={"cpp_wrapper": True})


def mean_square(w1, w2, x, y):
    return torch.nn.functional.mse_loss(torch.sigmoid(torch.sigmoid(x @ w1) @ w2), y)


@workload("tiny-10000", "eager")
def _():
    x, y, first, second = (torch.from_numpy(part) for part in tiny())

    def run():
        w1, w2 = first.clone().requires_grad_(), second.clone().requires_grad_()
        for _ in range(10_000):
            loss = mean_square(w1, w2, x, y)
            g1, g2 = torch.autograd.grad(loss, (w1, w2))
            with torch.no_grad():
                w1.sub_(g1, alpha=0.1)
                w2.sub_(g2, alpha=0.1)
        return loss.detach()

    return run


@workload("tiny-10000", "while_loop, compiled")
def _():
    x, y, first, second = (torch.from_numpy(part) for part in tiny())
    gradient = grad_and_value(mean_square, argnums=(0, 1))

    def step(i, loss, w1, w2):
        (g1, g2), loss = gradient(w1, w2, x, y)
        return loss, w1 - 0.1 * g1, w2 - 0.1 * g2

    run = compiled(looped(step, 10_000))
    start = torch.zeros((), dtype=torch.float64), first, second
    run(*start)
    return lambda: run(*start)[1]


@classifiers("eager")
def _(sizes, batch, rule):
    x, target = (torch.from_numpy(part) for part in pictures())
    parts = []
    for w, b in weights(sizes, np.float32):
        layer = torch.nn.Linear(*w.shape)
        layer.weight.data, layer.bias.data = torch.from_numpy(w.T.copy()), torch.from_numpy(b)
        parts += [layer, torch.nn.ReLU()]
    net = torch.nn.Sequential(*parts[:-1])
    optimizer = {
        "sgd": lambda: torch.optim.SGD(net.parameters(), lr=0.05),
        "adam": lambda: torch.optim.Adam(net.parameters(), fused=True),
    }[rule]()
    loss_of = torch.nn.CrossEntropyLoss()

    def run():
        total = 0.0
        for start in range(0, len(x), batch):
            optimizer.zero_grad()
            rows = x[start : start + batch]
            loss = loss_of(net(rows), target[start : start + batch])
            loss.backward()
            optimizer.step()
            total += len(rows) * loss.item()
        return total / len(x)

    return run


def cross_entropy(parameters, x, target):
    h = x
    for w, b in zip(parameters[:-2:2], parameters[1:-2:2]):
        h = torch.relu(torch.addmm(b, h, w))
    w, b = parameters[-2:]
    return torch.nn.functional.cross_entropy(torch.addmm(b, h, w), target)


def sgd(parameters, moments, gradients):
    return tuple(p - 0.05 * g for p, g in zip(parameters, gradients)), moments


def adam(parameters, moments, gradients):
    count, first, second = moments
    count = count + 1
    first = tuple(0.9 * m + 0.1 * g for m, g in zip(first, gradients))
    second = tuple(0.999 * v + 0.001 * g * g for v, g in zip(second, gradients))
    rate, root = (1e-3 / (1 - 0.9**count)).float(), torch.sqrt(1 - 0.999**count).float()
    parameters = tuple(p - rate * m / (torch.sqrt(v) / root + 1e-8) for p, m, v in zip(parameters, first, second))
    return parameters, (count, first, second)


def batches(x, y, size, total, learn, state):
    """One compiled epoch: `learn(state, rows, goals)` gives the next state and the loss, `total` takes the sum."""
    whole, places = len(x) // size, torch.arange(size)

    def step(i, total, state):
        place = i * size + places
        state, loss = learn(state, x.index_select(0, place), y.index_select(0, place))
        return total + size * loss, state

    loop = looped(step, whole)

    def epoch(state):
        _, sum, state = loop(total, state)
        rest = whole * size
        if rest < len(x):
            state, loss = learn(state, x[rest:], y[rest:])
            sum = sum + (len(x) - rest) * loss
        return state, sum / len(x)

    epoch = compiled(epoch)
    epoch(state)
    return epoch


@classifiers("while_loop, compiled")
def _(sizes, batch, rule):
    x, target = (torch.from_numpy(part) for part in pictures())
    parameters = tuple(torch.from_numpy(part) for layer in weights(sizes, np.float32) for part in layer)
    zeros = [tuple(map(torch.zeros_like, parameters)) for _ in range(2)]
    update = {"sgd": sgd, "adam": adam}[rule]
    gradient = grad_and_value(cross_entropy)

    def learn(state, rows, classes):
        parameters, moments = state
        gradients, loss = gradient(parameters, rows, classes)
        return update(parameters, moments, gradients), loss

    state = parameters, (torch.zeros((), dtype=torch.float64), *zeros) if rule == "adam" else ()
    epoch = batches(x, target, batch, torch.zeros(()), learn, state)

    def run():
        nonlocal state
        state, loss = epoch(state)
        return loss

    return run


@workload("samples-50-epochs", "while_loop, compiled")
def _():
    x, y, layers = samples()
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    start = tuple(torch.from_numpy(part) for layer in layers for part in layer)

    def loss(parameters, rows, goals):
        a, b, c, d = parameters
        return torch.nn.functional.mse_loss(torch.sigmoid(rows @ a + b) @ c + d, goals)

    gradient = grad_and_value(loss)

    def learn(parameters, rows, goals):
        gradients, loss = gradient(parameters, rows, goals)
        return tuple(p - 0.1 * g for p, g in zip(parameters, gradients)), loss

    epoch = batches(x, y, 32, torch.zeros((), dtype=torch.float64), learn, start)

    def run():
        state = start
        for _ in range(50):
            state, loss = epoch(state)
        return loss

    return run


main("PyTorch")
