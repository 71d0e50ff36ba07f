"""Runs lessons with the binary and compares what it printed with what is true.

Each gradient asked for stands in a cell of its own, so that one that is refused hides no other.
"""
import json
import pathlib
import subprocess
import tempfile

import mpmath

import evaluate
import language

# Of the greatest term that the derivative is summed from.
TOLERANCE = 1e-7


class Binary:
    def __init__(self, path):
        self.path = path
        self.folder = tempfile.TemporaryDirectory()
        self.file = pathlib.Path(self.folder.name) / "lesson.md"

    def run(self, cells):
        """What each cell gave: (outputs, ids of its diagnostics, messages, whether it was skipped)."""
        text, lines, at = [], [], 1
        for cell in cells:
            body = cell.rstrip("\n")
            lines.append(at)
            text.append("```nn\n%s\n```\n" % body)
            at += body.count("\n") + 4
        self.file.write_text("\n".join(text))
        done = subprocess.run([self.path, "render", str(self.file), "--to", "json"], capture_output=True, timeout=600)
        if done.returncode not in (0, 1):
            raise RuntimeError("the binary ended with %d on\n%s" % (done.returncode, "\n".join(text)))
        report = json.loads(done.stdout)
        found = {c["line"]: c for c in report["cells"]}
        result = []
        for i, line in enumerate(lines):
            end = lines[i + 1] if i + 1 < len(lines) else at
            said = [d for d in report["diagnostics"] if line <= d["line"] < end]
            result.append((found[line]["outputs"], [d["id"] for d in said],
                           ["%s at line %d: %s" % (d["id"], d["line"] - line, d["message"]) for d in said],
                           found[line]["skipped"]))
        return result

    def knows(self, cell):
        (_, ids, _, _), = self.run([cell])
        return not ids


# What a language may have beside the rest: a cell that needs it.
OPTIONAL = {
    "choose": "a = 1\nb = if a > 0 { a } else { 2 * a }",
    "entries": "v = [1, 2]\nfor e in v { a = e }",
    "collect": "a = [0.5 * j for j in 1..3]",
    "tuples": "a = 1\np = (a, [2, 3])\np -= 0.1\np[1] *= 2\nexpect a == 0.9",
    "steps": "for i in 3..1 by -1 { a = i }",
}


def number(x):
    return float(x.replace("Infinity", "inf")) if isinstance(x, str) else float(x)


def flat(output):
    if output["kind"] == "tuple":
        return [v for item in output["items"] for v in flat(item)]
    return [number(v) for v in output.get("values") or []]


class Verdict:
    """One gradient asked for: what it is called in the counts, and what a reader of a failure needs."""

    def __init__(self, name, request, printed=None, true=None, cut=None, ids=(), messages=()):
        self.name, self.request, self.printed, self.true, self.cut = name, request, printed, true, cut
        self.ids, self.messages = list(ids), list(messages)

    @property
    def bad(self):
        return self.name.startswith(("WRONG", "FALSE ALARM"))

    @property
    def kind(self):
        """What must stay the same while a program is shrunk."""
        return (self.name, tuple(sorted(set(self.ids))))

    def __str__(self):
        numbers = lambda v: "none" if v is None else "[%s]" % ", ".join("%.9g" % x for x in v)
        return "`%s` by `%s`, asked with %s: %s\n  printed %s, true %s, of the cut graph %s %s" % (
            *self.request, self.name, numbers(self.printed), numbers(self.true), numbers(self.cut), "; ".join(self.messages))


def close(a, b, scale):
    return len(a) == len(b) and all(abs(x - y) <= TOLERANCE * scale for x, y in zip(a, b))


def ones(shape):
    return "1" if not shape else "[%s]" % ", ".join(ones(shape[1:]) for _ in range(shape[0]))


# The ways to ask for the derivative of a number; `rows` is the table of all nodes, of which the row of `x` is read.
FORMS = {
    "grad": lambda f, x, answer: "grad(%s, %s)" % (f, x),
    "vjp": lambda f, x, answer: "vjp(%s, %s, 1)" % (f, x),
    "jacobian": lambda f, x, answer: "jacobian(%s, %s)" % (f, x),
    "jvp": lambda f, x, answer: "jvp(%s, %s, %s)" % (
        f, x, "1" if isinstance(answer, evaluate.Fault) else ones(answer[1].shape)),
    "table": lambda f, x, answer: "gradients(%s, wrt: %s)" % (f, x if x.startswith("(") else "(%s,)" % x),
    "rows": lambda f, x, answer: "gradients(%s)" % f,
}
MISSING = object()


def said(output, request):
    """The numbers that a reader is given for the gradient, None where the place for them is left empty."""
    if output["kind"] == "jacobian" and output["values"] is None:
        return MISSING
    if output["kind"] != "gradients":
        return flat(output)
    row = next((r for r in output["rows"] if r["name"] == request[1]), None)
    if row is None:
        return MISSING
    return None if row.get("gradient") is None else [number(v) for v in row["gradient"]]


class Judge:
    def __init__(self, binary, entries=6):
        """`entries`: how many entries of a tensor are moved; the others are known from the tape."""
        self.binary, self.entries = binary, entries

    def judge(self, program, requests, shown=(), alarms=True):
        """Verdicts of a program (statements) and its requests (pairs of expressions)."""
        run = evaluate.Run(program, requests)
        rough = self.rough(program, requests)
        cells = [language.source(program)]
        asked = [(language.written(f), language.written(x), form) for f, x, form in requests]
        cells += [FORMS[form](f, x, run.answers[i]) for i, (f, x, form) in enumerate(asked)]
        cells += [name for name in shown]
        results = self.binary.run(cells)
        setup = self.setup(run, results[0])
        if results[0][1]:
            return [setup]
        verdicts = [setup] if setup.name != "set-up ran" else []
        for i, pair in enumerate(asked):
            verdicts.append(self.one(run, i, pair, results[1 + i], rough))
        for name, (outputs, ids, messages, _) in zip(shown, results[1 + len(asked):]):
            value = run.machine.find(name)[1].plain().ravel()
            printed = flat(outputs[0]) if outputs else []
            size = max([1] + [abs(v) for v in value])
            if ids or not close(printed, value, size):
                verdicts.append(Verdict("WRONG value", (name, "-", "value"), printed, [float(v) for v in value], None, ids, messages))
        # One fault has many children: where it is known, they say so.
        causes = ["by a name for `stop`"] if any(fact.by.source == "held" for _, fact in run.inner) else []
        causes += ["through a stored number"] if any(fact.remembered and fact.differs() for _, fact in run.inner) else []
        for v in verdicts:
            if v.bad and v is not setup and causes:
                v.name += " (after a gradient in the program %s)" % " and ".join(causes)
        return verdicts

    def rough(self, program, requests):
        """The same derivatives with a double's precision, or none where that runs another way."""
        try:
            return evaluate.Run(program, requests, bits=53)
        except (evaluate.Rejected, evaluate.Fault):
            return None
        finally:
            mpmath.mp.prec = evaluate.BITS

    def setup(self, run, result):
        _, ids, messages, _ = result
        cut = [(text, fact) for text, fact in run.inner if fact.remembered]
        none = [text for text, fact in run.inner if not fact.graph]
        wrong = [text for text, fact in cut if fact.differs()]
        pair = (wrong or [text for text, _ in cut] or none or ["-"])[0], "in the program", "grad"
        if ids:
            name = "set-up refused, rightly" if cut or none else "FALSE ALARM in set-up"
            return Verdict("%s %s" % (name, " ".join(sorted(set(ids)))), pair, ids=ids, messages=messages)
        if wrong:
            return Verdict("WRONG gradient used in set-up", pair)
        return Verdict("set-up ran", pair)

    def one(self, run, i, pair, result, rough):
        outputs, ids, messages, _ = result
        answer = run.answers[i]
        if isinstance(answer, evaluate.Fault):
            return Verdict("not judged (%s)" % answer, pair)
        fact = answer[2]
        if fact.second > 1:
            return Verdict("not judged (third order)", pair)
        true = [v for v in run.differences(i, self.entries).ravel()]
        full, cut = list(fact.full.ravel()), list(fact.cut.ravel())
        scale = max([fact.scale, mpmath.mpf("1e-30")] + [abs(v) for v in true])
        if fact.second:
            if len(true) > self.entries:
                return Verdict("not judged (second order, large)", pair)
            full, cut, scale = true, true, max(scale, 1)
        elif any(abs(a - b) > mpmath.mpf("1e-30") * scale + mpmath.mpf("1e-42") for a, b in zip(true, full)):
            raise AssertionError("the oracle's two ways disagree on grad(%s, %s): %s %s" % (*pair[:2], true, full))
        if rough is None or isinstance(rough.answers[i], evaluate.Fault) or not fact.second and any(
                abs(a - b) > TOLERANCE / 10 * scale for a, b in zip(rough.answers[i][2].full.ravel(), full)):
            return Verdict("not judged (ill-conditioned)", pair)
        printed = said(outputs[0], pair) if outputs and not ids else None
        if printed is MISSING:
            return Verdict("not judged (no row, or a structured matrix)", pair)
        if pair[2] == "jvp":
            true, cut, full = [sum(true)], [sum(cut)], [sum(full)]
        right = printed is not None and close(printed, true, scale)
        case = ("stored number" if fact.stored else "old value") if fact.remembered else (
            "no dependence" if not fact.graph else "second order" if fact.second else "a name for `stop`" if answer[1].source == "held" else "legal")
        if case in ("stored number", "old value"):
            if printed is None:
                name = "refused, rightly: %s" % case
            elif not right:
                name = "WRONG gradient: %s" % case
            else:
                name = "printed and right, though to be refused: %s" % case
        elif case == "no dependence":
            name = "refused, rightly: no dependence" if printed is None else (
                "printed zero: no dependence" if right else "WRONG gradient: no dependence")
        elif printed is None and fact.second and not any(true) and set(ids) <= {"NN-no-dependence", "NN-stale-gradient"}:
            name = "refused, rightly: the gradient within is constant"
        elif printed is None:
            name = "FALSE ALARM" if case == "legal" else "FALSE ALARM: %s" % case
        else:
            name = "printed, right" if right else "WRONG gradient: %s" % case
        if printed is None:
            name += " " + " ".join(sorted(set(ids)))
        floats = lambda v: [float(x) for x in v]
        return Verdict(name, pair, printed, floats(true), floats(cut), ids, messages)
