import Autodiff
import Formulas
import Reporting

/// The operations' rules as a lesson: a table for each chapter, and behind it a block that computes every row.
///
/// A row is printed from what the engine knows of its operation, and claimed in the block: a backward pass against the
/// printed one, and against differences. A rule that is not so is a fault of the build.
enum RuleSheet {
  static func text(_ words: SheetWords) -> String {
    let chapters: [(String, Primitive.Chapter)] = [
      (words.layers, .networks), (words.matrices, .linearAlgebra), (words.reductions, .reductions),
    ]
    var text = "# \(words.rules)\n\n\(words.rulesLede)\n\n\(words.signs)\n"
    for (title, chapter) in chapters {
      let rules = structural(chapter)
      text += "\n## \(title)\n\n| \(words.operation) | \(words.shapes) | \(words.forward) | \(words.backward) |\n"
      text += "|:--|:--|:--|:--|\n" + rules.map(row).joined() + block(rules.map(claims))
    }
    text += "\n## \(words.elementwise)\n\n| \(words.operation) | \(words.backward) |\n|:--|:--|\n"
    return text + elementwise.map(row).joined() + block(elementwise.map(claims))
  }

  // MARK: Structural operations

  private static func structural(_ chapter: Primitive.Chapter) -> [Primitive.PullbackRule] {
    var seen: Set<Primitive.PullbackRule> = []
    // The matrix product has two names.
    return Primitive.all.filter { $0.chapter == chapter }.compactMap(\.rule).filter { seen.insert($0).inserted }
  }

  private static func row(_ rule: Primitive.PullbackRule) -> String {
    // In a narrow column a shape is not torn.
    let shapes = (rule.operands.map { "`\($0.name) \($0.shape)`" } + ["`f \(rule.shape)`"])
      .map { $0.replacing(" ", with: "\u{A0}") }
    let backward = rule.operands.compactMap { operand in operand.pullback.map { "`d\(operand.name) = \($0)`" } }
    return "| `\(rule.call)` | \(shapes.joined(separator: "<br>")) | "
      + "\(rule.formula.map { "`\($0)`" } ?? "") | \(backward.joined(separator: "<br>")) |\n"
  }

  private static func claims(_ rule: Primitive.PullbackRule) -> String {
    var lines = rule.operands.map { "\($0.name) = \($0.sample)" }
    if let count = rule.count { lines.append("n = \(count)") }
    lines += ["f = \(rule.call)", "df = \(rule.upstream)"]
    if let formula = rule.formula { lines.append("expect f == \(formula) within 1e-9") }
    for operand in rule.operands {
      guard let pullback = operand.pullback else { continue }
      lines.append("expect vjp(f, \(operand.name), df) == \(pullback) within 1e-9")
    }
    let checked = rule.operands.filter { $0.pullback != nil }.map(\.name)
    for name in checked { lines.append("expect gradcheck(sum(f * df), \(name): vjp(f, \(name), df)).ok") }
    return lines.joined(separator: "\n")
  }

  // MARK: Elementwise operations

  private static var elementwise: [Operation] {
    Primitive.all.filter { !$0.isInternal && $0.isDifferentiable }.compactMap(\.operation)
  }

  /// `| tanh(x) | dx = df (1 − f²) |`
  private static func row(_ operation: Operation) -> String {
    let names = operation.definition.parameters.map(\.name)
    let signs = names.map { Notation(name: $0) }
    let backward = zip(names, operation.derivatives).map { name, derivative -> String in
      let factor = derivative.notation(operands: signs, result: Notation(name: "f"))
      return "`d\(name)` = \(product(factor))"
    }
    return "| `\(call(operation))` | \(backward.joined(separator: "<br>").replacing("|", with: "\\|")) |\n"
  }

  /// The upstream gradient times a factor: `df`, −`df`, `df` · 1/x, `df` · (1 − f²).
  private static func product(_ factor: Notation) -> String {
    let text = factor.text
    if text == "1" { return "`df`" }
    if text == "−1" { return "−`df`" }
    let isSum = text.hasPrefix("−") || text.contains(" + ") || text.contains(" − ")
    // `\[` would begin a formula.
    let written = factor.markdown.replacing("\\[", with: "[").replacing("\\]", with: "]")
    return "`df` · " + (isSum ? "(\(written))" : written)
  }

  private static func call(_ operation: Operation) -> String {
    let definition = operation.definition
    let names = definition.parameters.map(\.name)
    switch definition.spelling {
    case .sign(let sign, _, _): return names.count == 1 ? sign + names[0] : names.joined(separator: " \(sign) ")
    case .call, .sharedCall, .never: return "\(definition.name)(\(names.joined(separator: ", ")))"
    }
  }

  private static func claims(_ operation: Operation) -> String {
    let definition = operation.definition
    let names = definition.parameters.map(\.name)
    var lines = zip(definition.parameters, definition.smooth).map { "\($0.name) = \(sample($1))" }
    lines.append("f = \(call(operation))")
    for name in names { lines.append("expect gradcheck(f, \(name): grad(f, \(name))).ok") }
    return lines.joined(separator: "\n")
  }

  /// A number where the operation is smooth, off the middle, where many have their kink.
  private static func sample(_ domain: Domain) -> String {
    switch domain {
    case .between(let low, let high): "\(low + 0.7 * (high - low))"
    case .values(let values): "\(values.first ?? 1)"
    }
  }

  private static func block(_ claims: [String]) -> String {
    "\n" + claims.map { "```nn\n#| include: false\n\($0)\n```\n" }.joined(separator: "\n")
  }
}
