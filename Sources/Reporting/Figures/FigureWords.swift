import Artifacts

/// The words that stand in drawings, in the report's language.
struct FigureWords: Sendable {
  var language: Language

  private func pick(_ english: String, _ korean: String) -> String { language == .ko ? korean : english }

  func pattern(_ pattern: GatePattern) -> String { Vocabulary.of(language).word(for: pattern) }

  func output(_ name: String?) -> FigureText {
    name.map { FigureText(name: $0) } ?? FigureText(pick("output", "출력"))
  }

  func cut(at line: Int) -> FigureText { FigureText(Vocabulary.of(language).cut(at: line)) }

  func branches(_ count: Int) -> String { pick("of \(count)", "\(count)갈래") }

  func layer(_ number: Int) -> String { pick("layer \(number)", "\(number)층") }

  func values(_ count: Int) -> String { pick("\(count) values", "값 \(count)개") }

  /// `4 gates · 3 params`
  func contents(gates: Int, parameters: Int, inputs: Int) -> String {
    var parts = [pick(gates == 1 ? "1 gate" : "\(gates) gates", "게이트 \(gates)개")]
    if parameters > 0 {
      parts.append(pick(parameters == 1 ? "1 param" : "\(parameters) params", "매개변수 \(parameters)개"))
    }
    if inputs > 0 { parts.append(pick(inputs == 1 ? "1 input" : "\(inputs) inputs", "입력 \(inputs)개")) }
    return parts.joined(separator: " · ")
  }

  /// `σ = four gates`
  func frame(_ name: String, gates: Int) -> FigureText {
    let small = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    let count = small.indices.contains(gates) ? small[gates] : String(gates)
    return FigureText(name: name)
      + FigureText(pick(gates == 1 ? " = one gate" : " = \(count) gates", " = 게이트 \(gates)개"))
  }
}

extension FigureWords {
  /// `Computational graph of f`
  func title(_ figure: GraphFigure) -> String {
    let name = figure.nodes.indices.contains(figure.output) ? figure.nodes[figure.output].name : nil
    guard let name else { return pick("Computational graph", "계산 그래프") }
    return pick("Computational graph of \(name)", "\(name)의 계산 그래프")
  }
}
