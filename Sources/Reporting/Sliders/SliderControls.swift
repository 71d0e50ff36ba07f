import Artifacts
import Formulas

extension Following {
  /// `data-on="0 1" data-watch="55"`, and without watches `data-on="0"`: what stays as it is.
  var attributes: [HTMLNode.Attribute] {
    let on = ("data-on", sliders.map { "\($0)" }.joined(separator: " "))
    return [on] + (watches.map { [("data-watch", $0.map { "\($0)" }.joined(separator: " "))] } ?? [])
  }
}

extension SliderArtifact {
  /// A label, the control and its value; hidden until the page's script shows it.
  func html(_ words: any Vocabulary) -> [HTMLNode] {
    let id = "slider-\(number)"
    let value = positions.values[positions.start]
    return [
      .element(
        "div", [("class", "slider")],
        [
          .element("label", [("for", id)], notation.html),
          .element(
            "input",
            [
              ("type", "range"), ("id", id), ("min", "0"), ("max", "\(positions.values.count - 1)"), ("step", "1"),
              ("value", "\(positions.start)"), ("data-slider", "\(number)"),
              ("aria-valuetext", NumberFormat().text(value)), ("autocomplete", "off"),
            ]),
          .element("output", [("for", id)], Numbers.html(value, digits: NumberFormat().digits)),
        ])
    ]
  }

  var notation: Notation { Notation(name: name) }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "slider")
      json.member("name", name)
      json.member("value", positions.values[positions.start])
      if let range = positions.range {
        json.member("from", range.from)
        json.member("to", range.through)
        json.member("step", range.step)
      } else {
        json.member("values", positions.values)
      }
    }
  }
}

/// Sliders that stand one below the other in a cell, as one panel: controls, the cell's result, the way back.
struct SliderPanel {
  let sliders: [SliderArtifact]
  /// The cell, of whose results the panel repeats the first number that follows.
  let cell: CellReport

  func html(_ words: any Vocabulary) -> HTMLNode {
    var foot: [HTMLNode] = []
    if let place = cell.outputs.firstIndex(where: { $0.result != nil }), let result = cell.outputs[place].result,
      cell.following.indices.contains(place), let following = cell.following[place]
    {
      foot.append(.element("p", [("class", "result"), ("aria-live", "polite")] + following.attributes, result))
    }
    foot.append(
      .element(
        "button", [("type", "button"), ("class", "reset"), ("aria-disabled", "true")], [.text(words.sliders.reset)]))
    return .element(
      "div", [("class", "sliders"), ("role", "group"), ("aria-label", words.sliders.group), ("hidden", "")],
      sliders.flatMap { $0.html(words) } + [.element("div", [("class", "foot")], foot)])
  }
}

extension Artifact {
  /// `f = −12`, where sliders move it.
  fileprivate var result: [HTMLNode]? {
    switch self {
    case .graph(let figure):
      let node = figure.nodes[figure.output]
      guard node.value.places != nil, node.value.shape.isEmpty else { return nil }
      return line(node.title, node.value, figure.digits)
    case .value(let value):
      guard value.value.places != nil, value.value.shape.isEmpty, value.isName else { return nil }
      return line(Notation(name: value.name), value.value, value.digits)
    case .tuple, .text, .table, .gradients, .backward, .gradcheck, .forward, .summary, .chart, .jacobian, .slider:
      return nil
    }
  }

  private func line(_ name: Notation, _ value: ShapedValues, _ digits: Int) -> [HTMLNode] {
    name.html + [.text(" = "), .element("span", [("class", "v")], Numbers.nodes(value, digits: digits, .number))]
  }
}
