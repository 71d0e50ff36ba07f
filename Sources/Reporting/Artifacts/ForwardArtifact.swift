import Artifacts
import Formulas

extension ForwardArtifact {
  func html(_ words: any Vocabulary) -> [HTMLNode] {
    var body: [HTMLNode] = [.raw("\n")]
    for node in nodes {
      body.append(
        .element(
          "tr", [],
          [
            .element("th", [("scope", "row")], node.notation.html),
            .element(
              "td", [("class", "l")],
              node.formula?.html ?? [.text(node.operation == "input" ? words.input : node.operation)]),
            .element("td", [("class", "v")], Numbers.compact(node.value, digits: digits).html),
          ]))
      body.append(.raw("\n"))
    }
    let head: [HTMLNode] = [
      .element("th", [("scope", "col"), ("class", "l")], [.text(words.variable)]),
      .element("th", [("scope", "col"), ("class", "l")], [.text(words.operation)]),
      .element("th", [("scope", "col")], [.text(words.value)]),
    ]
    return [
      .element(
        "div", [("class", "tw")] + ScrollBox.attributes(words.table),
        [
          .element(
            "table", [("class", "data")],
            [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], body)])
        ])
    ]
  }

  func markdown(_ words: any Vocabulary) -> [String] {
    var table = PipeTable([(words.variable, .left), (words.operation, .left), (words.value, .right)])
    for node in nodes {
      table.append([
        node.notation.markdown, node.formula?.markdown ?? (node.operation == "input" ? words.input : node.operation),
        Numbers.compact(node.value, digits: digits).markdown,
      ])
    }
    return [table.text]
  }
}
