"""The workloads in JAX, compiled; the compilation is not timed."""

import os

os.environ.setdefault("JAX_PLATFORMS", "cpu")
if os.environ.get("PEER_THREADS", "1") == "1":
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import numpy as np
from jax import lax

from data import pictures, samples, tiny, weights
from measure import main, workload


def ready(function, *arguments):
    compiled = jax.jit(function)
    jax.block_until_ready(compiled(*arguments))
    return lambda: jax.block_until_ready(compiled(*arguments))


def product(m, k, n, dtype):
    random = np.random.RandomState(0)
    return ready(
        jnp.matmul, jnp.asarray(random.randn(m, k).astype(dtype)), jnp.asarray(random.randn(k, n).astype(dtype))
    )


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
    return ready(jnp.exp, jnp.asarray(np.random.RandomState(0).uniform(-10, 10, 1_000_000)))


def jacobians(name, function, *arguments):
    for form, transform in (("jacrev", jax.jacrev), ("jacfwd", jax.jacfwd)):

        @workload(name, form)
        def _(transform=transform):
            return ready(transform(function), *arguments)


_random = np.random.RandomState(0)
jacobians("jacobian-relu", jax.nn.relu, _random.randn(4096))
_w, _x = _random.randn(512, 512) / 20, _random.randn(512)
jacobians("jacobian-sigmoid", lambda x: jax.nn.sigmoid(_w @ x), _x)
_w1, _w2, _x2 = _random.randn(256, 256) / 16, _random.randn(256, 256) / 16, _random.randn(256)
jacobians("jacobian-network", lambda x: _w2 @ jax.nn.relu(_w1 @ x), _x2)


@workload("gradcheck", "vmap")
def _():
    layers = weights([784, 50, 10])
    flat, unravel = jax.flatten_util.ravel_pytree(layers)
    random = np.random.RandomState(3)
    x, target = jnp.asarray(random.rand(3, 784)), jnp.asarray([1, 4, 7])

    def loss(p):
        (w1, b1), (w2, b2) = unravel(p)
        scores = jax.nn.sigmoid(x @ w1 + b1) @ w2 + b2
        return -jax.nn.log_softmax(scores)[jnp.arange(3), target].mean()

    h = 1e-5

    def entry(i):
        return (loss(flat.at[i].add(h)) - loss(flat.at[i].add(-h))) / (2 * h)

    # All at once would need 39,760 copies of the parameters.
    return ready(lambda: lax.map(entry, jnp.arange(flat.size), batch_size=64))


@workload("tiny-10000", "fori_loop")
def _():
    x, y, first, second = (jnp.asarray(part) for part in tiny())

    def loss(w):
        return jnp.mean((jax.nn.sigmoid(jax.nn.sigmoid(x @ w[0]) @ w[1]) - y) ** 2)

    def step(_, w):
        gradient = jax.grad(loss)(w)
        return tuple(p - 0.1 * g for p, g in zip(w, gradient))

    return ready(lambda w: lax.fori_loop(0, 10_000, step, w), (first, second))


def cross_entropy(layers, x, target):
    h = x
    for w, b in layers[:-1]:
        h = jax.nn.relu(h @ w + b)
    w, b = layers[-1]
    logs = jax.nn.log_softmax(h @ w + b)
    return -jnp.take_along_axis(logs, target[:, None], axis=1).mean()


def epoch(sizes, batch, update, start):
    x, target = pictures()
    count = len(x) // batch * batch
    x, target = jnp.asarray(x[:count]), jnp.asarray(target[:count])
    layers = [(jnp.asarray(w), jnp.asarray(b)) for w, b in weights(sizes, np.float32)]
    x, target = x.reshape(-1, batch, 784), target.reshape(-1, batch)

    def run(state):
        def step(state, data):
            layers, moments = state
            return update(layers, moments, jax.grad(cross_entropy)(layers, *data)), None

        return lax.scan(step, state, (x, target))[0]

    return ready(run, (layers, start(layers)))


def sgd(layers, moments, gradients):
    return jax.tree.map(lambda p, g: p - np.float32(0.05) * g, layers, gradients), moments


def zeros(layers):
    return jnp.float32(0), jax.tree.map(jnp.zeros_like, layers), jax.tree.map(jnp.zeros_like, layers)


def adam(layers, moments, gradients):
    count, first, second = moments
    count = count + 1
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    rate = 1e-3 / (1 - 0.9**count)
    root = jnp.sqrt(1 - 0.999**count)
    layers = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) / root + 1e-8), layers, first, second)
    return layers, (count, first, second)


@workload("epoch-sgd-32", "scan")
def _():
    return epoch([784, 128, 10], 32, sgd, lambda layers: jnp.float32(0))


@workload("epoch-adam-128", "scan")
def _():
    return epoch([784, 128, 10], 128, adam, zeros)


@workload("epoch-softmax-32", "scan")
def _():
    return epoch([784, 10], 32, adam, zeros)


@workload("samples-50-epochs", "scan")
def _():
    x, y, layers = samples()
    # 31 whole batches; the rest of 8 is left out, in our favour or theirs within 1 %.
    x, y = jnp.asarray(x[:992]).reshape(31, 32, 2), jnp.asarray(y[:992]).reshape(31, 32, 1)

    def loss(layers, x, y):
        (a, b), (c, d) = layers
        return jnp.mean((jax.nn.sigmoid(x @ a + b) @ c + d - y) ** 2)

    def run(layers):
        def step(layers, data):
            gradients = jax.grad(loss)(layers, *data)
            return jax.tree.map(lambda p, g: p - 0.1 * g, layers, gradients), None

        return lax.fori_loop(0, 50, lambda _, layers: lax.scan(step, layers, (x, y))[0], layers)

    return ready(run, [(jnp.asarray(w), jnp.asarray(b)) for w, b in layers])


import jax.flatten_util  # noqa: E402  (used by "gradcheck")

main("JAX")
