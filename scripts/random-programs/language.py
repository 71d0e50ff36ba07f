"""A reader and a writer for the part of the `nn` language that the random programs use.

Written from the language's description alone; nothing is taken from the engine, so that a fault of one is not a fault of
both. Statements and expressions are plain tuples, so that a program can be shrunk by replacing a part with a smaller one.

Expressions: ("num", text) ("name", n) ("un", op, e) ("bin", op, a, b) ("call", e, [e], {name: e}) ("index", e, [e])
("slice", e or None, e or None, step or None) ("attr", e, name) ("list", [e]) ("tuple", [e]) ("each", e, name, range)
("choose", cond, body, body)
Statements: ("bind", name, e) ("take", [name], e) ("update", target, op, e) ("def", name, [param], body)
("rule", text) ("if", cond, body, body or None) ("for", name, e, body, history or None) ("repeat", e, body, history or None)
("record", {name: e}, [e]) ("show", e). ("range", a, b, step or None) stands where a loop has it.
"""
import re

TOKEN = re.compile(r"""
    (?P<space>[ \t]+|\#[^\n]*) | (?P<num>\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?) | (?P<name>[^\W\d]\w*'*)
    | (?P<op>\+=|-=|\*=|/=|==|!=|<=|>=|\.\.|\*\*|[-+*/@%^<>=()\[\]{},;:.\n])""", re.X)
UPDATES = ("+=", "-=", "*=", "/=")
INFIX = [("or",), ("and",), ("==", "!=", "<", "<=", ">", ">="), ("+", "-"), ("*", "/", "@", "%")]


class NotUnderstood(Exception):
    pass


def tokens(text):
    result, at, depth = [], 0, []
    while at < len(text):
        m = TOKEN.match(text, at)
        if not m:
            raise NotUnderstood("no token at %r" % text[at:at + 20])
        at = m.end()
        if m.lastgroup == "space":
            continue
        t = m.group()
        if t in "([{":
            depth.append(t)
        elif t in ")]}":
            depth.pop()
        # A line goes on inside brackets; in braces it ends a statement.
        if t == "\n" and depth and depth[-1] != "{":
            continue
        result.append((m.lastgroup, t))
    return result + [("op", "\n"), ("end", "")]


class Reader:
    def __init__(self, text):
        self.all, self.at = tokens(text), 0

    @property
    def now(self):
        return self.all[self.at][1]

    @property
    def kind(self):
        return self.all[self.at][0]

    def next(self):
        self.at += 1
        return self.all[self.at - 1][1]

    def skip(self, text):
        if self.now == text and self.kind != "end":
            self.at += 1
            return True
        return False

    def need(self, text):
        if not self.skip(text):
            raise NotUnderstood("expected %r, found %r" % (text, self.now))

    def ends(self):
        while self.now in ("\n", ";"):
            self.at += 1

    def lines_away(self, text):
        """Whether a word follows, perhaps on a later line; goes there when it does."""
        here = self.at
        self.ends()
        if self.skip(text):
            return True
        self.at = here
        return False

    def program(self):
        body = []
        self.ends()
        while self.kind != "end":
            body.append(self.statement())
            self.ends()
        return body

    def block(self):
        self.need("{")
        body = []
        self.ends()
        while not self.skip("}"):
            body.append(self.statement())
            self.ends()
        return body

    def statement(self):
        if self.now == "if":
            return self.choice()
        if self.now in ("for", "repeat"):
            return self.loop(None)
        if self.now == "backward" and self.all[self.at + 1][0] == "name":
            words = []
            while self.now != "\n":
                words.append(self.next())
            return ("rule", " ".join(words))
        if self.now == "record":
            self.next()
            self.need("(")
            places, names = self.arguments()
            return ("record", names, places)
        start = self.at
        left = self.expression()
        if self.now in UPDATES:
            op = self.next()
            return ("update", left, op, self.expression())
        if not self.skip("="):
            return ("show", left)
        if left[0] == "name":
            if self.now in ("for", "repeat"):
                return self.loop(left[1])
            return ("bind", left[1], self.value())
        if left[0] == "tuple":
            return ("take", [e[1] for e in left[1]], self.value())
        if left[0] == "call" and left[1][0] == "name":
            name, params = left[1][1], [e[1] for e in left[2]]
            if self.now == "{":
                return ("def", name, params, self.block())
            return ("def", name, params, self.value())
        raise NotUnderstood("cannot bind %r" % (self.all[start:self.at],))

    def value(self):
        if self.now == "if":
            _, cond, yes, no = self.choice()
            return ("choose", cond, yes, no)
        return self.expression()

    def choice(self):
        self.need("if")
        cond = self.expression()
        yes, no = self.block(), None
        if self.lines_away("else"):
            no = [self.choice()] if self.now == "if" else self.block()
        return ("if", cond, yes, no)

    def range(self):
        first = self.expression()
        if not self.skip(".."):
            return first
        last, step = self.expression(), None
        if self.skip("by"):
            step = self.expression()
        return ("range", first, last, step)

    def loop(self, history):
        if self.next() == "repeat":
            return ("repeat", self.expression(), self.block(), history)
        name = self.next()
        self.need("in")
        return ("for", name, self.range(), self.block(), history)

    def expression(self, level=0):
        if level == len(INFIX):
            return self.minus()
        if level == 2 and self.skip("not"):
            return ("un", "not", self.expression(level))
        left = self.expression(level + 1)
        while self.now in INFIX[level] and self.kind in ("op", "name"):
            op = self.next()
            left = ("bin", op, left, self.expression(level + 1))
        return left

    def minus(self):
        if self.skip("-"):
            return ("un", "-", self.minus())
        base = self.postfix()
        if self.now in ("^", "**"):
            self.next()
            return ("bin", "^", base, self.minus())
        return base

    def arguments(self):
        places, names = [], {}
        while not self.skip(")"):
            if self.kind == "name" and self.all[self.at + 1][1] == ":":
                name = self.next()
                self.need(":")
                names[name] = self.expression()
            else:
                places.append(self.expression())
            if not self.skip(","):
                self.need(")")
                break
        return places, names

    def postfix(self):
        e = self.primary()
        while True:
            if self.skip("("):
                places, names = self.arguments()
                e = ("call", e, places, names)
            elif self.skip("["):
                e = ("index", e, self.indices())
            elif self.now == "." and self.all[self.at + 1][0] == "name":
                self.next()
                e = ("attr", e, self.next())
            else:
                return e

    def indices(self):
        result = []
        while not self.skip("]"):
            parts, colons = [None], 0
            while self.now not in (",", "]"):
                if self.skip(":"):
                    colons += 1
                    parts.append(None)
                else:
                    parts[-1] = self.expression()
            result.append(parts[0] if not colons else ("slice", *(parts + [None, None])[:3]))
            if not self.skip(","):
                self.need("]")
                break
        return result

    def primary(self):
        kind, t = self.all[self.at]
        self.at += 1
        if kind == "num":
            return ("num", t)
        if kind == "name":
            return ("name", t)
        if t == "(":
            items, comma = [], False
            while not self.skip(")"):
                items.append(self.expression())
                if not self.skip(","):
                    self.need(")")
                    break
                comma = True
            return ("tuple", items) if comma else items[0]
        if t == "[":
            items = []
            while not self.skip("]"):
                items.append(self.value())
                if len(items) == 1 and self.skip("for"):
                    name = self.next()
                    self.need("in")
                    over = self.range()
                    self.need("]")
                    return ("each", items[0], name, over)
                if not self.skip(","):
                    self.need("]")
                    break
            return ("list", items)
        raise NotUnderstood("unexpected %r" % t)


def read(text):
    return Reader(text).program()


LEVELS = {op: i for i, ops in enumerate(INFIX) for op in ops}


def written(e):
    """An expression as source, with as many parentheses as it takes."""
    return put(e, 0)


def put(e, level):
    kind = e[0]
    if kind in ("num", "name"):
        return e[1]
    if kind == "un":
        text = "not " + put(e[2], 2) if e[1] == "not" else "-" + put(e[2], 5)
        return "(%s)" % text if level > (2 if e[1] == "not" else 5) else text
    if kind == "bin":
        if e[1] == "^":
            text, mine = "%s^%s" % (put(e[2], 6), put(e[3], 6) if e[3][0] != "un" else "(%s)" % put(e[3], 0)), 5
        else:
            mine = LEVELS[e[1]]
            right = mine + (1 if mine != 2 else 3)
            text = "%s %s %s" % (put(e[2], mine if mine != 2 else 3), e[1], put(e[3], right))
        return "(%s)" % text if level > mine else text
    if kind == "call":
        return "%s(%s)" % (put(e[1], 6), ", ".join(
            [put(a, 0) for a in e[2]] + ["%s: %s" % (n, put(a, 0)) for n, a in e[3].items()]))
    if kind == "index":
        return "%s[%s]" % (put(e[1], 6), ", ".join(put(a, 0) for a in e[2]))
    if kind == "slice":
        parts = ["" if a is None else put(a, 0) for a in e[1:3]]
        return ":".join(parts) + (":" + put(e[3], 0) if e[3] is not None else "")
    if kind == "attr":
        return "%s.%s" % (put(e[1], 6), e[2])
    if kind == "list":
        return "[%s]" % ", ".join(put(a, 0) for a in e[1])
    if kind == "tuple":
        return "(%s%s)" % (", ".join(put(a, 0) for a in e[1]), "," if len(e[1]) == 1 else "")
    if kind == "each":
        return "[%s for %s in %s]" % (put(e[1], 0), e[2], over(e[3]))
    if kind == "choose":
        return "if %s { %s } else { %s }" % (put(e[1], 0), inline(e[2]), inline(e[3]))
    raise NotUnderstood(kind)


def over(e):
    if e[0] != "range":
        return put(e, 0)
    return "%s..%s%s" % (put(e[1], 0), put(e[2], 0), " by %s" % put(e[3], 0) if e[3] is not None else "")


def inline(body):
    return "; ".join(line.strip() for s in body for line in lines(s, 0))


def lines(s, indent):
    """A statement as lines of source."""
    pad, kind = "  " * indent, s[0]

    def within(head, body, tail="}"):
        return [pad + head + " {"] + [line for t in body for line in lines(t, indent + 1)] + [pad + tail]

    if kind == "bind":
        return [pad + "%s = %s" % (s[1], written(s[2]))]
    if kind == "take":
        return [pad + "(%s) = %s" % (", ".join(s[1]), written(s[2]))]
    if kind == "update":
        return [pad + "%s %s %s" % (written(s[1]), s[2], written(s[3]))]
    if kind == "rule":
        return [pad + s[1]]
    if kind == "show":
        return [pad + written(s[1])]
    if kind == "record":
        given = [written(e) for e in s[2]] + ["%s: %s" % (n, written(e)) for n, e in s[1].items()]
        return [pad + "record(%s)" % ", ".join(given)]
    if kind == "def":
        head = "%s(%s) =" % (s[1], ", ".join(s[2]))
        return within(head, s[3]) if isinstance(s[3], list) else [pad + head + " " + written(s[3])]
    if kind == "if":
        if s[3] is None:
            return within("if " + written(s[1]), s[2])
        return within("if " + written(s[1]), s[2], "} else {")[:-1] + [pad + "} else {"] + [
            line for t in s[3] for line in lines(t, indent + 1)] + [pad + "}"]
    if kind in ("for", "repeat"):
        bound = s[-1] + " = " if s[-1] else ""
        if kind == "repeat":
            return within(bound + "repeat " + written(s[1]), s[2])
        return within(bound + "for %s in %s" % (s[1], over(s[2])), s[3])
    raise NotUnderstood(kind)


def source(program):
    return "\n".join(line for s in program for line in lines(s, 0)) + "\n"
