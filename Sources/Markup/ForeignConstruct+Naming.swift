/// Which construct it is, by its name.
extension ForeignConstruct {
  init(shortcode name: ArraySlice<UInt8>) {
    switch String(decoding: name, as: UTF8.self) {
    case "include": self = .includeInText
    case "kbd": self = .keyboardShortcode
    case "meta", "var", "env": self = .metaShortcode
    default: self = .shortcode
    }
  }

  init(role name: ArraySlice<UInt8>) {
    switch String(decoding: name, as: UTF8.self) {
    case "math", "eq:inline": self = .mathRole
    case "ref", "numref", "eq", "eqref", "doc", "label", "prf:ref", "term": self = .referenceRole
    case let name where name.hasPrefix("cite"): self = .citationRole
    default: self = .role
    }
  }

  /// `` `r x(1)` ``, `` `{python} x` ``
  init?(code: ArraySlice<UInt8>) {
    if code.first == UInt8(ascii: "{"), let end = code.firstIndex(of: UInt8(ascii: "}")), end > code.startIndex + 1,
      code[(code.startIndex + 1)..<end].allSatisfy({ $0.isAlphanumeric }), end + 1 < code.endIndex,
      code[end + 1] == .space
    {
      self = .executableCode
    } else if code.starts(with: "r ".utf8),
      code.contains(.dollar)
        || code.last == UInt8(ascii: ")") && code.contains(UInt8(ascii: "("))
    {
      self = .executableCode
    } else {
      return nil
    }
  }

  /// Commands that are no words of prose, without an argument.
  private static let commands: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "theta", "lambda", "mu", "nu", "pi", "rho", "sigma",
    "tau", "phi", "varphi", "chi", "psi", "omega", "eta", "zeta", "xi", "kappa", "Gamma", "Delta", "Theta", "Lambda",
    "Sigma", "Phi", "Psi", "Omega", "nabla", "partial", "infty", "sum", "prod", "int", "cdot", "times", "leq", "geq",
    "neq", "approx", "rightarrow", "leftarrow", "Rightarrow", "to", "in", "newpage", "pagebreak", "clearpage",
    "noindent",
    "par", "item", "tableofcontents", "maketitle", "LaTeX", "TeX", "ldots", "dots", "quad", "qquad",
  ]

  init?(command name: String, hasArgument: Bool) {
    switch name {
    case "newpage", "pagebreak", "clearpage": self = .pageCommand
    case "cite", "citep", "citet", "parencite", "textcite", "autocite": self = .citeCommand
    default:
      guard hasArgument || Self.commands.contains(name) else { return nil }
      self = .leftoverTeX
    }
  }

  /// Length of `##`, `-` or `1.` with the no-break or wide space behind it.
  private static func signBeforeWideBlank(_ line: ArraySlice<UInt8>) -> Int? {
    let sign =
      switch line.first {
      case UInt8(ascii: "#"): line.prefix { $0 == UInt8(ascii: "#") }.count
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): 1
      case let first? where first.isDigit:
        line.prefix(while: \.isDigit).count
          + (line.first { !$0.isDigit }.map { ".)".utf8.contains($0) } == true ? 1 : 10)
      default: 0
      }
    guard (1...10).contains(sign), line.first != UInt8(ascii: "#") || sign < 7 else { return nil }
    let rest = line.dropFirst(sign)
    return ["\u{A0}", "\u{3000}", "\u{2002}", "\u{2003}", "\u{2009}", "\u{202F}"].first { rest.starts(with: $0.utf8) }
      .map { sign + $0.utf8.count }
  }

  /// Construct that begins at the start of a line, and the length to point at.
  static func atLineStart(_ text: [UInt8], _ start: Int) -> (ForeignConstruct, Int)? {
    var end = start
    while end < text.count, text[end] != .newline { end += 1 }
    var last = end
    while last > start, text[last - 1].isSpace { last -= 1 }
    let line = text[start..<last]
    func begins(_ words: String) -> Bool { line.starts(with: words.utf8) }
    if let length = signBeforeWideBlank(line) { return (.wideBlank, length) }
    switch line.first {
    case UInt8(ascii: "+"):
      if begins("+++") { return (.blockBreak, 3) }
      let isBorder = line.count > 4 && line.last == UInt8(ascii: "+") && line.allSatisfy { "+-=:".utf8.contains($0) }
      return isBorder ? (.gridTable, line.count) : nil
    case UInt8(ascii: "%"):
      return line.count > 1 && line.dropFirst().first?.isBlank == true ? (.comment, line.count) : nil
    case UInt8(ascii: "("):
      if begins("(@"), let close = line.firstIndex(of: UInt8(ascii: ")")), close + 1 < line.endIndex,
        line[close + 1].isBlank,
        !Reference.kinds.contains(where: { line[(start + 2)...].starts(with: ($0 + "-").utf8) })
      {
        return (.exampleList, close + 1 - start)
      }
      if begins("(1) "), end < text.count, text[(end + 1)...].starts(with: "(2) ".utf8) {
        return (.parenthesizedList, 3)
      }
      if begins("(PART) ") || begins("(APPENDIX) ") { return (.bookPart, begins("(PART) ") ? 6 : 10) }
      if begins("(ref:") { return (.bookdownReference, line.count) }
      return line.count > 3 && line.suffix(2).elementsEqual(")=".utf8) && !line.contains(where: \.isBlank)
        ? (.target, line.count) : nil
    case UInt8(ascii: "|"):
      // Said once, at the first of its lines.
      let isFirst =
        start == 0 || !text[..<(start - 1)].reversed().prefix { $0 != .newline }.reversed().starts(with: "| ".utf8)
      return begins("| ") && line.last != UInt8(ascii: "|") && isFirst ? (.lineBlock, 1) : nil
    case UInt8(ascii: "!"): return begins("!!! ") ? (.admonition, 3) : nil
    case UInt8(ascii: "?"): return begins("??? ") || begins("???+ ") ? (.admonition, 3) : nil
    case UInt8(ascii: "."):
      guard begins(".. "), let mark = line.firstIndex(of: UInt8(ascii: ":")), mark + 1 < line.endIndex,
        line[mark + 1] == UInt8(ascii: ":")
      else { return nil }
      return (.restructuredDirective, line.count)
    case .tilde: return begins("~ ") && start > 0 && line.count > 2 ? (.tildeDefinition, 1) : nil
    case UInt8(ascii: "="): return begins("=== \"") ? (.contentTab, line.count) : nil
    case UInt8(ascii: "-"): return begins("--8<--") ? (.snippet, line.count) : nil
    case UInt8(ascii: "i"), UInt8(ascii: "e"):
      // A line of a module: MDX.
      let isImport = begins("import ") && (contains(line, " from '") || contains(line, " from \""))
      if isImport || begins("export const ") || begins("export default ") || begins("export function ") {
        return (.component, line.count)
      }
      return letteredItem(text, start, end).map { (.letteredList, $0) }
    case UInt8(ascii: "#"): return begins("#. ") ? (.numberedList, 2) : nil
    case UInt8(ascii: "*"): return begins("*[") && contains(line, "]: ") ? (.abbreviation, line.count) : nil
    case let byte? where byte.isLetter: return letteredItem(text, start, end).map { (.letteredList, $0) }
    default: return nil
    }
  }

  /// `a. …` with `b. …` in the next line, `i)` with `ii)`: the mark's length.
  private static func letteredItem(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    func mark(_ start: Int) -> (name: String, sign: UInt8)? {
      var index = start
      while index < text.count, index - start < 5, text[index].isLetter { index += 1 }
      guard index > start, index + 1 < text.count, text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ")"),
        text[index + 1].isBlank
      else { return nil }
      return (String(decoding: text[start..<index], as: UTF8.self), text[index])
    }
    guard let first = mark(start), let second = mark(end + 1), first.sign == second.sign else { return nil }
    let follows = [("a", "b"), ("A", "B"), ("i", "ii"), ("I", "II")].contains { $0 == (first.name, second.name) }
    return follows ? first.name.utf8.count + 1 : nil
  }

  private static func contains(_ line: ArraySlice<UInt8>, _ pattern: String) -> Bool {
    line.indices.contains { line[$0...].starts(with: pattern.utf8) }
  }
}
