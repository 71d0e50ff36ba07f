"""The same made data for every peer, drawn by NumPy's RandomState; `MadeData.swift` draws the same for us."""

import numpy as np


def pictures(count=60_000):
    """Pictures about as bright as those of Fashion-MNIST; a picture's class is the brightest of ten stripes.

    There has to be something to learn: on classes that nothing tells, the hidden units die within the epoch, and what is
    timed is arithmetic with zeros.
    """
    x = np.random.RandomState(0).rand(count, 784) / 2
    classes = x[:, :780].reshape(count, 10, 78).sum(axis=2).argmax(axis=1)
    return x.astype(np.float32), classes


def weights(sizes, dtype=np.float64):
    """(w, b) for each layer."""
    random = np.random.RandomState(1)
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers.append(
            (
                (random.randn(inputs, outputs) / np.sqrt(inputs)).astype(dtype),
                np.zeros(outputs, dtype),
            )
        )
    return layers


def tiny():
    """The 2-3-1 network and its three samples."""
    x = np.array([[3.0, 5.0], [5.0, 1.0], [10.0, 2.0]])
    y = np.array([[75.0], [82.0], [93.0]])
    random = np.random.RandomState(812)
    return x / x.max(axis=0), y / 100, random.randn(2, 3), random.randn(3, 1)


def samples():
    """1,000 samples with two features and one target, and a 2-3-1 network."""
    random = np.random.RandomState(2)
    x = random.rand(1000, 2)
    y = (x @ np.array([[0.3], [0.6]])) + 0.05 * random.randn(1000, 1)
    return x, y, weights([2, 3, 1])
