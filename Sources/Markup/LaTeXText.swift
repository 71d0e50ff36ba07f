/// The common LaTeX of bibliographies as plain text: accents, escapes, dashes, braces.
///
/// `{L}eCun, Y. and H\"{o}lder, {\O}. --- 1\&2` → `LeCun, Y. and Hölder, Ø. — 1&2`.
enum LaTeXText {
  static func decoded(_ text: ArraySlice<UInt8>) -> String {
    var reader = Reader(text: text, index: text.startIndex)
    reader.run()
    // Line breaks and runs of blanks are one blank.
    return reader.output.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" })
      .joined(separator: " ")
  }

  private struct Reader {
    let text: ArraySlice<UInt8>
    var index: Int
    var output = ""

    mutating func run() {
      while index < text.endIndex {
        let byte = text[index]
        switch byte {
        case .backslash: readCommand()
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"): index += 1
        case .tilde:
          output += "\u{A0}"
          index += 1
        case UInt8(ascii: "-"):
          var end = index
          while end < text.endIndex, text[end] == UInt8(ascii: "-") { end += 1 }
          output += end - index == 1 ? "-" : end - index == 2 ? "–" : "—"
          index = end
        default:
          var end = index + 1
          while end < text.endIndex, !"\\{}$~-".utf8.contains(text[end]) { end += 1 }
          output += String(decoding: text[index..<end], as: UTF8.self)
          index = end
        }
      }
    }

    private mutating func readCommand() {
      index += 1
      guard index < text.endIndex else { return }
      var end = index
      while end < text.endIndex, text[end].isLetter { end += 1 }
      if end == index { end += 1 }
      let name = String(decoding: text[index..<end], as: UTF8.self)
      index = end
      if let marks = LaTeXText.accents[name] {
        readAccented(marks)
      } else if let symbol = LaTeXText.symbols[name] {
        output += symbol
        // The blank behind a command of letters only ends its name.
        if text[end - 1].isLetter { skipBlanks() }
      } else if name.utf8.count == 1, let byte = name.utf8.first, !byte.isLetter {
        output += name
      } else {
        // `\emph{…}` and its like leave their argument.
        skipBlanks()
      }
    }

    private mutating func readAccented(_ marks: (letters: String, composed: String, combining: String)) {
      skipBlanks()
      while index < text.endIndex, text[index] == UInt8(ascii: "{") { index += 1 }
      guard index < text.endIndex else { return }
      var letter = String(decoding: text[index...index], as: UTF8.self)
      index += 1
      if letter == "\\", index < text.endIndex {
        // `\'{\i}`
        letter = String(decoding: text[index...index], as: UTF8.self)
        index += 1
      }
      if let found = zip(marks.letters, marks.composed).first(where: { String($0.0) == letter }) {
        output.append(found.1)
      } else {
        output += letter + marks.combining
      }
    }

    private mutating func skipBlanks() {
      while index < text.endIndex, text[index].isSpace { index += 1 }
    }
  }

  private static let accents: [String: (letters: String, composed: String, combining: String)] = [
    "\"": ("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ", "\u{308}"),
    "'": ("aeiouycnszlrACEINOSUYZLR", "áéíóúýćńśźĺŕÁĆÉÍŃÓŚÚÝŹĹŔ", "\u{301}"),
    "`": ("aeiouAEIOU", "àèìòùÀÈÌÒÙ", "\u{300}"),
    "^": ("aeiouwyAEIOU", "âêîôûŵŷÂÊÎÔÛ", "\u{302}"),
    "~": ("anoANO", "ãñõÃÑÕ", "\u{303}"),
    "=": ("aeiouAEIOU", "āēīōūĀĒĪŌŪ", "\u{304}"),
    ".": ("zegZEGI", "żėġŻĖĠİ", "\u{307}"),
    "c": ("csteCST", "çşţȩÇŞŢ", "\u{327}"),
    "v": ("csznretdlCSZNRETD", "čšžňřěťďľČŠŽŇŘĚŤĎ", "\u{30C}"),
    "u": ("aguiAGU", "ăğŭĭĂĞŬ", "\u{306}"),
    "H": ("ouOU", "őűŐŰ", "\u{30B}"),
    "k": ("aeiAEI", "ąęįĄĘĮ", "\u{328}"),
    "r": ("auAU", "åůÅŮ", "\u{30A}"),
  ]

  private static let symbols: [String: String] = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ", "TeX": "TeX", "LaTeX": "LaTeX", "ldots": "…", "dots": "…",
    "textendash": "–", "textemdash": "—", "S": "§", "P": "¶", "copyright": "©", "pounds": "£",
  ]
}
