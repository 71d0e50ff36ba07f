"""Says what each gradient asked for truly is.

The derivative of `f` by a node `x` is defined by running the whole program again with `x` moved where it came to be,
everything after it computed anew, gradients within the program and `stop` held at their values, and dividing central
differences (75 digits, h = 1e-25). No derivative rule takes part in that.

A second way, a tape of scalars with partial derivatives, serves three ends: gradients within the program (a step of a
training loop would otherwise cost a run each), the derivative that a graph cut at stored numbers has, and a check of the
first way. The two must agree to 30 digits, or the oracle itself is at fault.
"""
import mpmath
import numpy as np

from derivative import Fact
from machine import Machine, Node
from mathematics import Fault, Rejected, plain

__all__ = ["BITS", "Fault", "Rejected", "Run"]
BITS = 250
STEP = mpmath.mpf(10) ** -25


class Run:
    """A program that was run on the tape, and the gradients that are asked for at its end."""

    def __init__(self, program, requests, bits=BITS):
        mpmath.mp.prec = bits
        self.program, self.requests = program, requests
        self.machine = Machine()
        self.machine.run(program)
        self.inner = list(self.machine.asked)
        self.answers = []
        for f, x, *_ in requests:
            before = len(self.machine.asked)
            try:
                node, by = self.machine.value(f), self.machine.value(x)
                if not isinstance(node, Node) or not isinstance(by, Node) or node.a.size != 1:
                    raise Fault("gradient of no number")
                within = self.machine.asked[before:]
                if any(fact.remembered or not fact.graph for _, fact in within):
                    raise Fault("a gradient within")
                self.answers.append((node, by, Fact(node, by)))
            except Fault as e:
                self.answers.append(e)

    def differences(self, which, most=4):
        """The derivative asked for, by moving entries and running the program again; of large tensors some entries, the
        others from the tape."""
        mpmath.mp.prec = BITS
        _, x, fact = self.answers[which]
        result = fact.full.copy()
        for entry, at in enumerate(np.ndindex(*x.shape)):
            if entry * most // x.a.size == (entry - 1) * most // x.a.size and entry > 0:
                continue
            ends = []
            for by in (STEP, -STEP):
                move = (x.id, entry, by)
                again = Machine(tape=False, move=move, held=self.machine.noted)
                last = self.again(again, which)
                if fact.second:
                    again = Machine(move=move, held=self.machine.noted, given=again.kept)
                    last = self.again(again, which)
                ends.append(plain(last.a.ravel()[0]))
            result[at] = (ends[0] - ends[1]) / (2 * STEP)
        return result

    def again(self, machine, which):
        machine.run(self.program)
        for f, x, *_ in self.requests[:which + 1]:
            try:
                last = machine.value(f)
                machine.value(x)
            except Fault:
                pass
        return last
