"""What the tape says of a derivative: whether it goes through stored numbers, its value with them and without."""
import heapq

import mpmath
import numpy as np


mpf = mpmath.mpf
KINDS = ("graph", "stored", "old")


class Fact:
    """What is known of the derivative of `f` by a node, from the tape.

    `graph`: f was computed from it; `stored`: f was computed from a stored number that was; `old`: only through the value
    that an update changed; `second`: through so many gradients that are themselves nodes of f. `full` is the derivative with stored
    numbers followed, `cut` without, `scale` the greatest term of either.
    """

    def __init__(self, f, x):
        self.by = x
        reach, second = reached(f, x)
        self.graph, self.stored, self.old, self.second = 0 in reach, 1 in reach, 2 in reach, second
        self.full, large = swept(f, x, KINDS)
        self.cut, less = swept(f, x, ("graph",))
        self.scale = max(large, less)

    @property
    def remembered(self):
        return self.stored or self.old

    def differs(self, tolerance=1e-12):
        return any(abs(a - b) > tolerance * self.scale for a, b in zip(self.full.ravel(), self.cut.ravel()))


def reached(f, x):
    """In which ways a walk back from `f` comes to `x`: 0 by operations alone, 1 through a stored number, 2 through the value
    an update changed; and through how many gradients that are nodes of `f` itself at most."""
    walk = [(f, 0, 0)]
    seen, ways, order = {(f.id, 0, 0)}, set(), 0
    while walk:
        n, way, gradients = walk.pop()
        if n is x:
            ways.add(way)
            order = max(order, gradients)
            continue
        # What was stored of a gradient is a number.
        if n.kind == "held" or n.kind == "grad" and way != 0 or gradients > 2:
            continue
        ahead = {"graph": way, "grad": way, "stored": max(way, 1), "old": 2}[n.kind], gradients + (n.kind == "grad")
        for p in n.parents:
            if p.id >= x.id and (p.id, *ahead) not in seen:
                seen.add((p.id, *ahead))
                walk.append((p, *ahead))
    return ways, order


def swept(f, x, kinds):
    """The derivative of `f` by the entries of `x` from one sweep back over the tape, and its greatest term."""
    targets = list(x.a.ravel())
    first = min(t.at for t in targets)
    start = f.a.ravel()[0]
    adjoint, large = {start.at: mpf(1)}, {}
    scalars = {start.at: start}
    heap = [-start.at]
    while heap:
        at = -heapq.heappop(heap)
        s = scalars.pop(at)
        if s.kind not in kinds or at <= first:
            continue
        up = adjoint[at]
        for parent, slope in s.links:
            if parent.at < first:
                continue
            term = up * slope
            if parent.at in adjoint:
                adjoint[parent.at] += term
            else:
                adjoint[parent.at] = term
            if parent.at not in scalars:
                scalars[parent.at] = parent
                heapq.heappush(heap, -parent.at)
            large[parent.at] = max(large.get(parent.at, mpf(0)), abs(term))
    result = np.array([adjoint.get(t.at, mpf(0)) for t in targets], object).reshape(x.shape)
    return result, max([large.get(t.at, mpf(0)) for t in targets] + [abs(v) for v in result.ravel()])
