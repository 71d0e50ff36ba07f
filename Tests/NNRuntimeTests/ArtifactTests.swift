import Artifacts
import Formulas
import Testing

@testable import NNRuntime

struct ArtifactTests {
  private func outputs(_ source: String, _ location: SourceLocation = #_sourceLocation) -> [Artifact] {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [], sourceLocation: location)
    return outcome.outputs
  }

  /// `name = formula` of each row of the table that the last line shows.
  private func checkRows(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    guard case .gradients(let table)? = outputs(source, location).last else {
      Issue.record("no gradient table", sourceLocation: location)
      return
    }
    let rows = table.rows.map { row in
      let locals = row.branches.map(\.local.symbol.text).joined(separator: " + ")
      return
        "\(row.name) = \(row.formula?.text ?? "input"); \(locals); \(row.gradient.map { number($0.values[0]) } ?? "none")"
    }
    #expect(rows == expected, sourceLocation: location)
    #expect(table.check.failed == 0 && table.check.passed > 0, sourceLocation: location)
  }

  /// Each node of the figure that the last line shows: role, glyph, name, pattern.
  private func checkNodes(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    guard case .graph(let graph)? = outputs(source, location).last else {
      Issue.record("no graph", sourceLocation: location)
      return
    }
    let nodes = graph.nodes.map { node in
      [
        "\(node.role)", node.glyph, node.name ?? "-", node.pattern?.rawValue ?? "-",
        node.group.map { graph.groups[$0].name } ?? "-",
      ].joined(separator: " ")
    }
    #expect(nodes == expected, sourceLocation: location)
    for edge in graph.edges { #expect(edge.from < edge.to, sourceLocation: location) }
  }

  @Test func rows() {
    checkRows(
      "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\ngradients(f)",
      ["f = q z; ; 1", "q = x + y; z; -4", "z = input; q; 3", "x = input; 1; -4", "y = input; 1; -4"])
    checkRows(
      "x = 3; y = 2\ns = x^2\np = x * y\nf = s + p\ngradients(f)",
      ["f = s + p; ; 1", "s = x²; 1; 1", "p = x y; 1; 1", "x = input; 2 x + y; 8", "y = input; x; 3"])
    checkRows("x = 2; y = 3\nf = x * y\ngradients(f, wrt: y)", ["y = input; x; 2"])
    checkRows(
      "W = [2, 3]; x = [1, -1]; b = 1\np = W @ x\nf = W @ x + p * b\ngradients(f, wrt: p)", ["p = W @ x; b; 1"])
  }

  /// Of a large graph only some nodes are compared; the others do not say that they were.
  @Test func nodesThatWereNotLookedAt() {
    let outcome = Lesson().run("x = 1\ns = 0\nfor i in 1..600 { s = s + x }\ngradients(s)")
    guard case .gradients(let table)? = outcome.outputs.first else {
      Issue.record("no table")
      return
    }
    let unchecked = table.rows.filter { $0.verdict == .unchecked }
    #expect(unchecked.count > 100)
    #expect(unchecked.allSatisfy { $0.numeric == nil })
    #expect(table.rows.allSatisfy { $0.verdict != .pass || $0.numeric != nil || $0.name == "s" })
    #expect(table.check.passed == table.rows.count { $0.verdict == .pass })
  }

  @Test func olderNodesAreNumbered() {
    checkRows(
      "x = 2\ny = x\nfor i in 1..2 { y = y * x }\ny = y * 3\ngradients(y)",
      [
        "y = 3 y (2); ; 1", "y (2) = y (1) x; 3; 3", "y (1) = x x; x; 6", "x = input; x + x + y (1); 36",
      ])
    checkRows(
      "w = 5\nf = w * w\nw -= 1\ngradients(f)", ["f = w (1) w (1); ; 1", "w (1) = input; w (1) + w (1); 10"])
  }

  @Test func glyphs() {
    checkNodes(
      "x = 2\nf = 1 / (exp(-(2 * x + 1)) - 3)\ngraph(f)",
      [
        "data  x - -", "gate ×2 - - -", "gate +1 - passes -", "gate ×−1 - flips -", "gate exp - - -",
        "gate −3 - passes -", "gate 1/x f - -",
      ])
    checkNodes("x = 2\nf = x^2 / 2\ngraph(f)", ["data  x - -", "gate x² - - -", "gate ÷2 f - -"])
    checkNodes("x = 2\nf = max(x, 0)\ngraph(f)", ["data  x - -", "constant  - - -", "gate max f routes -"])
  }

  @Test func rolesAndPatterns() {
    checkNodes(
      "w = 5; x = -2; b = -4\nf = w * x + b\ngraph(f, parameters: b)\nw -= grad(f, w)\nf = w * x + b\ngraph(f, parameters: b)",
      ["data  x - -", "parameter  b - -", "parameter  w - -", "gate × - swaps -", "gate + f distributes -"])
    checkNodes(
      "w = 5; x = -2\nf = w * x\ngraph(f)\nw -= 1\nf = w * x\ngraph(f)",
      ["data  x - -", "parameter  w - -", "gate × f swaps -"])
    checkNodes(
      "x = 7\nL = 4 * x + 2 * x\ngraph(L)",
      ["data  x copies -", "gate ×4 - - -", "gate ×2 - - -", "gate + L distributes -"])
  }

  @Test func groupsAreCalls() {
    checkNodes(
      "σ(t) = 1 / (1 + exp(-t))\nx = 1\nf = σ(x) + σ(2 * x)\ngraph(f)",
      [
        "data  x copies -", "gate ×−1 - flips σ", "gate exp - - σ", "gate +1 - passes σ", "gate 1/x - - σ",
        "gate ×2 t - -", "gate ×−1 - flips σ", "gate exp - - σ", "gate +1 - passes σ", "gate 1/x - - σ",
        "gate + f distributes -",
      ])
    guard
      case .graph(let graph)? = outputs(
        "a(x) = x * x\nb(x) = a(x) + a(x + 1)\nx = 1\nf = b(x)\nfor i in 1..2 { f = a(f) }\ngraph(f)"
      ).last
    else { return }
    #expect(graph.groups.map(\.name) == ["a", "b", "a", "a", "a"])
    #expect(graph.groups.map(\.parent) == [1, nil, 1, nil, nil])
  }

  @Test func gradientChecks() {
    let lesson = Lesson()
    let wrong = lesson.run(
      "σ(t) = 1 / (1 + exp(-t))\nbackward σ(t; y, dy) = dy * y\ns = 1\nf = σ(s)\ngradients(f)")
    #expect(wrong.diagnostics.map(place) == ["5:11-12 NN-gradient-check-failed"])
    #expect(wrong.diagnostics[0].message.hasPrefix("the derivative written for `σ` is wrong: ∂f/∂s is 0.731"))
    let right = lesson.run(
      """
      x = 3
      f = x^2
      gradients(f)
      expect not gradcheck(f, x: 5).ok
      expect gradcheck(f, x: 5).maxAbs == 1 within 1e-6
      expect gradcheck(f, x: 5).maxRel == 1 / 6 within 1e-6
      expect gradcheck(f).ok
      """)
    #expect(right.diagnostics.isEmpty)
    #expect(right.checks.passed == 1)
  }

  private func check(_ source: String) throws -> GradientCheckArtifact {
    let outcome = Lesson().run(source)
    guard case .gradcheck(let check)? = outcome.outputs.last else { throw Missing() }
    #expect(outcome.diagnostics.map(\.id) == (check.isOK ? [] : [.gradcheckFailed]))
    return check
  }
  private struct Missing: Error {}

  @Test func gradientChecksNameTheWorstEntries() throws {
    let wrong = try check(
      """
      w1 = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]; x = [1, -2]
      f = sum(tanh(x @ w1))
      mine = grad(f, w1) * [[1, 1, 1], [1, 1.0001, 1]]
      gradcheck(f, w1: mine)
      """)
    #expect(wrong.entries.map(\.name) == ["w1"])
    let worst = try #require(wrong.entries[0].worst.first)
    #expect(worst.index == [1, 1])
    #expect(worst.verdict == .fail)
    #expect((worst.relative - 1e-4).magnitude < 1e-7)
    #expect(worst.difference == (worst.analytic - worst.numeric).magnitude)
    #expect(wrong.summary.passed == 5 && wrong.summary.failed == 1)
    #expect(!wrong.isOK && wrong.rules.isEmpty)
    let right = try check("a = 2; b = [1, 2, 3]\nf = sum(a * b^2)\ngradcheck(f)")
    #expect(right.entries.map(\.name) == ["a", "b"])
    #expect(right.entries.map(\.worst.count) == [1, 3])
    #expect(right.verdict == .pass)
  }

  @Test func gradientChecksNameTheWrongRule() throws {
    let check = try check(
      """
      good(t) = t^3
      backward good(t; y, dy) = dy * 3 * t^2
      area(a, b) = sum(a * b)
      backward area(a, b; y, dy) = (dy * b, dy * a * [1, 1.001])
      u = [1, 2]; v = [0.5, -1]
      f = good(area(u, good(v)))
      gradcheck(f)
      """)
    #expect(check.rules.map { "\($0.function) \($0.calls) \($0.entry.name)" } == ["good 2 t", "area 1 a", "area 1 b"])
    #expect(check.rules.map(\.entry.summary.verdict) == [.pass, .pass, .fail])
    #expect(check.rules[2].entry.worst.first?.index == [1])
    #expect(check.entries.map(\.summary.verdict) == [.pass, .fail])
    #expect(!check.isOK)
  }

  /// What has no derivative is called so, and is no failed check.
  @Test func undefinedDerivativesAreNamed() throws {
    for (source, verdicts) in [
      ("a = -2; n = 3\nf = a^n", ["pass", "undefined"]), ("a = -0.5; n = -1\nf = a^n", ["pass", "undefined"]),
      ("a = 0\nf = sqrt(a)", ["undefined"]), ("a = [4, 0]\nf = sum(sqrt(a))", ["pass"]),
    ] {
      let check = try check(source + "\ngradcheck(f)")
      #expect(check.entries.map(\.summary.verdict.rawValue) == verdicts, "\(source)")
      #expect(check.isOK)
      #expect(check.meanAbsolute < 1e-6, "what is undefined has no part in the mean")
      #expect(check.summary.undefined == 1)
      guard case .gradients(let table)? = Lesson().run(source + "\ngradients(f)").outputs.last else { throw Missing() }
      #expect(table.rows.suffix(verdicts.count).map(\.verdict.rawValue) == verdicts)
    }
  }

  @Test func longGradientsShowTheirFirstNumericEntries() throws {
    guard case .gradients(let table)? = Lesson().run("x = arange(0, 300)\nf = sum(x * x)\ngradients(f)").outputs.last
    else { throw Missing() }
    let row = try #require(table.rows.last)
    #expect(row.numeric == nil)
    #expect(row.numericStart.map { ($0 * 1e6).rounded() / 1e6 } == [0, 2])
  }

  @Test func secondDerivativesAreChecked() throws {
    let check = try check("x = 0.7; y = 2\nf = x^3 * exp(y)\ng = grad(f, x)\ngradcheck(g)")
    #expect(check.entries.map(\.name) == ["x", "y"])
    #expect(check.verdict == .pass && check.summary.undecided == 0)
  }

  @Test func inlineExpressions() throws {
    let lesson = Lesson()
    _ = lesson.run("x = 2; v = [1, -0.5]")
    func check(_ source: String, _ text: String, _ location: SourceLocation = #_sourceLocation) {
      switch lesson.inline(source) {
      case .success(let result): #expect(result.text == text, sourceLocation: location)
      case .failure(let diagnostic): Issue.record("\(diagnostic.message)", sourceLocation: location)
      }
    }
    check("x^2", "4")
    check("x / 3:.2f", "0.67")
    check("v", "[1, −0.5]")
    check("(x, -x)", "(2, −2)")
    check("0.256:.1%", "25.6%")
    guard case .failure(let diagnostic) = lesson.inline("x + nope") else {
      Issue.record("no fault")
      return
    }
    #expect(place(diagnostic) == "1:5-9 NN-unknown-name")
  }

  /// What `forward` computes again depends on the present inputs, and can be differentiated by them.
  @Test func forwardAfterAnUpdate() {
    let lesson = "w = 2; x = 5\nf = w * w * x\nw += 1\n"
    #expect(shown(Lesson().run(lesson + "g = forward(f)\ngrad(g, w)\ngrad(g, x)")) == ["30", "9"])
    #expect(shown(Lesson().run(lesson + "g = forward(f, x: 1)\ngrad(g, w)")) == ["6"])
  }

  @Test func secondDerivatives() {
    #expect(shown(Lesson().run("x = 3\nf = x^3\ng = grad(f, x)\ngrad(g, x)\nhessian(f, x)")) == ["18", "18"])
    #expect(shown(Lesson().run("v = [1, 2]\nf = sum(v^3)\nhessian(f, v)")) == ["[2, 2] [6, 0, 0, 12]"])
    #expect(
      shown(Lesson().run("m = [[1, 2], [3, 4]]; v = [1, -1]\njvp(m @ v, v, [1, 0])\nvjp(m @ v, v, [1, 0])")) == [
        "[1, 3]", "[1, 2]",
      ])
  }
}
