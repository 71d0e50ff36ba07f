"""Every place where something that an author wrote can reach a page, with what is tried there.

A channel is a name, a list of payloads, how many of them, and how one is written. Channels that stand in a lesson's text
give Markdown; `front` ones give a value of the front matter, `course` ones one of `course.yml`, `file` ones files.
"""
import gzip
import json
import re
import struct
from dataclasses import dataclass
from typing import Callable

import payloads

ALL = 10_000


@dataclass
class Channel:
    name: str
    level: str
    payloads: list
    count: int
    write: Callable

    def vectors(self, place):
        """As many of the payloads as wanted, evenly spread and each channel beginning elsewhere, so that all are used."""
        wanted = min(self.count, len(self.payloads))
        step = len(self.payloads) / wanted
        return [self.payloads[(int(i * step) + place * 7) % len(self.payloads)] for i in range(wanted)]


def line(text):
    return re.sub(r"[\r\n\u2028]+", " ", text)


def quoted(text):
    """As YAML between quotation marks; zero is the one character that YAML has no way to write here."""
    return json.dumps(text.replace("\x00", ""))


def literal(text):
    """As a text of the language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", " ") + '"'


def flat(text):
    """Without braces, which BibTeX counts."""
    return text.replace("{", "(").replace("}", ")")


def cell(*lines, options=()):
    return "```nn\n" + "".join("#| %s\n" % o for o in options) + "\n".join(lines) + "\n```"


def table(text):
    return line(text).replace("|", "\\|")


CHANNELS = []


def channel(name, payloads, count, write, level="block"):
    CHANNELS.append(Channel(name, level, payloads, count, write))


A, M, T = payloads.ADDRESSES, payloads.MARKUP, payloads.TEXTS

# Raw HTML.
channel("html/block", M, ALL, lambda p, n: p)
channel("html/inline", M, ALL, lambda p, n: "Text %s text." % line(p))
channel("html/list", M, 60, lambda p, n: "- %s\n- text %s" % (line(p), line(p)))
channel("html/quote", M, 60, lambda p, n: "> %s\n>\n> text %s" % (line(p), line(p)))
channel("html/heading", M, 60, lambda p, n: "## Heading %s" % line(p))
channel("html/table", M, 60, lambda p, n: "| a | b |\n|---|---|\n| %s | text %s |" % (table(p), table(p)))
channel("html/table-heading", M, 40, lambda p, n: "| %s | b |\n|---|---|\n| x | y |" % table(p))
channel("html/footnote", M, 60, lambda p, n: "Text[^n%d].\n\n[^n%d]: Note %s" % (n, n, line(p)))
channel("html/alert", M, 60, lambda p, n: "> [!NOTE]\n> text %s" % line(p))
channel("html/alert-title", M, 60, lambda p, n: "> [!TIP] %s\n> text" % line(p))
channel("html/div", M, 60, lambda p, n: "::: {.callout-note}\n\n%s\n\n:::" % line(p))
channel("html/tab-title", M, 40, lambda p, n: "::: {.panel-tabset}\n\n### %s\n\ntext\n\n### b\n\n%s\n\n:::" % (line(p), line(p)))
channel("html/link-text", M, 60, lambda p, n: "[%s](https://a.org)" % line(p))
channel("html/emphasis", M, 40, lambda p, n: "**%s** *text %s* ~~%s~~" % (line(p), line(p), line(p)))
channel("html/picture-caption", M, 60, lambda p, n: "![Caption %s](p.png){#fig-h%d}" % (line(p), n))
channel("html/table-caption", M, 60, lambda p, n: "| a |\n|---|\n| b |\n\n: Caption %s {#tbl-h%d}" % (line(p), n))
channel("html/cell-caption", M, 60, lambda p, n: cell("x = 2", "table(a: [1, 2])", options=["label: tbl-c%d" % n, "tbl-cap: %s" % quoted(p)]))
channel("html/raw-attribute", M, 40, lambda p, n: "`%s`{=html}\n\n```{=html}\n%s\n```" % (line(p), line(p)))
channel("html/front-title", M, 60, lambda p, n: ("title", quoted(p)), "front")

# Addresses.
channel("address/link", A, ALL, lambda p, n: "[x%d](<%s>)" % (n, line(p)))
channel("address/bare-link", A, 150, lambda p, n: "[x%d](%s)" % (n, line(p)))
channel("address/reference", A, ALL, lambda p, n: "[x%d][r%d] [r%d]\n\n[r%d]: <%s> \"title\"" % (n, n, n, n, line(p)))
channel("address/autolink", A, ALL, lambda p, n: "See <%s> there." % line(p))
channel("address/bare", A, 100, lambda p, n: "See %s there." % line(p))
channel("address/image", A, ALL, lambda p, n: "Text ![x%d](<%s>)" % (n, line(p)))
channel("address/picture", A, 100, lambda p, n: "![Caption](<%s>){#fig-a%d width=60%%}" % (line(p), n))
channel("address/image-reference", A, 60, lambda p, n: "![x][i%d]\n\n[i%d]: <%s>" % (n, n, line(p)))
channel("address/linked-image", A, 60, lambda p, n: "[![x](p.png)](<%s>)" % line(p))
channel("address/heading", A, 60, lambda p, n: "## [x](<%s>) %d" % (line(p), n))
channel("address/table", A, 60, lambda p, n: "| [x](<%s>) |\n|---|\n| [y](<%s>) ![z](<%s>) |" % ((table(p),) * 3))
channel("address/footnote", A, 60, lambda p, n: "Text[^a%d].\n\n[^a%d]: [x](<%s>)" % (n, n, line(p)))
channel("address/alert", A, 60, lambda p, n: "> [!NOTE] [x](<%s>)\n> [y](<%s>)" % (line(p), line(p)))
channel("address/div-title", A, 60, lambda p, n: "::: {.callout-tip title='[x](<%s>)'}\ntext\n:::" % line(p).replace("'", ""))
channel("address/list", A, 40, lambda p, n: "1. [x](<%s>)\n2. - [ ] [y](<%s>)" % (line(p), line(p)))
channel("address/caption", A, 60, lambda p, n: cell("x = 2", "table(a: [1, 2])", options=["label: tbl-a%d" % n, "tbl-cap: %s" % quoted("[x](<%s>) ![y](<%s>)" % (p, p))]))
channel("address/citation", A, 60, lambda p, n: "[see [x](<%s>) @good, [y](<%s>)]" % (line(p), line(p)))
channel("address/include", A, 40, lambda p, n: "{{< include %s >}}" % line(p))
channel("address/from", A, 30, lambda p, n: cell("x", options=["label: fig-f%d" % n, "from: %s" % quoted(p)]))
channel("address/data", A, 30, lambda p, n: cell("csv(%s)" % literal(p)))

# Texts that stand in attributes, names, labels.
for name, write in {
    "link-title": lambda p, n: "[x](https://a.org \"%s\")" % line(p).replace('"', '\\"'),
    "link-title-quoted": lambda p, n: "[x](https://a.org '%s')" % line(p).replace("'", "\\'"),
    "image-title": lambda p, n: "Text ![x](p.png \"%s\")" % line(p).replace('"', '\\"'),
    "image-alternative": lambda p, n: "Text ![%s](p.png)" % line(p),
    "picture-width": lambda p, n: "![x](p.png){width=%s}" % line(p).replace(" ", ""),
    "picture-width-quoted": lambda p, n: "![x](p.png){width='%s'}" % line(p).replace("'", ""),
    "picture-attributes": lambda p, n: "![x](p.png){#fig-t%d fig-alt='%s' .c onclick='%s'}" % (n, line(p).replace("'", ""), line(p).replace("'", "")),
    "label": lambda p, n: "![x](p.png){#fig-%s}\n\n@fig-%s" % (line(p), line(p)),
    "heading": lambda p, n: "## %s" % line(p),
    "heading-label": lambda p, n: "## Heading {#sec-%s}\n\nSee @sec-%s" % (line(p), line(p)),
    "heading-attributes": lambda p, n: "## Heading {#sec-u%d onclick=\"%s\" .x}" % (n, line(p).replace('"', "'")),
    "formula-label": lambda p, n: "$$x$$ {#eq-%s}" % line(p),
    "div-title": lambda p, n: "::: {.callout-note title=\"%s\" collapse=true}\ntext\n:::" % line(p).replace('"', "&quot;"),
    "div-attributes": lambda p, n: "::: {.callout-note id='%s'}\ntext\n:::" % line(p).replace("'", ""),
    "div-class": lambda p, n: "::: {.%s}\ntext\n:::" % line(p),
    "div-name": lambda p, n: "::: %s\ntext\n:::" % line(p),
    "alert-kind": lambda p, n: "> [!%s]\n> text" % line(p),
    "code": lambda p, n: "```js\n%s\n```" % p.replace("```", ""),
    "code-of-the-language": lambda p, n: "```{{nn}}\n%s\n```" % p.replace("```", ""),
    "code-indented": lambda p, n: "Text\n\n    %s" % line(p),
    "code-span": lambda p, n: "`%s`" % line(p).replace("`", "'"),
    "fence": lambda p, n: "```%s\nx\n```" % line(p).replace("`", "'"),
    "fence-tilde": lambda p, n: "~~~%s\nx\n~~~" % line(p),
    "fence-attributes": lambda p, n: "``` {.x%s onclick=\"%s\"}\nx\n```" % (line(p).replace("`", "'"), line(p).replace("`", "'")),
    "footnote-label": lambda p, n: "Text[^%s].\n\n[^%s]: Note" % (line(p), line(p)),
    "table-cell": lambda p, n: "| a |\n|---|\n| %s |" % table(p),
    "table-caption": lambda p, n: "| a |\n|---|\n| b |\n\n: %s {#tbl-t%d}" % (line(p), n),
    "table-label": lambda p, n: "| a |\n|---|\n| b |\n\n: Caption {#tbl-%s}\n\n@tbl-%s" % (line(p), line(p)),
    "citation-key": lambda p, n: "[@%s]" % line(p),
    "citation-words": lambda p, n: "[%s @good, %s]" % (line(p), line(p)),
    "reference": lambda p, n: "See @fig-%s and @sec-%s." % (line(p), line(p)),
    "include": lambda p, n: "{{< include %s.md >}}" % line(p),
    "shortcode": lambda p, n: "{{< %s >}}" % line(p),
    "paragraph": lambda p, n: p,
    "broken-link": lambda p, n: "[x](<%s.md#%s>)" % (line(p), line(p)),
}.items():
    channel("text/" + name, T, 60, write)

# Formulas: one kind of payload within each of them.
_formulas = [f.replace("ADDRESS", a).replace("TEXT", t) for f in payloads.FORMULAS for a, t in zip(A[::97], T[5::130])]
channel("formula/inline", _formulas, ALL, lambda p, n: "A $%s$ formula." % line(p).replace("$", ""))
channel("formula/display", _formulas, 120, lambda p, n: "$$\n%s\n$$" % line(p).replace("$", ""))
channel("formula/brackets", _formulas, 60, lambda p, n: "A \\(%s\\) formula, \\[%s\\]" % (line(p), line(p)))
channel("formula/expression", T, 60, lambda p, n: "A $\\nn{%s}$ formula." % literal(line(p)).replace("$", ""))
channel("formula/heading", _formulas, 40, lambda p, n: "## Heading $%s$" % line(p).replace("$", ""))

# Blocks.
for name, write in {
    "print": lambda p, n: cell("print(%s, 2)" % literal(p)),
    "value": lambda p, n: cell("t%d = %s" % (n, literal(p)), "t%d" % n),
    "inline-expression": lambda p, n: "Text `{nn} %s` text." % literal(line(p)).replace("`", "'"),
    "inline-fault": lambda p, n: "Text `{nn} %s` text." % line(p).replace("`", "'"),
    "inline-format": lambda p, n: "Text `{nn} 1:%s` text." % line(p).replace("`", "'"),
    "comment": lambda p, n: cell("x = 1 # %s" % line(p).replace("```", "")),
    "plot-labels": lambda p, n: cell("plot([1, 2], [2, 3], labels: (%s, \"b\"), xlabel: %s, ylabel: %s)" % ((literal(p),) * 3)),
    "plot-words": lambda p, n: cell("some_name = [1, 2]", "plot(some_name)", options=["label: fig-w%d" % n, "fig-cap: Plot", "words: {some_name: %s}" % quoted(p)]),
    "scatter-labels": lambda p, n: cell("scatter([1, 2], [2, 3], classes: [0, 1], labels: (%s, \"b\"), xlabel: %s)" % (literal(p), literal(p))),
    "histogram-label": lambda p, n: cell("histogram([1, 2, 2, 3], xlabel: %s)" % literal(p)),
    "image-labels": lambda p, n: cell("image([[[0, 1], [1, 0]], [[1, 0], [0, 1]]], labels: (%s, \"b\"))" % literal(p)),
    "confusion-labels": lambda p, n: cell("confusion([0, 1], [0, 1], labels: (%s, \"b\"))" % literal(p)),
    "network-names": lambda p, n: cell("network([[1, 2], [3, 4]], layout: \"x @ w\", inputs: (%s, \"b\"), outputs: (%s, \"c\"))" % (literal(p), literal(p))),
    "contour-labels": lambda p, n: cell("g(a, b) = a * b", "contour(g, x: (-1, 1), y: (-1, 1), paths: ([[0, 0], [1, 1]],), labels: (%s,))" % literal(p)),
    "table-words": lambda p, n: cell("table(a: (%s, \"b\"), c: [1, 2])" % literal(p)),
    "table-heading": lambda p, n: cell("a = [1, 2]", "table(a)", options=["words: {a: %s}" % quoted(p)]),
    "graph-name": lambda p, n: cell("x = 2", "y = x^2", "graph(y)", options=["label: fig-g%d" % n, "fig-cap: %s" % quoted(p), "fig-alt: %s" % quoted(p)]),
    "figure-alternative": lambda p, n: cell("plot([1, 2])", options=["label: fig-p%d" % n, "fig-alt: %s" % quoted(p)]),
    "caption-expression": lambda p, n: cell("plot([1, 2])", options=["label: fig-e%d" % n, "fig-cap: %s" % quoted("`{nn} %s` text" % literal(line(p)).replace("`", "'"))]),
    "label": lambda p, n: cell("plot([1, 2])", options=["label: %s" % quoted("fig-" + p), "fig-cap: x"]),
    "bare-label": lambda p, n: cell("x = 1", options=["label: %s" % quoted(p)]),
    "option-name": lambda p, n: cell("x = 1", options=["%s: 1" % line(p)]),
    "option-value": lambda p, n: cell("x = 1", options=["digits: %s" % quoted(p), "echo: %s" % quoted(p), "allow: %s" % quoted(p)]),
    "unknown-name": lambda p, n: cell(line(p).replace("```", "")),
    "expected-fault": lambda p, n: cell(line(p).replace("```", ""), options=["error: true"]),
    "unclosed-text": lambda p, n: cell("x = \"%s" % line(p).replace("```", "").replace('"', "'")),
    "file-in-fault": lambda p, n: cell("npy(%s)" % literal(p)),
    "choice-in-fault": lambda p, n: cell("plot([1, 2], log: %s)" % literal(p)),
    "claim": lambda p, n: cell("expect %s == \"x\"" % literal(p)),
    "member": lambda p, n: cell("net = mlp(2, 1)", "net.%s" % line(p).replace("```", "")),
    "folded": lambda p, n: cell("# %s" % line(p).replace("```", ""), "x = 1", options=["code-fold: true", "solution: true"]),
}.items():
    channel("cell/" + name, T, 60, write)
# A name of letters that look like markup or carry marks of direction.
channel("cell/names", ["＜script＞CALL", "ｓcript", "ʺonclick", "a‮b", "a​b", "ﬃ", "ａ＝ｂ", "x'onclick", "σ'", "a’b"], ALL, lambda p, n: cell("%s = 2" % p, "z%d = %s^2" % (n, p), "graph(z%d)" % n))

# A bibliography: what is written goes into a list beside the lesson.
for field in ("url", "doi", "title", "author", "year", "date", "note", "journal", "booktitle", "publisher", "howpublished", "eprint", "editor", "volume", "number", "pages", "key", "type", "string", "other"):
    pool = A if field in ("url", "doi") else T
    channel("bibliography/" + field, pool, ALL if field == "url" else 120 if field == "doi" else 40, lambda p, n, field=field: (field, flat(p)), "bibliography")

# Front matter.
for key in ("title", "subtitle", "author", "date", "description", "lang", "order", "draft", "nn", "execute"):
    channel("front/" + key, T, 60, lambda p, n, key=key: (key, quoted(p)), "front")
channel("front/authors", T, 60, lambda p, n: ("author", "[%s, b]" % quoted(p)), "front")
channel("front/bare-title", T, 60, lambda p, n: ("title", line(p)), "front")
channel("front/any-key", T, 60, lambda p, n: (quoted(p), "1"), "front")
channel("front/seed", T, 40, lambda p, n: ("nn", "{seed: %s, %s: 1}" % (quoted(p), quoted(p))), "front")

# The course's own file.
for key, form in {
    "title": "title: %s", "title-by-language": "title: {en: %s, ko: %s}", "description": "description: %s", "description-by-language": "description: {en: %s, ko: %s}",
    "bibliography": "bibliography: %s", "order": "order: [%s]", "languages": "languages: [%s]", "any-key": "%s: 1", "limits": "limits: {%s: %s}", "execute": "execute: {echo: %s}", "raw-html": "raw-html: %s",
}.items():
    channel("course/" + key, T, 12, lambda p, n, form=form: form.replace("%s", quoted(p)), "course")
channel("course/bare-title", T, 12, lambda p, n: "title: " + line(p), "course")

# Names of files. A name has no slash and at most 255 bytes, and is an argument without zero bytes.
def name(text, ending=""):
    return line(text).replace("/", "\u2215").replace("\x00", "")[:120] + ending

channel("name/lesson", A + T, 120, lambda p, n: {name(p, "-%d.md" % n): "# Lesson %d\n\n```nn\n#| label: fig-x\n#| fig-cap: x\nplot([1, 2])\n```\n" % n}, "file")
channel("name/lesson-without-heading", A + T, 60, lambda p, n: {name(p, "-%d.md" % n): "Text\n"}, "file")
channel("name/folder", A + T, 60, lambda p, n: {name(p) + "-%d/a.md" % n: "# Lesson %d\n\n[x](b.md)\n" % n, name(p) + "-%d/b.md" % n: "# B\n"}, "file")
channel("name/language", A + T, 20, lambda p, n: {"en/" + name(p, "-%d.md" % n): "# Lesson %d\n" % n, "ko/" + name(p, "-%d.md" % n): "# L\n"}, "file")


def escaped_path(path):
    return "".join("%%%02X" % b if b <= 0x20 or chr(b) in "%#?<>()[]\\&*_`'\"" or b >= 0x7F else chr(b) for b in path.encode())


def linked(path, contents, n, also=None):
    files = {path: contents, "l%d.md" % n: "# Lesson %d\n\n[x](<%s>)\n\nText ![y](<%s>)\n\n[z]\n\n[z]: <./%s>\n" % ((n,) + (escaped_path(path),) * 3)}
    files.update(also or {})
    return files


PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000201c3e2b2170000000049454e44ae426082")
channel("name/picture", A + T, 80, lambda p, n: linked(name(p, "-%d.png" % n), PNG, n), "file")
channel("name/data", A + T, 60, lambda p, n: {name(p, "-%d.csv" % n): "a,b\n1,2\nx,y\n", "l%d.md" % n: "# L\n\n" + cell("csv(%s)" % literal(name(p, "-%d.csv" % n)))}, "file")
channel("name/part", A + T, 40, lambda p, n: {"_" + name(p, "-%d.md" % n): "text `{nn} nothing` [^x]\n", "l%d.md" % n: "# L\n\n{{< include _%s >}}\n" % name(p, "-%d.md" % n)}, "file")

# Data: what a file says of itself.
channel("data/csv-heading", T, 60, lambda p, n: {"d%d.csv" % n: '"%s",b\n1,2\n3,4\n' % line(p).replace('"', '""'), "l%d.md" % n: "# L\n\n" + cell("d = csv(\"d%d.csv\")" % n, "d", "table(d)")}, "file")
channel("data/csv-field", T, 60, lambda p, n: {"d%d.csv" % n: 'a,b\n1,2\n"%s",4\n' % line(p).replace('"', '""'), "l%d.md" % n: "# L\n\n" + cell("csv(\"d%d.csv\")" % n)}, "file")
channel("data/csv-bare", T, 60, lambda p, n: {"d%d.csv" % n: "%s\n1\n%s\n" % (line(p), line(p)), "l%d.md" % n: "# L\n\n" + cell("csv(\"d%d.csv\")" % n)}, "file")


def npy(header):
    text = header.encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + b"\0" * 16


channel("data/npy-header", T, 40, lambda p, n: {"d%d.npy" % n: npy("{'descr': %r, 'fortran_order': False, 'shape': (2,), }\n" % p), "l%d.md" % n: "# L\n\n" + cell("npy(\"d%d.npy\")" % n)}, "file")
channel("data/idx", T, 40, lambda p, n: {"d%d.idx" % n: b"\0\0\x08\x01\0\0\0\x04" + p.encode(), "l%d.md" % n: "# L\n\n" + cell("idx(\"d%d.idx\")" % n)}, "file")
channel("data/idx-packed", T, 20, lambda p, n: {"d%d.gz" % n: gzip.compress(p.encode(), mtime=0), "l%d.md" % n: "# L\n\n" + cell("idx(\"d%d.gz\")" % n)}, "file")
channel("data/lesson-no-utf8", T, 40, lambda p, n: {"l%d.md" % n: p.encode() + b"\xff\xfe" + p.encode()}, "file")

# Files that a lesson links to or shows, opened by whoever clicks.
_HTML = "<!DOCTYPE html><title>x</title><script>CALL</script><img src=x onerror=CALL>"
_XSLT = '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><!DOCTYPE x [<!ATTLIST xsl:stylesheet id ID #REQUIRED>]><x><xsl:stylesheet id="s" version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><script>CALL</script></html></xsl:template></xsl:stylesheet></x>'
_MHTML = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<script>CALL</script>\r\n--b--\r\n"
_PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(CALL)>>>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>"
_KINDS = [(e, c) for c, endings in {
    _HTML: "html htm shtml xht xhtml HTML Html html. htm% hta php asp jsp xml svg txt csv json js mjs css md5 log png gif jpg webp pdf zip bin dat tex py ipynb rst url lnk desktop swf jar wasm vtt ics eml html.gz html.txt txt.html html.bak html~ tar.html".split() + [""],
    XH: "xhtml xht xml svg rdf rss atom mml xsl xslt xsd xbl xul kml gpx plist vxml wsdl html txt".split() + [""],
    _XSLT: ["xml", "xsl", "xhtml", "svg"], _MHTML: ["mht", "mhtml", "eml", "txt"], _PDF: ["pdf"],
    payloads.SVG: "svg SVG svg. svgz xml html xhtml png txt".split() + [""],
}.items() for e in endings] if (XH := payloads.XHTML) else []
channel("file/kind", _KINDS, ALL, lambda p, n: linked("f%d%s" % (n, "." + p[0] if p[0] else ""), p[1], n), "file")

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
_DRAWINGS = [_OPEN + inner + "</svg>" for inner in (
    ["<script>CALL</script>", "<script><![CDATA[CALL]]></script>", "<script href='data:text/javascript,CALL'/>", "<script xlink:href='data:text/javascript,CALL'/>", "<g><script>CALL</script></g>", "<defs><script>CALL</script></defs>", "<title><script>CALL</script></title>", "<metadata><script>CALL</script></metadata>", "<desc><script>CALL</script></desc>", "<style><script>CALL</script></style>",
     "<s:script xmlns:s='http://www.w3.org/2000/svg'>CALL</s:script>", "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>CALL</h:script>", "<script xmlns='http://www.w3.org/1999/xhtml'>CALL</script>", "<x xmlns='http://www.w3.org/1999/xhtml'><script>CALL</script></x>", "<g xmlns:a='http://www.w3.org/1999/xhtml'><a:img src='x' onerror='CALL'/></g>",
     "<metadata xmlns:s='http://www.w3.org/2000/svg'><s:script>CALL</s:script></metadata>", "<metadata><x:script xmlns:x='http&#58;//www.w3.org/2000/svg'>CALL</x:script></metadata>", "<metadata xmlns:rdf='http://www.w3.org/2000/svg'><rdf:script>CALL</rdf:script></metadata>",
     "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='CALL'/></foreignObject>", "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:parent.CALL'/></foreignObject>", "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' srcdoc='&lt;script>CALL&lt;/script>'/></foreignObject>", "<foreignObject><embed xmlns='http://www.w3.org/1999/xhtml' src='javascript:CALL'/></foreignObject>",
     "<a href='javascript:CALL'><text y='9'>x</text></a>", "<a xlink:href='javascript:CALL'><text y='9'>x</text></a>", "<a href='java&#9;script:CALL'><text y='9'>x</text></a>", "<a href='&#106;avascript:CALL'><text y='9'>x</text></a>", "<a><animate attributeName='href' values='javascript:CALL'/><text y='9'>x</text></a>", "<a><set attributeName='href' to='javascript:CALL'/><text y='9'>x</text></a>", "<a id='q'><text y='9'>x</text></a><set href='#q' attributeName='href' to='javascript:CALL'/>",
     "<g onclick='CALL'><rect width='9' height='9'/></g>", "<rect width='9' height='9' onmouseover='CALL'/>", "<image href='x' onerror='CALL'/>", "<image onload='CALL' href='data:image/gif;base64,R0lGODlhAQABAAAAACw='/>", "<set attributeName='x' onbegin='CALL'/>", "<animate attributeName='x' dur='1s' onbegin='CALL'/>", "<animateTransform attributeName='transform' onbegin='CALL'/>", "<animateMotion onbegin='CALL'/>", "<set attributeName='onclick' to='CALL'/>",
     "<use href='data:image/svg+xml," + payloads.SVG.replace("<", "&lt;").replace('"', "&quot;") + "#x'/>", "<use xlink:href='f.svg#x'/>", "<image href='data:image/svg+xml," + payloads.SVG.replace("<", "&lt;").replace('"', "&quot;") + "'/>", "<feImage href='javascript:CALL'/>", "<style>@import 'javascript:CALL';</style>", "<style onload='CALL'>*{}</style>", "<handler type='text/ecmascript' xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='load'>CALL</handler>",
     "<listener event='click' handler='#x'/>", "<discard onbegin='CALL'/>", "<video xmlns='http://www.w3.org/1999/xhtml' src='x' onerror='CALL'/>", "<switch><foreignObject><script xmlns='http://www.w3.org/1999/xhtml'>CALL</script></foreignObject></switch>", "<text>&lt;script>CALL&lt;/script></text>", "<text><![CDATA[<script>CALL</script>]]></text>", "<!-- --><script>CALL</script><!-- -->", "<!-- a -- ><script>CALL</script> -->", "<g id='a' ><!--'--><script>CALL</script></g>", "<g\tonclick\n=\n'CALL'><rect width='9' height='9'/></g>", "<script\n>CALL</script\n>", "<SCRIPT>CALL</SCRIPT>",
     "<g style='background:url(javascript:CALL)'/>", "<mask onload='CALL'/>", "<tspan onfocusin='CALL' tabindex='0'>x</tspan>", "<g xml:base='javascript:'><a href='CALL'><text y='9'>x</text></a></g>"]
)] + [
    payloads.SVG, '<?xml-stylesheet href="javascript:CALL"?>' + payloads.SVG, '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="data:text/xml,x"?>' + payloads.SVG, '<!DOCTYPE svg [<!ENTITY x "<script xmlns=\'http://www.w3.org/2000/svg\'>CALL</script>">]>' + _OPEN + "&x;</svg>", '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "CALL">]>' + _OPEN + "</svg>", '<!DOCTYPE svg [<!ATTLIST a href CDATA "javascript:CALL">]>' + _OPEN + "<a><text y='9'>x</text></a></svg>",
    '<!DOCTYPE svg [<!ENTITY % x "<!ENTITY y \'CALL\'>"> %x;]>' + _OPEN + "<script>&y;</script></svg>", '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>CALL</s:script></s:svg>', "<html xmlns='http://www.w3.org/1999/xhtml'><script>CALL</script></html>", "\ufeff" + payloads.SVG, "\n\n" + payloads.SVG, "<!-- x -->" + payloads.SVG,
    payloads.SVG.encode("utf-16"), payloads.SVG.encode("utf-16-be"), ('<?xml version="1.0" encoding="UTF-16"?>' + payloads.SVG).encode("utf-16-le"), '<?xml version="1.0" encoding="utf-7"?>+ADw-svg xmlns=+ACI-http://www.w3.org/2000/svg+ACI- onload=+ACI-CALL+ACI-/+AD4-', ('<?xml version="1.0" encoding="ISO-2022-JP"?>' + payloads.SVG), ('<?xml version="1.0" encoding="cp037"?>' + payloads.SVG).encode("cp037"), payloads.SVG.encode("utf-32"), '<?xml version="1.1"?>' + payloads.SVG,
    payloads.SVG + "<script>CALL</script>", "<svg xmlns='http://www.w3.org/2000/svg'><script>CALL</script>", "<svg xmlns='http://www.w3.org/2000/svg' onload=CALL>", "<svg xmlns='http&#x3a;//www.w3.org/2000/svg' onload='CALL'/>", "<html><script>CALL</script></html>", "<parsererror/><script xmlns='http://www.w3.org/1999/xhtml'>CALL</script>",
]
channel("file/drawing", _DRAWINGS, ALL, lambda p, n: linked("f%d.svg" % n, p, n), "file")
channel("file/drawing-by-other-names", _DRAWINGS, 30, lambda p, n: linked("f%d%%.SVG" % n, p, n), "file")
