import Reporting

/// The lessons of one language in the order in which they are read. Neighbours and translations are looked up, since
/// every lesson asks for its own.
struct LessonSequence: Sendable {
  let language: Language
  let lessons: [LessonCard]
  private let places: [String: Int]
  private let translations: [String: Int]
  private let reports: [String: Int]

  init(language: Language, lessons: [LessonCard]) {
    self.language = language
    self.lessons = lessons
    places = Dictionary(lessons.enumerated().map { ($1.path.file, $0) }) { first, _ in first }
    reports = Dictionary(lessons.enumerated().map { ($1.path.report, $0) }) { first, _ in first }
    translations = Dictionary(lessons.enumerated().map { (Self.key($1), $0) }) { first, _ in first }
  }

  func neighbours(of card: LessonCard) -> (previous: LessonCard?, next: LessonCard?) {
    guard let place = places[card.path.file] else { return (nil, nil) }
    return (place > 0 ? lessons[place - 1] : nil, place + 1 < lessons.count ? lessons[place + 1] : nil)
  }

  /// The lesson that a report is of.
  func lesson(at report: String) -> LessonCard? { reports[report].map { lessons[$0] } }

  func translation(of card: LessonCard) -> LessonCard? { translations[Self.key(card)].map { lessons[$0] } }

  /// Key that a lesson and its translations have in common: the path without the language's folder.
  ///
  /// `en/01-chain-rule` → `01-chain-rule`.
  static func key(report: String, _ language: Language) -> String {
    let parts = report.split(separator: "/", maxSplits: 1)
    guard parts.count == 2 else { return report }
    // `ko/` holds what is in `ko-KR` too.
    return Language(rawValue: String(parts[0])).map { $0 == language || $0.rawValue == language.primary } == true
      ? String(parts[1]) : report
  }

  private static func key(_ card: LessonCard) -> String { key(report: card.path.report, card.language) }
}
