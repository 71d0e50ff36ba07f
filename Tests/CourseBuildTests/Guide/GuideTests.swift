import Foundation
import Testing

@testable import CourseBuild

/// The guide does what it says: its pages build and agree with the committed reports, its commands run, its examples are
/// lessons without a fault.
struct GuideTests {
  private static let repository = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardized
  private static let pages: [String] = {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: repository.appending(path: "docs/guide").path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }()

  private static func text(_ page: String) throws -> String {
    try String(contentsOf: repository.appending(path: "docs/guide/\(page)"), encoding: .utf8)
  }

  /// Fenced code of one language, `nn` inside of longer fences included there.
  private static func fences(_ language: String, in text: String) -> [String] {
    var fences: [String] = []
    var open: (mark: Substring, isWanted: Bool)?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let mark = line.prefix { $0 == "`" }
      if let fence = open {
        if mark.count >= fence.mark.count, line == mark {
          open = nil
        } else if fence.isWanted {
          fences[fences.count - 1] += line + "\n"
        }
      } else if mark.count >= 3 {
        open = (mark, line.dropFirst(mark.count) == language)
        if open?.isWanted == true { fences.append("") }
      }
    }
    return fences
  }

  @Test func agreesWithItsReports() {
    let result = checkCourse(
      BuildRequest(
        paths: [Self.repository.appending(path: "docs/guide").path],
        outputDirectory: Self.repository.appending(path: "output/guide").path))
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map { "\($0.range.place): \($0.message)" })")
    #expect(result.lessons.count == Self.pages.count && Self.pages.count >= 10)
  }

  /// In the order of the pages' lines, in a course that `lessons new` has just made.
  @Test(arguments: pages) func commands(page: String) throws {
    let course = try TemporaryCourse()
    let commands = try Self.fences("sh", in: Self.text(page)).flatMap { $0.split(separator: "\n") }.map(String.init)
    if commands.first != "lessons new" {
      #expect(try Program.run(["new"], in: course).code == 0)
      #expect(try Program.run(["build"], in: course).code == 0)
    }
    for command in commands {
      #expect(command.hasPrefix("lessons "), "\(page): \(command)")
      // Runs until it is stopped; its own tests see to it.
      if command.hasPrefix("lessons serve") { continue }
      let run = try Program.run(in: course, shell: "\"$0\" \(command.dropFirst("lessons ".count))")
      #expect(run.code == 0, "\(page): \(command): \(run.errors)")
    }
  }

  /// Whole blocks and lines of lessons that a page shows, each in a lesson behind the one of `lessons new`.
  @Test(arguments: pages) func examples(page: String) throws {
    let text = try Self.text(page)
    for example in Self.fences("markdown", in: text) {
      let course = try TemporaryCourse()
      #expect(!makeNew(course.path("lessons")).hasFaults)
      let picture = Self.repository.appending(path: "docs/guide/images/wire.svg")
      try course.write("lessons/ko/images/wire.svg", Data(contentsOf: picture))
      try course.write("lessons/ko/_notation.md", "A part.\n")
      // What the page's own blocks have bound before.
      let before = Self.fences("nn", in: text).first { $0.contains("E = mse") } ?? ""
      try course.write("lessons/ko/02-example.md", "# 보기\n\n```nn\n\(before)```\n\n" + example)
      let built = course.build()
      #expect(built.diagnostics.isEmpty, "\(page): \(built.diagnostics.map(\.message)) in\n\(example)")
    }
  }

  /// What the pages tell a workflow and an action, these take.
  @Test func inputsOfTheWorkflow() throws {
    let github = Self.repository.appending(path: ".github")
    let workflow = try String(contentsOf: github.appending(path: "workflows/course.yml"), encoding: .utf8)
    let action = try String(contentsOf: github.appending(path: "actions/check/action.yml"), encoding: .utf8)
    var count = 0
    for page in Self.pages {
      for yaml in try Self.fences("yaml", in: Self.text(page)) {
        var called: String?
        for line in yaml.split(separator: "\n") {
          let word = line.trimmingCharacters(in: .whitespaces)
          if line.contains("uses:") {
            called = line.contains("workflows/course.yml@") ? workflow : line.contains("actions/check@") ? action : nil
          }
          guard let called, let key = word.split(separator: ":").first, !word.hasPrefix("-"), !line.contains("uses:"),
            key != "with"
          else { continue }
          count += 1
          #expect(called.contains("\n      \(key):\n") || called.contains("\n  \(key):\n"), "\(page): \(word)")
        }
      }
    }
    #expect(count >= 5)
  }
}
