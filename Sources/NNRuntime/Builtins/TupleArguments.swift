import Autodiff
import NNSyntax
import SourceText

/// Tuples as arguments where a node may stand: their nodes from left to right, and how they are grouped.
extension Call {
  /// A node, or the nodes of a tuple, inner tuples taken apart.
  func nodes(_ parameter: Int) throws(Fault) -> (nodes: [Node], groups: TupleValue?) {
    guard case .tuple(let tuple) = self[parameter] else { return ([try node(parameter)], nil) }
    var nodes: [Node] = []
    for leaf in tuple.flattened {
      nodes.append(try about(parameter: parameter) { () throws(Fault) in try machine.node(leaf) })
    }
    return (nodes, tuple)
  }

  /// A node, or all entries of a tuple's nodes in one vector: `norm(grad(L, p))` is the length of the whole gradient.
  func joined(_ parameter: Int) throws(Fault) -> Node {
    guard case .tuple = self[parameter] else { return try node(parameter) }
    guard !has(parameter + 1) else {
      throw fault(.wrongArguments, "`\(builtin.name)` of a tuple is that of all its entries, and takes no axis", 1)
    }
    var vectors: [Node] = []
    for node in try nodes(parameter).nodes {
      let count = node.shape.reduce(1, *)
      vectors.append(try machine.node(applyNamed("reshape", [node], Attributes(shape: [count]))))
    }
    return try machine.node(applyNamed("concat", vectors, Attributes(axis: 0)))
  }

  /// Values that belong to the nodes of an argument, grouped as they are.
  func grouped(_ results: [Node], as groups: TupleValue?) throws(Fault) -> Value {
    let values = results.map { machine.plain($0, tag) }
    return if let groups { .tuple(try groups.filled(with: values)) } else { values[0] }
  }

  /// Where among the leaves of an argument each of its nodes stands.
  func paths(_ parameter: Int) -> [[Int]] {
    var paths: [[Int]] = []
    _ = self[parameter].replacing { leaf, path in
      paths.append(path)
      return leaf
    }
    return paths
  }

  /// Named arguments about nodes, `forward(f, x: 3)`, those about tuples entry by entry: `forward(f, p: (3, 4))`.
  func leavesByName() throws(Fault) -> [(name: Name, target: Value, value: Value, argument: Int)] {
    var leaves: [(name: Name, target: Value, value: Value, argument: Int)] = []
    for entry in try nodesByName() {
      guard case .tuple = entry.target else {
        leaves.append(entry)
        continue
      }
      guard entry.target.isGrouped(like: entry.value) else {
        throw .reported(
          Diagnostic(
            .tupleSize,
            "`\(entry.name.text)` is grouped as `\(entry.target.structure)`, and this as `\(entry.value.structure)`",
            at: argumentRange(entry.argument), hint: "give a tuple with an entry for each"))
      }
      _ = entry.target.replacing { leaf, path in
        var name = entry.name
        name.text += path.map { "[\($0)]" }.joined()
        if case .node(let node) = leaf, let own = machine.labels[node.tag]?.name { name.text = own }
        leaves.append((name, leaf, entry.value[path] ?? .unbound, entry.argument))
        return leaf
      }
    }
    return leaves
  }
}
