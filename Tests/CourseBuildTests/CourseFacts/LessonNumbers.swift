import CourseBuild
import Foundation
import Testing

@testable import CourseBuild
@testable import Reporting

/// All numbers that a built lesson shows and claims, by the label of the block or of the table in running text.
struct LessonNumbers: Sendable {
  struct Cell: Sendable {
    var line: Int
    var shown: [ShownNumbers]
    var claims: [CourseClaim]
  }

  struct Inline: Sendable {
    var line: Int
    var shown: ShownNumbers
  }

  var cells: [String: Cell] = [:]
  var inline: [Inline] = []

  init(_ page: LessonPages) {
    let report = page.report
    let html = page.files.first { $0.path == report.path + ".html" }
    let root = PageElement(page: String(decoding: html?.bytes ?? [], as: UTF8.self))
    for cell in report.cells {
      guard let label = cell.label else { continue }
      cells[label] = Cell(
        line: cell.range?.start.line ?? 0, shown: [], claims: cell.claims.map(CourseClaim.init))
    }
    for element in root.descendants {
      guard let label = element.attributes["id"] else { continue }
      if element.has("cell") {
        cells[label]?.shown = ShownNumbers.all(in: element)
      } else if label.hasPrefix("tbl-"), cells[label] == nil {
        let line = LessonNumbers.line(of: "{#\(label)", in: report)
        cells[label] = Cell(line: line, shown: ShownNumbers.all(inTextTable: element), claims: [])
      }
    }
    inline = report.inline.map { record in
      let expression = record.expression.replacing(/:[.\d]*[a-z%]$/, with: "").squeezed
      return Inline(
        line: record.range.start.line, shown: ShownNumbers(expression, [ShownNumber.all(in: record.text)]))
    }
  }

  /// The shipped lessons of a language, by name, each run once and as its page shows it.
  static func course(_ language: String) -> [String: LessonNumbers] {
    language == "ko" ? korean : english
  }

  private static let english: [String: LessonNumbers] = build("en")

  /// Titles of tables are translated and their places are not: they have the English names here.
  private static let korean: [String: LessonNumbers] = {
    let names = english
    var lessons = build("ko")
    for (name, lesson) in lessons { lessons[name] = lesson.named(like: names[name]) }
    return lessons
  }()

  private func named(like other: LessonNumbers?) -> LessonNumbers {
    var result = self
    for (label, cell) in cells {
      guard let names = other?.cells[label]?.shown.map(\.name), names.count == cell.shown.count else { continue }
      for (index, name) in names.enumerated() { result.cells[label]?.shown[index].name = name }
    }
    return result
  }

  private static func build(_ language: String) -> [String: LessonNumbers] {
    let maths = Maths(cache: "none")
    let lessons = ShippedCourse.lessons.filter { $0.assembled.report.language.rawValue == language }
    return Dictionary(
      uniqueKeysWithValues: lessons.map { lesson in
        var times = lesson.times
        let page = pages(
          of: lesson.assembled, root: lesson.path.root, formats: [.html], maths: maths, times: &times)
        return (Path.name(lesson.path.report), LessonNumbers(page))
      })
  }

  private static func line(of text: String, in report: Report) -> Int {
    guard let source = report.source else { return 0 }
    let lines = String(decoding: source.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.contains(text) } ?? -1) + 1
  }

  // MARK: Finding

  /// The line where a number is shown, `nil` where it is not.
  func line(of numbers: ShapedNumbers, _ fact: CourseFact, _ decimals: Int?, at places: [FactPlaces.Shown]) -> Int? {
    shared(numbers, by: places) { part, place in
      shown(at: place).first { _, shown in shows(part, shown, fact, decimals) }?.line
    }
  }

  private func shown(at place: FactPlaces.Shown) -> [(line: Int, shown: ShownNumbers)] {
    if let expression = place.inline?.squeezed {
      return inline.filter { $0.shown.name == expression }.map { ($0.line, $0.shown) }
    }
    let cell = cells[place.cell ?? ""]
    return (cell?.shown ?? []).filter { $0.name == place.name }.map { (cell?.line ?? 0, $0) }
  }

  /// The line where a number between bounds is shown: one number alone, with three digits.
  func line(between bounds: [Double], at places: [FactPlaces.Shown]) -> Int? {
    places.first.flatMap { place in
      shown(at: place).first { _, shown in
        let numbers = shown.rows.flatMap(\.self)
        return numbers.count == 1
          && (numbers[0].map { $0.significantDigits >= 3 && bounds[0] <= $0.value && $0.value <= bounds[1] } ?? false)
      }?.line
    }
  }

  /// The line of the claim, or of the first of two, that holds a number between bounds.
  func line(between bounds: [Double], at places: [FactPlaces.Claimed]) -> Int? {
    let claims = places.flatMap { place in
      (cells[place.cell]?.claims ?? []).filter { $0.subject == place.expect.squeezed }
    }
    let isAbove = bounds[0] == 0 || claims.contains { ($0.limits.lower ?? -.infinity) >= bounds[0] }
    let isBelow = claims.contains { ($0.limits.upper ?? .infinity) <= bounds[1] }
    return isAbove && isBelow ? claims.first?.line : nil
  }

  func line(of numbers: ShapedNumbers, _ fact: CourseFact, _ decimals: Int?, at places: [FactPlaces.Claimed]) -> Int? {
    shared(numbers, by: places) { part, place in
      cells[place.cell]?.claims.first {
        $0.subject == place.expect.squeezed && $0.states(part, fact.tolerance, decimals: decimals)
      }?.line
    }
  }

  /// The line where something is claimed to be true, word by word.
  func line(ofTruthAt places: [FactPlaces.Claimed]) -> Int? {
    places.first.flatMap { place in
      cells[place.cell]?.claims.first { $0.holds && $0.source == place.expect.squeezed }?.line
    }
  }

  /// One place for all, or one for each equal part; the first line.
  private func shared<Place>(
    _ numbers: ShapedNumbers, by places: [Place], line: (ShapedNumbers, Place) -> Int?
  ) -> Int? {
    guard let first = places.first else { return nil }
    if places.count == 1 { return line(numbers, first) }
    for parts in [numbers.split(places.count) ?? [], numbers.columns] where parts.count == places.count {
      let lines = zip(parts, places).compactMap { line($0, $1) }
      if lines.count == parts.count { return lines[0] }
    }
    return nil
  }

  private func shows(_ numbers: ShapedNumbers, _ shown: ShownNumbers, _ fact: CourseFact, _ decimals: Int?) -> Bool {
    shown.hold(numbers) { $0.shows($1, fact.tolerance, leastDecimals: decimals) }
  }

  /// Where numbers stand and are claimed now, for whoever has to write a place anew.
  func findings(of numbers: ShapedNumbers, _ fact: CourseFact, _ decimals: Int?) -> String {
    var found: [String] = []
    for (label, cell) in cells.sorted(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) }) {
      for shown in cell.shown where shows(numbers, shown, fact, decimals) {
        found.append("shown \(label): \(shown.name)")
      }
      for claim in cell.claims where claim.states(numbers, fact.tolerance, decimals: decimals) {
        found.append("claimed \(label): \(claim.subject ?? "")")
      }
    }
    for inline in inline where shows(numbers, inline.shown, fact, decimals) {
      found.append("shown {nn} \(inline.shown.name)")
    }
    return found.isEmpty ? "nowhere" : found.prefix(6).joined(separator: "; ")
  }
}
