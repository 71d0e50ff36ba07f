import Reporting
import SourceText
import Testing

@testable import CourseBuild

@Suite struct ReadFrontMatterTests {
  func read(_ text: String, defaults: CellOptions = CellOptions()) -> Diagnosed<FrontMatter> {
    let file = SourceFile(path: "a.md", text: "---\n" + text + "\n---\n")
    return readFrontMatter(Excerpt(file, 4..<4 + text.utf8.count), defaults: defaults)
  }

  func check(_ text: String, _ expected: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(read(text).diagnostics.map(described) == expected, sourceLocation: sourceLocation)
  }

  @Test func values() {
    let read = read(
      """
      title: "Gates: four of them"
      subtitle: Local and upstream
      lang: ko
      author: [Kim, Lee]
      date: 2026-03-02
      description: 게이트
      order: 2.5
      draft: true
      nn:
        digits: 5
        seed: 812
      execute:
        echo: false
      """)
    #expect(read.diagnostics.map(described) == [])
    let matter = read.value
    #expect(matter.title == "Gates: four of them")
    #expect(matter.subtitle == "Local and upstream")
    #expect(matter.language == .ko)
    #expect(matter.author == "Kim, Lee")
    #expect(matter.date == "2026-03-02")
    #expect(matter.description == "게이트")
    #expect(matter.order == 2.5)
    #expect(matter.draft)
    #expect(matter.digits == 5)
    #expect(matter.seed == 812)
    #expect(!matter.execute.echo)
    #expect(matter.execute.digits == 5)
  }

  @Test func digits() {
    var defaults = CellOptions()
    defaults.digits = 9
    #expect(read("title: a", defaults: defaults).value.execute.digits == 9)
    #expect(read("nn:\n  digits: 5", defaults: defaults).value.execute.digits == 5)
    #expect(read("nn:\n  digits: 5\nexecute:\n  digits: 3", defaults: defaults).value.execute.digits == 3)
    #expect(read("execute:\n  digits: 3\nnn:\n  digits: 5", defaults: defaults).value.execute.digits == 3)
  }

  @Test func none() {
    #expect(readFrontMatter(nil, defaults: CellOptions()).diagnostics.isEmpty)
    #expect(read("").value.title == nil)
  }

  @Test func faults() {
    check("titel: a", "bad-front-matter 2:1-2:6 unknown key `titel` → did you mean `title`?")
    check(
      "lang: english",
      "bad-front-matter 2:7-2:14 `lang` cannot be `english` → write a tag of BCP 47: `en`, `ko`, `de`, `pt-BR`, `zh-Hans`"
    )
    check("title: a\ntitle: b", "bad-front-matter 3:1-3:6 the key `title` stands twice → keep one of the two")
    check("title: [a", "bad-front-matter 2:10-2:10 the front matter is not YAML: did not find expected ',' or ']'")
    check(
      "draft: maybe",
      "bad-front-matter 2:8-2:13 `draft` cannot be `maybe` → write `true` or `false`; until then the lesson counts as a draft"
    )
    check("order: first", "bad-front-matter 2:8-2:13 `order` cannot be `first` → write a number")
    check("nn: 3", "bad-front-matter 2:5-2:6 `nn` cannot be `3` → write `digits: …` and `seed: …` below it, indented")
    check("nn:\n  sede: 3", "bad-front-matter 3:3-3:7 unknown key `sede` → did you mean `seed`?")
    check(
      "nn:\n  seed: -1", "bad-front-matter 3:9-3:11 `seed` cannot be `-1` → write a whole number from 0 to 4294967295")
    check("execute:\n  ehco: false", "unknown-option 3:3-3:7 unknown option `ehco` → did you mean `echo`?")
    check(
      "execute:\n  label: a",
      "bad-option-value 3:3-3:8 the option `label` belongs to one block → write it in the block: `#| label: …`")
    check(
      "title:\n  a: b",
      "bad-front-matter 3:3-3:7 `title` cannot be a list or mapping → "
        + "write text; in quotation marks when it holds `: ` or ` #`")
  }

  @Test func keysOfOtherProgramsAreWarnings() {
    let diagnostics = read("jupyter: python3").diagnostics
    #expect(diagnostics.map(\.severity) == [.warning])
  }
}
