import Formulas

/// `forward(f, x: 3)`: f computed again, its nodes' values in forward order.
public struct ForwardArtifact: Sendable {
  public struct Node: Sendable {
    public var name: String
    public var notation: Notation
    public var operation: String
    public var formula: Notation?
    public var value: ShapedValues

    public init(name: String, notation: Notation, operation: String, formula: Notation?, value: ShapedValues) {
      self.name = name
      self.notation = notation
      self.operation = operation
      self.formula = formula
      self.value = value
    }
  }

  public var name: String
  public var value: ShapedValues
  public var nodes: [Node]
  public var digits: Int

  public init(name: String, value: ShapedValues, nodes: [Node], digits: Int) {
    self.name = name
    self.value = value
    self.nodes = nodes
    self.digits = digits
  }
}

extension ForwardArtifact {
  func html(_ words: Vocabulary) -> [HTMLNode] {
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
        "div", [("class", "tw"), ("tabindex", "0")],
        [
          .element(
            "table", [("class", "data")],
            [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], body)])
        ])
    ]
  }

  func markdown(_ words: Vocabulary) -> [String] {
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
