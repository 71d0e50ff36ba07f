import Reporting

/// The text that a new lesson begins with: one graph, one claim, one number in a sentence, one question.
struct LessonTemplate {
  var title: String
  var language: Language
  /// Whether front matter names the language, as it does in a course with a folder for each.
  var saysLanguage: Bool
  /// The lesson that the block is taken from, as seen from this one; `nil` for the lesson that holds it.
  var source: String?

  var text: String {
    let words = LessonWords(language)
    return """
      ---
      title: \(quotedTitle)
      \(saysLanguage ? "lang: \(language.rawValue)\n" : "")---

      \(words.opening)

      ## \(words.heading)

      ```nn
      \(source.map { "#| from: \($0)\n" } ?? "")#| label: fig-first-step
      #| fig-cap: '\(words.caption)'
      \(source == nil ? Self.program : "")```

      \(words.sentence)

      ::: {.exercise}
      \(words.question)
      :::

      """
  }

  private static let program = """
    x = 3
    f = x^2
    graph(f)
    expect grad(f, x) == 2 * x

    """

  /// As it is where YAML reads letters, digits and blanks as they stand, else in quotation marks.
  private var quotedTitle: String {
    let isPlain =
      title.first?.isLetter == true && title.last != " "
      && title.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == " " }
    return isPlain ? title : "'" + title.replacing("'", with: "''") + "'"
  }
}

/// Texts of a new lesson in each language.
private struct LessonWords {
  var opening: String
  var heading: String
  var caption: String
  var sentence: String
  var question: String

  init(_ language: Language) {
    switch language.shippedForm {
    case .en, nil:
      opening = "Say in a sentence or two what this lesson is for."
      heading = "A first step"
      caption = "The graph of $f = x^2$."
      sentence = "In @fig-first-step, $f$ is `{nn} f`. At $x = \\nn{x}$ its slope is `{nn} grad(f, x)`."
      question =
        "At $x = 5$ the slope is [?]{nn=\"forward(grad(f, x), x: 5)\"\nwrong=\"forward(f, x: 5)\" say=\"That is the value.\"}."
    case .ko:
      opening = "이 강의에서 무엇을 다루는지 한두 문장으로 적는다."
      heading = "첫걸음"
      caption = "$f = x^2$의 계산 그래프."
      sentence = "@fig-first-step에서 $f$는 `{nn} f`이다. $x = \\nn{x}$일 때 기울기는 `{nn} grad(f, x)`이다."
      question =
        "$x = 5$일 때 기울기는 [?]{nn=\"forward(grad(f, x), x: 5)\"\nwrong=\"forward(f, x: 5)\" say=\"그것은 f의 값이다.\"}이다."
    }
  }
}
