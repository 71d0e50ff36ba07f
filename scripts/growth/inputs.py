"""Inputs whose size is n: what a page, a bibliography, a course file or a block is made of, many times or once and long.

Each function gives the files of a course; `lessons/a.md` is the lesson. In what stands here nothing is as long as n²:
where the program takes time or memory like that, it made that itself.
"""

import gzip
import struct

ROWS = []


def row(name, start, command="render", limit=1 << 22):
    """Takes down a row. `start`: the smallest n; `limit`: the largest 4n that is tried."""
    def take(make):
        ROWS.append((name, start, limit, command, make))
        return make
    return take


def lesson(text, **files):
    return {"lessons/a.md": "# A\n\n" + text, **{path.replace("__", "/"): data for path, data in files.items()}}


def block(text):
    return lesson("```nn\n%s\n```\n" % text)


def blocks(texts):
    return lesson("".join("```nn\n%s\n```\n\n" % text for text in texts))


def lines(n, line, start=0):
    return "\n".join(line(i) for i in range(start, start + n))


# What amplifies.

@row("includes that each include the next twice", 8, limit=31)
def _(n):
    files = {"lessons/_%d.md" % n: "end\n", "lessons/a.md": "# A\n\n{{< include _0.md >}}\n"}
    for k in range(n):
        files["lessons/_%d.md" % k] = "{{< include _%d.md >}}\n\n" % (k + 1) * 2
    return files


@row("one part included n times", 1000)
def _(n):
    return {"lessons/a.md": "{{< include _b.md >}}\n\n" * n, "lessons/_b.md": "word word\n"}


@row("parts", 250, limit=16384)
def _(n):
    files = {"lessons/_%d.md" % k: "word *word* word\n" for k in range(n)}
    files["lessons/a.md"] = lines(n, lambda k: "{{< include _%d.md >}}\n" % k)
    return files


@row("`@string` made of itself twice", 8, limit=4096)
def _(n):
    text = '@string{a0 = "xx"}\n' + lines(n, lambda k: "@string{a%d = a%d # a%d}" % (k + 1, k, k))
    return lesson("[@k]\n") | {
        "lessons/references.bib": text + "\n@misc{k, title = a%d, author = {A}, year = 2000}\n" % n}


@row("`@string` in a chain", 2000)
def _(n):
    text = '@string{a0 = "xx"}\n' + lines(n, lambda k: "@string{a%d = a%d}" % (k + 1, k))
    return lesson("[@k]\n") | {
        "lessons/references.bib": text + "\n@misc{k, title = a%d, author = {A}, year = 2000}\n" % n}


@row("rows that a table of n columns fills in", 100, limit=8192)
def _(n):
    return lesson("|a" * n + "|\n" + "|-" * n + "|\n" + "|b|\n" * n)


@row("aliases in YAML that double", 8, limit=64)
def _(n):
    items = ["a0: &a0 [x, x]"] + ["a%d: &a%d [*a%d, *a%d]" % (k, k, k - 1, k - 1) for k in range(1, n)]
    return {"lessons/a.md": "---\n" + "\n".join(items) + "\n---\n\n# A\n"}


@row("aliases in YAML", 1000)
def _(n):
    return {"lessons/a.md": "---\ntitle: x\nauthor: [&a x, " + ", ".join(["*a"] * n) + "]\n---\n\n# A\n"}


@row("zeros packed by gzip", 1 << 20, limit=1 << 27)
def _(n):
    data = gzip.compress(struct.pack(">BBBBI", 0, 0, 8, 1, 2) + bytes(n), 9, mtime=0)
    return block('x = idx("d.gz")') | {"lessons/d.gz": data}


@row("macros that double", 8, limit=512)
def _(n):
    return lesson("$\\def\\a{x}" + "\\edef\\a{\\a\\a}" * n + "\\a$\n")


@row("macros in one formula", 100, limit=4096)
def _(n):
    return lesson("$" + lines(n, lambda k: "\\def\\a%s{x}" % "".join(chr(97 + int(d)) for d in str(k))) + "$\n")


@row("one long work cited n times", 1000)
def _(n):
    return lesson("[@k] " * n) | {
        "lessons/references.bib": "@misc{k, author = {%s}, title = {T}, year = 2000}\n" % ("A" * n)}


@row("one long heading referred to n times", 1000)
def _(n):
    return lesson("## %s {#sec-a}\n\n" % ("word " * (n // 5)) + "@sec-a " * n)


@row("one long footnote referred to n times", 1000)
def _(n):
    return lesson("Word[^n].\n\n" * n + "[^n]: %s\n" % ("word " * (n // 5)))


@row("one long text quoted n times", 1000)
def _(n):
    return lesson('```nn\nt = "%s"\n```\n\n' % ("x" * n) + "`{nn} t` " * n)


@row("one long block taken over n times", 400, limit=32768)
def _(n):
    copy = "```nn\n#| label: x\n#| from: b.md\n```\n\n"
    return {
        "lessons/a.md": "# A\n\n" + copy * n,
        "lessons/b.md": "# B\n\n```nn\n#| label: x\n%s\n```\n" % "\n".join(["y = 1"] * n)}


@row("functions that each call the one before twice", 6, limit=64)
def _(n):
    return block("#| budget: 1e9\nf0(x) = concat(x, x)\n" + lines(
        n, lambda k: "f%d(x) = concat(f%d(x), f%d(x))" % (k + 1, k, k)) + "\ny = f%d([1])" % n)


@row("a vector that doubles", 8, limit=64)
def _(n):
    return block("x = ones(2)\nrepeat %d { x = concat(x, x) }" % n)


@row("a tuple that doubles", 8, limit=99)
def _(n):
    return block("t = (1, 2)\nrepeat %d { t = (t, t) }\nt" % n)


@row("a formula shown whose terms double", 8, limit=64)
def _(n):
    return block("x = 1\n" + lines(n, lambda k: "a%d = %s * %s + 0.1" % (k, *(["a%d" % (k - 1) if k else "x"] * 2)))
                 + "\nbackward(a%d)" % (n - 1))


@row("comprehensions in comprehensions", 8, limit=512)
def _(n):
    return block("#| budget: 1e10\nx = sum([sum([i * j for j in 1..%d]) for i in 1..4])" % (n * n))


# What is long or many.

@row("words in a paragraph", 20000)
def _(n):
    return lesson("word " * n)


@row("a word of n letters", 100000)
def _(n):
    return lesson("x" * n)


@row("paragraphs", 5000)
def _(n):
    return lesson("word *word* `code`\n\n" * n)


@row("headings", 1000)
def _(n):
    return lesson(lines(n, lambda k: "## Heading %d\n" % k))


@row("headings of one name", 1000)
def _(n):
    return lesson("## Heading\n\n" * n)


@row("labels, each referred to", 1000)
def _(n):
    return lesson(lines(n, lambda k: "## Heading %d {#sec-h%d}\n\n@sec-h%d\n" % (k, k, k)))


@row("links to headings", 1000)
def _(n):
    return lesson(lines(n, lambda k: "## Heading %d\n\n[to](#heading-%d)\n" % (k, k)))


@row("definitions of links, each used", 1000)
def _(n):
    return lesson(lines(n, lambda k: "[to][l%d]\n" % k) + "\n" + lines(n, lambda k: "[l%d]: https://a.org/%d" % (k, k)))


@row("definitions of links, and paragraphs", 1000)
def _(n):
    return lesson(lines(n, lambda k: "[l%d]: https://a.org/%d" % (k, k)) + "\n\n" + "word\n\n" * n)


@row("footnotes", 1000)
def _(n):
    return lesson(lines(n, lambda k: "Word[^n%d].\n" % k) + "\n" + lines(n, lambda k: "[^n%d]: Note.\n" % k))


@row("notes of one footnote", 1000)
def _(n):
    return lesson("Word[^n]. " * n + "\n\n[^n]: Note.\n")


@row("citations of n works", 1000)
def _(n):
    return lesson(lines(n, lambda k: "[@k%d]\n" % k)) | {
        "lessons/references.bib": lines(n, lambda k: "@misc{k%d, author = {A}, title = {T %d}, year = 2000}" % (k, k))}


@row("rows of a table", 2000)
def _(n):
    return lesson("| a | b |\n|---|---|\n" + "| 1 | *2* |\n" * n)


@row("columns of a table", 2000)
def _(n):
    return lesson("|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|\n")


@row("tables", 500)
def _(n):
    return lesson("| a | b |\n|---|---|\n| 1 | 2 |\n\n" * n)


@row("formulas, all different", 100, limit=1 << 16)
def _(n):
    return lesson(lines(n, lambda k: "$x_{%d} + \\frac{a}{b}$\n" % k))


@row("formulas, all alike", 2000)
def _(n):
    return lesson("$x + \\frac{a}{b}$\n\n" * n)


@row("a formula of n terms", 100, limit=1 << 18)
def _(n):
    return lesson("$x" + " + x" * n + "$\n")


@row("long formulas, all different", 8, limit=8192)
def _(n):
    return lesson(lines(n, lambda k: "$x_{%d}%s$\n" % (k, " + x" * 2000)))


@row("images", 500)
def _(n):
    return lesson(lines(n, lambda k: "![p](p.svg){#fig-p%d}\n" % k)) | {
        "lessons/p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'}


@row("quotes in quotes", 1000)
def _(n):
    return lesson("> " * n + "x\n")


@row("lists in lists", 100, limit=1 << 13)
def _(n):
    return lesson("- " * n + "x\n")


@row("bytes of indented lists in lists", 10000, limit=1 << 23)
def _(n):
    return lesson("\n".join(" " * (2 * k) + "- x" for k in range(int(n ** 0.5))) + "\n")


@row("brackets in Markdown", 10000)
def _(n):
    return lesson("[" * n + "x" + "]" * n + "\n")


@row("brackets that stay open", 10000)
def _(n):
    return lesson("[a " * n + "\n")


@row("stars in Markdown", 10000)
def _(n):
    return lesson("*a **b " * n + "\n")


@row("bytes of backticks of different lengths", 10000, limit=1 << 23)
def _(n):
    return lesson(" ".join("`" * k + "a" for k in range(1, int((2 * n) ** 0.5))) + "\n")


@row("dollars that stay open", 10000)
def _(n):
    return lesson("$a " * n + "\n")


@row("tags that stay open", 10000)
def _(n):
    return lesson("<a b='" * n + "\n")


@row("divs in divs", 500)
def _(n):
    return lesson(lines(n, lambda k: "::: {.callout-note}") + "\nx\n" + ":::\n" * n)


@row("bytes that are no UTF-8", 20000)
def _(n):
    return {"lessons/a.md": b"\xff" * n}


@row("references that lead nowhere", 500)
def _(n):
    return lesson(lines(n, lambda k: "## Heading %d {#sec-h%d}\n\n@sec-hh%d\n" % (k, k, k)))


@row("links that lead nowhere", 500)
def _(n):
    return lesson(lines(n, lambda k: "## Heading %d\n\n[to](#heading-nmber-%d)\n" % (k, k)))


@row("works that are not there", 500)
def _(n):
    return lesson(lines(n, lambda k: "[@work%dx]\n" % k)) | {
        "lessons/references.bib": lines(n, lambda k: "@misc{work%d, author = {A}, title = {T}, year = 2000}" % k)}


@row("files that are not there", 500)
def _(n):
    return lesson(lines(n, lambda k: "![p](picture%d.svg)\n" % k))


@row("faults on one line of text", 500)
def _(n):
    return lesson("@sec-nowhere " * n)


# Blocks.

@row("blocks", 1000)
def _(n):
    return blocks("x%d = %d" % (k, k) for k in range(n))


@row("blocks that update one name", 1000)
def _(n):
    return blocks(["x = 0"] + ["x += 1"] * n)


@row("blocks that show a number", 500)
def _(n):
    return blocks(["x = 1"] + ["x"] * n)


@row("bindings of a block", 2000)
def _(n):
    return block(lines(n, lambda k: "x%d = %d" % (k, k)))


@row("bindings, each from the one before", 2000)
def _(n):
    return block("x0 = 1\n" + lines(n, lambda k: "x%d = x%d + 1" % (k + 1, k)))


@row("statements of a block", 2000)
def _(n):
    return block("x = 1\n" + "x += 1\n" * n)


@row("functions of a block", 1000)
def _(n):
    return block(lines(n, lambda k: "f%d(x) = x + %d" % (k, k)) + "\n" + lines(n, lambda k: "f%d(1)" % k if k % 50 == 0 else "y = f%d(1)" % k))


@row("claims", 1000)
def _(n):
    return block("x = 1\n" + "expect x == 1\n" * n)


@row("expressions in the text", 1000)
def _(n):
    return lesson("```nn\nx = 1\n```\n\n" + "`{nn} x` " * n)


@row("names that are unknown in the text", 500)
def _(n):
    return lesson("```nn\n" + lines(n, lambda k: "number%d = 1" % k) + "\n```\n\n" + lines(
        n, lambda k: "`{nn} nmber%d`\n" % k))


@row("names that are unknown in blocks", 500)
def _(n):
    return blocks(["\n".join("number%d = 1" % k for k in range(n))] + ["nmber%d" % k for k in range(n)])


@row("faults in one block", 1000)
def _(n):
    return block(lines(n, lambda k: "x = = %d" % k))


@row("faults on one line of a block", 1000)
def _(n):
    return block("x = = 1; " * n)


@row("a literal text", 100000)
def _(n):
    return block('t = "%s"' % ("x" * n))


@row("a long text in a message", 100000)
def _(n):
    return block('x = "%s" + 1' % ("x" * n))


@row("digits of a number", 100000)
def _(n):
    return block("x = 1." + "1" * n)


@row("a long name", 100000)
def _(n):
    return block("x%s = 1\ny%s" % ("x" * n, "x" * n))


@row("terms of an expression", 5000)
def _(n):
    return block("x = 1\ny = x" + " + x" * n)


@row("terms of an expression on lines of their own", 5000)
def _(n):
    return block("x = 1\ny = x" + " +\n  x" * n)


@row("entries of an array", 5000)
def _(n):
    return block("x = [" + ", ".join(["1"] * n) + "]")


@row("entries of a tuple", 2000)
def _(n):
    return block("t = (" + ", ".join(["1"] * n) + ")")


@row("parts laid end to end, with a gradient", 500, limit=1 << 14)
def _(n):
    return block("x = [1, 2]\ny = sum(concat(" + ", ".join(["x"] * n) + "))\ng = grad(grad(y^2, x)[0], x)")


@row("a vector of n names, and the table of their gradients", 200, limit=1 << 14)
def _(n):
    return block(lines(n, lambda k: "x%d = 1" % k) + "\nv = [" + ", ".join("x%d" % k for k in range(n))
                 + "]\nf = sum(v^2)\ng = grad(f, x0)\nbackward(f)")


@row("blocks that bind a tuple of names", 500)
def _(n):
    return blocks(["a%d = 1; b%d = 2; p%d = (a%d, b%d)" % (k, k, k, k, k) for k in range(n)])


@row("an update from n stored numbers", 1000)
def _(n):
    names = ", ".join("a%d" % k for k in range(n))
    return block("w = 1\n" + lines(n, lambda k: "a%d = 1; a%d += w" % (k, k)) + "\ns = 0\ns += sum([%s])" % names)


@row("tuples of one name, bound anew", 500)
def _(n):
    return block("x = 1\n" + lines(n, lambda k: "p%d = (x, 1)" % k) + "\nx += 1\n" + lines(n, lambda k: "p%d = (x, 2)" % k))


@row("names in a tuple", 1000)
def _(n):
    return block(lines(n, lambda k: "x%d = 1" % k) + "\nt = (" + ", ".join("x%d" % k for k in range(n)) + ")\n" + "t += t")


@row("parentheses in a block", 10000)
def _(n):
    return block("x = " + "(" * n + "1" + ")" * n)


@row("parentheses that stay open", 10000)
def _(n):
    return block("x = " + "(" * n)


@row("brackets in a block", 10000)
def _(n):
    return block("x = " + "[" * n + "1" + "]" * n)


@row("braces in a block", 10000)
def _(n):
    return block("if 1 { " * n + "1" + " }" * n)


@row("minus signs", 10000)
def _(n):
    return block("x = " + "-" * n + "1")


@row("powers", 10000)
def _(n):
    return block("x = " + "1^" * n + "1")


@row("words of a comment", 50000)
def _(n):
    return block("# " + "word " * n + "\nx = 1")


# What is computed.

@row("rounds of a loop", 20000)
def _(n):
    return block("x = 2; y = 1; w = 3\nrepeat %d { L = (w * x - y)^2; w -= 0.1 * grad(L, w) }" % n)


@row("rounds with a condition", 20000)
def _(n):
    return block("x = 1; s = 2\nfor i in 1..%d { if s > 1 { s = s * 0.5 } else { s = s + x * 0.01 } }" % n)


@row("rounds with a condition on a large loss", 200, limit=1 << 15)
def _(n):
    return block("w = ones(200); x = ones(200)\nrepeat %d {\n  L = 0\n  for i in 0..199 { L = L + (w[i] - x[i] * 2)^2 }\n"
                 "  if L > 1 { w -= 0.01 * grad(L, w) } else { w += 1 }\n}" % n)


@row("rounds that record", 20000)
def _(n):
    return block("x = 1\nh = repeat %d { x += 1; record(x) }" % n)


@row("a gradient through a chain", 20000)
def _(n):
    return block("x = 0.5; d = x\nrepeat %d { d = d * 0.5 + x }\ng = grad(d, x)" % n)


@row("a second derivative through a chain", 500, limit=1 << 14)
def _(n):
    return block("x = 0.5; d = x\nrepeat %d { d = d * 0.5 + x * d * 0.1 }\ng = grad(grad(d, x), x)" % n)


@row("a gradient through single entries", 2000)
def _(n):
    return block("x = ones(%d); s = 0\nfor v in x { s = s + v^2 }\ng = grad(s, x)" % n)


@row("a second derivative through single entries", 200, limit=1 << 14)
def _(n):
    return block("x = ones(%d); s = 0\nfor v in x { s = s + v^3 }\ng = grad(s, x)\nh = grad(sum(g), x)" % n)


@row("names and `minimize`", 200, limit=1 << 14)
def _(n):
    return block("x = 1\n" + lines(n, lambda k: "a%d = x + %d" % (k, k)) + "\nw = 1\n"
                 + lines(n, lambda k: "h = minimize((w - 2)^2, w, steps: 1, optimizer: sgd(0.1))"))


@row("figures of graphs", 20, limit=2048)
def _(n):
    return block("x = 1; y = 2; z = x * y + x\n" + "graph(z)\n" * n)


@row("a figure of n nodes", 10, limit=2048)
def _(n):
    return block("x = 1; d = x\n" + "\n".join("d%d = %s * 2 + x" % (k, "d%d" % (k - 1) if k else "x") for k in range(n))
                 + "\ngraph(d%d)" % (n - 1))


@row("charts", 10, limit=1024)
def _(n):
    return block("f(x) = x^2\n" + "plot(f, from: -1, to: 1)\n" * n)


@row("points of a plot", 5000)
def _(n):
    return block("plot(linspace(0, 1, %d))" % n)


@row("a table of gradients of n names", 50, limit=8192)
def _(n):
    return block(lines(n, lambda k: "x%d = %d" % (k, k)) + "\nf = " + " + ".join("x%d^2" % k for k in range(n))
                 + "\ngradients(f)")


@row("entries whose gradient is checked", 2000)
def _(n):
    return block("x = ones(%d)\nf = sum(tanh(x) * x)\ngradcheck(f)" % n)


@row("rows of a CSV file", 5000)
def _(n):
    return block('x = csv("d.csv")') | {"lessons/d.csv": "1,2,3\n" * n}


@row("faults of a course file", 500)
def _(n):
    return lesson("x\n") | {"lessons/course.yml": lines(n, lambda k: "titl%d: x" % k)}


# Courses.

@row("lessons", 50, "build", limit=4096)
def _(n):
    return {"lessons/l%d.md" % k: "# L %d\n\nWord *word*.\n\n```nn\nx = 1\nx\n```\n" % k for k in range(n)}


@row("lessons that link to all lessons", 10, "build", limit=256)
def _(n):
    return {"lessons/l%d.md" % k: "# L %d\n\n[n](l%d.md)\n" % (k, (k + 1) % n) for k in range(n)}


@row("lessons with a long part in common", 10, "build", limit=1024)
def _(n):
    return {"lessons/_b.md": "word *word* word\n\n" * 50} | {
        "lessons/l%d.md" % k: "# L %d\n\n{{< include _b.md >}}\n" % k for k in range(n)}


# Memory: blocks that hold more and more, until the limit stops them. `n` numbers are the largest tensor.

MEMORY = []


for name, text in {
    "a constant": "x = ones({n})",
    "numbers counted up": "x = arange({n})",
    "numbers between two": "x = linspace(0, 1, {n})",
    "random numbers": "x = randn({n})",
    "a permutation": "x = permutation({n})",
    "a choice": "x = choice({n}, {n}, replace: false)",
    "shuffled rows": "x = ones({n}, 1)\ny = shuffle(x)",
    "spirals": "(x, y) = make_spirals({eighth})",
    "an outer product": "u = ones({r})\nv = ones({r})\nf = sum(outer(u, v))",
    "a broadcast of two vectors": "u = ones({r}, 1)\nv = ones(1, {r})\nf = sum(u + v)",
    "a broadcast of a broadcast": "u = ones({r}, 1)\nv = ones(1, {r})\nf = sum(tanh(u + v) * 2 + u)",
    "the gradient of a broadcast": "u = ones({r}, 1)\nv = ones(1, {r})\nf = sum(tanh(u * v))\ng = grad(f, u)",
    "gradients of a long chain": "x = ones({n})\nd = x\nrepeat 6 {{ d = tanh(d) * 0.9 + x }}\ng = grad(sum(d), x)",
    "a second derivative": "x = ones({n})\ng = grad(sum(tanh(x)), x)\nh = grad(sum(g), x)",
    "a table of gradients": "x = ones({n})\nf = sum(tanh(x * 2) * x)\ngradients(f)",
    "steps of a backward pass": "x = ones({n})\nf = sum(tanh(x * 2) * x)\nbackward(f)",
    "a figure of a graph": "x = ones({n})\nf = sum(tanh(x * 2) * x)\ngraph(f)",
    "a gradient check": "x = ones({n})\nf = sum(tanh(x * 2) * x)\ngradcheck(f)",
    "one-hot rows": "k = zeros({r})\nf = sum(one_hot(k, {r}))",
    "softmax and its gradient": "x = ones({r}, {r})\nf = sum(softmax(x)^2)\ng = grad(f, x)",
    "a cross entropy": "x = ones({eighth}, 8)\nt = zeros({eighth})\nf = cross_entropy(x, t)\ng = grad(f, x)",
    "a variance": "x = randn({n})\nf = var(x) + std(x)\ng = grad(f, x)",
    "a product of matrices": "A = ones({r}, {r})\nB = A @ A\ng = grad(sum(B[0]), A)",
    "32 bits and 64": "x = f32(ones({n}))\ny = x + ones({n})\ng = grad(sum(y), x)",
    "a Jacobian": "x = ones({r})\nA = ones({r}, {r})\nj = jacobian(A @ x, x)",
    "a Hessian": "x = ones({r})\nh = hessian(sum(x)^3, x)",
    "a vector times a Jacobian": "x = ones({n})\ny = tanh(x)\nv = vjp(y, x, ones({n}))\nw = jvp(y, x, ones({n}))",
    "a history of numbers": "h = repeat {n} {{ x = 1; record(x) }}",
    "a history of vectors": "x = ones({r})\nh = repeat {r} {{ record(x) }}",
    "a history of a minimum": "w = 1\nh = minimize((w - 2)^2, w, steps: {n}, optimizer: sgd(0.1))",
    "a comprehension": "x = [i for i in 1..{n}]",
    "a comprehension of comprehensions": "x = [[i for i in 1..{r}] for j in 1..{r}]",
    "vectors collected": "x = [ones({r}) for j in 1..{r}]",
    "vectors laid end to end": "x = ones({n})\ny = concat(x, x, x)\nz = stack(x, x)",
    "a vector that grows": "x = ones(1)\nrepeat 100 {{ if shape(x)[0] < {n} {{ x = concat(x, x) }} }}",
    "rows gathered": "x = ones(10, {r})\ny = x[zeros({r})]",
    "a tuple of vectors": "t = (ones({n}), ones({n}))\nt += 1\ns = t * 2",
    "scalars": "x = 1\nd = x\nrepeat {n} {{ d = d + x }}",
    "a vector of nodes": "x = ones({eighth})\ns = 0\nfor v in x {{ s = s + v * v }}\ng = grad(s, x)",
    "a layer": "net = dense({r}, {r})\nx = ones(100, {r})\ny = net(x)\ng = grad(sum(y), net.w1)",
    "training": "x = ones({r}, {r})\ny = ones({r}, 1)\nnet = dense({r}, 1)\ntrain(net, x, y, loss: mse, epochs: 1, batch: 32, optimizer: adam(0.01))",
    "a minimum by steps": "w = ones({n})\nminimize(sum((w - 2)^2), w, steps: 3, optimizer: adam(0.1))",
    "a minimum by bfgs": "w = ones({r})\nminimize(sum((w - 2)^2), w, steps: 3, optimizer: bfgs())",
    "the function at another point": "x = ones({n})\nf = sum(tanh(x) * x)\nforward(f, x: x * 2)",
    "an inverse": "B = [inv(eye(200)) for k in 1..{squares}]",
    "a histogram": "x = randn({n})\nhistogram(x)",
    "a plot of points": "x = randn({n})\nplot(x)",
    "a scatter plot": "x = randn({n})\nscatter(x, x)",
    "a heat map": "x = ones({r}, {r})\nheatmap(x)",
    "numbers shown": "x = ones({n})\nx",
    "a table": "x = ones({n})\ntable(x: x)",
}.items():
    def make(n, text=text):
        return block("#| memory: %d\n" % MEMORY_LIMIT + text.format(n=int(n), r=int(n ** 0.5), eighth=int(n) // 8, squares=int(n) // 40_000))
    MEMORY.append((name, 100_000, make))

MEMORY_LIMIT = 200_000_000
