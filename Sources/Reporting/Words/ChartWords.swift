import Artifacts
import Formulas

/// Texts of charts, with numbers of as many digits as a chart shows.
struct ChartWords: Sendable {
  let say: any Vocabulary
  var digits: Int

  init(language: Language, digits: Int) {
    say = language.words
    self.digits = digits
  }

  func number(_ value: Double) -> FigureText { FigureText(notation(value)) }
  func notation(_ value: Double) -> Notation { NumberFormat(.significant, digits: digits).notation(of: value) }
  func plain(_ value: Double) -> String { NumberFormat(.significant, digits: digits).text(value) }

  /// Series that training itself names get their word; others keep the author's.
  func series(_ name: String) -> String {
    // An entry of a vector keeps its index: `path[0]`.
    let base = name.prefix { $0 != "[" }
    return say.series(String(base)) + name.dropFirst(base.count)
  }

  /// `least 0.02 at step 4`
  func best(_ value: Notation, _ unit: HistoryChart.Unit, _ count: Int, isGreatest: Bool) -> Notation {
    Notation(plain: say.best(isGreatest: isGreatest) + " ") + value + Notation(plain: say.at(unit, count))
  }

  /// `loss (log scale)`
  func logScale(_ title: FigureText?) -> FigureText {
    title.map { $0 + FigureText(" (\(say.logScale))") } ?? FigureText(say.logScale)
  }

  /// `x from −6 to 6`
  func range(_ name: String, _ lower: Double, _ upper: Double) -> String {
    say.range(name, plain(lower), plain(upper))
  }

  func span(_ lower: Double, _ upper: Double) -> String { say.span(plain(lower), plain(upper)) }

  /// `square: corners (0, 0), (1, 0), (1, 1).`
  func corners(_ name: String, _ corners: [(x: Double, y: Double)], more: Int) -> String {
    say.corners(name, corners.map { "(\(plain($0.x)), \(plain($0.y)))" }, more: more)
  }
}
