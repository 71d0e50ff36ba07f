import Artifacts
import Autodiff

extension Environment {
  /// Values of names, as far as a sentence may state them: numbers, tensors of few entries, both ends of histories,
  /// entries of tuples and parameters of models.
  ///
  /// `y = 2; v = [1, 2]` → `y` 2, `v` [1, 2]
  func statedBindings(of names: [String]) -> [Outcome.Binding] {
    var found: [Outcome.Binding] = []
    var left = Self.mostNumbers
    for name in names {
      let slot = Int(symbols.slot(name))
      if values.indices.contains(slot) { add(values[slot], name, to: &found, &left) }
      if left <= 0 { break }
    }
    return found
  }

  /// A longer tensor is stated by what is computed from it.
  private static let mostEntries = 256
  /// Of a block: what its outcome keeps beside what it shows.
  private static let mostNumbers = 4000

  private func add(_ value: Value, _ expression: String, to found: inout [Outcome.Binding], _ left: inout Int) {
    func add(_ shape: [Int], _ numbers: [Double], _ expression: String) {
      guard !numbers.isEmpty, numbers.count <= Self.mostEntries, numbers.count <= left else { return }
      left -= numbers.count
      found.append(Outcome.Binding(expression: expression, value: ShapedValues(shape: shape, values: numbers)))
    }
    // A tuple that holds one tuple again and again has few values and many places.
    guard left > 0 else { return }
    switch value {
    case .number(let number): add([], [number], expression)
    case .node(let node):
      guard node.shape.reduce(1, *) <= Self.mostEntries else { return }
      let shaped = ShapedValues(node.value)
      add(shaped.shape, shaped.values, expression)
    case .tuple(let tuple):
      for (index, item) in tuple.items.prefix(Self.mostEntries).enumerated() {
        self.add(item, "\(expression)[\(index)]", to: &found, &left)
      }
    case .history(let history):
      for name in history.names {
        guard let series = history[name], series.shape.isEmpty, let first = series.values.first,
          let last = series.values.last
        else { continue }
        add([], [first], "\(expression).\(name)[0]")
        if series.count > 1 { add([], [last], "\(expression).\(name)[-1]") }
      }
    case .model(let model):
      for (member, parameter) in zip(model.members, model.parameters) {
        self.add(.node(parameter), "\(expression).\(member)", to: &found, &left)
      }
    case .artifact(let artifact):
      if case .forward(let forward) = artifact.artifact { add(forward.value.shape, forward.value.values, expression) }
      for column in artifact.table?.columns ?? [] {
        guard case .numbers(let node) = column.entries else { continue }
        self.add(.node(node), "\(expression)[:, \"\(column.name)\"]", to: &found, &left)
      }
    case .choice(let choice): self.add(choice.value, expression, to: &found, &left)
    case .unbound, .function, .builtin, .text, .optimizer: return
    }
  }
}
