import Autodiff
import Formulas
import SourceText

/// The one place where faults get their range and the engine's errors their words.
extension Machine {
  /// The fault of an instruction, at its source text, or at that of the argument it is about.
  func diagnostic(_ fault: Fault, in chunk: Chunk, at position: Int) -> Diagnostic {
    let position = min(max(position, 0), chunk.ranges.count - 1)
    if case .told(_, _, _, let argument?) = fault, case .call(let index) = chunk.code[position],
      chunk.calls[Int(index)].argumentRanges.indices.contains(argument)
    {
      return diagnostic(fault, at: chunk.calls[Int(index)].argumentRanges[argument])
    }
    var diagnostic = diagnostic(fault, at: chunk.ranges[position])
    let asksForName: Set<DiagnosticID> = [.unknownName, .unknownFunction, .unknownMember]
    if asksForName.contains(diagnostic.id), let hint = chunk.foreignHints[diagnostic.range] { diagnostic.hint = hint }
    return diagnostic
  }

  func diagnostic(_ fault: Fault, at range: SourceRange) -> Diagnostic {
    switch fault {
    case .reported(let diagnostic): return diagnostic
    case .told(let id, let message, let hint, _): return Diagnostic(id, message, at: range, hint: hint)
    case .skipped(let name):
      return Diagnostic(.unknownName, "`\(name)` has no value, since the block that binds it failed", at: range)
    case .engine(let error): return diagnostic(error, at: range)
    }
  }

  private func diagnostic(_ error: EngineError, at range: SourceRange) -> Diagnostic {
    switch error {
    case .shapeMismatch(let operation, let shapes, let rule):
      let list = shapes.map(shapeText).joined(separator: " and ")
      return Diagnostic(.shapeMismatch, "\(spoken(operation)) does not fit the shapes \(list)", at: range, hint: rule)
    case .notScalar(_, let shape):
      return Diagnostic(
        .gradientOfNonScalar, "the gradient is that of a single number, and this has shape \(shapeText(shape))",
        at: range, hint: "reduce it first, as with `sum(…)`, or ask for a `jacobian`")
    case .noDependence:
      return Diagnostic(.noDependence, "what is differentiated was not computed from this variable", at: range)
    case .nonFinite(let operation, let operands, let result):
      return Diagnostic(
        .nonFinite,
        "\(spoken(operation)) of \(operands.map(minus).joined(separator: " and ")) gives \(resultText(result))",
        at: range, hint: Primitive.named(operation)?.finiteHint(operands, result))
    case .singularMatrix(let operation, let column):
      return Diagnostic(
        .nonFinite,
        "\(spoken(operation)): the matrix is singular: \(Self.dependence(ofColumn: column))", at: range)
    case .badAxis(let operation, let axis, let rank):
      return Diagnostic(
        .indexOutOfRange,
        "\(spoken(operation)) has no axis \(axis) here: the tensor has \(rank) \(rank == 1 ? "axis" : "axes")",
        at: range,
        hint: rank == 0 ? nil : "axes count from 0 to \(rank - 1)")
    case .indexOutOfRange(let index, let axis, let size):
      return Diagnostic(
        .indexOutOfRange, "index \(index) is out of range: axis \(axis) has \(size) entries", at: range,
        hint: "indices start at 0; negative ones count from the end")
    case .notWhole(let number):
      return Diagnostic(.notWhole, "a whole number is needed, and this is \(number.shortest)", at: range)
    case .tooManyIndices(let count, let shape):
      return Diagnostic(
        .indexOutOfRange, "\(count) \(count == 1 ? "index" : "indices") for a tensor of shape \(shapeText(shape))",
        at: range)
    case .badArgument(let operation, let problem):
      return Diagnostic(.wrongArguments, "\(spoken(operation)): \(problem)", at: range)
    case .cannotRepeat(let place):
      let decision =
        labels[place].map { "`\($0.chunk.text(of: $0.range))` on line \(lineNumber($0.range))" } ?? "a decision"
      return Diagnostic(
        .cannotRepeat, "this cannot be computed again: \(decision) would come out differently", at: range,
        hint: "only operations are repeated: run the statements again with these numbers, or choose by `where(…)`")
    case .operationBudget:
      return Diagnostic(
        .operationBudget, "this block takes more than \(options.budget.groupedDigits) operations", at: range,
        hint: "do less, or set `#| budget:` higher")
    case .memoryBudget:
      return Diagnostic(
        .memoryBudget, "this block holds more than \(options.memory.groupedDigits) bytes", at: range,
        hint: "use smaller tensors, keep fewer of them, or set `#| memory:` higher")
    case .foreign(let index):
      if environment.pending.indices.contains(index) { return diagnostic(environment.pending[index], at: range) }
      return Diagnostic(.depthBudget, "rules written by hand call each other without end", at: range)
    }
  }

  /// Why a matrix has no inverse.
  static func dependence(ofColumn column: Int) -> String {
    "its column \(column) is " + (column == 0 ? "zero" : "a combination of those before it")
  }

  private func spoken(_ operation: String) -> String {
    if let definition = Primitive.named(operation)?.operation?.definition {
      switch definition.spelling {
      case .sign(let sign, _, _): return "`\(sign)`"
      case .call, .sharedCall: return "`\(operation)`"
      case .never(let name): return name
      }
    }
    return Primitive.named(operation)?.spoken ?? "`\(operation)`"
  }

  private func minus(_ number: String) -> String {
    var text = number
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
  }

  private func resultText(_ result: String) -> String {
    switch result {
    case "nan", "-nan": "NaN, which is no number"
    case "inf": "infinity"
    case "-inf": "minus infinity"
    default: result
    }
  }
}
