import Markup

/// The words that reports say by themselves, in each language. Everything else is the author's.
struct Vocabulary: Sendable {
  /// Whose words these are.
  var tongue: Language
  var figure, table, equation, section: String
  var contents, skipToContent, footnotes, backToText, references, permalink: String
  var note, tip, important, warning, caution, exercise, solution, hintTitle, code: String
  var theorem, lemma, corollary, proposition, conjecture, definitionTitle, example, remark, proof: String
  var video, sound: String
  var previous, next, lessons, language, files: String
  /// Nouns of the gradient table's head, and of steps.
  var variable, operation, value, local, upstream, gradient, numeric, check: String
  var inputs, input, sum, total, through, formula, node, shape, entries: String
  var steps, seed, result: String
  /// The head of a model's summary.
  var layer, outputShape, parameters: String
  var pass, fail, undecided, undefined, unchecked, definition, cut: String
  /// Behind how many of how many entries were compared.
  var entriesCompared: String
  var gradientCheck, maxRelative, meanAbsolute, maxAbsolute, worst, position, analytic, difference, relative: String
  var error, hint, expectedError, skipped, claimsHold: String
  var author, date: String
  /// What a chart's folded table is called.
  var numbers: String
  /// What the numbers in a graph are, by their place.
  var legendValue, legendGradient, legendLocal: String

  static func of(_ language: Language) -> Vocabulary {
    switch language {
    case .en: english
    case .ko: korean
    }
  }

  /// What stands for a language in the switch, in its own words.
  static func name(of language: Language) -> String {
    switch language {
    case .en: "English"
    case .ko: "한국어"
    }
  }

  /// `3 claims hold`
  func claims(_ count: Int) -> String {
    switch claimsHold.utf8.first {
    case UInt8(ascii: "c"): count == 1 ? "1 claim holds" : "\(count) claims hold"
    default: "\(count)\(claimsHold)"
    }
  }

  /// `64 of 16,777,216 entries compared`, `원소 16,777,216개 가운데 64개 비교`
  func compared(_ looked: Int, of entries: Int) -> String {
    switch tongue {
    case .en: "\(Numbers.grouped(looked)) of \(Numbers.grouped(entries)) \(entriesCompared)"
    case .ko: "\(self.entries) \(Numbers.grouped(entries))개 가운데 \(Numbers.grouped(looked))\(entriesCompared)"
    }
  }

  /// What stands in place of a gradient: `cut at line 3`, `3번째 줄에서 끊김`.
  func cut(at line: Int) -> String {
    switch tongue {
    case .en: "\(cut) at line \(line)"
    case .ko: "\(line)번째 줄에서 \(cut)"
    }
  }

  func word(for pattern: GatePattern) -> String {
    self.pattern[pattern] ?? pattern.rawValue
  }

  var pattern: [GatePattern: String]

  private static let english = Vocabulary(
    tongue: .en, figure: "Figure", table: "Table", equation: "Equation", section: "Section",
    contents: "Contents", skipToContent: "Skip to content", footnotes: "Notes", backToText: "Back to the text",
    references: "References", permalink: "Link to this place",
    note: "Note", tip: "Tip", important: "Important", warning: "Warning", caution: "Caution", exercise: "Exercise",
    solution: "Solution", hintTitle: "Hint", code: "Code",
    theorem: "Theorem", lemma: "Lemma", corollary: "Corollary", proposition: "Proposition", conjecture: "Conjecture",
    definitionTitle: "Definition", example: "Example", remark: "Remark", proof: "Proof",
    video: "Video", sound: "Sound",
    previous: "Previous", next: "Next", lessons: "Lessons", language: "Language", files: "Files",
    variable: "Variable", operation: "Operation", value: "Value", local: "Local derivative", upstream: "Upstream",
    gradient: "Gradient", numeric: "Numeric", check: "Check",
    inputs: "Leaves: inputs", input: "input", sum: "Sum", total: "total", through: "through", formula: "Formula",
    node: "Node", shape: "shape", entries: "entries",
    steps: "The backward pass, step by step", seed: "the pass starts here", result: "Result",
    layer: "Layer", outputShape: "Output", parameters: "Parameters",
    pass: "pass", fail: "fail", undecided: "undecided", undefined: "undefined", unchecked: "not checked",
    definition: "by definition", cut: "cut", entriesCompared: "entries compared",
    gradientCheck: "Gradient check", maxRelative: "greatest relative difference",
    meanAbsolute: "mean absolute difference", maxAbsolute: "greatest absolute difference", worst: "Worst entries",
    position: "Entry", analytic: "Gradient", difference: "Difference", relative: "Relative difference",
    error: "Error", hint: "Hint", expectedError: "This error is part of the lesson",
    skipped: "Not run: it needs what a block above failed to give", claimsHold: "claims hold",
    author: "Author", date: "Date", numbers: "Numbers",
    legendValue: "value, above the wire", legendGradient: "gradient, below it",
    legendLocal: "local derivative, a factor of the gradient to its right",
    pattern: [
      .distributes: "distributes", .swaps: "swaps", .routes: "routes", .copies: "adds", .passes: "passes",
      .flips: "flips the sign",
    ])

  private static let korean = Vocabulary(
    tongue: .ko, figure: "그림", table: "표", equation: "식", section: "절",
    contents: "차례", skipToContent: "본문으로 건너뛰기", footnotes: "주", backToText: "본문으로 돌아가기",
    references: "참고 문헌", permalink: "이 자리의 주소",
    note: "참고", tip: "도움말", important: "중요", warning: "경고", caution: "주의", exercise: "연습",
    solution: "풀이", hintTitle: "도움말", code: "코드",
    theorem: "정리", lemma: "보조정리", corollary: "따름정리", proposition: "명제", conjecture: "추측",
    definitionTitle: "정의", example: "보기", remark: "덧붙임", proof: "증명",
    video: "동영상", sound: "소리",
    previous: "이전", next: "다음", lessons: "강의 목록", language: "언어", files: "파일",
    variable: "변수", operation: "연산", value: "값", local: "국소 미분", upstream: "상류 기울기",
    gradient: "기울기", numeric: "수치 미분", check: "검사",
    inputs: "잎: 입력", input: "입력", sum: "합", total: "합계", through: "경유", formula: "식",
    node: "노드", shape: "모양", entries: "원소",
    steps: "역전파를 한 단계씩", seed: "여기서 시작한다", result: "결과",
    layer: "층", outputShape: "출력", parameters: "매개변수",
    pass: "통과", fail: "실패", undecided: "판정 보류", undefined: "정의되지 않음", unchecked: "검사 안 함",
    definition: "정의상", cut: "끊김", entriesCompared: "개 비교",
    gradientCheck: "기울기 검사", maxRelative: "상대 오차 최대",
    meanAbsolute: "절대 오차 평균", maxAbsolute: "절대 오차 최대", worst: "가장 어긋난 원소",
    position: "원소", analytic: "기울기", difference: "차이", relative: "상대 오차",
    error: "오류", hint: "도움", expectedError: "이 오류는 강의의 일부이다",
    skipped: "실행하지 않음: 위에서 실패한 블록의 이름을 쓴다", claimsHold: "개의 주장이 성립",
    author: "지은이", date: "날짜", numbers: "숫자로 보기",
    legendValue: "값, 선 위", legendGradient: "기울기, 선 아래", legendLocal: "국소 미분, 오른쪽 기울기에 곱하는 수",
    pattern: [
      .distributes: "나눔", .swaps: "맞바꿈", .routes: "몰아줌", .copies: "더함", .passes: "그대로", .flips: "부호 바꿈",
    ])
}

extension Vocabulary {
  /// The title of a callout whose author gave none.
  func word(for kind: Callout.Kind) -> String {
    switch kind {
    case .note: note
    case .tip: tip
    case .important: important
    case .warning: warning
    case .caution: caution
    case .exercise: exercise
    case .solution: solution
    case .hint: hintTitle
    case .theorem: theorem
    case .lemma: lemma
    case .corollary: corollary
    case .proposition: proposition
    case .conjecture: conjecture
    case .definition: definitionTitle
    case .example: example
    case .remark: remark
    case .proof: proof
    }
  }

  func word(for verdict: CheckVerdict) -> String {
    switch verdict {
    case .pass: pass
    case .fail: fail
    case .undecided: undecided
    case .undefined: undefined
    case .unchecked: unchecked
    case .definition: definition
    }
  }

  /// `Figure 3`, `그림 3`, with a space that does not break.
  func reference(_ target: ReferenceTarget) -> String {
    switch target.kind {
    case .figure: "\(figure)\u{A0}\(target.text)"
    case .table: "\(table)\u{A0}\(target.text)"
    case .equation: "\(equation)\u{A0}(\(target.text))"
    case .section: target.text
    case .statement(let kind): "\(word(for: kind))\u{A0}\(target.text)"
    }
  }

  /// `3`, `(3)`: what is left of it where the text has the word.
  func number(_ target: ReferenceTarget) -> String {
    switch target.kind {
    case .equation: "(\(target.text))"
    case .figure, .table, .section, .statement: target.text
    }
  }

  func reference(_ target: ReferenceTarget, _ reference: CrossReference) -> String {
    reference.isNumberAlone ? number(target) : self.reference(target)
  }
}
