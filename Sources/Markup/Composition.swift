/// Letters and marks put together (Unicode's canonical composition, UAX 15), for the letters that bibliographies have:
/// Latin, Greek and Cyrillic.
enum Composition {
  /// `"e"` and U+0301 → `"é"`; the mark goes to the first letter.
  static func adding(_ mark: Unicode.Scalar, to text: String) -> String {
    guard let first = text.first else { return String(mark) }
    var scalars = Array(String(first).unicodeScalars)
    // Accents stand on letters without a dot.
    if scalars[0] == "ı" { scalars[0] = "i" }
    if scalars[0] == "ȷ" { scalars[0] = "j" }
    let (letter, marks) = decomposed(scalars.removeFirst())
    return composed(letter, marks + scalars + [mark]) + text.dropFirst()
  }

  private static func composed(_ base: Unicode.Scalar, _ marks: [Unicode.Scalar]) -> String {
    let ordered = marks.enumerated().sorted { a, b in
      (a.element.properties.canonicalCombiningClass.rawValue, a.offset)
        < (b.element.properties.canonicalCombiningClass.rawValue, b.offset)
    }.map(\.element)
    var letter = base
    var rest: [Unicode.Scalar] = []
    var blocked: UInt8 = 0
    for mark in ordered {
      let order = mark.properties.canonicalCombiningClass.rawValue
      if rest.isEmpty || blocked < order, let whole = tables.whole[Parts(letter, mark)] {
        letter = whole
      } else {
        rest.append(mark)
        blocked = order
      }
    }
    var result = String.UnicodeScalarView()
    result.append(letter)
    result.append(contentsOf: rest)
    return String(result)
  }

  /// `"ế"` → `"e"`, U+0302 and U+0301.
  private static func decomposed(_ letter: Unicode.Scalar) -> (base: Unicode.Scalar, marks: [Unicode.Scalar]) {
    var base = letter
    var marks: [Unicode.Scalar] = []
    while let parts = tables.parts[base] {
      base = parts.base
      marks.append(parts.mark)
    }
    return (base, marks.reversed())
  }

  private struct Parts: Hashable {
    var base: Unicode.Scalar
    var mark: Unicode.Scalar

    init(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) {
      self.base = base
      self.mark = mark
    }
  }

  private static let tables: (whole: [Parts: Unicode.Scalar], parts: [Unicode.Scalar: Parts]) = {
    var whole: [Parts: Unicode.Scalar] = [:]
    var parts: [Unicode.Scalar: Parts] = [:]
    for row in CompositionTable.rows {
      var letters = row.pairs.unicodeScalars.makeIterator()
      while let base = letters.next(), let letter = letters.next() {
        whole[Parts(base, row.mark)] = letter
        parts[letter] = Parts(base, row.mark)
      }
    }
    return (whole, parts)
  }()
}
