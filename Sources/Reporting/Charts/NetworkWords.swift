/// Words of networks, in the report's language.
extension ChartWords {
  func networkTitle(_ name: String, _ widths: String) -> String {
    pick("Network \(name): \(widths)", "신경망 \(name): \(widths)")
  }

  /// What stands over a layer: `input`, `layer 1`, `output`.
  func layerName(_ index: Int, isLast: Bool) -> String {
    if index == 0 { return pick("input", "입력") }
    return isLast ? pick("output", "출력") : pick("layer \(index)", "계층 \(index)")
  }

  func units(_ count: Int) -> String {
    let number = Numbers.grouped(count)
    return pick(count == 1 ? "1 unit" : "\(number) units", "유닛 \(number)개")
  }

  func parameters(_ count: Int) -> String {
    let number = Numbers.grouped(count)
    return pick(count == 1 ? "1 parameter" : "\(number) parameters", "매개변수 \(number)개")
  }

  func layersOmitted(_ count: Int) -> String {
    pick(count == 1 ? "1 more layer" : "\(count) more layers", "계층 \(count)개 더")
  }

  /// `drawn: 7 of 784 units of the input`
  func unitsDrawn(_ layer: String, _ drawn: Int, _ count: Int) -> String {
    pick(
      "\(layer): \(drawn) of \(Numbers.grouped(count)) units drawn",
      "\(layer): 유닛 \(Numbers.grouped(count))개 가운데 \(drawn)개를 그림")
  }

  func weightSigns(positive: Int, negative: Int, zero: Int) -> String {
    let zeros = zero == 0 ? "" : pick(", \(zero) zero", ", 0은 \(zero)개")
    return pick(
      "Links drawn: \(positive) positive, \(negative) negative\(zeros).",
      "그린 연결: 양수 \(positive)개, 음수 \(negative)개\(zeros).")
  }

  var positive: String { pick("positive", "양수") }
  var negative: String { pick("negative", "음수") }
  var zero: String { pick("zero", "영") }
  /// What the widths of links measure.
  var weightSize: String { pick("|weight| up to", "|가중치| 최대") }
  var biasUnit: String { pick("always 1: its links are the biases", "언제나 1: 그 연결이 편향") }
  /// What a gradient in the picture belongs to.
  var gradientHere: String { pick("gradient of the loss", "손실의 기울기") }
  var activation: String { pick("activation", "활성값") }
  var fillMeaning: String { pick("the fill: activation, by sign and size", "채움: 활성값의 부호와 크기") }
  var parameter: String { pick("parameter", "매개변수") }
  var value: String { pick("value", "값") }
  var gradient: String { pick("gradient", "기울기") }
  var loss: String { pick("loss", "손실") }
}
