import Artifacts
import Formulas
import Markup

/// Where a single printed number stands on the lesson's tape, and how it is written: what the page's script needs to
/// write it again. Nothing in a lesson without sliders has one.
struct NumberMark: Sendable, Hashable {
  /// How it stands in its place.
  enum Use: String, Sendable, Hashable {
    case number = ""
    /// Behind a sign: in brackets where it is negative.
    case factor = "f"
    /// `∄` for what is no number, or infinite.
    case derivative = "d"
    case derivativeFactor = "df"
    /// A difference: `–` where no step can tell.
    case numeric = "n"

    var isFactor: Bool { self == .factor || self == .derivativeFactor }
    var isDerivative: Bool { self == .derivative || self == .derivativeFactor }
  }

  /// Their sum.
  var places: [Int]
  var format: NumberFormat
  var use: Use

  /// `data-q="12" data-as="s4" data-use="df"`
  var attributes: [HTMLNode.Attribute] {
    let kind =
      switch format.style {
      case .significant: "s"
      case .fixed: "f"
      case .exponential: "e"
      case .general: "g"
      case .percent: "p"
      }
    return [
      ("data-q", places.map { "\($0)" }.joined(separator: "+")), ("data-as", "\(kind)\(format.digits)"),
    ] + (use == .number ? [] : [("data-use", use.rawValue)])
  }
}

extension ShapedValues {
  /// One of its entries, with its place.
  func entry(_ k: Int) -> ShapedValues {
    var entry = ShapedValues(values[k])
    entry.places = places?.map { $0 + k }
    return entry
  }

  /// The mark of a single number.
  func mark(_ format: NumberFormat, _ use: NumberMark.Use) -> NumberMark? {
    guard let places, shape.isEmpty else { return nil }
    return NumberMark(places: places, format: format, use: use)
  }
}

extension Numbers {
  /// A tensor in the room of a word, each of its numbers with its mark.
  static func nodes(_ values: ShapedValues, digits: Int, _ use: NumberMark.Use) -> [HTMLNode] {
    func notation(_ values: ShapedValues) -> Notation {
      switch use {
      case .number: compact(values, digits: digits)
      case .factor: compactFactor(values, digits: digits)
      case .derivative: derivative(values, digits: digits)
      case .derivativeFactor: derivativeFactor(values, digits: digits)
      case .numeric: values.values.contains { $0.isNaN } ? Notation(plain: "–") : compact(values, digits: digits)
      }
    }
    guard values.places != nil else { return notation(values).html }
    if values.shape.isEmpty {
      return marked(notation(values), values.mark(NumberFormat(.significant, digits: digits), use))
    }
    let use: NumberMark.Use = use == .numeric ? use : use.isDerivative ? .derivative : .number
    return listed(values) { marked(entry: $0, digits: digits, use) }
  }

  private static func marked(entry: ShapedValues, digits: Int, _ use: NumberMark.Use) -> [HTMLNode] {
    nodes(entry, digits: digits, use)
  }

  static func marked(_ notation: Notation, _ mark: NumberMark?) -> [HTMLNode] {
    mark.map { [.element("span", $0.attributes, notation.html)] } ?? notation.html
  }

  /// An expression in the text that sliders move: each of its numbers with its mark.
  static func nodes(_ number: FollowingNumber, _ notation: Notation) -> [HTMLNode] {
    guard number.value.places != nil else { return notation.html }
    if let mark = number.value.mark(number.format, .number) { return marked(notation, mark) }
    let limit = 100
    return listed(number.value, limit: limit, shown: limit) { entry in
      marked(number.format.notation(of: entry.values[0]), entry.mark(number.format, .number))
    }
  }
}

extension Formula {
  /// The expressions that it holds.
  var expressionIndices: [Int] {
    pieces.compactMap { piece in
      if case .expression(let index) = piece { index } else { nil }
    }
  }
}
