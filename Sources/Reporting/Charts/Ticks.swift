import Artifacts
import Formulas

extension Ticks {
  /// `0.001`, `1`, `100`; bare powers, 10⁻⁵, `1`, 10², where one of them is far from 1.
  static func decadeTexts(_ exponents: [Int]) -> [FigureText] {
    let isPlain = exponents.allSatisfy { $0 >= -3 && $0 <= 4 }
    return exponents.map { exponent in
      if isPlain || exponent == 0 {
        return FigureText(NumberFormat(.significant, digits: 4).notation(of: power(exponent)))
      }
      return powerText(exponent)
    }
  }

  /// 10⁻⁴
  static func powerText(_ exponent: Int) -> FigureText {
    var text = FigureText("10")
    text.append(NumberFormat(.significant, digits: 4).text(Double(exponent)), .raised)
    return text
  }

  /// Equidistant ticks in full: with as many digits as tell neighbours apart.
  static func texts(_ ticks: [Double], exponent: Int?) -> [FigureText] {
    var digits = 6
    if let first = ticks.first, let last = ticks.last, ticks.count > 1 {
      let greatest = max(first.magnitude, last.magnitude)
      let step = ticks[1] - ticks[0]
      if step > 0, greatest < .infinity { digits = min(max(digits, decade(of: greatest) - decade(of: step) + 2), 15) }
    }
    let format = NumberFormat(.significant, digits: digits)
    return ticks.map { tick in
      guard let exponent else { return FigureText(format.notation(of: tick)) }
      return FigureText(format.notation(of: exponent < 0 ? tick * power(-exponent) : tick / power(exponent)))
    }
  }
}
