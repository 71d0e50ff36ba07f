import Autodiff
import NNSyntax
import SourceText

/// Entries of tuples have names of their own: `p[0]`, `p[1][2]`.
extension Machine {
  /// A tuple that gets a name: numbers and constants become inputs named as entries, operations without a
  /// name get such a name, and all else stays what it is.
  func named(_ tuple: TupleValue, _ tag: UInt32, _ path: Int32) throws(Fault) -> TupleValue {
    guard tuple.flattened.contains(where: isNameless) else { return tuple }
    return try tuple.mapped { (leaf, indices) throws(Fault) in
      guard isNameless(leaf) else { return leaf }
      return try named(leaf, labels.entry(of: tag, indices), path)
    }
  }

  /// The entries of a tuple that becomes a parameter, as ``label(_:_:_:)`` does with a node.
  func label(_ tuple: TupleValue, _ tag: UInt32, _ path: Int32) throws(Fault) {
    guard tuple.flattened.contains(where: isNameless) else { return }
    _ = try tuple.mapped { (leaf, indices) throws(Fault) in
      if case .node(let node) = leaf, isNameless(leaf) { label(node, labels.entry(of: tag, indices), path) }
      return leaf
    }
  }

  private func isNameless(_ leaf: Value) -> Bool {
    switch leaf {
    case .number: true
    case .node(let node): node.kind == .constant || labels.place(of: node.tag)?.isNamed != true
    case .unbound, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice: false
    }
  }

  /// The name that stands at a place, with its indices: `p[1][2]`.
  func name(of place: Place, in chunk: Chunk) -> String {
    let root =
      switch place.root {
      case .name(.global(let slot)): environment.symbols.name(slot)
      case .name(.local(let slot)): chunk.localNames[Int(slot)]
      case .parameter(let parameter): labels[parameter.node.tag]?.name ?? parameter.model.members[parameter.index]
      }
    return root + place.path.map { "[\($0)]" }.joined()
  }
}

extension Labels {
  /// The tag of an entry of the tuple that is bound or updated at a site: `p[1][2]`.
  func entry(of tag: UInt32, _ indices: [Int]) -> UInt32 {
    guard let name = self[tag]?.name else { return tag }
    return variable(name + indices.map { "[\($0)]" }.joined(), at: tag)
  }
}

extension Environment {
  /// The value of a name of the lesson, also that of an entry: `w`, `p[1][2]`.
  func value(named name: String) -> (slot: Int32, path: [Int], value: Value)? {
    let (root, path) = entryPath(name)
    guard let slot = symbols.known(root), let value = values[Int(slot)][path] else { return nil }
    return (slot, path, value)
  }
}

/// `p` and `[1, 2]` of `p[1][2]`.
func entryPath(_ name: String) -> (root: String, indices: [Int]) {
  let parts = name.split(separator: "[")
  guard parts.count > 1 else { return (name, []) }
  return (String(parts[0]), parts.dropFirst().compactMap { Int($0.dropLast()) })
}
