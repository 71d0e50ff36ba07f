import Artifacts
import Formulas

extension BackwardSteps {
  /// A numbered list: at each gate what arrives, then for each input upstream × local = downstream, and the sum where
  /// branches meet; an input that is cut off has no number.
  func html(_ words: any Vocabulary) -> [HTMLNode] {
    var items: [HTMLNode] = [
      .element(
        "li", [],
        [
          .element(
            "div", [("class", "flow")],
            derivative(output) + [.text(" = "), .element("span", [("class", "g")], [.text("1")])]
              + [.element("small", [], [.text(" · " + words.seed)])])
        ])
    ]
    for step in steps {
      items.append(.raw("\n"))
      var gate: [HTMLNode] = step.at.html
      if let formula = step.formula { gate += [.text(" = ")] + formula.html }
      if let pattern = step.pattern {
        gate.append(.element("small", [("class", "pattern")], [.text(words.word(for: pattern))]))
      }
      var parts: [HTMLNode] = [.element("div", [("class", "gate")], gate)]
      for flow in step.flows {
        parts.append(.element("div", [("class", "flow")], self.flow(flow, at: step)))
        if let sum = flow.sum { parts.append(.element("div", [("class", "flow sum")], total(sum, of: flow))) }
      }
      for cut in step.cuts {
        let words = HTMLNode.element("small", [], [.text(" · " + words.cut(at: cut.line))])
        parts.append(.element("div", [("class", "flow")], derivative(cut.to) + [words]))
      }
      items.append(.element("li", [], parts))
    }
    return [
      .element("ol", [("class", "steps"), ("aria-label", words.steps)], items),
      checkFooter(check, words: words, links: []),
    ]
  }

  func markdown(_ words: any Vocabulary) -> [String] {
    var text = "<details>\n<summary>\(words.steps)</summary>\n\n"
    text += "1. \(plain(output)) = **1** · \(words.seed)\n"
    for (index, step) in steps.enumerated() {
      text += "\(index + 2). \(step.at.markdown)"
      if let formula = step.formula { text += " = \(formula.markdown)" }
      if let pattern = step.pattern { text += " · \(words.word(for: pattern))" }
      text += "\n"
      for flow in step.flows {
        text += "   - \(plain(flow.to)) = \(flow.local.symbol.markdown) × \(plain(step.at))"
        if let local = flow.local.value {
          text += " = \(Numbers.derivativeFactor(local, digits: digits).markdown)"
          text += " × \(Numbers.derivativeFactor(flow.upstream, digits: digits).markdown)"
        }
        text += " = **\(Numbers.derivative(flow.downstream, digits: digits).markdown)**\n"
        if let sum = flow.sum {
          let terms = sum.terms.enumerated().map { position, term in
            position == 0
              ? Numbers.derivative(term, digits: digits).markdown
              : Numbers.derivativeFactor(term, digits: digits).markdown
          }
          text += "   - \(words.sum): \(plain(flow.to)) = \(terms.joined(separator: " + "))"
          text += " = **\(Numbers.derivative(sum.total, digits: digits).markdown)**\n"
        }
      }
      for cut in step.cuts { text += "   - \(plain(cut.to)) · \(words.cut(at: cut.line))\n" }
    }
    return [text + "\n</details>", check.line(words).markdown]
  }

  /// `∂f/∂q = z × ∂f/∂f = (−4) × 1 = −4`
  private func flow(_ flow: Flow, at step: Step) -> [HTMLNode] {
    var nodes = derivative(flow.to)
    nodes.append(.text(" = "))
    nodes.append(.element("span", [("class", "d")], flow.local.symbol.html))
    nodes.append(.text(" × "))
    nodes += derivative(step.at)
    if let local = flow.local.value {
      nodes.append(.text(" = "))
      nodes.append(.element("span", [("class", "d")], Numbers.derivativeFactor(local, digits: digits).html))
      nodes.append(.text(" × "))
      nodes.append(.element("span", [("class", "g")], Numbers.derivativeFactor(flow.upstream, digits: digits).html))
    }
    nodes.append(.text(" = "))
    nodes.append(.element("span", [("class", "g")], Numbers.derivative(flow.downstream, digits: digits).html))
    return nodes
  }

  private func total(_ sum: Sum, of flow: Flow) -> [HTMLNode] {
    var nodes: [HTMLNode] = [.text("Σ ")] + derivative(flow.to) + [.text(" = ")]
    for (index, term) in sum.terms.enumerated() {
      if index > 0 { nodes.append(.text(" + ")) }
      let number =
        index == 0 ? Numbers.derivative(term, digits: digits) : Numbers.derivativeFactor(term, digits: digits)
      nodes.append(.element("span", [("class", "g")], number.html))
    }
    nodes.append(.text(" = "))
    nodes.append(.element("span", [("class", "g")], Numbers.derivative(sum.total, digits: digits).html))
    return nodes
  }

  /// ∂f/∂x on one line.
  private func derivative(_ variable: Notation) -> [HTMLNode] {
    [.element("span", [("class", "pd")], quotient(variable).html)]
  }

  private func plain(_ variable: Notation) -> String { quotient(variable).markdown }

  private func quotient(_ variable: Notation) -> Notation {
    let isName = variable.pieces.count == 1
    let below = isName ? variable : Notation(plain: "(") + variable + Notation(plain: ")")
    return Notation(plain: "∂") + output + Notation(plain: "/∂") + below
  }
}
