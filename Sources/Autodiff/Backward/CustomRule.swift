/// A derivative written by hand for a function of the author's.
public protocol CustomRule: AnyObject {
  /// The function's name, for figures and messages.
  var name: String { get }
  /// The function itself, for recomputation.
  func forward(_ inputs: [Node]) throws(EngineError) -> Node
  /// Whether the function would be another one if it were computed again: what it reads beside its inputs has been
  /// updated since.
  var isOutdated: Bool { get }
  /// The rule of the function as ``forward(_:)`` computes it now.
  func renewed() -> any CustomRule
  /// A node of each input's shape.
  func backward(_ inputs: [Node], result: Node, upstream: Node) throws(EngineError) -> [Node]
}

extension CustomRule {
  /// A rule reads nothing beside its inputs unless it says otherwise.
  public var isOutdated: Bool { false }
  /// The rule itself, as one is that is never outdated.
  public func renewed() -> any CustomRule { self }
}
