import SourceText
import Testing

@testable import CourseBuild

/// Lessons in two languages: built alike, or told where not.
struct TranslationTests {
  private static let english = """
    # One

    ## Values

    ```nn
    #| label: fig-f
    x = 3        # the input
    f = x^2
    plot([1, 4], [1, 2], labels: ("Square", "Line"))
    expect f == 9
    ```

    $$ f = x^2 $$ {#eq-f}

    ## More

    ::: {.exercise}
    What is $f$ at 4?
    :::

    ```nn
    g = 2 * f
    ```
    """

  private static let korean = """
    # 하나

    ## 값

    ```nn
    #| label: fig-f
    x = 3   # 입력

    f = x^2
    plot([1, 4], [1, 2], labels: ("제곱", "직선"))
    expect f == 9
    ```

    $$ f = x^2 $$ {#eq-f}

    ## 더

    ::: {.exercise}
    4에서 $f$는 얼마인가?
    :::

    ```nn
    g = 2 * f
    ```
    """

  private func differences(_ korean: String, _ course: String = "languages: [en, ko]\n") throws -> [String] {
    let folder = try TemporaryCourse([
      "lessons/course.yml": course, "lessons/en/one.md": Self.english, "lessons/ko/one.md": korean,
    ])
    #expect(!folder.build().hasFaults)
    return checkCourse(folder.request()).diagnostics.filter { $0.id == .translationDiffers }.map { diagnostic in
      let start = diagnostic.range.startInCharacters
      let notes = diagnostic.notes.compactMap { $0.range.map { " <- \($0.startInCharacters.line)" } }
      return "\(start.line): \(diagnostic.message)\(notes.joined())"
        .replacing(folder.path("") + "/", with: "").replacing(folder.path(""), with: "")
    }
  }

  @Test func wordsAndCommentsMayDiffer() throws { #expect(try differences(Self.korean) == []) }

  @Test(
    arguments: [
      ("f = x^2\n", "f = x^3 / 3\n", ["5: this block is not that of `lessons/en/one.md` <- 5"]),
      (
        "expect f == 9\n", "",
        ["5: a claim of `lessons/en/one.md` is not here <- 5"]
      ),
      (
        "expect f == 9\n", "expect f == 9\nexpect x == 3\n",
        ["5: here is 2 claims, and in `lessons/en/one.md` a claim <- 5"]
      ),
      ("{#eq-f}", "", ["5: the label `#eq-f` of `lessons/en/one.md` is not here <- 13"]),
      ("{#eq-f}", "{#eq-g}", ["14: here is the label `#eq-g`, and in `lessons/en/one.md` the label `#eq-f` <- 13"]),
      (
        "## 더\n", "### 더\n", ["16: here is a section of level 3, and in `lessons/en/one.md` a section of level 2 <- 15"]
      ),
      ("## 더\n", "## 더\n\n## 또\n", ["18: a section of level 2 is not in `lessons/en/one.md`"]),
      (
        "::: {.exercise}\n4에서 $f$는 얼마인가?\n:::\n", "",
        ["16: `.exercise` of `lessons/en/one.md` is not here <- 17"]
      ),
      (
        "```nn\ng = 2 * f\n```", "```nn\ng = 2 * f\n```\n\n```nn\nh = g\n```",
        ["26: the block `h = g` is not in `lessons/en/one.md`"]
      ),
    ])
  func told(_ old: String, _ new: String, _ expected: [String]) throws {
    #expect(Self.korean.contains(old))
    #expect(try differences(Self.korean.replacing(old, with: new)) == expected)
  }

  /// The original is the course's first language.
  @Test func originalsAreOfTheFirstLanguage() throws {
    let found = try differences(Self.korean.replacing("{#eq-f}", with: ""), "languages: [ko, en]\n")
    #expect(found == ["13: the label `#eq-f` is not in `lessons/ko/one.md`"])
  }
}
