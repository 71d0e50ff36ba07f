"""The workloads in JAX, compiled; the compilation is not timed."""

import os

os.environ.setdefault("JAX_PLATFORMS", "cpu")
if os.environ.get("PEER_THREADS", "1") == "1":
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax

jax.config.update("jax_enable_x64", True)
import jax.flatten_util
import jax.numpy as jnp
import numpy as np
from jax import lax

from data import pictures, samples, tiny, weights
from measure import classifiers, main, products, workload


def compiled(function, *arguments, donated=()):
    return jax.jit(function, donate_argnums=donated).lower(*arguments).compile()


def ready(function, *arguments):
    run = compiled(function, *arguments)
    return lambda: jax.block_until_ready(run(*arguments))


@products()
def _(a, b):
    return ready(jnp.matmul, jnp.asarray(a), jnp.asarray(b))


@workload("exp")
def _():
    return ready(jnp.exp, jnp.asarray(np.random.RandomState(0).uniform(-10, 10, 1_000_000)))


def jacobians(name, make):
    """`make` draws its numbers and gives a function and where its Jacobian is wanted."""
    for form, transform in (("jacrev", jax.jacrev), ("jacfwd", jax.jacfwd)):

        @workload(name, form)
        def _(transform=transform):
            function, x = make(np.random.RandomState(0))
            return ready(transform(function), x)


jacobians("jacobian-relu", lambda random: (jax.nn.relu, random.randn(4096)))


def sigmoid(random):
    w, x = random.randn(512, 512) / 20, random.randn(512)
    return lambda x: jax.nn.sigmoid(w @ x), x


def network(random):
    w1, w2, x = random.randn(256, 256) / 16, random.randn(256, 256) / 16, random.randn(256)
    return lambda x: w2 @ jax.nn.relu(w1 @ x), x


jacobians("jacobian-sigmoid", sigmoid)
jacobians("jacobian-network", network)


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

    def step(_, state):
        value, gradient = jax.value_and_grad(loss)(state[0])
        return tuple(p - 0.1 * g for p, g in zip(state[0], gradient)), value

    run = compiled(lambda w: lax.fori_loop(0, 10_000, step, (w, 0.0)), (first, second))
    return lambda: jax.block_until_ready(run((first, second)))[1]


def cross_entropy(layers, x, target):
    h = x
    for w, b in layers[:-1]:
        h = jax.nn.relu(h @ w + b)
    w, b = layers[-1]
    logs = jax.nn.log_softmax(h @ w + b)
    return -jnp.take_along_axis(logs, target[:, None], axis=1).mean()


def sgd(layers, moments, gradients):
    return jax.tree.map(lambda p, g: p - 0.05 * g, layers, gradients), moments


def adam(layers, moments, gradients):
    count, first, second = moments
    count = count + 1
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    rate = (1e-3 / (1 - 0.9**count)).astype(jnp.float32)
    root = jnp.sqrt(1 - 0.999**count).astype(jnp.float32)
    layers = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) / root + 1e-8), layers, first, second)
    return layers, (count, first, second)


@classifiers("scan")
def _(sizes, batch, rule):
    x, target = pictures()
    whole = len(x) // batch * batch
    batches = jnp.asarray(x[:whole].reshape(-1, batch, 784)), jnp.asarray(target[:whole].reshape(-1, batch), jnp.int32)
    rest = jnp.asarray(x[whole:]), jnp.asarray(target[whole:], jnp.int32)
    layers = [(jnp.asarray(w), jnp.asarray(b)) for w, b in weights(sizes, np.float32)]
    update = {"sgd": sgd, "adam": adam}[rule]
    zeros = jax.tree.map(jnp.zeros_like, (layers, layers))

    def step(state, data):
        layers, moments = state
        loss, gradients = jax.value_and_grad(cross_entropy)(layers, *data)
        return update(layers, moments, gradients), loss

    def epoch(state, batches, rest):
        state, losses = lax.scan(step, state, batches)
        total = losses.sum() * batch
        if len(rest[0]) > 0:
            state, loss = step(state, rest)
            total += loss * len(rest[0])
        return state, total / len(x)

    state = layers, (jnp.float64(0), *zeros) if rule == "adam" else ()
    run = compiled(epoch, state, batches, rest, donated=0)

    def timed():
        nonlocal state
        state, loss = jax.block_until_ready(run(state, batches, rest))
        return loss

    return timed


@workload("samples-50-epochs", "scan")
def _():
    x, y, layers = samples()
    batches = jnp.asarray(x[:992]).reshape(31, 32, 2), jnp.asarray(y[:992]).reshape(31, 32, 1)
    rest = jnp.asarray(x[992:]), jnp.asarray(y[992:])

    def loss(layers, x, y):
        (a, b), (c, d) = layers
        return jnp.mean((jax.nn.sigmoid(x @ a + b) @ c + d - y) ** 2)

    def step(layers, data):
        value, gradients = jax.value_and_grad(loss)(layers, *data)
        return jax.tree.map(lambda p, g: p - 0.1 * g, layers, gradients), value

    def epoch(_, state):
        layers, losses = lax.scan(step, state[0], batches)
        layers, last = step(layers, rest)
        return layers, (32 * losses.sum() + 8 * last) / 1000

    start = [(jnp.asarray(w), jnp.asarray(b)) for w, b in layers]
    run = compiled(lambda layers: lax.fori_loop(0, 50, epoch, (layers, 0.0)), start)
    return lambda: jax.block_until_ready(run(start))[1]


main("JAX")
