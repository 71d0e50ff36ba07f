"""Writes LaTeXForms.txt: accents of BibTeX and biber on letters, each in several ways of writing, and Unicode's NFC."""
import unicodedata as u

MARKS = {"`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307, '"': 0x308, "h": 0x309,
         "r": 0x30A, "H": 0x30B, "v": 0x30C, "G": 0x30F, "f": 0x311, "d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331}
LETTERS = "aAcCdDeEgGhHiIjJkKlLmnNoOrRsStTuUvwWyYzZ"

def forms():
    for name, mark in MARKS.items():
        sign = not name.isalpha()
        for number, letter in enumerate(LETTERS):
            text = u.normalize("NFC", letter + chr(mark))
            ways = ["\\%s{%s}", "{\\%s %s}" if not sign else "{\\%s%s}"]
            ways.append("\\%s{\\%s}" if letter in "ij" else "\\%s{ %s}" if number % 2 else "{\\%s{%s}}")
            if len(text) == 1 or number % 4 == 0:
                for way in ways[:2 + (number % 3 == 0)]:
                    yield way % (name, letter), text
    # Two on one letter, inside each other either way.
    for outer, inner, letters in [("'", "^", "aeoAEO"), ("`", "^", "aeoAEO"), ("~", "^", "aeoAEO"), ("h", "^", "aeoAEO"),
                                  ("d", "^", "aeoAEO"), ("'", "u", "aA"), ("'", '"', "uUiI"), ("=", '"', "uaoUAO"),
                                  ("v", '"', "uU"), ("'", "c", "cC"), ("'", "~", "oOuU"), ("=", "d", "lrLR"),
                                  ("'", "r", "aA"), (".", "'", "sS"), ("`", "=", "eoEO"), ("'", "=", "eoEO"),
                                  ("k", "=", "oO"), ("=", "k", "oO"), ("'", "k", "ae")]:
        for letter in letters:
            text = u.normalize("NFC", letter + chr(MARKS[inner]) + chr(MARKS[outer]))
            inside = "\\%s{%s}" % (inner, letter)
            yield "{\\%s{%s}}" % (outer, inside), text
            yield "\\%s{%s}" % (outer, u.normalize("NFC", letter + chr(MARKS[inner]))), text
            if not inner.isalpha():
                yield "\\%s{\\%s%s}" % (outer, inner, letter), text
    for letter in "ыеоуя":
        yield "\\'{%s}" % letter, u.normalize("NFC", letter + "\u0301")

SYMBOLS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ",
           "OE": "Œ", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ",
           "NG": "Ŋ", "textdegree": "°", "textmu": "µ", "textquoteright": "’", "textquotedblleft": "“",
           "textquotedblright": "”", "textellipsis": "…", "texttrademark": "™", "textregistered": "®", "texteuro": "€",
           "textless": "<", "textgreater": ">", "textendash": "–", "textemdash": "—", "S": "§", "P": "¶",
           "copyright": "©", "pounds": "£", "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„",
           "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
           "textbullet": "•", "textperiodcentered": "·", "textpm": "±", "texttimes": "×", "textonehalf": "½"}

lines = dict(forms())
for name, text in SYMBOLS.items():
    lines["{\\%s}" % name] = text
    lines["\\%s{}x" % name] = text + "x"
with open(__file__.replace("latexforms.py", "LaTeXForms.txt"), "w") as file:
    for tex, text in lines.items():
        file.write(tex + "\t" + text + "\n")
print(len(lines))
