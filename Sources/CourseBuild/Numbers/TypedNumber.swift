/// A decimal number as an author types it, with the place of its last digit.
///
/// `−0.25` is −0.25 to hundredths; `1.0 × 10⁻³` is 0.001 to ten-thousandths; `25 %` is 0.25 to hundredths; `1,024` is 1024
/// to units. A comma parts thousands, a point the fraction, as English and Korean have it; in German or French `0,25` and
/// `1.024`, or `1 024` with a fixed blank.
struct TypedNumber: Equatable {
  var value: Double
  /// Unit of the last digit: 0.01 of `−0.25`.
  var unit: Double
  /// Digits behind the point, as they are written.
  var decimals: Int
  /// Of ten, with the power that is written; 0 without one.
  var exponent: Int
  var isPercent: Bool
  var hasGroups: Bool { groupMark != nil }
  /// Sign between groups of three digits, where there is one.
  var groupMark: Unicode.Scalar?
  /// A comma parts the fraction.
  var hasDecimalComma: Bool
  /// `−` rather than `-`.
  var hasTrueMinus: Bool
  /// How the power of ten is written: ` × 10`, `e`.
  var power: String

  enum Fault: Error, Equatable {
    case noNumber
    /// `1,5`: thousands, or a fraction?
    case ambiguousComma
    /// `1.5`, where a comma parts fractions.
    case ambiguousPoint
  }

  /// - Parameter comma: the language of the text parts fractions by one.
  init(_ text: String, comma: Bool = false) throws(Fault) {
    var reader = Reader(text, comma: comma)
    reader.skipSpaces()
    let sign = reader.sign()
    guard let mantissa = try reader.mantissa() else { throw .noNumber }
    let (power, exponent) = try reader.power() ?? ("", 0)
    reader.skipSpaces()
    let isPercent = reader.take("%")
    reader.skipSpaces()
    guard reader.isAtEnd else { throw .noNumber }
    self.decimals = mantissa.decimals
    self.exponent = exponent
    self.isPercent = isPercent
    self.groupMark = mantissa.groupMark
    hasDecimalComma = comma
    self.hasTrueMinus = sign == "−"
    self.power = power
    let scale = exponent - (isPercent ? 2 : 0)
    let isNegative = sign == "-" || sign == "−"
    guard let value = Double((isNegative ? "-" : "") + mantissa.digits + "e\(scale)"),
      let unit = Double("1e\(scale - mantissa.decimals)"), value.isFinite, unit > 0, unit.isFinite
    else { throw .noNumber }
    self.value = value
    self.unit = unit
  }

  /// Whether a computed number is what the text says: within half a unit of the last digit, ties either way, or within
  /// `tolerance`, where that is more.
  func states(_ computed: Double, tolerance: Double = 0) -> Bool {
    // The decimal bounds are no binary numbers; a millionth of the unit is for their rounding.
    (computed - value).magnitude <= max(unit / 2 * (1 + 1e-6), tolerance)
  }
}

/// Reads from left to right, by Unicode scalars.
private struct Reader {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private static let raised: [Unicode.Scalar: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-",
    "⁺": "+",
  ]

  private let comma: Bool

  init(_ text: String, comma: Bool) {
    scalars = Array(text.unicodeScalars)
    self.comma = comma
  }

  var isAtEnd: Bool { index == scalars.count }
  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// Thin and fixed spaces too.
  mutating func skipSpaces() { while let next, next.properties.isWhitespace { index += 1 } }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  mutating func sign() -> Unicode.Scalar? {
    guard let next, next == "-" || next == "−" || next == "+" else { return nil }
    index += 1
    return next
  }

  private mutating func digits() -> String {
    var digits = ""
    while let next, ("0"..."9").contains(next) {
      digits.unicodeScalars.append(next)
      index += 1
    }
    return digits
  }

  mutating func mantissa() throws(TypedNumber.Fault) -> (digits: String, decimals: Int, groupMark: Unicode.Scalar?)? {
    var whole = digits()
    guard !whole.isEmpty else { return nil }
    var mark: Unicode.Scalar?
    while let next, mark.map({ $0 == next }) ?? groupMarks.contains(next) {
      // A blank before ` × 10` or ` %` parts nothing.
      guard index + 1 < scalars.count, ("0"..."9").contains(scalars[index + 1]) || next == "," || next == "." else {
        break
      }
      index += 1
      let group = digits()
      guard group.utf8.count == 3, whole.utf8.count <= 3 || mark != nil else {
        throw comma ? .ambiguousPoint : .ambiguousComma
      }
      whole += group
      mark = next
    }
    guard take(comma ? "," : ".") else { return (whole, 0, mark) }
    let fraction = digits()
    return fraction.isEmpty ? nil : (whole + "." + fraction, fraction.utf8.count, mark)
  }

  private var groupMarks: [Unicode.Scalar] { comma ? [".", "\u{A0}", "\u{202F}"] : [","] }

  /// `e-3`, ` × 10⁻³`, ` · 10^-3`; where that is not what follows, nothing is read.
  mutating func power() throws(TypedNumber.Fault) -> (String, Int)? {
    let start = index
    if take("e") || take("E") {
      guard let exponent = exponent() else { throw .noNumber }
      return ("e", exponent)
    }
    skipSpaces()
    guard take("×") || take("·") || take("*") else {
      index = start
      return nil
    }
    skipSpaces()
    guard take("1"), take("0") else { throw .noNumber }
    let sign = String(String.UnicodeScalarView(scalars[start..<index]))
    if take("^") {
      guard let exponent = exponent() else { throw .noNumber }
      return (sign + "^", exponent)
    }
    var digits = ""
    while let next, let digit = Self.raised[next] {
      digits.append(digit)
      index += 1
    }
    guard let exponent = Int(digits), exponent.magnitude < 400 else { throw .noNumber }
    return (sign, exponent)
  }

  private mutating func exponent() -> Int? {
    let sign = sign()
    guard let magnitude = Int(digits()), magnitude < 400 else { return nil }
    return sign == "-" || sign == "−" ? -magnitude : magnitude
  }
}
