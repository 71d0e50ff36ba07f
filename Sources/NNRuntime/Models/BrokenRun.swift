import Artifacts
import Autodiff
import SourceText

/// Runs whose numbers stop being finite.
extension Call {
  /// Does a run's work before its first step.
  ///
  /// - Parameter loss: what it lowers; its own failure and that of its gradient come before others.
  func finite<Result>(
    _ place: String, _ history: History, loss: (node: Node, parameters: [Node])? = nil,
    _ body: () throws(Fault) -> Result
  ) throws(Fault) -> Result {
    do { return try body() } catch {
      switch error {
      case .engine(.nonFinite(let operation, let operands, let result)):
        let cause = loss.flatMap { StepFailure(of: $0.node, at: Parameters($0.parameters)) }
        throw stopped(
          cause?.error ?? .nonFinite(operation: operation, operands: operands, result: result), place,
          in: cause?.part ?? .loss, isFirst: true, after: history)
      case .reported(var diagnostic) where diagnostic.id == .nonFinite:
        diagnostic.message = Self.stop(place) + diagnostic.message
        throw .reported(diagnostic)
      default: throw error
      }
    }
  }

  private static func stop(_ place: String) -> String { "the numbers stop being finite \(place): " }

  /// A run that came to no good end says where, and leaves its trace up to there.
  ///
  /// - Parameter isFirst: whether the run had not moved anything yet.
  func stopped(
    _ error: EngineError, _ place: String?, in part: StepFailure.Part = .loss, isFirst: Bool = false,
    after history: History
  ) -> Fault {
    guard let place else { return .engine(error) }
    let cause = machine.diagnostic(.engine(error), at: range)
    let words: (message: String, hint: String?)
    switch error {
    case .singularMatrix(_, let column):
      words = (
        "the Hessian has no inverse \(place): \(Machine.dependence(ofColumn: column))",
        "`bfgs` goes on without its inverse; another start may help, too"
      )
    case .nonFinite:
      let smaller = "a smaller learning rate may help"
      let start = Self.stop(place)
      switch part {
      case .loss: words = (start + cause.message, cause.hint ?? (isFirst ? nil : smaller))
      case .derivative:
        words = (
          start + "in the derivative, \(cause.message)",
          isFirst ? "the loss has no finite derivative there: another start may help" : smaller
        )
      case .update: words = (start + "in the update, \(cause.message)", smaller)
      }
    default: return .engine(error)
    }
    if let losses = history["loss"], losses.count > 0 {
      _ = history.record("loss", .nan)
      machine.trace = .chart(.history(history.chart(digits: machine.options.figureDigits, chunk.words)))
    }
    return .told(.nonFinite, words.message, hint: words.hint)
  }
}
