import SourceText

/// `\tag{A}`: the number that an author gives a formula, or a row of one.
///
/// `x = 1 \tag{A} \label{eq-a} \\ y = 2`, at the label → `A`
struct FormulaTag {
  /// Text between the braces.
  let text: String
  let range: Range<Int>

  static func mayStand(in tex: ArraySlice<UInt8>) -> Bool {
    tex.indices.contains { tex[$0] == .backslash && tex[$0...].starts(with: "\\tag".utf8) }
  }

  /// The tag of the row in which an offset stands; `nil` where it has none.
  init?(in tex: [UInt8], _ formula: Range<Int>, at offset: Int) {
    // Other environments break lines within one numbered row.
    let hasRows = ["align", "gather", "alignat"].contains { name in
      ["}", "*}"].contains { Self.first("\\begin{" + name + $0, in: tex, formula) != nil }
    }
    var row = formula
    if hasRows {
      var start = formula.lowerBound
      while let end = Self.first("\\\\", in: tex, start..<formula.upperBound), end < offset { start = end + 2 }
      row = start..<(Self.first("\\\\", in: tex, max(start, offset)..<formula.upperBound) ?? formula.upperBound)
    }
    for command in ["\\tag{", "\\tag*{"] {
      guard let start = Self.first(command, in: tex, row) else { continue }
      let open = start + command.utf8.count - 1
      guard let end = Macros.groupEnd(tex, open, row.upperBound) else { continue }
      range = open + 1..<end
      text = String(decoding: tex[range], as: UTF8.self)
      return
    }
    return nil
  }

  private static func first(_ pattern: String, in text: [UInt8], _ range: Range<Int>) -> Int? {
    let bytes = Array(pattern.utf8)
    var index = range.lowerBound
    while index + bytes.count <= range.upperBound {
      if text[index] == bytes[0], text[index...].starts(with: bytes) { return index }
      // `\\` is no start of a command behind it.
      index += text[index] == .backslash && bytes[0] == .backslash ? 2 : 1
    }
    return nil
  }

  /// That references cannot show it: they are text.
  func fault(at range: SourceRange) -> Diagnostic? {
    guard text.utf8.contains(where: { "\\${}".utf8.contains($0) }) else { return nil }
    return Diagnostic(
      .badMath, "the tag of a labelled formula is text, and `\(text)` is TeX", at: range,
      hint: "write letters, digits and signs, `\\tag{A1}`, since references show it")
  }
}
