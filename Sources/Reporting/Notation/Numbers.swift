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
    guard values.values.count <= limit, !values.values.isEmpty else { return Notation(plain: shape(values.shape)) }
    var result = Notation()
    // How many entries a bracket of each rank holds, innermost last.
    var sizes: [Int] = []
    var size = 1
    for length in values.shape.reversed() {
      size *= length
      sizes.append(size)
    }
    for (index, value) in values.values.enumerated() {
      let opened = sizes.filter { $0 > 0 && index % $0 == 0 }.count
      let closed = sizes.filter { $0 > 0 && (index + 1) % $0 == 0 }.count
      let before = (index > 0 ? ", " : "") + String(repeating: "[", count: opened)
      if !before.isEmpty { result.pieces.append(.plain(before)) }
      result.pieces.append(contentsOf: notation(value, digits: digits).pieces)
      if closed > 0 { result.pieces.append(.plain(String(repeating: "]", count: closed))) }
    }
    return result
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
