import Formulas

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

  /// A tensor in the room of a word: `−4`, `[1, 2]`, `[[1, 2], [3, 4]]`, and only its shape when it is large.
  static func compact(_ values: ShapedValues, digits: Int, limit: Int = 6) -> Notation {
    if values.shape.isEmpty, let value = values.values.first { return notation(value, digits: digits) }
    // Numbers with raised exponents are no plain text: collect pieces.
    guard values.values.count <= limit, !values.values.isEmpty else { return Notation(plain: shape(values.shape)) }
    var result = Notation()
    let sizes = bracketSizes(values.shape)
    for (index, value) in values.values.enumerated() {
      let (before, after) = brackets(index, sizes)
      if !before.isEmpty { result.pieces.append(.plain(before)) }
      result.pieces.append(contentsOf: notation(value, digits: digits).pieces)
      if !after.isEmpty { result.pieces.append(.plain(after)) }
    }
    return result
  }

  /// As shown, in plain characters: `-0.393224`, `[1, 2]`; what is too long for a line is only its shape.
  static func ascii(_ values: ShapedValues, digits: Int) -> String {
    let format = NumberFormat(.significant, digits: digits)
    if values.shape.isEmpty, let value = values.values.first { return format.ascii(value) }
    guard values.values.count <= 64, !values.values.isEmpty else { return shape(values.shape) }
    let sizes = bracketSizes(values.shape)
    var text = ""
    for (index, value) in values.values.enumerated() {
      let (before, after) = brackets(index, sizes)
      text += before + format.ascii(value) + after
    }
    return text
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

  /// What stands before and behind an entry: `", ["` and `"]"`.
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

  /// `[2, 3]`, `[]` for a scalar.
  static func shape(_ shape: [Int]) -> String {
    "[" + shape.map(String.init).joined(separator: ", ") + "]"
  }
}
