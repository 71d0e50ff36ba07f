import Artifacts
import Formulas

extension BackwardSteps {
  /// A numbered list: at each gate what arrives, then for each input upstream × local = downstream, and the sum where
  /// branches meet; an input that is cut off has no number.
  func html(_ words: any Vocabulary) -> [HTMLNode] {
    let formulas = DerivativeFormulas(output: output, digits: digits)
    var items: [HTMLNode] = [
      .element(
        "li", [],
        [
          .element(
            "div", [("class", "flow")],
            formulas.seed
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
        parts.append(.element("div", [("class", "flow")], formulas.flow(flow, at: step.at)))
        if let sum = flow.sum {
          parts.append(.element("div", [("class", "flow sum")], formulas.total(sum, of: flow.to)))
        }
      }
      for cut in step.cuts {
        let words = HTMLNode.element("small", [], [.text(" · " + words.cut(at: cut.line))])
        parts.append(.element("div", [("class", "flow")], formulas.derivative(cut.to) + [words]))
      }
      items.append(.element("li", [], parts))
    }
    return [
      .element("ol", [("class", "steps"), ("aria-label", words.steps)], items),
      checkFooter(check, words: words, links: []),
    ]
  }

  func markdown(_ words: any Vocabulary) -> [String] {
    let formulas = DerivativeFormulas(output: output, digits: digits)
    var text = "<details>\n<summary>\(words.steps)</summary>\n\n"
    text += "1. \(formulas.plain(output)) = **1** · \(words.seed)\n"
    for (index, step) in steps.enumerated() {
      text += "\(index + 2). \(step.at.markdown)"
      if let formula = step.formula { text += " = \(formula.markdown)" }
      if let pattern = step.pattern { text += " · \(words.word(for: pattern))" }
      text += "\n"
      for flow in step.flows {
        text += "   - \(formulas.plain(flow.to)) = \(flow.local.symbol.markdown) × \(formulas.plain(step.at))"
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
          text += "   - \(words.sum): \(formulas.plain(flow.to)) = \(terms.joined(separator: " + "))"
          text += " = **\(Numbers.derivative(sum.total, digits: digits).markdown)**\n"
        }
      }
      for cut in step.cuts { text += "   - \(formulas.plain(cut.to)) · \(words.cut(at: cut.line))\n" }
    }
    return [text + "\n</details>", check.line(words).markdown]
  }
}
