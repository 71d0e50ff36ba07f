import Autodiff
import SourceText

/// Watches what is computed from one batch to be repeated for others.
///
/// Operations are repeated, numbers are not: a number that the program has read from this batch would stay what it was:
/// as the side that an `if` took, an index, the start of a loop. So it is refused, as drawing is. Shapes, constants and
/// the numbers of names that stay the same may decide as they like.
struct BatchWatch {
  /// Nodes whose numbers change: rows of the data, and parameters that are learnt.
  let changing: Set<Node>
  /// The author's function that is being run.
  var name = ""
}

extension Machine {
  /// Whether a node's numbers are others in the next batch.
  func isWatched(_ node: Node) -> Bool {
    guard let watch, node.kind != .constant else { return false }
    return graph.nodes(leadingTo: node).contains(where: watch.changing.contains)
  }

  /// Numbers of a node become numbers of the program.
  ///
  /// A built-in function that does so whatever it is given says so by its ``Builtin/Conduct``.
  ///
  /// - Parameter doing: how, as the message says it.
  func fix(_ node: Node, _ doing: String = "decides by") throws(Fault) {
    guard let watch, isWatched(node) else { return }
    throw .told(
      .cannotRepeat, "`\(watch.name)` \(doing) numbers that change with the batch",
      hint: "its operations are repeated for all batches; `where(…)` chooses entry by entry, or write the loop out")
  }

  /// The numbers of values become numbers of the program, those of tuples included.
  func fix(_ values: [Value], _ doing: String) throws(Fault) {
    guard watch != nil else { return }
    var rest = values
    while let value = rest.popLast() {
      switch value {
      case .node(let node): try fix(node, doing)
      case .tuple(let tuple): rest += tuple.items
      case .unbound, .number, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice: continue
      }
    }
  }

  func refuseToDrawOnce() throws(Fault) {
    guard let watch else { return }
    throw .told(
      .cannotRepeat, "`\(watch.name)` draws random numbers once for all batches",
      hint: "write the loop out, so that each round draws its own")
  }

  /// Runs an author's function by its name.
  func watching<Result, Failure: Error>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let outer = watch?.name else { return try body() }
    watch?.name = name
    defer { watch?.name = outer }
    return try body()
  }

  /// Watches numbers that change with the batch while something is computed from one.
  func watching<Result>(
    _ changing: [Node], _ body: () throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let outer = watch
    watch = BatchWatch(changing: Set(changing))
    defer { watch = outer }
    return try body()
  }
}
