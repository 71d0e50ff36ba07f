import Artifacts
import Formulas

extension Artifact {
  /// The format in which its numbers stand on pages; of charts, in which they stand beside them.
  public var format: NumberFormat {
    let digits: Int? =
      switch self {
      case .value(let value): value.digits
      case .tuple(let items): items.first?.format.digits
      case .table(let table): table.digits
      case .gradients(let table): table.digits
      case .backward(let steps): steps.digits
      case .graph(let graph): graph.digits
      case .forward(let forward): forward.digits
      case .chart(let chart): chart.content.digits
      case .jacobian(let jacobian): jacobian.digits
      case .gradcheck, .summary, .text, .slider: nil
      }
    return digits.map { NumberFormat(digits: $0) } ?? NumberFormat()
  }
}

extension NumberFormat {
  /// Unit of the last digit of a number as it is shown: 0.01 of `−0.53`, 1e-6 of `2.5e-5`, 1 of `12`, 0.001 of
  /// `12.5%`; `nil` of what has no digits.
  public func lastDigit(of value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let text = ascii(value)
    let parts = text.split(separator: "e", omittingEmptySubsequences: false)
    let mantissa = parts[0].utf8.filter { $0 != UInt8(ascii: "%") }
    let decimals = mantissa.lastIndex(of: UInt8(ascii: ".")).map { mantissa.count - 1 - $0 } ?? 0
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - decimals - (text.utf8.last == UInt8(ascii: "%") ? 2 : 0)
    return Double("1e\(exponent)")
  }
}
