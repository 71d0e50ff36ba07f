import Artifacts
import Autodiff
import Formulas
import SourceText

/// Values as artifacts and as text.
extension Machine {
  /// More results than a page can hold are a mistake.
  private static let outputLimit = 10_000
  private static let numberLimit = 20_000_000
  private static let textLimit = 20_000_000

  /// - Parameters:
  ///   - range: of the line that is shown.
  ///   - words: of the block in which the line stands.
  func show(_ value: Value, _ source: String, at range: SourceRange, _ words: Words?) throws(Fault) {
    guard let artifact = try artifact(value, source, range, words) else { return }
    failedChecks.look(at: value, range)
    try checkDerivatives(behind: [value])
    guard outputs.count < Self.outputLimit else {
      throw .told(
        .memoryBudget, "this block shows more than \(Self.outputLimit) results", hint: "show fewer of them")
    }
    shownNumbers += artifact.numberCount
    guard shownNumbers <= Self.numberLimit else {
      throw .told(
        .memoryBudget, "this block shows more than \(Self.numberLimit) numbers", hint: "show a part, or a summary")
    }
    shownText += artifact.textCount
    guard shownText <= Self.textLimit else {
      throw .told(
        .memoryBudget, "this block shows more than \(Self.textLimit) bytes of text", hint: "show a shorter text")
    }
    outputs.append(artifact, at: range)
  }

  /// `nil` for what shows nothing.
  private func artifact(
    _ value: Value, _ source: String, _ range: SourceRange, _ words: Words?
  ) throws(Fault) -> Artifact? {
    switch value {
    case .unbound: return nil
    case .number(let number): return .value(valueArtifact(ShapedValues(number), name: source))
    case .node(let node):
      // A 0 that stands for no value is not shown as one.
      if let absent = environment.absences.of(node), !absent.isEmpty {
        var column = TableArtifact.Column(title: source, .numbers(node.value.values), isName: false)
        column.absent = absent
        return .table(TableArtifact(columns: [column], digits: options.digits))
      }
      return .value(valueArtifact(shown(node), name: source))
    case .tuple(let tuple):
      var items: [Artifact] = []
      for (place, item) in tuple.items.enumerated() {
        if let artifact = try artifact(item, name(item) ?? "\(source)[\(place)]", range, words) {
          items.append(artifact)
        }
      }
      return .tuple(items)
    case .function(let function): return .text("function \(function.signature)")
    case .builtin(let place): return .text("function \(Builtins.all[place].forms[0])")
    case .history(let history):
      return history.names.isEmpty ? nil : .chart(.history(history.chart(digits: options.figureDigits, words)))
    case .text(let text): return .text(text.shown)
    case .artifact(let artifact): return artifact.artifact(digits: options.digits)
    case .model(let model): return .summary(try summary(model, name: source, at: range))
    case .optimizer(let optimizer): return .text(optimizer.text)
    case .choice(let choice): return try artifact(choice.value, source, range, words)
    }
  }

  private func name(_ value: Value) -> String? {
    if case .node(let node) = value { return labels[node.tag]?.name }
    return nil
  }

  /// One argument of `print`.
  func printed(_ value: Value, _ source: String) throws(Fault) -> String {
    switch value {
    case .text(let text): return text.shown
    case .number, .node: return printed(try tensor(value))
    case .tuple(let tuple):
      var items: [String] = []
      for item in tuple.items { items.append(try printed(item, source)) }
      return "(" + items.joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
    case .artifact(let artifact):
      if let tensor = try built(artifact) { return printed(tensor.value) }
      throw .told(.wrongKind, "`print` writes numbers and text, and `\(source)` is \(value.kind)")
    case .choice(let choice): return try printed(choice.value, source)
    case .function, .builtin, .history, .unbound, .model, .optimizer:
      throw .told(.wrongKind, "`print` writes numbers and text, and `\(source)` is \(value.kind)")
    }
  }

  private func printed(_ tensor: Tensor) -> String {
    ShapedValues(tensor).text(NumberFormat(digits: options.digits))
  }
}

extension Artifact {
  /// Numbers of values and of tuples of them; figures and tables have limits of their own.
  fileprivate var numberCount: Int {
    if case .value(let value) = self { return value.value.values.count }
    if case .tuple(let items) = self { return items.reduce(0) { $0 + $1.numberCount } }
    return 1
  }

  /// Bytes of texts and of tuples of them: one text may be shown many times.
  fileprivate var textCount: Int {
    if case .text(let text) = self { return text.utf8.count }
    if case .tuple(let items) = self { return items.reduce(0) { $0 + $1.textCount } }
    return 0
  }
}

extension ShapedValues {
  /// `3`, `[1, 2]`, `[[1, 2], [3, 4]]`; long tensors are cut.
  func text(_ format: NumberFormat) -> String { notation(format).text }

  func notation(_ format: NumberFormat) -> Notation {
    if shape.isEmpty, let value = values.first { return format.notation(of: value) }
    var pieces: [Notation.Piece] = []
    let limit = 100
    // Brackets open and close where an index of an outer axis begins and ends.
    var sizes: [Int] = []
    var size = 1
    for length in shape.reversed() {
      size *= length
      sizes.append(size)
    }
    if values.isEmpty { return Notation(plain: "[]") }
    for (place, value) in values.enumerated() {
      if place > 0 { pieces.append(.plain(", ")) }
      if place >= limit {
        pieces.append(.plain("…"))
        return Notation(pieces)
      }
      pieces.append(.plain(String(repeating: "[", count: sizes.count { place % $0 == 0 })))
      pieces += format.notation(of: value).pieces
      pieces.append(.plain(String(repeating: "]", count: sizes.count { (place + 1) % $0 == 0 })))
    }
    return Notation(pieces.filter { if case .plain("") = $0 { false } else { true } })
  }
}
