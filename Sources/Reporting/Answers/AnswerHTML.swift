import Markup

extension BodyRenderer {
  /// A line to write on, which the script makes a field of.
  func answer(_ field: AnswerField) -> HTMLNode {
    guard let answer = report.answers[field.expression] else {
      return .element("span", [("class", "fault-inline")], [.text("⚠ [?]")])
    }
    return .element(
      "span",
      [("class", "answer"), ("data-name", report.name(of: answer)), ("data-answer", answer.sealed(in: report.path))],
      [.element("span", [("class", "blank")], [.element("span", [("class", "sr")], [.text(words.answers.blank)])])])
  }

  /// A block's own field.
  func answerLine(_ field: AnswerField) -> HTMLNode {
    .element("p", [("class", "ask")], [.text(words.answers.yours + " "), answer(field)])
  }

  /// Note at the end of a page with fields on what they are and are not.
  var practice: [HTMLNode] {
    report.answers.isEmpty
      ? [] : [.element("p", [("class", "practice")], [.text(words.answers.practice)]), .raw("\n")]
  }
}
