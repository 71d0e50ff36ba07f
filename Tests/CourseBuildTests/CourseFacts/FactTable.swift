/// What became of each number of the facts: the line of the lesson that shows it and the line that claims it.
struct FactTable {
  struct Row {
    var fact, number, lesson: String
    var values: [Double]
    /// `nil`: missing. A truth is claimed alone, and what is quoted is shown alone.
    var shown, claimed: Int?
    var isTruth: Bool
    var isQuoted: Bool
    /// For what is missing: where it was to be, and where it stands.
    var remark: String

    var isComplete: Bool { (isQuoted || claimed != nil) && (isTruth || shown != nil) }

    var text: String {
      func place(_ line: Int?) -> String { line.map { "line \($0)" } ?? "MISSING" }
      let start = values.prefix(4).map(\.description).joined(separator: ", ") + (values.count > 4 ? ", …" : "")
      return
        "| \(fact) | \(number) | \(lesson) | \(isTruth ? "–" : place(shown)) | \(isQuoted && claimed == nil ? "quoted" : place(claimed)) |"
        + (isComplete ? "" : " \(start) \(remark)")
    }
  }

  var rows: [Row] = []

  init(_ facts: [CourseFact], _ places: [FactPlaces], in lessons: [String: LessonNumbers]) {
    let places = Dictionary(grouping: places) { $0.fact + " " + $0.number }
    for fact in facts {
      for number in fact.numbers {
        let place = places[fact.id + " " + number.path]?.first
        var row = Row(
          fact: fact.id, number: number.path, lesson: fact.lesson, values: number.values ?? [],
          isTruth: number.truth != nil, isQuoted: number.isQuoted ?? false, remark: "")
        if let lesson = lessons[fact.lesson] {
          if let shaped = number.shaped {
            row.shown = lesson.line(of: shaped, fact, number.decimals, at: place?.shown ?? [])
            row.claimed = lesson.line(of: shaped, fact, number.decimals, at: place?.claimed ?? [])
            if !row.isComplete {
              let findings = lesson.findings(of: shaped, fact, number.decimals)
              row.remark =
                "to be shown at \(place?.shown.description ?? "no place"), claimed at "
                + "\(place?.claimed.description ?? "no place"); now \(findings)"
            }
          } else if let bounds = number.bounds {
            row.values = bounds
            row.shown = lesson.line(between: bounds, at: place?.shown ?? [])
            row.claimed = lesson.line(between: bounds, at: place?.claimed ?? [])
            row.remark =
              "are the bounds; to be shown at \(place?.shown.description ?? "no place"), claimed at "
              + "\(place?.claimed.description ?? "no place")"
          } else {
            row.claimed = lesson.line(ofTruthAt: place?.claimed ?? [])
            row.remark = "to be claimed at \(place?.claimed.description ?? "no place")"
          }
        }
        rows.append(row)
      }
    }
  }

  var missing: [Row] { rows.filter { !$0.isComplete } }

  /// `67 of 67 facts, 2,700 of 2,700 numbers shown and claimed`
  var summary: String {
    let facts = Set(rows.map(\.fact))
    let incomplete = Set(missing.map(\.fact))
    func count(_ rows: [Row]) -> Int { rows.reduce(0) { $0 + ($1.isTruth ? 1 : $1.values.count) } }
    return "\(facts.count - incomplete.count) of \(facts.count) facts, "
      + "\(count(rows) - count(missing)) of \(count(rows)) numbers shown and claimed"
  }

  static let head = "| fact | number | lesson | shown | claimed |\n|:--|:--|:--|--:|--:|\n"

  func text(_ rows: [Row]) -> String { FactTable.head + rows.map(\.text).joined(separator: "\n") + "\n" }
}
