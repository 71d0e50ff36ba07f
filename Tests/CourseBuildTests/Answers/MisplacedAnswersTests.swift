import Foundation
import Testing

@testable import CourseBuild

/// Answers of fields that were written where none can stand: told, and in no file.
struct MisplacedAnswersTests {
  @Test(arguments: [
    "---\ntitle: \"T [?] {nn='79301'}\"\n---\n\nx\n", "---\ndescription: \"D [?]{nn='79301'}\"\n---\n\nx\n",
    "---\nauthor: \"D [?]{nn='79301'}\"\n---\n\nx\n", "[x](https://a.org '[?]{nn=\"79301\"}')\n",
    "See [y][l].\n\n[l]: https://b.org \"[?]{nn=79301}\"\n", "## H [?]{nn=\"79301\"}\n",
    "```nn\n#| label: fig-x\n#| fig-cap: 'C [?] {nn=\"79301\"}'\nplot([1, 2], [2, 3])\n```\n",
    "::: {.callout-note title='N [?] {nn=\"79301\"}'}\nx\n:::\n", "```nn\ny = 3\n#| answer: 79301*y\n```\n",
    "```nn\n# | answer: 79301\ny = 3\n```\n", "```nn\n#| answers: 79301\ny = 3\n```\n",
    "```nn\ny = 3\n# |wrong: 79301\n```\n", "<!-- [?]{nn=\"79301\"} -->\n\nx\n",
  ])
  func told(_ lesson: String) throws {
    let course = try TemporaryCourse(["lessons/a.md": (lesson.hasPrefix("---") ? "" : "# A\n\n") + lesson])
    #expect(!course.build(formats: [.html, .md, .json]).diagnostics.isEmpty)
    for (name, file) in course.files("output") where !name.hasSuffix(".json") || name.hasSuffix(".values.json") {
      #expect(!String(decoding: file, as: UTF8.self).contains("79301"), "\(name)")
    }
  }

  /// What merely resembles one is shown.
  @Test func kept() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n```nn\n# | note: 79301\nz = [1, 2] + [1, 2, 3]\n```\n"])
    _ = course.build()
    #expect(try course.text("output/a.html").contains("79301"))
    #expect(try course.text("output/a.html").contains("fault-source"))
  }
}
