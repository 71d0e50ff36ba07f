import Testing

@testable import CourseBuild

/// Two languages share the blocks of one lesson; each page says it in its own words.
@Suite struct WordsTests {
  static let english = """
    # A comparison

    ```nn
    #| label: better
    data = [0.25, 0.75]
    print("scores from", min(data), "to", max(data))
    table(model: ("the best constant", "the network"), error: data)
    best = "the network"
    expect best == "the network"
    ```

    ```nn
    #| label: fig-runs
    #| fig-cap: Two runs.
    first = repeat 3 { E = 2; record(E) }
    second = repeat 3 { E = 1; record(E) }
    plot(first, second, labels: ("the constant", "the network"))
    ```

    ```nn
    #| label: fig-lines
    #| fig-cap: Two lines.
    hours = [1, 2]
    plot(data, x: hours, ylabel: "score")
    ```
    """

  static let korean = """
    # 비교

    ```nn
    #| label: better
    #| from: ../en/01-better.md
    #| words: {scores from: "점수:", to: "~", model: 모형, error: 오차,
    #|   the best constant: 가장 좋은 상수, the network: 신경망}
    ```

    ```nn
    #| label: fig-runs
    #| fig-cap: 두 학습.
    #| from: ../en/01-better.md
    #| words:
    #|   the constant: 상수
    #|   "the network": "신경망"
    #|   E: 비용
    ```

    ```nn
    #| label: fig-lines
    #| fig-cap: 두 직선.
    #| from: ../en/01-better.md
    #| words: {hours: 시간, score: 점수, data: 자료}
    ```
    """

  static let files = [
    "lessons/course.yml": "title: Words\nlanguages: [en, ko]\n",
    "lessons/en/01-better.md": english,
    "lessons/ko/01-better.md": korean,
  ]

  @Test func eachPageSaysItInItsWords() throws {
    let course = try TemporaryCourse(Self.files)
    let result = course.build(formats: [.html, .md, .json])
    #expect(result.diagnostics.filter { $0.id != .noMathRenderer }.map(described) == [])

    let markdown = try course.text("output/ko/01-better.md")
    #expect(markdown.contains("점수: 0.25 ~ 0.75\n"))
    #expect(markdown.contains("| 모형 | 오차 |"))
    #expect(markdown.contains("| 가장 좋은 상수 | 0.25 |"))
    #expect(markdown.contains("| 신경망 | 0.75 |"))
    // The source is echoed as it stands.
    #expect(markdown.contains("print(\"scores from\", min(data), \"to\", max(data))"))

    let html = try course.text("output/ko/01-better.html")
    #expect(html.contains("<samp>점수: 0.25 ~ 0.75</samp>"))
    #expect(html.contains(">가장 좋은 상수</td>"))
    #expect(html.contains("반복에 따른 비용"))
    #expect(html.contains("시간에 따른 자료의 꺾은선 그래프"))
    // The figures' descriptions too. Only the source has the English words.
    for word in ["the network", "the best constant", "the constant"] {
      #expect(
        html.split(separator: "<pre").allSatisfy { piece in
          !(piece.split(separator: "</pre>", maxSplits: 1).last ?? "").contains(word)
        }, "\(word)")
    }

    let json = try course.text("output/ko/01-better.json")
    for text in [
      "\"점수: 0.25 ~ 0.75\"", "\"title\": \"모형\"", "\"name\": \"model\"", "\"가장 좋은 상수\"", "\"label\": \"자료\"",
      "\"xTitle\": \"시간\"",
    ] {
      #expect(json.contains(text), "\(text)")
    }
  }

  @Test func theSharedPageStaysAsItWas() throws {
    let both = try TemporaryCourse(Self.files)
    _ = both.build(formats: [.html, .md, .json])
    var alone = Self.files
    alone["lessons/ko/01-better.md"] = "# 비교\n"
    let course = try TemporaryCourse(alone)
    _ = course.build(formats: [.html, .md, .json])
    for ending in ["md", "json"] {
      #expect(try both.text("output/en/01-better.\(ending)") == course.text("output/en/01-better.\(ending)"))
    }
    #expect(try both.text("output/en/01-better.md").contains("scores from 0.25 to 0.75\n"))
  }

  /// When the shared block changes its words, the page that translates them says so.
  @Test func aTextThatIsGoneIsMissed() throws {
    var files = Self.files
    files["lessons/en/01-better.md"] = Self.english.replacing("\"the best constant\"", with: "\"the best constants\"")
    let course = try TemporaryCourse(files)
    let result = course.build()
    #expect(
      result.diagnostics.filter { $0.id != .noMathRenderer }.map(described) == [
        "unused-words 7:6-7:23 the block has no text `the best constant` → did you mean `the best constants`?"
      ])
    #expect(result.diagnostics.allSatisfy { $0.severity == .warning })
  }
}
