import Artifacts
import NNRuntime
import NNSyntax
import Reporting
import SourceText

/// Program that runs before the blocks in question: a value of each kind for them to find.
private let setting = program(
  """
    x = 2; y = [1, 2, 3]; m = [[1, 2], [3, 4]]; w = 3
    f(t) = t^2
    net = mlp(2, 3, 1)
    p = (x, y)
    h = repeat 2 { record(w) }
  """)
/// As many numbers as tell whether a failed block has left anything behind.
private let probes = ["x", "sum(y)", "sum(m)", "w", "f(3)", "sum(net.w1)", "p[0]", "sum(h.w)"].map { text in
  parseInlineProgram(Excerpt(SourceFile(path: "setting.md", text: text), 0..<text.utf8.count)).value
}

private func program(_ text: String) -> Program {
  parseProgram(Excerpt(SourceFile(path: "setting.md", text: text), 0..<text.utf8.count)).value
}

/// A block is run twice, its loops taken by compiled plans and step by step: both show the same. After a block that fails
/// all names have the values that they had before it.
func checkProgram(_ bytes: [UInt8]) throws(BrokenInvariant) {
  guard let file = textFile(bytes) else { return }
  let program = parseProgram(Excerpt(file, 0..<bytes.count))
  try requirePlaces(program.diagnostics, source: bytes)
  var end = 0
  for statement in program.value.statements {
    let range = statement.range.bytes
    try require(range.lowerBound >= end && range.upperBound <= bytes.count, "a statement at \(range), after \(end)")
    end = range.upperBound
  }
  end = 0
  for run in highlight(file.text(0..<bytes.count)) {
    try require(run.range.lowerBound >= end && run.range.upperBound <= bytes.count, "a coloured run at \(run.range)")
    end = run.range.upperBound
  }
  let inline = parseInlineProgram(Excerpt(file, 0..<bytes.count))
  try requirePlaces(inline.diagnostics, source: bytes)
  try require(inline.value != nil || !inline.diagnostics.isEmpty, "an expression is refused without a word")

  let plans = try Trial(compiles: true)
  if let inline = inline.value { try plans.evaluate(inline, source: bytes) }
  let hasFaults = program.diagnostics.contains { $0.severity == .error }
  guard !hasFaults else { return }
  let shown = try plans.run(program.value, source: bytes)
  // The loops that plans take; whoever has none runs the same way both times.
  guard ["for", "repeat", "minimize", "train"].contains(where: { file.text(0..<bytes.count).contains($0) }) else {
    return
  }
  let steps = try Trial(compiles: false)
  // Random numbers go on where they stopped.
  if let inline = inline.value { try steps.evaluate(inline, source: bytes) }
  let others = try steps.run(program.value, source: bytes)
  // Where memory or operations run out depends on how a loop is run.
  if let shown, let others { try require(shown == others, "plans give\n\(shown)\nand steps\n\(others)") }
}

private struct Trial {
  let session: Session
  let options: RunOptions
  /// Values of the probes before anything in question has run.
  let before: [ShapedValues?]

  init(compiles: Bool) throws(BrokenInvariant) {
    session = Session(seed: 0) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
    }
    var options = RunOptions(budget: 100_000, memory: 1 << 20, depth: 50, timeout: 5)
    options.compilesLoops = compiles
    self.options = options
    let outcome = session.run(setting, options: options)
    try require(outcome.diagnostics.isEmpty, "the setting fails: \(outcome.diagnostics.map(\.message))")
    before = Trial.values(session, options)
    try require(!before.contains(nil), "a probe fails: \(before)")
  }

  /// - Returns: what the block shows, or `nil` where it came to no end.
  func run(_ program: Program, source: [UInt8]) throws(BrokenInvariant) -> String? {
    // Where a failure is expected, the names that the block would have changed keep their values.
    let outcome = session.run(program, options: options, expectsFailure: true)
    try requirePlaces(outcome.diagnostics, source: source)
    // What fails without ending the block.
    let findings: [DiagnosticID] = [.expectationFailed, .gradientCheckFailed, .gradcheckFailed]
    let ends = outcome.diagnostics.filter { $0.severity == .error && !findings.contains($0.id) }
    guard let fault = ends.first else {
      return outcome.outputs.map { String(describing: $0) }.joined(separator: "\n")
        + "\n\(outcome.claims.map(\.holds))\n\(outcome.diagnostics.map(\.message))"
    }
    try require(before == Trial.values(session, options), "a failed block changed \(before): \(fault.message)")
    return nil
  }

  func evaluate(_ program: InlineProgram, source: [UInt8]) throws(BrokenInvariant) {
    switch session.evaluate(program, options: options) {
    case .success(let result): try requirePlaces(result.warnings, source: source)
    case .failure(let fault): try requirePlaces([fault], source: source)
    }
    try require(before == Trial.values(session, options), "an expression changed \(before)")
  }

  private static func values(_ session: Session, _ options: RunOptions) -> [ShapedValues?] {
    probes.map { probe in probe.flatMap { try? session.evaluate($0, options: options).get().value } }
  }
}
