import SourceText

/// The LaTeX of bibliographies as inlines: accents, symbols, formulas, addresses, braces.
///
/// `{L}eCun, Y. and H\"{o}lder, {\O}. --- 1\&2 $\beta$` → `LeCun, Y. and Hölder, Ø. — 1&2` and the formula `\beta`.
struct LaTeXText {
  private(set) var inlines: [Inline] = []
  /// Commands that nothing is known of; they stand in the text as they are.
  private(set) var unknown: [(name: String, range: SourceRange)] = []

  init(_ text: Excerpt) { self.init(text.text[...], in: text) }

  /// - Parameter place: whose bytes these are, for what is wrong with them; `nil` where nobody asks.
  private init(_ text: ArraySlice<UInt8>, in place: Excerpt?) {
    var reader = Reader(text: text, index: text.startIndex, place: place)
    reader.run()
    inlines = Self.tidied(reader.inlines)
    unknown = reader.unknown
  }

  /// As text; a formula that is one symbol becomes it.
  static func decoded(_ text: ArraySlice<UInt8>) -> String {
    plain(LaTeXText(text, in: nil).inlines)
  }

  static func plain(_ inlines: [Inline]) -> String {
    var text = ""
    var open = Array(inlines.reversed())
    while let inline = open.popLast() {
      switch inline {
      case .text(let part): text += part
      case .raised(let content), .lowered(let content): open += content.reversed()
      case .link(let link): open += link.content.reversed()
      case .formula(let formula):
        for case .tex(let tex) in formula.pieces { text += symbol(tex) ?? tex }
      default: break
      }
    }
    return text
  }

  private static func symbol(_ tex: String) -> String? {
    tex.hasPrefix("\\") ? LaTeXSymbols.greek[String(tex.dropFirst())] : nil
  }

  /// Line breaks and runs of blanks are one blank, and none stands at either end.
  private static func tidied(_ inlines: [Inline]) -> [Inline] {
    var result: [Inline] = []
    for (position, inline) in inlines.enumerated() {
      guard case .text(let text) = inline else {
        result.append(inline)
        continue
      }
      var words = ""
      var isBlank = position == 0
      for character in text {
        if character == " " || character == "\n" || character == "\t" || character == "\r\n" || character == "\r" {
          if !isBlank { words += " " }
          isBlank = true
        } else {
          words.append(character)
          isBlank = false
        }
      }
      if position == inlines.count - 1, words.hasSuffix(" ") { words.removeLast() }
      if !words.isEmpty { result.append(.text(words)) }
    }
    return result
  }

  private struct Reader {
    let text: ArraySlice<UInt8>
    var index: Int
    let place: Excerpt?
    var depth = 0
    var inlines: [Inline] = []
    var unknown: [(name: String, range: SourceRange)] = []
    private var output = ""

    init(text: ArraySlice<UInt8>, index: Int, place: Excerpt?, depth: Int = 0) {
      self.text = text
      self.index = index
      self.place = place
      self.depth = depth
    }

    mutating func run() {
      while index < text.endIndex {
        let byte = text[index]
        switch byte {
        case .backslash: readCommand()
        case .dollar: readFormula()
        case UInt8(ascii: "{"), UInt8(ascii: "}"): index += 1
        case .tilde:
          output += "\u{A0}"
          index += 1
        case UInt8(ascii: "-"), UInt8(ascii: "`"), UInt8(ascii: "'"):
          var end = index
          while end < text.endIndex, text[end] == byte { end += 1 }
          output += Self.run(of: byte, end - index)
          index = end
        default:
          var end = index + 1
          while end < text.endIndex, !"\\{}$~-`'".utf8.contains(text[end]) { end += 1 }
          output += String(decoding: text[index..<end], as: UTF8.self)
          index = end
        }
      }
      flush()
    }

    private static func run(of byte: UInt8, _ count: Int) -> String {
      switch (byte, count) {
      case (UInt8(ascii: "-"), 1): "-"
      case (UInt8(ascii: "-"), 2): "–"
      case (UInt8(ascii: "-"), _): "—"
      case (UInt8(ascii: "`"), 1): "‘"
      case (UInt8(ascii: "`"), _): "“"
      case (_, 1): "’"
      default: "”"
      }
    }

    private mutating func flush() {
      if !output.isEmpty { inlines.append(.text(output)) }
      output = ""
    }

    private mutating func add(_ inline: Inline) {
      flush()
      inlines.append(inline)
    }

    // MARK: Formulas

    private mutating func readFormula() {
      var end = index + 1
      while end < text.endIndex, text[end] != .dollar { end += text[end] == .backslash ? 2 : 1 }
      guard end < text.endIndex else {
        output += "$"
        return index += 1
      }
      addFormula(text[(index + 1)..<end])
      index = end + 1
    }

    private mutating func addFormula(_ bytes: ArraySlice<UInt8>) {
      let tex = String(decoding: bytes, as: UTF8.self)
      guard tex.utf8.contains(where: { !$0.isSpace }) else { return }
      let source = place?.slice(bytes.startIndex..<bytes.endIndex) ?? Excerpt(SourceFile(path: "", bytes: []), 0..<0)
      add(.formula(Formula(pieces: [.tex(tex)], isDisplay: false, source: source)))
    }

    // MARK: Commands

    private mutating func readCommand() {
      index += 1
      guard index < text.endIndex else { return }
      let name = commandName()
      if let mark = LaTeXSymbols.accents[name] { return output += accented(mark, name) }
      if let symbol = LaTeXSymbols.symbols[name] ?? LaTeXSymbols.greek[name] {
        output += symbol
        return endName(name)
      }
      switch name {
      case "url", "path", "nolinkurl":
        let address = BibliographyAddress.decoded(argument() ?? [])
        add(link(address, [.text(address)]))
      case "href":
        let address = BibliographyAddress.decoded(argument() ?? [])
        add(link(address, inner(argument() ?? [])))
      case "textsuperscript": add(.raised(inner(argument() ?? [])))
      case "textsubscript": add(.lowered(inner(argument() ?? [])))
      case "ensuremath": addFormula(argument() ?? [])
      case "enquote", "mkbibquote":
        output += "“"
        splice(argument() ?? [])
        output += "”"
      case "noopsort", "SortNoop", "setbox": _ = argument()
      case "(":
        let closer = text[index...].indices.first { text[$0...].starts(with: "\\)".utf8) }
        if let end = closer {
          addFormula(text[index..<end])
          index = end + 2
        }
      default:
        if name.utf8.count == 1, let byte = name.utf8.first, !byte.isLetter {
          output += name
        } else if LaTeXSymbols.styles.contains(name) {
          // They leave their argument.
          skipBlanks()
        } else {
          if let place { unknown.append((name, place.range(index - name.utf8.count - 1..<index))) }
          output += "\\" + name
        }
      }
    }

    /// A name of letters, or one sign.
    private mutating func commandName() -> String {
      var end = index
      while end < text.endIndex, text[end].isLetter { end += 1 }
      if end == index {
        end += 1
        while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
      }
      defer { index = end }
      return String(decoding: text[index..<end], as: UTF8.self)
    }

    /// The blank behind a command of letters only ends its name, and so does `{}`.
    private mutating func endName(_ name: String) {
      guard name.utf8.last?.isLetter == true else { return }
      if text[index...].starts(with: "{}".utf8) { index += 2 } else { skipBlanks() }
    }

    /// Accent and its base: a group, a command, or one character.
    private mutating func accented(_ mark: Unicode.Scalar, _ name: String) -> String {
      skipBlanks()
      guard index < text.endIndex else { return "" }
      var base: String
      if text[index] == UInt8(ascii: "{") {
        base = LaTeXText.plain(LaTeXText.tidied(inner(argument() ?? [])))
      } else if text[index] == .backslash {
        index += 1
        guard index < text.endIndex else { return "" }
        let name = commandName()
        if let mark = LaTeXSymbols.accents[name], depth < 8 {
          depth += 1
          base = accented(mark, name)
          depth -= 1
        } else {
          base = LaTeXSymbols.symbols[name] ?? name
          endName(name)
        }
      } else {
        var end = index + 1
        while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
        base = String(decoding: text[index..<end], as: UTF8.self)
        index = end
      }
      guard !base.isEmpty else { return LaTeXSymbols.alone[name] ?? "" }
      return Composition.adding(mark, to: base)
    }

    /// Argument in braces, blanks before them skipped.
    private mutating func argument() -> ArraySlice<UInt8>? {
      skipBlanks()
      guard index < text.endIndex, text[index] == UInt8(ascii: "{") else { return nil }
      var depth = 0
      var end = index
      while end < text.endIndex {
        if text[end] == .backslash {
          end += 2
          continue
        }
        if text[end] == UInt8(ascii: "{") { depth += 1 }
        if text[end] == UInt8(ascii: "}") {
          depth -= 1
          if depth == 0 { break }
        }
        end += 1
      }
      let close = min(end, text.endIndex)
      let inner = text[(index + 1)..<max(close, index + 1)]
      index = min(close + 1, text.endIndex)
      return inner
    }

    private mutating func inner(_ text: ArraySlice<UInt8>) -> [Inline] {
      guard depth < 16 else { return [.text(String(decoding: text, as: UTF8.self))] }
      var reader = Reader(text: text, index: text.startIndex, place: place, depth: depth + 1)
      reader.run()
      unknown += reader.unknown
      return reader.inlines
    }

    private mutating func splice(_ text: ArraySlice<UInt8>) {
      for inline in inner(text) {
        if case .text(let part) = inline { output += part } else { add(inline) }
      }
    }

    /// Only to places that run nothing.
    private func link(_ address: String, _ content: [Inline]) -> Inline {
      let isSafe = ["http://", "https://", "ftp://", "mailto:"].contains { address.lowercased().hasPrefix($0) }
      return isSafe ? .link(Link(destination: address, title: "", content: content)) : content.first ?? .text(address)
    }

    private mutating func skipBlanks() {
      while index < text.endIndex, text[index].isSpace { index += 1 }
    }
  }
}

/// An address in a bibliography, which is no TeX: `~`, `--` and `$` mean themselves; what people escape by habit is
/// taken for what they meant.
enum BibliographyAddress {
  /// Reason why a text is no address; `nil` for one.
  static func fault(_ address: String) -> String? {
    if address.utf8.contains(where: { $0 == .space }) { return "has a blank in it" }
    if address.isEmpty || address.hasPrefix("www.") || address.contains("://") || address.hasPrefix("mailto:") {
      return nil
    }
    return "does not begin with `https://`"
  }

  static func decoded(_ text: ArraySlice<UInt8>) -> String {
    var rest = text
    while let first = rest.first, first.isSpace { rest = rest.dropFirst() }
    while let last = rest.last, last.isSpace { rest = rest.dropLast() }
    if rest.starts(with: "\\url{".utf8), rest.last == UInt8(ascii: "}") { rest = rest.dropFirst(5).dropLast() }
    // A second pair of braces around all of it.
    while rest.first == UInt8(ascii: "{"), rest.last == UInt8(ascii: "}") { rest = rest.dropFirst().dropLast() }
    if rest.first == UInt8(ascii: "<"), rest.last == UInt8(ascii: ">") { rest = rest.dropFirst().dropLast() }
    var bytes: [UInt8] = []
    while let byte = rest.first {
      if let (length, sign) = habit(rest) {
        bytes += sign.utf8
        rest = rest.dropFirst(length)
      } else {
        if byte != .newline { bytes.append(byte) }
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func habit(_ text: ArraySlice<UInt8>) -> (Int, String)? {
    for (habit, sign) in [
      ("{\\textasciitilde}", "~"), ("\\textasciitilde{}", "~"), ("\\textasciitilde ", "~"), ("\\textasciitilde", "~"),
      ("{\\~{}}", "~"), ("\\~{}", "~"), ("{\\~}", "~"), ("$\\sim$", "~"), ("{\\_}", "_"), ("\\textunderscore ", "_"),
    ] where text.starts(with: habit.utf8) { return (habit.utf8.count, sign) }
    guard text.first == .backslash, let next = text.dropFirst().first, "_%&#$~{}".utf8.contains(next) else {
      return nil
    }
    return (2, String(decoding: [next], as: UTF8.self))
  }
}
