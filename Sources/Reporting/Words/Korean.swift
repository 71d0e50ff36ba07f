import Artifacts
import Formulas

/// Readers' words in Korean.
struct Korean: Vocabulary {
  var tongue: Language { .ko }
  var hasParticles: Bool { true }
  func continued(_ text: String, behind value: Notation) -> String {
    // `{nn} share`%를, with a blank before the sign or none.
    let unit = text.prefix { $0.isWhitespace || $0 == "%" }
    guard unit.last == "%", unit.count <= 2 else {
      return LastSound(of: value).map { Particle.agreed(text, behind: $0) } ?? text
    }
    return unit + Particle.agreed(String(text.dropFirst(unit.count)), behind: .vowel)
  }

  // MARK: Pages
  var figure: String { "그림" }
  var table: String { "표" }
  var equation: String { "식" }
  var section: String { "절" }
  var contents: String { "차례" }
  var skipToContent: String { "본문으로 건너뛰기" }
  var footnotes: String { "주" }
  var backToText: String { "본문으로 돌아가기" }
  var references: String { "참고 문헌" }
  func permalink(to heading: String) -> String { "‘\(heading)’의 주소" }
  var copying: CopyWords { CopyWords(copy: "복사", copied: "복사했다.", failed: "브라우저가 복사를 허락하지 않는다.") }
  var keys: KeyWords {
    KeyWords(
      title: "단축키", close: "닫기", search: "강좌에서 찾기", help: "이 목록을 열고 닫기",
      numbers: "본문의 수에서: 다른 수로, Enter로 그 블록으로", player: "재생기에서: 한 단계씩", slider: "슬라이더에서: 값 바꾸기",
      escape: "열린 것 닫기")
  }
  var sheets: SheetWords {
    SheetWords(
      glossary: "용어집", glossaryLede: "강좌의 용어를 정의하는 문장과 함께 모았다. 링크를 따라가면 그 문장이 있는 곳이 나온다.",
      rules: "역전파 규칙",
      rulesLede: "연산마다 무엇을 계산하고, 역전파 때 각 입력에 무엇을 돌려주는지 모았다. 프로그램이 실제로 계산에 쓰는 규칙이며, 이 페이지를 만들 때마다 하나하나 계산해서 비교한다.",
      elementwise: "원소별 연산", reductions: "여러 수를 하나로", matrices: "행렬", layers: "계층과 손실",
      operation: "연산", shapes: "모양", forward: "순전파", backward: "역전파: 각 입력이 받는 것",
      signs: "`f`는 결과, `df`는 상류 기울기 ∂L/∂f, `dx` = ∂L/∂x는 `x`에 돌려주는 기울기, `n`은 원소나 표본의 수이다. "
        + "[*x* > 0] 같은 대괄호는 조건이 성립하면 1, 아니면 0이다.")
  }
  var search: SearchWords {
    SearchWords(
      button: "찾기", label: "강좌에서 찾기", results: "찾은 절", keys: "↑ ↓로 고르고 Enter로 연다. Esc로 닫는다.",
      loading: "불러오는 중 …", failed: "찾기에 쓸 파일이 이 페이지 곁에 없다.", found: "절 {}개", none: "찾은 것이 없다.",
      close: "닫기")
  }
  func reading(minutes: Int) -> String { "읽는 데 \(minutes)분" }
  var source: String { "원본 파일" }
  var schemes: SchemeWords {
    SchemeWords(group: "화면 색", light: "밝게", dark: "어둡게", system: "시스템 설정대로")
  }
  func computed(inBlock number: Int) -> String { "블록 \(number)에서 계산" }
  var answers: AnswerWords {
    AnswerWords(
      yours: "답:", blank: "답을 쓰는 줄",
      practice: "답은 이 페이지 안에서만 채점되고 이 기기에만 남는다. 연습이지 시험이 아니다. 페이지가 채점할 수 있는 것은 "
        + "페이지의 소스를 읽는 사람도 알아낼 수 있다.",
      check: "확인", right: "맞다.", wrong: "아직 아니다.", sign: "크기는 맞고 부호가 다르다.",
      point: "숫자는 맞고 소수점의 자리가 다르다.", inverse: "답의 역수다.",
      form: "수로 쓴다: −0.25, 1/4, 25%, 2.5×10^-3.",
      name: { exercise, number in exercise + "답" + (number.map { " \($0)" } ?? "") })
  }
  var origins: OriginWords {
    OriginWords(source: "블록을 가져온 강의:", hint: "화살표 키로 다른 수, Enter로 블록으로 간다.")
  }
  var note: String { "참고" }
  var tip: String { "도움말" }
  var important: String { "중요" }
  var warning: String { "경고" }
  var caution: String { "주의" }
  var exercise: String { "연습 문제" }
  var solution: String { "풀이" }
  var hintTitle: String { "도움말" }
  var theorem: String { "정리" }
  var lemma: String { "보조정리" }
  var corollary: String { "따름정리" }
  var proposition: String { "명제" }
  var conjecture: String { "추측" }
  var definitionTitle: String { "정의" }
  var example: String { "보기" }
  var remark: String { "덧붙임" }
  var proof: String { "증명" }
  var video: String { "동영상" }
  var sound: String { "소리" }
  var code: String { "코드" }
  var text: String { "글" }
  var previous: String { "이전" }
  var next: String { "다음" }
  var lessons: String { "강의 목록" }
  var error: String { "오류" }
  var hint: String { "도움" }
  var expectedError: String { "이 오류는 강의의 일부이다" }
  var skipped: String { "실행하지 않음: 위에서 실패한 블록의 이름을 쓴다" }
  func array(_ shape: [Int]) -> String {
    switch shape.count {
    case 1: "원소 \(shape[0])개의 벡터"
    case 2: "\(shape[0])행 \(shape[1])열 행렬"
    default: "모양이 \(shape.map { "\($0)" }.joined(separator: " 곱하기 "))인 배열"
    }
  }
  func claims(_ count: Int) -> String { "\(count)개의 주장이 성립" }
  // MARK: Gradients and their checks
  var variable: String { "변수" }
  var operation: String { "연산" }
  var value: String { "값" }
  var local: String { "국소 미분" }
  var upstream: String { "상류 기울기" }
  var gradient: String { "기울기" }
  var numeric: String { "수치 미분" }
  var check: String { "검사" }
  var inputs: String { "잎: 입력" }
  var input: String { "입력" }
  var sum: String { "합" }
  var total: String { "합계" }
  var through: String { "경유" }
  var node: String { "노드" }
  var shape: String { "모양" }
  var entries: String { "원소" }
  var steps: String { "역전파를 한 단계씩" }
  var seed: String { "여기서 시작한다" }
  var pass: String { "통과" }
  var fail: String { "실패" }
  var undecided: String { "판정 보류" }
  var undefined: String { "정의되지 않음" }
  var unchecked: String { "검사 안 함" }
  var definition: String { "정의상" }
  var cut: String { "끊김" }
  func cut(at line: Int) -> String { "\(line)번째 줄에서 \(cut)" }
  func compared(_ looked: Int, of entries: Int) -> String {
    "원소 \(Numbers.grouped(entries))개 가운데 \(Numbers.grouped(looked))개 비교"
  }
  var gradientCheck: String { "기울기 검사" }
  var maxRelative: String { "상대 오차 최대" }
  var meanAbsolute: String { "절대 오차 평균" }
  var maxAbsolute: String { "절대 오차 최대" }
  var worst: String { "가장 어긋난 원소" }
  var position: String { "원소" }
  var analytic: String { "기울기" }
  var difference: String { "차이" }
  var relative: String { "상대 오차" }
  // MARK: Models and tables
  var layer: String { "계층" }
  var outputShape: String { "출력" }
  var parameters: String { "매개변수" }
  var numbers: String { "숫자로 보기" }
  // MARK: Players
  var player: PlayerWords {
    PlayerWords(
      first: "처음으로", previous: "이전 단계", play: "재생", pause: "멈춤", next: "다음 단계", last: "모두 보기",
      predict: "무엇이 나올까? 먼저 답해 보고 다음으로 넘어가자.", graph: "재생기: 게이트마다 순전파와 역전파",
      steps: "재생기: 역전파의 단계")
  }
  var live: LiveWords {
    LiveWords(
      group: "페이지에서 학습하기", play: "실행", pause: "멈춤", step: "한 단계", reset: "본문의 실행으로", rate: "학습률",
      rates: "모든 학습률", speed: "초당 단계 수", press: "한 번에 갈 단계 수", epoch: "{}번째 에포크 (모두 {})",
      steps: "{}번째 단계 (모두 {})", loss: "손실 {}", infinite: "끝남: 수가 더는 유한하지 않음",
      branches: "끝남: 블록의 조건이 다르게 정해짐")
  }
  var sliders: SliderWords { SliderWords(group: "슬라이더", reset: "본문의 값으로", belongs: "{}일 때") }
  // MARK: Preview
  var preview: PreviewWords {
    PreviewWords(
      lastGood: "페이지는 오류가 없던 마지막 모습이다.", close: "닫기", lost: "미리 보기가 끝났다. 이 페이지는 마지막 모습 그대로이다.",
      missing: "여기에는 페이지가 없다.", course: "강의 첫 페이지로")
  }
  func faults(_ count: Int) -> String { "오류 \(count)개" }
  // MARK: Graphs
  var legend: GraphLegend {
    GraphLegend(value: "값, 선 위", gradient: "기울기, 선 아래", local: "국소 미분, 오른쪽 기울기에 곱하는 수")
  }
  var uprightLegend: GraphLegend {
    GraphLegend(value: "값, 선 옆", gradient: "기울기, 그 아래", local: "국소 미분, 아래에서 오는 기울기에 곱하는 수")
  }
  func word(for pattern: GatePattern) -> String {
    switch pattern {
    case .distributes: "나눔"
    case .swaps: "맞바꿈"
    case .routes: "몰아줌"
    case .copies: "더함"
    case .passes: "그대로"
    case .flips: "부호 바꿈"
    }
  }
  var output: String { "출력" }
  func branches(_ count: Int) -> String { "\(count)갈래" }
  func layer(_ number: Int) -> String { "계층 \(number)" }
  func values(_ count: Int) -> String { "값 \(count)개" }
  func gates(_ count: Int) -> String { "게이트 \(count)개" }
  func shortParameters(_ count: Int) -> String { "매개변수 \(count)개" }
  func inputCount(_ count: Int) -> String { "입력 \(count)개" }
  func equals(gates count: Int) -> String { " = 게이트 \(count)개" }
  func graphTitle(_ name: String?) -> String { name.map { "\($0)의 계산 그래프" } ?? "계산 그래프" }
  func graph(of name: String, gates: Int) -> String { "\(name)의 계산 그래프, 게이트 \(gates)개." }
  var graphParts: (inputs: String, forward: String, result: String, backward: String) { ("입력", "순전파", "결과", "역전파") }
  func manyInputs(_ count: Int) -> String { "입력 \(count)개" }
  var drawnShape: String { "모양" }
  // MARK: Charts
  var index: String { "번호" }
  var nothingToDraw: String { "그릴 것이 없음: 원소가 큰 텐서" }
  var first: String { "처음" }
  var last: String { "끝" }
  var randomSeed: String { "시드" }
  var movingMean: String { "이동 평균" }
  var bestConstant: String { "가장 좋은 상수" }
  func unit(_ unit: HistoryChart.Unit) -> String {
    switch unit {
    case .step: "갱신 횟수"
    case .epoch: "에포크"
    case .round: "반복"
    }
  }
  func series(_ name: String) -> String {
    switch name {
    case "loss": "손실"
    case "accuracy": "정확도"
    case "path": "지나온 곳"
    case "val_loss": "검증 손실"
    case "val_accuracy": "검증 정확도"
    default: name
    }
  }
  func role(isValidation: Bool) -> String { isValidation ? "검증" : "학습" }
  func counted(_ unit: HistoryChart.Unit, _ count: Int) -> String {
    switch unit {
    case .step: "갱신 \(count)번"
    case .epoch: "에포크 \(count)"
    case .round: "\(count)번째 반복"
    }
  }
  func best(isGreatest: Bool) -> String { isGreatest ? "최대" : "최소" }
  func at(_ unit: HistoryChart.Unit, _ count: Int) -> String { " (\(counted(unit, count)))" }
  func valueAt(_ value: FigureText, _ count: Int) -> FigureText { FigureText("\(count)번째 ") + value }
  func diverges(_ unit: HistoryChart.Unit, _ count: Int) -> String { "\(counted(unit, count))에서 발산" }
  func smoothedOver(_ window: Int, _ unit: HistoryChart.Unit) -> String {
    switch unit {
    case .step: "굵은 선: 갱신 \(window)번의 이동 평균"
    case .epoch: "굵은 선: \(window)에포크의 이동 평균"
    case .round: "굵은 선: 반복 \(window)번의 이동 평균"
    }
  }
  var logScale: String { "로그 눈금" }
  var verticalLog: String { "세로축은 로그 눈금이다." }
  var horizontalLog: String { "가로축은 로그 눈금이다." }
  var bothLog: String { "두 축 모두 로그 눈금이다." }
  func range(_ name: String, _ lower: String, _ upper: String) -> String { "\(name): " + span(lower, upper) }
  func span(_ lower: String, _ upper: String) -> String { "\(lower)에서 \(upper)까지" }
  var oneUnit: String { "두 축에서 단위의 길이가 같다." }
  func polygons(_ names: String, _ count: Int) -> String { "다각형 \(names)" }
  func corners(_ name: String, _ corners: [String], more: Int) -> String {
    "\(name): 꼭짓점 \((corners + (more > 0 ? ["그 밖에 \(more)개"] : [])).joined(separator: ", "))."
  }
  func notShown(_ count: Int) -> String { "로그 눈금에 자리가 없는 값 \(count)개는 그리지 않음" }
  func notFinite(_ count: Int) -> String { "유한하지 않은 값 \(count)개의 자리는 비어 있음" }
  func lineChart(_ names: String, by x: String) -> String { "\(x)에 따른 \(names)의 꺾은선 그래프" }
  func historyChart(_ names: String, by unit: String) -> String { "\(unit)에 따른 \(names)" }
  func valueAt(_ y: String, _ x: String) -> String { "\(x)에서 \(y)" }
  func curve(_ name: String, first: String, last: String, least: String, greatest: String) -> String {
    "\(name): \(first), 끝은 \(last); 최소 \(least), 최대 \(greatest)."
  }
  // MARK: Points, pictures and counts
  var valueRange: String { "값" }
  var truth: String { "정답" }
  var layerColumn: String { "계층" }
  var count: String { "개수" }
  var mean: String { "평균" }
  var deviation: String { "표준편차" }
  var black: String { "검정" }
  var white: String { "하양" }
  var ringed: String { "고리: 틀린 점" }
  var gradientSize: String { "기울기의 제곱평균제곱근" }
  var truthAndPrediction: String { "행: 정답, 열: 예측" }
  func points(_ count: Int) -> String { "점 \(count)개" }
  func pointsDrawn(_ drawn: Int, _ total: Int) -> String { "점 \(total)개 가운데 \(drawn)개를 그림" }
  func valueCount(_ count: Int) -> String { "값 \(count)개" }
  func most(_ count: Int, _ low: String, _ high: String) -> String { "\(low)에서 \(high) 사이가 \(count)개로 가장 많다." }
  func block(_ size: Int) -> String { "한 칸 = \(size) × \(size) 원소의 평균" }
  func correct(_ correct: Int, _ total: Int) -> String { "\(total)개 가운데 \(correct)개 맞음" }
  func mostTakenFor(_ label: String) -> String { ", 가장 잦은 오답은 \(label)" }
  func pictures(_ count: Int, _ height: Int, _ width: Int) -> String {
    count == 1 ? "\(height) × \(width) 픽셀" : "\(height) × \(width) 픽셀 이미지 \(count)장"
  }
  func picturesShown(_ shown: Int, _ total: Int) -> String { "\(total)장 가운데 앞의 \(shown)장" }
  func imageTitle(_ name: String, _ count: Int) -> String { count == 1 ? "\(name)의 이미지" : "\(name)의 이미지들" }
  func lastOf(_ name: String) -> String { "끝 \(name) =" }
  func minimum(_ value: String, _ x: String, _ y: String) -> String { "최솟값 \(value), (\(x), \(y))." }
  func way(_ name: String, steps: Int, from: String, to: String, value: String?) -> String {
    "\(name): \(from)에서 \(to)까지 \(steps)걸음" + (value.map { ", 값 \($0)." } ?? ".")
  }
  func pathMarks(hasMinimum: Bool) -> String { hasMinimum ? "○ 출발점, ＋ 최솟값" : "○ 출발점" }
  func leaves(_ names: [String]) -> String { "\(names.joined(separator: ", ")): 그림 밖으로 나감" }
  func contourTitle(_ name: String) -> String { "\(name)의 등고선" }
  var confusionTitle: String { "혼동 행렬" }
  var boundaryTitle: String { "결정 경계" }
  var flowTitle: String { "계층마다 흐르는 기울기" }
  func heatmapTitle(_ name: String) -> String { "\(name)의 열지도" }
  func size(rows: Int, columns: Int) -> String { "\(rows)행 \(columns)열" }
  func row(_ index: Int) -> String { "\(index)행" }
  func histogramTitle(_ name: String) -> String { "\(name)의 히스토그램" }
  func scatterTitle(_ y: String, against x: String) -> String { "\(x)에 따른 \(y)의 산점도" }
  // MARK: Networks
  func networkTitle(_ name: String, _ widths: String) -> String { "신경망 \(name): \(widths)" }
  func layerName(_ index: Int, isLast: Bool) -> String { index == 0 ? "입력" : isLast ? "출력" : "계층 \(index)" }
  func units(_ count: Int) -> String { "유닛 \(Numbers.grouped(count))개" }
  func parameters(_ count: Int) -> String { "매개변수 \(Numbers.grouped(count))개" }
  func layersOmitted(_ count: Int) -> String { "계층 \(count)개 더" }
  func unitsDrawn(_ layer: String, _ drawn: Int, _ count: Int) -> String {
    "\(layer): 유닛 \(Numbers.grouped(count))개 가운데 \(drawn)개를 그림"
  }
  func weightSigns(positive: Int, negative: Int, zero: Int) -> String {
    "그린 연결: 양수 \(positive)개, 음수 \(negative)개" + (zero == 0 ? "." : ", 0은 \(zero)개.")
  }
  var positive: String { "양수" }
  var negative: String { "음수" }
  var zero: String { "영" }
  var weightSize: String { "|가중치| 최대" }
  var biasUnit: String { "언제나 1: 그 연결이 편향" }
  var lossGradient: String { "손실의 기울기" }
  var activation: String { "활성값" }
  var fillMeaning: String { "채움: 활성값의 부호와 크기" }
  var networkParameter: String { "매개변수" }
  var networkValue: String { "값" }
  var networkGradient: String { "기울기" }
  var loss: String { "손실" }
  // MARK: Jacobians
  var outputs: String { "출력" }
  var jacobianInputs: String { "입력" }
  func jacobianTitle(_ symbol: String) -> String { "야코비 행렬 \(symbol)" }
  func side(isOutput: Bool, count: Int, shape: String?) -> (before: String, behind: String) {
    (isOutput ? "출력 " : "입력 ", (shape.map { "(모양 \($0))" } ?? "") + "의 \(Numbers.grouped(count))개")
  }
  var rowsAre: String { ": 행은 " }
  var columnsAre: String { ", 열은 " }
  func structure(_ structure: JacobianArtifact.Structure) -> String {
    switch structure {
    case .zero: "모두 0"
    case .identity: "단위행렬"
    case .diagonal: "대각행렬"
    case .blockDiagonal: "블록 대각행렬"
    case .sparse: "희소행렬"
    case .dense: "조밀행렬"
    }
  }
  func fact(_ fact: JacobianArtifact.Fact) -> String {
    switch fact {
    case .blocks(let count, let rows, let columns, let areEqual):
      "\(Numbers.grouped(rows)) × \(Numbers.grouped(columns)) 블록 \(Numbers.grouped(count))개"
        + (areEqual ? ", 모두 같음" : "")
    case .banded(let below, let above): "띠행렬: 대각선 아래 \(below)줄, 위 \(above)줄"
    case .lowerTriangular: "하삼각행렬"
    case .upperTriangular: "상삼각행렬"
    case .symmetric: "대칭행렬"
    case .rowsSumToZero: "각 행의 합이 0"
    case .lowRank(let rank): rank == 1 ? "계수 1: 두 벡터의 외적" : "계수 \(rank)"
    }
  }
  var noZeros: String { "0인 원소 없음" }
  func zeros(_ percent: String) -> String { "0이 \(percent)%" }
  func bytes(_ count: Int) -> String { "\(Numbers.grouped(count))바이트" }
  func stored(_ full: String) -> String { "저장하면 \(full)" }
  func stored(dense full: String, kept: String) -> String { "모두 저장하면 \(full), 실제로는 \(kept)" }
  var usedInstead: String { "대신 쓰는 곱: " }
  func cell(of size: String, isSampled: Bool) -> String { "한 칸 = 원소 \(size)개" + (isSampled ? " 가운데 일부의 평균" : "의 평균") }
  var strongest: String { "가장 큰 크기 " }
  var singleValue: String { "값" }
}
