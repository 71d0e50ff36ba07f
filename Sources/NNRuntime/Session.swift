import Artifacts
import Autodiff
import Formulas
import NNSyntax
import SourceText

/// The environment that the blocks of one lesson share, top to bottom.
///
/// Not `Sendable`: a lesson runs in one task. No call in the language becomes a call in Swift, so any thread's stack
/// will do.
public final class Session {
  let environment: Environment

  /// - Parameters:
  ///   - seed: where the random numbers begin, 0…2³² − 1.
  ///   - memory: of long runs; `nil` where each is run.
  ///   - readFile: gives the bytes of a file of the course, for the functions that read data.
  public init(
    seed: Int = 0, memory: (any RunMemory)? = nil,
    readFile: @escaping (String, SourceRange) throws(Diagnostic) -> [UInt8]
  ) {
    environment = Environment(seed: UInt32(clamping: seed), readFile: readFile)
    environment.graph.memory = memory
  }

  /// Whether the outcomes so far tell line numbers, in a message or a figure: then they hold for these lines alone.
  public var quotesLines: Bool { environment.quotesLines }

  /// Tells which names the blocks to come update, since a figure draws a parameter differently from data, even above
  /// the update.
  public func lookAhead(_ programs: [Program]) {
    // All at once: a tuple that one block makes may be updated in another.
    environment.parameters.formUnion(updatedNames(programs.flatMap(\.statements)))
  }

  /// Runs a block. When it fails, the environment is as it was before it.
  ///
  /// - Parameters:
  ///   - words: what the texts and names that the block shows are called on the page; functions keep them.
  ///   - expectsFailure: `error: true`: the block runs even where it reads what a failed one would have bound, and later
  ///     blocks are not skipped because of it. That it did fail is for the caller to see.
  public func run(
    _ program: Program, options: RunOptions, words: Words? = nil, expectsFailure: Bool = false
  ) -> Outcome {
    lookAhead([program])
    noteSliders(program)
    let (chunk, warnings) = Compiler.compile(
      program, symbols: environment.symbols, builtinCount: environment.builtinCount, words: words)
    environment.grow()
    let bound = bindings(program)
    let changes = changes(program)
    if !expectsFailure, let name = chunk.reads.filter({ environment.missing.contains($0) }).min() {
      return skipped(name: environment.symbols.name(name), changes, chunk.placeOfRead(name) ?? firstLine(program))
    }
    let snapshot = environment.begin()
    let machine = start(options)
    environment.live.begin(options.isLive)
    defer {
      environment.end()
      environment.pending.removeAll()
      environment.outsideNames.drain()
    }
    do {
      _ = try machine.run(chunk)
      environment.missing.subtract(bound)
      var outcome = Outcome(
        shown: machine.outputs, claims: machine.claims,
        diagnostics: warnings + machine.diagnostics + machine.failedChecks.warnings, checks: machine.checks)
      outcome.derivatives = machine.derivatives.summary
      outcome.bindings = environment.statedBindings(of: changedNames(program.statements))
      // Asked again, since the block may have made the tuples that it updated.
      outcome.changed = self.changes(program).map { environment.symbols.name($0) }.sorted()
      outcome.live = environment.live.finish(hasFailed: false)
      return outcome
    } catch .skipped(let name) where !expectsFailure {
      environment.restore(snapshot)
      _ = environment.live.finish(hasFailed: true)
      return skipped(name: name, changes, firstLine(program))
    } catch {
      environment.restore(snapshot)
      _ = environment.live.finish(hasFailed: true)
      let fault: Diagnostic =
        switch error {
        case .diagnostic(let diagnostic): diagnostic
        case .skipped(let name): Diagnostic(.unknownName, "unknown name `\(name)`", at: program.source.range)
        }
      if !expectsFailure { environment.missing.formUnion(changes) }
      var shown = ShownOutputs()
      if let trace = machine.trace { shown.append(trace, at: fault.range) }
      return Outcome(
        shown: shown, claims: machine.claims,
        diagnostics: warnings + machine.diagnostics + [fault], checks: machine.checks)
    }
  }

  /// Takes note of a block that cannot be run, since its source has faults: later blocks that read what it would have
  /// bound are skipped.
  public func passOver(_ program: Program) {
    lookAhead([program])
    let changes = changes(program)
    environment.grow()
    environment.missing.formUnion(changes)
  }

  /// Evaluates an inline expression on a scratch copy.
  public func evaluate(_ program: InlineProgram, options: RunOptions) -> Result<InlineResult, Diagnostic> {
    let chunk = Compiler.compile(
      program.expression, symbols: environment.symbols, builtinCount: environment.builtinCount)
    environment.grow()
    let snapshot = environment.begin()
    defer {
      environment.restore(snapshot)
      environment.pending.removeAll()
    }
    let machine = start(options)
    machine.isInText = true
    let range = program.expression.range
    if let name = chunk.reads.filter({ environment.missing.contains($0) }).min() {
      return .failure(missing(environment.symbols.name(name), chunk.placeOfRead(name) ?? range))
    }
    let value: Value
    do { value = try machine.run(chunk) } catch {
      switch error {
      case .diagnostic(let diagnostic): return .failure(diagnostic)
      case .skipped(let name): return .failure(missing(name, range))
      }
    }
    do throws(Fault) {
      try machine.checkDerivatives(behind: [value])
      var result = try machine.inlineResult(value, program.format, range)
      result.warnings = machine.diagnostics
      result.checks = machine.checks
      return .success(result)
    } catch {
      return .failure(machine.diagnostic(error, at: range))
    }
  }

  private func start(_ options: RunOptions) -> Machine {
    environment.graph.resetOperations()
    environment.undo = [:]
    environment.graph.limits = Graph.Limits(
      operations: options.budget, bytes: options.memory, threads: options.threads)
    let machine = Machine(environment: environment, options: options)
    environment.machine = machine
    return machine
  }

  /// Slots of the names that a block binds or updates at the top level.
  private func bindings(_ program: Program) -> Set<Int32> {
    Set((boundNames(program.statements) + updatedNames(program.statements)).map { environment.symbols.slot($0) })
  }

  /// Slots of the names that would be others if a block had been run: those that it binds or updates, and those that
  /// its updates would have moved along.
  private func changes(_ program: Program) -> Set<Int32> {
    let updated = Set(updatedNames(program.statements).map { environment.symbols.slot($0) })
    return bindings(program).union(environment.links.slots(linkedWith: updated))
  }

  private func skipped(name: String, _ changes: Set<Int32>, _ range: SourceRange) -> Outcome {
    environment.missing.formUnion(changes)
    var outcome = Outcome()
    outcome.isSkipped = true
    outcome.skippedSince = missing(name, range)
    return outcome
  }

  private func missing(_ name: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .unknownName, "`\(name)` has no value, since the block that binds it failed", at: range, severity: .warning)
  }

  private func firstLine(_ program: Program) -> SourceRange {
    program.statements.first?.range ?? program.source.range
  }
}
