import NNSyntax

/// An operand as a hint repeats it.
struct ForeignOperand {
  /// Of a named argument, as it is written.
  let name: String?
  /// Its source on one line, behind its name; `…` for what is long or of another library.
  let text: String
  /// In brackets where a sign could tear it apart.
  let factor: String
  /// A tuple without its brackets.
  let spread: String
  /// Those of a list or a tuple.
  let items: [String]?
  /// Its value where it is a whole number that is written out.
  let whole: Int?

  /// - Parameter translated: an expression as it is written here, where it is known.
  init(_ argument: Argument, translated: (Expression) -> String?) {
    func short(_ expression: Expression) -> String {
      let source = translated(expression) ?? expression.range.text
      let line = source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return line.count > 40 || ForeignTerm.mentionsModule(line) ? "…" : line
    }
    let value = short(argument.value)
    name = argument.name?.text
    text = (argument.name.map { (ForeignTerm.parameters[$0.text] ?? $0.text) + ": " } ?? "") + value
    whole = Int(value)
    switch argument.value.kind {
    case .chain, .unary, .conditional: factor = "(\(value))"
    case .number, .text, .name, .array, .tuple, .call, .index, .member, .loop, .comprehension, .error:
      factor = value.hasPrefix("-") ? "(\(value))" : value
    }
    switch argument.value.kind {
    case .tuple(let parts):
      let written = parts.map(short)
      spread = written.joined(separator: ", ")
      items = written
    case .array(let parts):
      spread = text
      items = parts.map(short)
    case .number, .text, .name, .unary, .chain, .call, .index, .member, .loop, .comprehension, .conditional, .error:
      spread = text
      items = nil
    }
  }
}

extension ForeignTerm {
  /// `np.exp(a) + 1`
  static func mentionsModule(_ source: String) -> Bool {
    source.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }.contains { word in
      word.contains(".") && word.split(separator: ".").first.map { modules.contains(String($0)) } == true
    }
  }
}
