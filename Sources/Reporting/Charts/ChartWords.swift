import Formulas

/// The words that stand in charts and below them, in the report's language.
struct ChartWords: Sendable {
  var language: Language
  var digits: Int

  func pick(_ english: String, _ korean: String) -> String { language == .ko ? korean : english }

  func number(_ value: Double) -> FigureText { FigureText(notation(value)) }
  func notation(_ value: Double) -> Notation { NumberFormat(.significant, digits: digits).notation(of: value) }
  func plain(_ value: Double) -> String { NumberFormat(.significant, digits: digits).text(value) }

  var index: String { pick("index", "번호") }
  var first: String { pick("first", "처음") }
  var last: String { pick("last", "끝") }
  var seed: String { pick("seed", "씨앗") }
  var movingMean: String { pick("moving mean", "이동 평균") }
  var bestConstant: String { pick("best constant answer", "평균만 답할 때") }

  func unit(_ unit: HistoryChart.Unit) -> String {
    switch unit {
    case .step: pick("step", "갱신 횟수")
    case .epoch: pick("epoch", "에폭")
    case .round: pick("round", "반복")
    }
  }

  /// Series that training itself names get their word; others keep the author's.
  func series(_ name: String) -> String { name == "loss" ? pick("loss", "손실") : name }

  func role(_ isValidation: Bool) -> String {
    isValidation ? pick("validation", "검증") : pick("training", "학습")
  }

  private func counted(_ unit: HistoryChart.Unit, _ count: Int) -> String {
    switch unit {
    case .step: pick("step \(count)", "갱신 \(count)번")
    case .epoch: pick("epoch \(count)", "에폭 \(count)")
    case .round: pick("round \(count)", "\(count)번째 반복")
    }
  }

  func best(_ value: Notation, _ unit: HistoryChart.Unit, _ count: Int, isGreatest: Bool) -> Notation {
    let at = counted(unit, count)
    let word = isGreatest ? pick("greatest", "최대") : pick("least", "최소")
    return Notation(plain: word + " ") + value + Notation(plain: pick(" at \(at)", " (\(at))"))
  }

  func diverges(_ unit: HistoryChart.Unit, _ count: Int) -> String {
    pick("diverges at \(counted(unit, count))", "\(counted(unit, count))에서 발산")
  }

  func smoothedOver(_ window: Int, _ unit: HistoryChart.Unit) -> String {
    switch unit {
    case .step: pick("thick line: moving mean over \(window) steps", "굵은 선: 갱신 \(window)번의 이동 평균")
    case .epoch: pick("thick line: moving mean over \(window) epochs", "굵은 선: \(window)에폭의 이동 평균")
    case .round: pick("thick line: moving mean over \(window) rounds", "굵은 선: 반복 \(window)번의 이동 평균")
    }
  }

  /// `loss (log scale)`
  func logScale(_ title: String?) -> String {
    let words = pick("log scale", "로그 눈금")
    return title.map { "\($0) (\(words))" } ?? words
  }

  /// `x from −6 to 6`
  func range(_ name: String, _ lower: Double, _ upper: Double) -> String {
    pick(
      "\(name) from \(plain(lower)) to \(plain(upper))", "\(name): \(plain(lower))에서 \(plain(upper))까지")
  }

  func notShown(_ count: Int) -> String {
    pick(
      count == 1
        ? "1 value without a place on the log scale is not shown"
        : "\(count) values without a place on the log scale are not shown",
      "로그 눈금에 자리가 없는 값 \(count)개는 그리지 않음")
  }

  func undefined(_ count: Int) -> String {
    pick(
      count == 1 ? "1 value is not finite and leaves a gap" : "\(count) values are not finite and leave gaps",
      "유한하지 않은 값 \(count)개의 자리는 비어 있음")
  }
}
