import Foundation
import Testing

/// The course holds the facts: each number stands on the page of the lesson that the fact names, and in a claim of that
/// lesson that was evaluated and holds.
///
/// The facts (`Facts/facts.json`, `Facts/printed.json`) were found independently of this program; `Facts/places.json`
/// says where a lesson shows and claims each, block by block, so that no number counts because a like one stands
/// elsewhere. `FACTS_TABLE=1 swift test --filter CourseFactsTests` prints fact, lesson, line shown and line claimed.
struct CourseFactsTests {
  private static let lists = ["facts.json", "printed.json"]

  @Test(arguments: lists, ["en", "ko"])
  func eachNumberIsShownAndClaimed(list: String, language: String) throws {
    let lessons = LessonNumbers.course(language)
    let table = FactTable(try CourseFact.list(list), try FactPlaces.list(), in: lessons)
    if ProcessInfo.processInfo.environment["FACTS_TABLE"] != nil {
      print("\(list), \(language): \(table.summary)\n\n\(table.text(table.rows))")
    }
    let isComplete = table.missing.isEmpty
    #expect(isComplete, "\(list), \(language): \(table.summary)\n\n\(table.text(table.missing))")
  }

  /// Each fact has numbers, and each number one pair of places; nothing else has a place.
  @Test func areAllThere() throws {
    let facts = try CourseFact.list("facts.json")
    #expect(facts.count == 67)
    #expect(facts.allSatisfy { !$0.numbers.isEmpty })
    let printed = try CourseFact.list("printed.json")
    #expect(printed.flatMap(\.numbers).reduce(0) { $0 + ($1.values?.count ?? 0) } == 105)
    let numbers = (facts + printed).flatMap { fact in fact.numbers.map { "\(fact.id) \($0.path)" } }
    let places = try FactPlaces.list().map { "\($0.fact) \($0.number)" }
    #expect(Set(numbers).count == numbers.count)
    #expect(Set(places).count == places.count)
    #expect(Set(numbers) == Set(places), "\(Set(numbers).symmetricDifference(places).sorted())")
  }

  /// What is left out is named, with its reason.
  @Test func exemptionsHaveReasons() throws {
    let exempt = try CourseFact.list("facts.json").flatMap(\.exempt)
    #expect(exempt.allSatisfy { !$0.reason.isEmpty && $0.count > 0 })
  }

  /// A number that is off is found at none of its places, whichever entry it is: no place fits whatever one likes.
  @Test func placesTellWrongNumbers() throws {
    let lessons = LessonNumbers.course("en")
    let places = Dictionary(grouping: try FactPlaces.list()) { $0.fact + " " + $0.number }
    for fact in try CourseFactsTests.lists.flatMap(CourseFact.list) {
      for number in fact.numbers {
        guard let right = number.shaped, let lesson = lessons[fact.lesson],
          let place = places[fact.id + " " + number.path]?.first
        else { continue }
        for index in right.values.indices {
          var wrong = right
          wrong.values[index] += 0.37 * max(1, abs(right.values[index]))
          let what: Comment = "\(fact.id) \(number.path)[\(index)]"
          #expect(lesson.line(of: wrong, fact, number.decimals, at: place.shown) == nil, what)
          #expect(lesson.line(of: wrong, fact, number.decimals, at: place.claimed) == nil, what)
        }
      }
    }
  }
}
