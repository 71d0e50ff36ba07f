"""Makes a failing program small: parts are taken out as long as the same failure stays."""
import evaluate
import language


def smaller_expressions(e):
    """Expressions that could stand for one, and the same with one part made smaller."""
    if isinstance(e, tuple) and e and isinstance(e[0], str):
        kind = e[0]
        parts = {"un": [2], "bin": [2, 3], "index": [1], "attr": []}.get(kind, [])
        for i in parts:
            yield e[i]
        if kind == "call":
            yield from e[2]
        if kind == "list":
            yield from e[1]
        if kind != "num" and kind != "name":
            yield ("num", "2")
        for i in parts:
            for small in smaller_expressions(e[i]):
                yield e[:i] + (small,) + e[i + 1:]
        if kind in ("call", "list"):
            at = 2 if kind == "call" else 1
            for j, part in enumerate(e[at]):
                for small in smaller_expressions(part):
                    yield e[:at] + (e[at][:j] + [small] + e[at][j + 1:],) + e[at + 1:]


def smaller_statements(body):
    """Programs with a statement taken out, a block put in place of its statement, or an expression made smaller."""
    for i in reversed(range(len(body))):
        yield body[:i] + body[i + 1:]
    for i, s in enumerate(body):
        put = lambda *new: body[:i] + list(new) + body[i + 1:]
        kind = s[0]
        if kind == "if":
            yield put(*s[2])
            if s[3] is not None:
                yield put(*s[3])
            for b in smaller_statements(s[2]):
                yield put(s[:2] + (b,) + s[3:])
            for b in smaller_statements(s[3] or []):
                yield put(s[:3] + (b,))
        elif kind in ("for", "repeat"):
            at = 3 if kind == "for" else 2
            yield put(*s[at])
            if kind == "for":
                yield put(("repeat", ("num", "2"), s[3], s[4]))
            for n in ("1", "2"):
                if kind == "repeat" and s[1] != ("num", n) and s[1] != ("num", "1"):
                    yield put((s[0], ("num", n)) + s[2:])
            for b in smaller_statements(s[at]):
                yield put(s[:at] + (b,) + s[at + 1:])
        elif kind == "def":
            if isinstance(s[3], list):
                for b in smaller_statements(s[3]):
                    yield put(s[:3] + (b,))
            else:
                for e in smaller_expressions(s[3]):
                    yield put(s[:3] + (e,))
        elif kind in ("bind", "take"):
            for e in smaller_expressions(s[2]):
                yield put(s[:2] + (e,))
        elif kind == "update":
            for e in smaller_expressions(s[3]):
                yield put(s[:3] + (e,))
        elif kind == "show":
            for e in smaller_expressions(s[1]):
                yield put((s[0], e))
        elif kind == "record":
            for name, e in s[1].items():
                for small in smaller_expressions(e):
                    yield put((s[0], {**s[1], name: small}, s[2]))


def shrunk(judge, program, request, kind, shown=(), tries=600):
    """The smallest program found that gives a verdict of this kind for this request, or without one for the set-up or a value
    that is shown."""
    def fails(program, request):
        nonlocal tries
        tries -= 1
        try:
            verdicts = judge.judge(program, [request] if request else [], shown)
        except (evaluate.Rejected, evaluate.Fault, language.NotUnderstood, KeyError, IndexError, TypeError, AttributeError,
                ValueError, ZeroDivisionError, RecursionError):
            return None
        return next((v for v in verdicts if v.kind == kind), None)

    best = fails(program, request)
    changed = best is not None
    while changed and tries > 0:
        changed = False
        for candidate in smaller_statements(program):
            if tries <= 0:
                break
            if len(language.source(candidate)) < len(language.source(program)) and (v := fails(candidate, request)):
                program, best, changed = candidate, v, True
                break
        if not changed and request:
            for e in smaller_expressions(request[0]):
                if tries <= 0:
                    break
                if len(language.written(e)) < len(language.written(request[0])) and (
                        v := fails(program, (e, *request[1:]))):
                    request, best, changed = (e, *request[1:]), v, True
                    break
    return program, request, best
