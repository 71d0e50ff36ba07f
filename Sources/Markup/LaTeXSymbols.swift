/// Commands of LaTeX in bibliographies: the tables of BibTeX and biber.
enum LaTeXSymbols {
  /// Accents and their marks.
  static let accents: [String: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}", ".": "\u{307}",
    "\"": "\u{308}", "h": "\u{309}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}", "U": "\u{30D}", "G": "\u{30F}",
    "C": "\u{30F}", "f": "\u{311}", "d": "\u{323}", "c": "\u{327}", "k": "\u{328}", "b": "\u{331}", "t": "\u{361}",
    "textcommabelow": "\u{326}", "textcommaabove": "\u{313}", "textdotbelow": "\u{323}", "textsubring": "\u{325}",
    "textsubbar": "\u{331}", "horn": "\u{31B}", "textdoublegrave": "\u{30F}", "textroundcap": "\u{311}",
    "textacute": "\u{301}", "textgrave": "\u{300}", "texthookabove": "\u{309}",
  ]

  /// An accent on nothing is its sign.
  static let alone: [String: String] = [
    "~": "~", "^": "^", "`": "`", "'": "´", "\"": "¨", "=": "¯", "u": "˘", "v": "ˇ", "c": "¸", "k": "˛", "r": "˚",
    ".": "˙", "H": "˝",
  ]

  /// Commands that leave their argument.
  static let styles: Set<String> = [
    "emph", "textit", "textbf", "textsc", "texttt", "textrm", "textsf", "textsl", "textup", "textmd", "textnormal",
    "text", "mbox", "hbox", "fbox", "underline", "uline", "it", "bf", "sc", "em", "rm", "tt", "sf", "sl", "itshape",
    "bfseries", "scshape", "ttfamily", "rmfamily", "sffamily", "upshape", "normalfont", "small", "footnotesize",
    "large",
    "protect", "relax", "MakeUppercase", "MakeLowercase", "uppercase", "lowercase", "NoCaseChange", "mkbibemph",
    "mkbibbold", "bibinfo", "bibnamefont", "bibfnamefont", "textquote", "mathrm", "mathit", "mathbf", "displaystyle",
    "selectlanguage", "foreignlanguage", "newblock", "penalty", "nobreak", "break", "hspace", "kern", "bibstring",
    "autocap", "adddot", "addcomma", "addspace", "unskip", "ignorespaces", "xspace", "linebreak", "newline", "par",
  ]

  static let symbols: [String: String] = [
    // Letters
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "i": "ı", "j": "ȷ", "imath": "ı", "jmath": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ",
    "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "hv": "ƕ", "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư",
    "UHORN": "Ư", "textschwa": "ə", "textordfeminine": "ª", "textordmasculine": "º", "textltailn": "ɲ",
    "textthorn": "þ",
    "texthvlig": "ƕ", "textnrleg": "ƞ", "textturnk": "ʞ", "textopeno": "ɔ", "textepsilon": "ɛ", "textcrd": "đ",
    "textcrh": "ħ", "textcrb": "ƀ", "textcrlambda": "ƛ", "textesh": "ʃ", "textyogh": "ʒ", "textglotstop": "ʔ",
    "textsca": "ᴀ", "textphi": "ɸ", "textgamma": "ɣ", "textiota": "ɩ", "textupsilon": "ʊ", "textlambda": "λ",
    "textbeta": "β", "textchi": "χ",
    // Signs
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "ldots": "…", "dots": "…",
    "textellipsis": "…", "textendash": "–", "textemdash": "—", "S": "§", "P": "¶", "textsection": "§",
    "textparagraph": "¶", "textpilcrow": "¶", "copyright": "©", "textcopyright": "©", "pounds": "£",
    "textsterling": "£", "texteuro": "€", "euro": "€", "EUR": "€", "textyen": "¥", "textwon": "₩", "textdollar": "$",
    "textcent": "¢", "textcurrency": "¤", "textflorin": "ƒ", "textbaht": "฿", "textlira": "₤", "textpeso": "₱",
    "textdong": "₫", "textcolonmonetary": "₡", "textregistered": "®", "texttrademark": "™", "textservicemark": "℠",
    "textdegree": "°", "degree": "°", "textcelsius": "℃", "textmu": "µ", "textohm": "Ω", "textmho": "℧",
    "textpm": "±", "texttimes": "×", "textdiv": "÷", "textonehalf": "½", "textonequarter": "¼",
    "textthreequarters": "¾", "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
    "textlnot": "¬", "textminus": "−", "textsurd": "√", "textfractionsolidus": "⁄", "textperthousand": "‰",
    "textpertenthousand": "‱", "textbullet": "•", "textperiodcentered": "·", "textcdot": "·", "cdot": "·",
    "textbar": "|", "textbrokenbar": "¦", "textbardbl": "‖", "textbackslash": "\\", "textless": "<",
    "textgreater": ">", "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textasciiacute": "´",
    "textasciidieresis": "¨", "textasciimacron": "¯", "textasciibreve": "˘", "textasciicaron": "ˇ",
    "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "textnumero": "№", "textreferencemark": "※",
    "textestimated": "℮", "textdagger": "†", "textdaggerdbl": "‡", "dag": "†", "ddag": "‡", "textasteriskcentered": "∗",
    "textexclamdown": "¡", "textquestiondown": "¿", "textinterrobang": "‽", "textleftarrow": "←",
    "textrightarrow": "→", "textuparrow": "↑", "textdownarrow": "↓", "textmusicalnote": "♪", "textopenbullet": "◦",
    "textbigcircle": "◯", "textdiscount": "⁒", "textrecipe": "℞", "textpublished": "℗", "textcircledP": "℗",
    "slash": "/", "lbrace": "{", "rbrace": "}", "textvisiblespace": "␣", "textcopyleft": "🄯",
    // Quotation marks
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotesingle": "'", "textquotedbl": "\"", "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«",
    "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "flqq": "«", "frqq": "»", "flq": "‹",
    "frq": "›",
    "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "lq": "‘", "rq": "’", "og": "«\u{A0}", "fg": "\u{A0}»",
    // Blanks
    "space": " ", "quad": " ", "qquad": " ", "thinspace": "\u{2009}", ",": "\u{2009}", ":": " ", ";": " ", "!": "",
    " ": " ", "\n": " ", "\\": " ", "/": "", "-": "", "@": "", "enspace": " ", "textnonbreakingspace": "\u{A0}",
    "nobreakspace": "\u{A0}",
  ]

  static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "ell": "ℓ", "nabla": "∇",
    "partial": "∂", "times": "×", "pm": "±", "sim": "∼", "approx": "≈", "leq": "≤", "geq": "≥", "neq": "≠", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "circ": "∘", "bullet": "•", "star": "⋆", "prime": "′",
  ]
}
