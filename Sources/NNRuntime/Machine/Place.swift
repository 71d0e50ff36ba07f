import Autodiff

/// Where a value stands that an update can replace: a name, an entry of the tuple that a name stands for, or a
/// parameter of a model.
struct Place: Hashable {
  enum Root: Hashable {
    case name(NamePlace)
    case parameter(ModelParameter)
  }

  var root: Root
  /// Indices into tuples, none of them negative: `[1, 2]` for `p[1][2]`.
  var path: [Int] = []
}

/// A place among a model's parameters.
struct ModelParameter: Hashable {
  let model: ModelValue
  let index: Int

  var node: Node { model.parameters[index] }

  static func == (a: ModelParameter, b: ModelParameter) -> Bool { a.model === b.model && a.index == b.index }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(model))
    hasher.combine(index)
  }
}
