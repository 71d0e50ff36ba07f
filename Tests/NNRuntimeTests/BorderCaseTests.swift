import Artifacts
import Reporting
import SourceText
import Testing

@testable import NNRuntime

/// What is on either side of a rule's border: tolerances of claims, verdicts of checks, ends of runs.
@Suite struct BorderCaseTests {
  private func claims(_ source: String, _ expected: [Bool], _ location: SourceLocation = #_sourceLocation) {
    let outcome = Lesson().run(source)
    #expect(outcome.claims.map(\.holds) == expected, "\(source): \(outcome.diagnostics)", sourceLocation: location)
  }

  @Test func tolerances() {
    claims("x = 1\nexpect x == 1 + 9e-10; expect x == 1 + 2e-9", [true, false])
    claims("x = 1e6\nexpect x == 1e6 + 9e-4; expect x == 1e6 + 2e-3", [true, false])
    claims(
      "x = 0\nexpect x == 9e-13; expect x == 2e-12; expect x != 9e-13; expect x != 2e-12", [true, false, false, true])
    claims(
      "x = f32([1, 2])\nexpect x[0] == 1 + 9e-6; expect 1 + 9e-6 == x[0]; expect x[0] == 1 + 2e-5", [true, true, false])
    claims("x = inf\nexpect x == inf; expect x == -inf; expect x == 1e308", [true, false, false])
    claims("x = 1\nexpect x == 1.5 within 0.5; expect x == 1.5 within 0.4999", [true, false])
    claims("x = [1, 0]\nexpect x; expect x[0]; expect x + 1", [false, true, true])
  }

  @Test func theWorstEntryIsNamed() throws {
    let outcome = Lesson().run("x = [1, 2, 3]\nexpect x == [1.5, 4, 3.1]")
    let message = try #require(outcome.diagnostics.first?.message)
    #expect(message.hasSuffix("3 of 3 entries do not agree: entry [1] is 2 against 4"), "\(message)")
  }

  private func check(_ source: String) throws -> GradientCheckArtifact {
    guard case .gradcheck(let check)? = Lesson().run(source).outputs.last else {
      throw Diagnostic(.noValue, "no check", at: SourceRange(SourceFile(path: "a", text: ""), 0..<0))
    }
    return check
  }

  /// What failed, then what is undecided, then what passed; the mean is of what was decided.
  @Test func undecidedEntries() throws {
    let kinked = try check("x = [-1, 0.3, 2]\nf = sum(relu(x - 0.3)) + sum(sin(x))\ngradcheck(f)")
    let entry = try #require(kinked.entries.first)
    #expect(entry.worst.first?.index == [1])
    #expect(entry.worst.dropFirst().allSatisfy { $0.verdict == .pass } && entry.worst.first?.verdict != .pass)
    #expect(entry.summary.passed == 2 && entry.summary.failed == 0)
    let passed = entry.worst.dropFirst().map(\.difference)
    #expect(entry.meanAbsolute == passed.reduce(0, +) / 2)
    #expect(entry.maxAbsolute == passed.max())
    let wrong = try check(
      "x = [-1, 0.3, 2]\nf = sum(relu(x - 0.3))\nmine = [0, 1, 1.1]\ngradcheck(f, x: mine)")
    let failed = try #require(wrong.entries.first)
    #expect(failed.worst.map(\.index) == [[2], [1], [0]])
  }

  private func values(_ source: String, _ expression: String) throws -> [Double] {
    let lesson = Lesson()
    let outcome = lesson.run(source)
    #expect(outcome.diagnostics.map(\.message) == [])
    return try lesson.inline(expression).get().value.values
  }

  private static let line = """
    net = dense(1, 1, init: "zeros")
    x = [[0], [1], [2], [3], [4]]; y = [[1], [3], [5], [7], [9]]

    """

  /// A loss that stays as it is is no better one.
  @Test(arguments: [(1, 2.0), (2, 3), (4, 5), (9, 8)]) func patience(patience: Int, epochs: Double) throws {
    let run = "h = train(net, x, y, loss: mse, optimizer: sgd(1e-300), epochs: 8, batch: 5, patience: \(patience))"
    #expect(try values(Self.line + run, "shape(h.loss)") == [epochs])
  }

  /// Early stop looks at the validation data, which get worse here from the first step on.
  @Test func patienceWithValidation() throws {
    let run =
      "h = train(net, x, y, loss: mse, optimizer: sgd(0.01), epochs: 8, batch: 5, patience: 2, validation: (x, -y))"
    #expect(try values(Self.line + run, "shape(h.loss)") == [3])
    #expect(try values(Self.line + run, "shape(h.path)") == [4, 2])
  }

  @Test func logs() throws {
    let outcome = Lesson().run(Self.line + "train(net, x, y, loss: mse, epochs: 5, batch: 5, log: 2)")
    let tables = shown(outcome).filter { $0.hasPrefix("table") }
    #expect(tables.count == 1 && tables[0].hasPrefix("table epoch: [\"2\", \"4\", \"5\"]"), "\(tables)")
  }

  /// The mean over batches counts samples, and all rows are taken.
  @Test func lastBatches() throws {
    for batch in [1, 2, 3, 4, 5, 9] {
      let run = "h = train(net, x, y, loss: mse, optimizer: sgd(1e-300), epochs: 1, batch: \(batch), shuffle: false)"
      #expect(try abs(values(Self.line + run, "h.loss")[0] - 33) < 1e-12, "\(batch)")
    }
  }

  @Test func bestConstants() throws {
    func reference(_ loss: String, _ y: String) throws -> Double? {
      let outcome = Lesson().run(
        "net = dense(1, 1, sigmoid)\nx = [[0], [1], [2], [3]]; y = \(y)\nh = train(net, x, y, loss: \(loss))\nplot(h)")
      guard case .chart(.history(let history))? = outcome.outputs.last else {
        return nil
      }
      return history.reference?.value
    }
    #expect(try reference("mse", "[[1], [3], [1], [3]]") == 1)
    #expect(try reference("mae", "[[1], [2], [10], [3]]") == 2.5)
    #expect(try reference("binary_cross_entropy", "[[1], [1], [1], [1]]") == 0)
  }

  @Test func ranges() throws {
    func total(_ range: String) throws -> [Double] { try values("s = 0\nn = 0\nfor i in \(range) { s += i }", "s") }
    #expect(try total("1..3") == [6])
    #expect(try total("0..6 by 2") == [12])
    #expect(try total("0..7 by 2") == [12])
    #expect(try total("3..1 by -1") == [6])
    #expect(try total("1..n") == [0])
    #expect(try total("3..2 by 1") == [0])
    for range in ["1..0", "2..n", "3..1 by 1", "1..3 by 0"] {
      let outcome = Lesson().run("s = 0\nn = 0\nfor i in \(range) { s += i }")
      #expect(outcome.diagnostics.map(\.id) == [.badRange], "\(range)")
    }
  }

  @Test func makers() throws {
    func check(_ expression: String, _ expected: [Double]) throws {
      #expect(try values("", expression) == expected, "\(expression)")
    }
    try check("linspace(0, 0.1, 4)[3]", [0.1])
    try check("linspace(0, 1, 1)", [0])
    try check("arange(0, 1, 0.3)", [0, 0.3, 0.6, 0.3 * 3])
    try check("arange(3)", [0, 1, 2])
    try check("arange(3, 0, -1)", [3, 2, 1])
    try check("one_hot([0, 2], 3)", [1, 0, 0, 0, 0, 1])
    try check("-1 or 0", [1])
    try check("0 and 1", [0])
    for call in ["one_hot([3], 3)", "one_hot([-1], 3)", "randint(3, 3)", "0 / 0", "choice(2, p: [0.5, 0.4999])"] {
      #expect(Lesson().run("x = \(call)").diagnostics.count == 1, "\(call)")
    }
    try check("shape(split([1, 2, 3, 4], 4)[1])", [0])
  }

  @Test func tuples() throws {
    #expect(try values("p = (1, 2, 3)", "p[-1]") == [3])
    #expect(try values("w = 1; b = 2\np = (w, b)\nq = (p, 3)\nw -= 5", "q[0][0]") == [-4])
  }

  /// A block that fails leaves nothing behind: neither links nor random numbers.
  @Test func failedBlocks() throws {
    let lesson = Lesson()
    #expect(lesson.run("w = 1; b = 2\nseed(3)").diagnostics.isEmpty)
    let first = lesson.run("p = (w, b)\nr = rand()\nr\n[1, 2][5]")
    #expect(first.diagnostics.map(\.id) == [.indexOutOfRange])
    _ = lesson.run("p = (w, b)")
    let again = lesson.run("r = rand()\nr")
    let alone = Lesson().run("seed(3)\nr = rand()\nr")
    #expect(shown(again) == shown(alone))
  }
}
