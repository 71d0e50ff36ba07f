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
    let letter = scalars.removeFirst()
    var marks = [Unicode.Scalar]()
    var base = letter
    if let parts = decomposed[letter] {
      base = parts.base
      marks = parts.marks
    }
    marks += scalars + [mark]
    return composed(base, marks) + text.dropFirst()
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
      if rest.isEmpty || blocked < order, let whole = whole[key(letter, mark)] {
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

  private static func key(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> String {
    var pair = String.UnicodeScalarView()
    pair.append(letter)
    pair.append(mark)
    return String(pair)
  }

  private static let ranges: [ClosedRange<UInt32>] = [
    0xC0...0x24F, 0x386...0x3CE, 0x400...0x4FF, 0x1E00...0x1EFF, 0x1F00...0x1FFF,
  ]

  /// Letters by their parts. Strings compare by what they mean, so a letter is found under its parts.
  private static let whole: [String: Unicode.Scalar] = {
    var letters: [String: Unicode.Scalar] = [:]
    for scalar in ranges.joined().lazy.compactMap(Unicode.Scalar.init) {
      letters[String(scalar)] = letters[String(scalar)] ?? scalar
    }
    return letters
  }()

  /// The parts of a letter, found the other way round.
  private static let decomposed: [Unicode.Scalar: (base: Unicode.Scalar, marks: [Unicode.Scalar])] = {
    let marks = Set(LaTeXSymbols.accents.values).sorted { $0.value < $1.value }
    let plain = (0x41...0x7A).compactMap(Unicode.Scalar.init(_:)) + ranges.joined().compactMap(Unicode.Scalar.init)
    var parts: [Unicode.Scalar: (base: Unicode.Scalar, marks: [Unicode.Scalar])] = [:]
    for base in plain {
      for mark in marks {
        guard let letter = whole[key(base, mark)], letter != base, parts[letter] == nil else { continue }
        let below = parts[base] ?? (base, [])
        parts[letter] = (below.base, below.marks + [mark])
      }
    }
    return parts
  }()
}
