/// A derivative written by hand for a function of the author's.
public protocol CustomRule: AnyObject {
  var name: String { get }
  /// The function itself, for recomputation.
  func forward(_ inputs: [Node]) throws(EngineError) -> Node
  /// A node of each input's shape.
  func backward(_ inputs: [Node], result: Node, upstream: Node) throws(EngineError) -> [Node]
}
