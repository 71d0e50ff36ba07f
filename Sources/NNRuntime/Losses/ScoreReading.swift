import Autodiff
import SourceText

extension Call {
  /// Warns where the first argument is read otherwise than it was made: a softmax result as scores, a score as a
  /// probability. Once at each place.
  func warn(_ reading: OperandReading, of node: Node) {
    switch reading {
    case .scores, .scoresOfLogarithms, .scoresOfLoss:
      guard isDistribution(node, isLoss: reading == .scoresOfLoss) else { return }
      warn(.softmaxTwice, "\(subject) is made of probabilities already, and \(twice(reading))", hint(reading, node))
    case .probabilities:
      guard !BoundSearch.isGiven(node) else { return }
      var search = BoundSearch(machine)
      guard let bounds = search.bounds(of: node), !bounds.isProbability else { return }
      warn(
        .noProbability, "nothing keeps \(subject) between 0 and 1, and `\(builtin.name)` takes probabilities",
        hint(reading, node))
    }
  }

  private func warn(_ id: DiagnosticID, _ message: String, _ hint: String) {
    let range = range(of: 0)
    guard !machine.diagnostics.contains(where: { $0.id == id && $0.range == range }) else { return }
    machine.diagnostics.append(Diagnostic(id, message, at: range, hint: hint))
  }

  /// Whether each row is known to be probabilities that add up to 1: by how it was computed, or, of numbers alone, by
  /// these.
  private func isDistribution(_ node: Node, isLoss: Bool) -> Bool {
    let source = BoundSearch.withoutViews(node)
    if source.kind == .operation {
      var search = BoundSearch(machine)
      // Along another axis than the last, as in `softmax(s, axis: 0)`, the rows are none.
      return search.bounds(of: node)?.isDistribution ?? false && ProbabilityRows(node.value).addUpToOne
    }
    guard !machine.changes(source) else { return false }
    return ProbabilityRows(node.value).lookComputed(orWritten: isLoss)
  }

  // MARK: - Words

  /// The argument as it is written, or what a model gives.
  var subject: String {
    guard isHandedOver else { return "`\(short(source(0)))`" }
    guard let model = machine.judged else { return "what `\(builtin.name)` is given" }
    return "what `\(short(model))` gives"
  }

  private func twice(_ reading: OperandReading) -> String {
    switch reading {
    case .scoresOfLoss: "`\(builtin.name)` applies softmax itself"
    case .scores, .scoresOfLogarithms, .probabilities: "softmax is applied a second time"
    }
  }

  private func hint(_ reading: OperandReading, _ node: Node) -> String {
    let target = short(source(1))
    if isHandedOver {
      switch reading {
      case .scoresOfLoss:
        return "end the model with the scores, without `softmax`, or write `\(builtin.name)(probabilities: true)`"
      case .scores, .scoresOfLogarithms: return "one of the two is enough"
      case .probabilities: return "end the model with `sigmoid`, as in `dense(3, 1, sigmoid)`"
      }
    }
    let argument = short(source(0))
    let scores = scores(behind: node)
    switch reading {
    case .scoresOfLoss:
      let right = scores.map { "give it the scores, `\(builtin.name)(\($0), \(target))`" } ?? "give it the scores"
      return "\(right), or say what they are: `\(builtin.name)(\(argument), \(target), probabilities: true)`"
    case .scores: return "the probabilities are `\(argument)`"
    case .scoresOfLogarithms:
      let right = scores.map { "`\(builtin.name)(\($0))` of the scores, or " } ?? ""
      return "write \(right)`log(\(argument))`"
    case .probabilities: return "write `\(builtin.name)(sigmoid(\(argument)), \(target))`"
    }
  }

  /// How what a softmax was taken of is written, where that can be written here, too.
  private func scores(behind node: Node) -> String? {
    var node = node
    while let source = node.primitive?.operation == .stop ? node.operands.first : node.result { node = source }
    guard BoundSearch.rule(node) == .distribution, let operand = node.operands.first,
      let label = machine.labels[operand.tag], label.path == machine.labels.place(of: tag)?.path
    else { return nil }
    let text = label.name ?? label.chunk.text(of: label.range)
    return text == short(text) ? text : nil
  }

  /// A text that fits into a message.
  private func short(_ text: String) -> String { text.count > 40 || text.contains("\n") ? "…" : text }
}
