import Markup
import NNSyntax
import SourceText

/// Looks through the bare numbers of a lesson that has been run: which of them state a value of it, and which of them
/// nearly do.
struct NumberReview {
  /// A number that states a value, or is meant to.
  struct Finding {
    var number: ProseNumber
    /// Expressions that give the value, the likeliest first, each with what is to be typed.
    var choices: [(expression: String, text: String)]
    /// Computed value, and where it is computed.
    var value: LessonValue
    /// `nil` where the number is right.
    var miss: NearMiss?
  }

  private(set) var census: NumberCensus
  private(set) var findings: [Finding] = []
  /// Comments that silence nothing.
  private(set) var unusedIgnores: [SourceRange] = []

  private let lesson: Lesson
  private let places: NumberPlaces
  private var index = ValueIndex([])
  private var shown = ValueIndex([])
  private let literals: [Double: [Int]]

  init(_ execution: Execution, path: String) {
    lesson = execution.lesson
    places = NumberPlaces(lesson)
    literals = Self.literals(of: lesson)
    census = NumberCensus(path: path, entries: Self.expressions(of: lesson))
    review(execution)
    census.entries.sort {
      ($0.range.file.path, $0.range.bytes.lowerBound) < ($1.range.file.path, $1.range.bytes.lowerBound)
    }
  }

  private mutating func review(_ execution: Execution) {
    var bare: [(number: ProseNumber, near: NumberPlaces.Near)] = []
    for number in Self.numbers(of: lesson) {
      let near = places.near(number.range.bytes.lowerBound)
      let kind = kind(of: number, near)
      if kind == .bare { bare.append((number, near)) } else { add(number, kind) }
    }
    bare.sort { $0.number.range.bytes.lowerBound < $1.number.range.bytes.lowerBound }
    let ignored = ignored(bare.map(\.number.range.bytes.lowerBound))
    // A lesson without such numbers needs no list of values.
    if ignored.count < bare.count {
      let values = LessonValues(execution)
      index = ValueIndex(values.values)
      shown = ValueIndex(values.shown)
    }
    for (place, (number, near)) in bare.enumerated() {
      add(number, ignored.contains(place) ? .ignored : .bare)
      if !ignored.contains(place) { find(number, near) }
    }
  }

  private mutating func add(_ number: ProseNumber, _ kind: NumberCensus.Kind) {
    census.entries.append(NumberCensus.Entry(kind: kind, range: number.range, text: number.text))
  }

  /// Which of some places, in ascending order, comments silence; one that silences none is told.
  private mutating func ignored(_ offsets: [Int]) -> Set<Int> {
    var ignored: Set<Int> = []
    for comment in lesson.document.ignores where comment.file == lesson.file {
      let bytes = SilencedLines(comment).bytes
      let first = NumberPlaces.count(of: offsets, before: bytes.lowerBound)
      let end = NumberPlaces.count(of: offsets, before: bytes.upperBound)
      if first < end { ignored.formUnion(first..<end) } else { unusedIgnores.append(comment) }
    }
    return ignored
  }

  private func kind(of number: ProseNumber, _ near: NumberPlaces.Near) -> NumberCensus.Kind {
    switch number.aside {
    case .count: return .count
    case .year: return .year
    case .ordinal: return .ordinal
    case .name: return .name
    case .heading: return .heading
    case nil: break
    }
    let cells = literals[number.typed.value] ?? []
    let next = NumberPlaces.count(of: cells, before: near.literals.lowerBound)
    return next < cells.count && near.literals.contains(cells[next]) ? .literal : .bare
  }

  private mutating func find(_ number: ProseNumber, _ near: NumberPlaces.Near) {
    guard let digits = TypedDigits(number.typed) else { return }
    func equals(_ index: inout ValueIndex, _ cells: Range<Int>) -> [LessonValue] {
      index.values(digits.units, exponent: digits.exponent, in: cells).filter { value in
        // A single digit rounds almost anything.
        digits.count > 1 ? number.typed.states(value.value) : value.value.isClose(to: number.typed.value)
      }
    }
    let equal = equals(&index, near.above)
    if let value = equal.last {
      let current = equal.filter { index.isCurrent($0, behind: near.above.upperBound) }
      let choices = Self.expressions(current).map { ($0, number.text) }
      findings.append(Finding(number: number, choices: choices, value: value, miss: nil))
      return
    }
    // What comes right below is right, and cannot be named here.
    guard equals(&index, near.all).isEmpty, equals(&shown, near.all).isEmpty else { return }
    var found: (miss: NearMiss, values: [LessonValue], units: Int, exponent: Int)?
    for (miss, units, exponent) in digits.alternatives {
      if let found, found.units == units, found.exponent == exponent { continue }
      let values = index.values(units, exponent: exponent, in: near.all).filter { value in
        miss == .sign || miss == .magnitude || !isShorter(value.value, than: digits)
      }
      guard !values.isEmpty else { continue }
      // Near two values it may be neither.
      guard found == nil else { return }
      found = (miss, values, units, exponent)
    }
    guard let found, let value = found.values.last else { return }
    let form = found.miss == .magnitude ? number.typed.moved(by: found.exponent - digits.exponent) : number.typed
    guard let text = form.text(of: value.value) else { return }
    let written = Self.keepingBlank(of: number, text)
    findings.append(
      Finding(
        number: number, choices: Self.expressions(found.values).map { ($0, written) }, value: value, miss: found.miss))
  }

  /// Whether nobody would write as many digits for a value: −12 in hundredths.
  private func isShorter(_ value: Double, than digits: TypedDigits) -> Bool {
    guard digits.exponent < 0, let scale = Double("1e\(-digits.exponent - 1)") else { return false }
    let units = value * scale
    return (units - units.rounded()).magnitude < 1e-6
  }

  /// The nearest first, of one block the shortest; each once.
  private static func expressions(_ values: [LessonValue]) -> [String] {
    var seen: Set<String> = []
    let order = values.enumerated().sorted { a, b in
      (-a.element.cell, a.element.expression.utf8.count, a.offset)
        < (-b.element.cell, b.element.expression.utf8.count, b.offset)
    }
    return Array(order.map(\.element.expression).filter { seen.insert($0).inserted }.prefix(mostChoices))
  }

  private static let mostChoices = 4

  /// `31%` for `25 %` → `31 %`
  private static func keepingBlank(of number: ProseNumber, _ text: String) -> String {
    guard number.typed.isPercent, text.hasSuffix("%") else { return text }
    let blanks = number.text.unicodeScalars.dropLast().reversed().prefix { $0.properties.isWhitespace }
    return text.dropLast() + String(String.UnicodeScalarView(blanks)) + "%"
  }
}

extension Double {
  fileprivate func isClose(to other: Double) -> Bool { (self - other).magnitude <= 1e-9 * other.magnitude }
}

extension NumberReview {
  /// Bare ones, captions' too, in the order of the document.
  fileprivate static func numbers(of lesson: Lesson) -> [ProseNumber] {
    var stretches = lesson.document.stretches
    for cell in lesson.cells {
      let options = cell.options
      let isTable = options.label?.hasPrefix("tbl-") ?? false
      let caption =
        isTable ? options.tableCaption ?? options.figureCaption : options.figureCaption ?? options.tableCaption
      for text in [caption, options.figureAlternative] { stretches += text.map { proseStretches(in: $0) } ?? [] }
    }
    // Parts are reviewed in no lesson: their numbers belong to several.
    return stretches.filter { $0.range.file == lesson.file }.flatMap {
      proseNumbers(in: $0, comma: lesson.hasDecimalComma)
    }
  }

  fileprivate static func expressions(of lesson: Lesson) -> [NumberCensus.Entry] {
    lesson.expressions.filter { !$0.source.isAnswer }.map { expression in
      let typed = expression.source.typed?.text
      return NumberCensus.Entry(
        kind: typed == nil ? .quoted : .bound, range: typed?.range ?? expression.source.range,
        text: typed?.string ?? expression.source.source.string)
    }
  }

  /// By value, the blocks that have it as a literal; those of a sentence belong to the block above it.
  fileprivate static func literals(of lesson: Lesson) -> [Double: [Int]] {
    var literals: [Double: [Int]] = [:]
    func add(_ numbers: [Double], _ cell: Int) {
      for number in numbers where literals[number]?.last != cell { literals[number, default: []].append(cell) }
    }
    var expressions = 0
    for (index, cell) in lesson.cells.enumerated() {
      let end = lesson.document.cells[index].expressionsBefore
      for expression in lesson.expressions[expressions..<max(expressions, end)] {
        add(numberLiterals(in: expression.source.source), index - 1)
      }
      expressions = max(expressions, end)
      add(cell.program.numberLiterals, index)
    }
    for expression in lesson.expressions[expressions...] {
      add(numberLiterals(in: expression.source.source), lesson.cells.count - 1)
    }
    return literals
  }
}
