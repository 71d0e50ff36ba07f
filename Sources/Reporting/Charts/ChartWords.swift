import Artifacts
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
  var nothingToDraw: String { pick("nothing to draw: the entries are large tensors", "그릴 것이 없음: 원소가 큰 텐서") }
  var first: String { pick("first", "처음") }
  var last: String { pick("last", "끝") }
  var seed: String { pick("seed", "씨앗") }
  var movingMean: String { pick("moving mean", "이동 평균") }
  var bestConstant: String { pick("best constant answer", "가장 좋은 상수") }

  func unit(_ unit: HistoryChart.Unit) -> String {
    switch unit {
    case .step: pick("step", "갱신 횟수")
    case .epoch: pick("epoch", "에포크")
    case .round: pick("round", "반복")
    }
  }

  /// Series that training itself names get their word; others keep the author's.
  func series(_ name: String) -> String {
    // An entry of a vector keeps its index: `path[0]`.
    let base = name.prefix { $0 != "[" }
    return word(forSeries: String(base)) + name.dropFirst(base.count)
  }

  private func word(forSeries name: String) -> String {
    switch name {
    case "loss": pick("loss", "손실")
    case "accuracy": pick("accuracy", "정확도")
    case "path": pick("path", "지나온 곳")
    case "val_loss": pick("val_loss", "검증 손실")
    case "val_accuracy": pick("val_accuracy", "검증 정확도")
    default: name
    }
  }

  func role(_ isValidation: Bool) -> String {
    isValidation ? pick("validation", "검증") : pick("training", "학습")
  }

  private func counted(_ unit: HistoryChart.Unit, _ count: Int) -> String {
    switch unit {
    case .step: pick("step \(count)", "갱신 \(count)번")
    case .epoch: pick("epoch \(count)", "에포크 \(count)")
    case .round: pick("round \(count)", "\(count)번째 반복")
    }
  }

  func best(_ value: Notation, _ unit: HistoryChart.Unit, _ count: Int, isGreatest: Bool) -> Notation {
    let at = counted(unit, count)
    return Notation(plain: best(isGreatest: isGreatest) + " ") + value + Notation(plain: pick(" at \(at)", " (\(at))"))
  }

  func best(isGreatest: Bool) -> String { isGreatest ? pick("greatest", "최대") : pick("least", "최소") }

  /// `0.003339 at 5947`
  func valueAt(_ value: FigureText, _ count: Int) -> FigureText {
    language == .ko ? FigureText("\(count)번째 ") + value : value + FigureText(" at \(count)")
  }

  func diverges(_ unit: HistoryChart.Unit, _ count: Int) -> String {
    pick("diverges at \(counted(unit, count))", "\(counted(unit, count))에서 발산")
  }

  func smoothedOver(_ window: Int, _ unit: HistoryChart.Unit) -> String {
    switch unit {
    case .step: pick("thick line: moving mean over \(window) steps", "굵은 선: 갱신 \(window)번의 이동 평균")
    case .epoch: pick("thick line: moving mean over \(window) epochs", "굵은 선: \(window)에포크의 이동 평균")
    case .round: pick("thick line: moving mean over \(window) rounds", "굵은 선: 반복 \(window)번의 이동 평균")
    }
  }

  /// `loss (log scale)`
  func logScale(_ title: FigureText?) -> FigureText {
    let words = pick("log scale", "로그 눈금")
    return title.map { $0 + FigureText(" (\(words))") } ?? FigureText(words)
  }

  /// `x from −6 to 6`
  func range(_ name: String, _ lower: Double, _ upper: Double) -> String {
    pick("\(name) ", "\(name): ") + span(lower, upper)
  }

  func span(_ lower: Double, _ upper: Double) -> String {
    pick("from \(plain(lower)) to \(plain(upper))", "\(plain(lower))에서 \(plain(upper))까지")
  }

  var oneUnit: String { pick("A unit is as long on both axes.", "두 축에서 단위의 길이가 같다.") }

  func polygons(_ names: String, _ count: Int) -> String {
    pick(count == 1 ? "Polygon \(names)" : "Polygons \(names)", "다각형 \(names)")
  }

  /// `square: corners (0, 0), (1, 0), (1, 1).`
  func corners(_ name: String, _ corners: [(x: Double, y: Double)], more: Int) -> String {
    var list = corners.map { "(\(plain($0.x)), \(plain($0.y)))" }
    if more > 0 { list.append(pick("and \(more) more", "그 밖에 \(more)개")) }
    let text = list.joined(separator: ", ")
    return pick("\(name): corners \(text).", "\(name): 꼭짓점 \(text).")
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

/// Words of points, pictures and counts.
extension ChartWords {
  var values: String { pick("values", "값") }
  var truth: String { pick("truth", "정답") }
  var layer: String { pick("layer", "층") }
  var count: String { pick("count", "개수") }
  var mean: String { pick("mean", "평균") }
  var deviation: String { pick("standard deviation", "표준편차") }
  var black: String { pick("black", "검정") }
  var white: String { pick("white", "하양") }
  var ringed: String { pick("rings: told wrong", "고리: 틀린 점") }
  var gradientSize: String { pick("root mean square of the gradient", "기울기의 제곱평균제곱근") }
  var truthAndPrediction: String { pick("rows: truth, columns: prediction", "행: 정답, 열: 예측") }

  func points(_ count: Int) -> String { pick(count == 1 ? "1 point" : "\(count) points", "점 \(count)개") }

  func pointsDrawn(_ drawn: Int, _ total: Int) -> String {
    pick("\(drawn) of \(total) points drawn", "점 \(total)개 가운데 \(drawn)개를 그림")
  }

  func valueCount(_ count: Int) -> String { pick(count == 1 ? "1 value" : "\(count) values", "값 \(count)개") }

  /// `most, 12, from 0 to 0.5`
  func most(_ count: Int, _ low: String, _ high: String) -> String {
    pick("Most, \(count), from \(low) to \(high).", "\(low)에서 \(high) 사이가 \(count)개로 가장 많다.")
  }

  func block(_ size: Int) -> String {
    pick("one cell = mean of \(size) × \(size) entries", "한 칸 = \(size) × \(size) 원소의 평균")
  }

  func correct(_ correct: Int, _ total: Int) -> String {
    pick("\(correct) of \(total) correct", "\(total)개 가운데 \(correct)개 맞음")
  }

  func pictures(_ count: Int, _ height: Int, _ width: Int) -> String {
    pick(
      count == 1 ? "\(height) × \(width) pixels" : "\(count) pictures of \(height) × \(width) pixels",
      count == 1 ? "\(height) × \(width) 화소" : "\(height) × \(width) 화소 그림 \(count)장")
  }

  func picturesShown(_ shown: Int, _ total: Int) -> String {
    pick("the first \(shown) of \(total)", "\(total)장 가운데 앞의 \(shown)장")
  }

  /// What stands before the value at the end of a way: `last f =`.
  func lastOf(_ name: String) -> String { pick("last \(name) =", "끝 \(name) =") }

  func minimum(_ value: String, _ x: String, _ y: String) -> String {
    pick("Least \(value) at (\(x), \(y)).", "최솟값 \(value), (\(x), \(y)).")
  }

  func way(_ name: String, steps: Int, from: String, to: String, value: String?) -> String {
    pick(
      "\(name): \(steps) steps from \(from) to \(to)" + (value.map { ", value \($0)." } ?? "."),
      "\(name): \(from)에서 \(to)까지 \(steps)걸음" + (value.map { ", 값 \($0)." } ?? "."))
  }

  func pathMarks(hasMinimum: Bool) -> String {
    hasMinimum ? pick("○ start, ＋ minimum", "○ 출발점, ＋ 최솟값") : pick("○ start", "○ 출발점")
  }

  func leaves(_ names: [String]) -> String {
    let list = names.joined(separator: ", ")
    return pick("\(list): leaves the picture", "\(list): 그림 밖으로 나감")
  }
}
