import SourceText

/// Constructs of pandoc, Quarto, MyST, Sphinx, R Markdown and MkDocs that lessons do not have: what each looks like,
/// where it comes from, and what is written instead.
///
/// The one table of them. A construct that was only text on the page would be read by nobody and missed by everybody.
enum ForeignConstruct: Hashable {
  // Braces
  case shortcode
  case includeInText
  case keyboardShortcode
  case metaShortcode
  case substitution
  case role
  case mathRole
  case referenceRole
  case citationRole
  case rawFormat
  case codeAttributes
  case span
  case executableCode
  // Signs
  case emoji
  case marked
  case contents
  case wikiLink
  case unknownLink
  // Lines
  case target
  case comment
  case blockBreak
  case lineBlock
  case gridTable
  case simpleTable
  case exampleList
  case numberedList
  case letteredList
  case admonition
  case restructuredDirective
  case abbreviation
  // Code
  case executedFence
  case directiveFence
  case rawFence
  case diagramFence
  case fenceAttribute
  case includeInCode
  // TeX
  case looseFormula
  case openFormula
  case doubledBrackets
  case leftoverTeX
  case pageCommand
  case citeCommand

  /// Entry in the list: its name, where it comes from, the remedy and the severity.
  var entry: (what: String, origin: String, instead: String, severity: Diagnostic.Severity) {
    switch self {
    case .shortcode: ("the shortcode", "Quarto", "known are `include`, `video` and `pagebreak`", .error)
    case .includeInText:
      ("an include inside a line", "Quarto", "`{{< include … >}}` stands on a line of its own", .error)
    case .keyboardShortcode: ("the shortcode", "Quarto", "write `<kbd>…</kbd>`", .error)
    case .metaShortcode: ("the shortcode", "Quarto", "write the text itself, or a value as `` `{nn} x` ``", .error)
    case .substitution:
      ("the substitution", "MyST, Jinja", "write the text itself, or a value as `` `{nn} x` ``", .error)
    case .role: ("the role", "MyST, Sphinx", "write Markdown: links, code, `$…$`, `[@key]`, `@fig-a`", .error)
    case .mathRole: ("the role", "MyST, Sphinx", "write `$…$`", .error)
    case .referenceRole:
      ("the role", "MyST, Sphinx", "write `@fig-a`, `@sec-a`, `@eq-a`, or a link `[text](file.md#sec-a)`", .error)
    case .citationRole: ("the role", "MyST, Sphinx", "write `[@key]`, or `@key` as a part of the sentence", .error)
    case .rawFormat: ("raw text for another format", "pandoc", "only `{=html}` is known here", .error)
    case .codeAttributes: ("attributes of code in text", "pandoc", "write the code without braces behind it", .warning)
    case .span:
      ("a span with attributes", "pandoc", "write `**bold**`, `*italics*`, or HTML such as `<mark>…</mark>`", .warning)
    case .executableCode:
      ("code of another language in text is not run", "Quarto, knitr", "a value of `nn` is `` `{nn} x` ``", .error)
    case .emoji: ("an emoji by its name", "GitHub, pandoc", "write the sign itself; `\\:` keeps the colon", .warning)
    case .marked: ("marked text between `==`", "pandoc, Obsidian", "write `<mark>…</mark>`", .warning)
    case .contents: ("a table of contents", "pandoc, Python-Markdown", "pages have one of themselves", .warning)
    case .wikiLink: ("a link in double brackets", "Obsidian, wikis", "write `[text](file.md)`", .warning)
    case .unknownLink:
      (
        "a link to an address that is not given", "CommonMark", "write it on a line of its own: `[…]: address`",
        .warning
      )
    case .target: ("a target in brackets", "MyST", "label what follows: `## Title {#sec-a}`, `$$…$$ {#eq-a}`", .error)
    case .comment: ("a comment behind `%`", "MyST, TeX", "write `<!-- … -->`", .error)
    case .blockBreak: ("a block break", "MyST", "write a blank line", .error)
    case .lineBlock: ("a line block", "pandoc", "end lines with a backslash", .warning)
    case .gridTable: ("a grid table", "pandoc, reStructuredText", "write a table with bars: `| a | b |`", .error)
    case .simpleTable: ("a table without bars", "pandoc", "write a table with bars: `| a | b |`", .error)
    case .exampleList: ("a numbered example", "pandoc", "write `::: {#exm-a}`, and `@exm-a` where it is meant", .error)
    case .numberedList: ("a list numbered by `#.`", "pandoc, reStructuredText", "write `1.`", .warning)
    case .letteredList: ("a list with letters", "pandoc", "write `1.`, or `- (a) …`", .warning)
    case .admonition: ("an admonition", "MkDocs, Obsidian", "write `> [!NOTE]` or `::: {.callout-note}`", .error)
    case .restructuredDirective: ("a directive", "reStructuredText", "write `::: {.callout-note}`, or Markdown", .error)
    case .abbreviation: ("an abbreviation", "Markdown Extra", "write it out, or `<abbr title=\"…\">…</abbr>`", .warning)
    case .executedFence:
      (
        "a block of another language is not run", "Quarto, knitr, Jupyter",
        "to show it, write the language without braces", .error
      )
    case .directiveFence:
      ("the directive", "MyST", "write `::: {.callout-note}`, `$$…$$`, or an image", .error)
    case .rawFence: ("a raw block for another format", "pandoc", "only `{=html}` is known here", .error)
    case .diagramFence:
      ("a diagram is not drawn here", "Mermaid, Graphviz", "put it in as an image, or draw it with `graph`", .warning)
    case .fenceAttribute:
      ("the attribute", "pandoc, Quarto", "blocks of code take a language and `filename=\"…\"`", .warning)
    case .includeInCode:
      ("an include in a block of code stays text", "Quarto", "copy the code into the lesson", .warning)
    case .looseFormula:
      ("no formula, since a blank stands inside the dollars", "MathJax", "write it without the blank", .warning)
    case .openFormula:
      (
        "a formula that begins with `$$` does not end in its paragraph", "TeX",
        "take blank lines out of it, and close it with `$$`", .warning
      )
    case .doubledBrackets: ("a formula between doubled backslashes", "kramdown", "write it between dollars", .warning)
    case .leftoverTeX:
      ("a command of TeX outside a formula", "TeX", "formulas stand between `$` and `$`; words are Markdown", .warning)
    case .pageCommand: ("a command of TeX outside a formula", "TeX", "write `{{< pagebreak >}}`", .warning)
    case .citeCommand:
      ("a command of TeX outside a formula", "TeX", "write `[@key]`, or `@key` as a part of the sentence", .warning)
    }
  }

  /// - Parameter name: what stands in it: a shortcode's name, a formula.
  func diagnostic(_ name: String?, at range: SourceRange) -> Diagnostic {
    let entry = entry
    var message = entry.what
    if let name {
      switch self {
      case .looseFormula:
        return made("`\(name)` is no formula, since a blank stands inside its dollars", "write `$\(name)$`", range)
      case .doubledBrackets:
        return made("`\(name)` between doubled backslashes is no formula", "write `$\(name)$`", range)
      case .leftoverTeX, .pageCommand, .citeCommand:
        return made("the TeX command `\(name)` stands outside a formula", entry.instead, range)
      case .unknownLink:
        return made("no address is given for `\(name)`", "write it on a line of its own: `[\(name)]: address`", range)
      default: message += " `\(name)`"
      }
    }
    switch self {
    case .executableCode, .executedFence, .diagramFence, .includeInCode, .openFormula, .includeInText: break
    case .shortcode, .keyboardShortcode, .metaShortcode, .substitution, .role, .mathRole,
      .referenceRole,
      .citationRole, .rawFormat, .codeAttributes, .span, .emoji, .marked, .contents, .wikiLink, .unknownLink, .target,
      .comment, .blockBreak, .lineBlock, .gridTable, .simpleTable, .exampleList, .numberedList, .letteredList,
      .admonition, .restructuredDirective, .abbreviation, .directiveFence, .rawFence, .fenceAttribute, .looseFormula,
      .doubledBrackets, .leftoverTeX, .pageCommand, .citeCommand:
      message += " (\(entry.origin)) is not known here"
    }
    return made(message, entry.instead, range)
  }

  private func made(_ message: String, _ hint: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(.foreignConstruct, message, at: range, hint: hint, severity: entry.severity)
  }
}

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
    } else if code.starts(with: "r ".utf8), code.last == UInt8(ascii: ")"), code.contains(UInt8(ascii: "(")) {
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

  /// Construct that begins at the start of a line, and the length to point at.
  static func atLineStart(_ text: [UInt8], _ start: Int) -> (ForeignConstruct, Int)? {
    var end = start
    while end < text.count, text[end] != .newline { end += 1 }
    var last = end
    while last > start, text[last - 1].isSpace { last -= 1 }
    let line = text[start..<last]
    func begins(_ words: String) -> Bool { line.starts(with: words.utf8) }
    switch line.first {
    case UInt8(ascii: "+"):
      if begins("+++") { return (.blockBreak, 3) }
      let isBorder = line.count > 4 && line.last == UInt8(ascii: "+") && line.allSatisfy { "+-=:".utf8.contains($0) }
      return isBorder ? (.gridTable, line.count) : nil
    case UInt8(ascii: "%"):
      return line.count > 1 && line.dropFirst().first?.isBlank == true ? (.comment, line.count) : nil
    case UInt8(ascii: "("):
      if begins("(@"), let close = line.firstIndex(of: UInt8(ascii: ")")), close + 1 < line.endIndex,
        line[close + 1].isBlank
      {
        return (.exampleList, close + 1 - start)
      }
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
