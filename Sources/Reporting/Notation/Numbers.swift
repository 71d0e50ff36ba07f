import Artifacts
import Formulas
import SourceText

/// Numbers and small arrays as they stand in tables, steps and running text.
enum Numbers {
  static func notation(_ value: Double, digits: Int) -> Notation {
    NumberFormat(.significant, digits: digits).notation(of: value)
  }

  /// `−12` as nodes, powers of ten raised.
  static func html(_ value: Double, digits: Int) -> [HTMLNode] {
    notation(value, digits: digits).html
  }

  /// Behind a sign: `(−4)`, `3`.
  static func factor(_ value: Double, digits: Int) -> Notation {
    let inner = notation(value, digits: digits)
    return value < 0 ? Notation(plain: "(") + inner + Notation(plain: ")") : inner
  }

  /// A tensor in the room of a word: `−4`, `[1, 2]`, `[[1, 2], [3, 4]]`, and `[1, 2, …]` when it is large.
  static func compact(_ values: ShapedValues, digits: Int, limit: Int = 6) -> Notation {
    if values.shape.isEmpty, let value = values.values.first { return notation(value, digits: digits) }
    if values.values.isEmpty { return Notation(plain: "[]") }
    if values.values.count > limit { return compact(start: values.values, of: values.shape, digits: digits) }
    return listed(values.values[...], of: values.shape, digits: digits)
  }

  /// `[1, 2, …]` of a tensor whose first two entries are known.
  static func compact(start: [Double], of shape: [Int], digits: Int) -> Notation {
    listed(start.prefix(2), of: shape, digits: digits) + Notation(plain: cut(shape, bracketSizes(shape), after: 2))
  }

  /// Entries with the brackets of their rows.
  private static func listed(_ values: ArraySlice<Double>, of shape: [Int], digits: Int) -> Notation {
    // Numbers with raised exponents are no plain text: collect pieces.
    var result = Notation()
    let sizes = bracketSizes(shape)
    for (index, value) in values.enumerated() {
      let (before, after) = brackets(index, sizes)
      if !before.isEmpty { result.pieces.append(.plain(before)) }
      result.pieces.append(contentsOf: notation(value, digits: digits).pieces)
      if !after.isEmpty { result.pieces.append(.plain(after)) }
    }
    return result
  }

  /// The brackets of a tensor with nodes for its entries between them; what is longer is cut behind the first ones.
  static func listed(
    _ values: ShapedValues, limit: Int = 6, shown: Int = 2, _ entry: (ShapedValues) -> [HTMLNode]
  ) -> [HTMLNode] {
    guard !values.values.isEmpty else { return [.text("[]")] }
    let sizes = bracketSizes(values.shape)
    let isCut = values.values.count > limit
    var nodes: [HTMLNode] = []
    for k in 0..<(isCut ? shown : values.values.count) {
      let (before, after) = brackets(k, sizes)
      if !before.isEmpty { nodes.append(.text(before)) }
      nodes += entry(values.entry(k))
      if !after.isEmpty { nodes.append(.text(after)) }
    }
    if isCut { nodes.append(.text(cut(values.shape, sizes, after: shown))) }
    return nodes
  }

  /// As shown, in plain characters: `-0.393224`, `[1, 2]`; what is too long for a line is cut.
  static func ascii(_ values: ShapedValues, digits: Int) -> String {
    let format = NumberFormat(.significant, digits: digits)
    if values.shape.isEmpty, let value = values.values.first { return format.ascii(value) }
    if values.values.isEmpty { return "[]" }
    let sizes = bracketSizes(values.shape)
    let isCut = values.values.count > 64
    var text = ""
    for (index, value) in values.values.prefix(isCut ? 3 : 64).enumerated() {
      let (before, after) = brackets(index, sizes)
      text += before + format.ascii(value) + after
    }
    return isCut ? text + cut(values.shape, sizes, after: 3) : text
  }

  /// `, …]`: what stands for the entries behind the first ones, with the brackets that these left open.
  private static func cut(_ shape: [Int], _ sizes: [Int], after count: Int) -> String {
    ", …" + String(repeating: "]", count: sizes.count { count % $0 != 0 || $0 == sizes.last })
  }

  /// How many entries a bracket of each rank holds.
  private static func bracketSizes(_ shape: [Int]) -> [Int] {
    var sizes: [Int] = []
    var size = 1
    for length in shape.reversed() {
      size *= max(1, length)
      sizes.append(size)
    }
    return sizes
  }

  /// Signs before and behind an entry: `", ["` and `"]"`.
  private static func brackets(_ index: Int, _ sizes: [Int]) -> (before: String, after: String) {
    let opened = sizes.count { index % $0 == 0 }
    let closed = sizes.count { (index + 1) % $0 == 0 }
    return (
      (index > 0 ? ", " : "") + String(repeating: "[", count: opened), String(repeating: "]", count: closed)
    )
  }

  /// As ``compact(_:digits:limit:)``, a negative scalar in brackets.
  static func compactFactor(_ values: ShapedValues, digits: Int) -> Notation {
    if values.shape.isEmpty, let value = values.values.first { return factor(value, digits: digits) }
    return compact(values, digits: digits)
  }

  /// A derivative, as ``compact(_:digits:limit:)``; `∄` stands for what is no number, or infinite.
  static func derivative(_ values: ShapedValues, digits: Int) -> Notation {
    compact(values, digits: digits).withoutUndefined(values)
  }

  /// The same behind a sign.
  static func derivativeFactor(_ values: ShapedValues, digits: Int) -> Notation {
    compactFactor(values, digits: digits).withoutUndefined(values)
  }

  /// `16,777,216`
  static func grouped(_ number: Int) -> String { number.groupedDigits }

  /// `[2, 3]`, `[]` for a scalar.
  static func shape(_ shape: [Int]) -> String {
    "[" + shape.map(String.init).joined(separator: ", ") + "]"
  }
}

extension Notation {
  /// A derivative that is no number is not printed as one.
  fileprivate func withoutUndefined(_ values: ShapedValues) -> Notation {
    guard values.values.contains(where: { !$0.isFinite }) else { return self }
    return Notation(
      pieces.map { piece in
        switch piece {
        case .plain("NaN"), .plain("∞"), .plain("−∞"): .plain(CheckVerdict.undefined.sign)
        case .plain, .name, .superscript, .subscript: piece
        }
      })
  }
}
