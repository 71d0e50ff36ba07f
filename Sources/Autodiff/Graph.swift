// The public surface that the interpreter is written against. Bodies follow with the engine.

/// The arena of nodes of one computation. Values are computed when a node is made.
///
/// Not `Sendable`: one graph belongs to one task.
public final class Graph {
  public struct Limits: Sendable {
    /// Scalar operations; passing it throws ``EngineError/operationBudget``.
    public var operations: Int
    /// Bytes held by live nodes and their values.
    public var bytes: Int

    public init(operations: Int = 100_000_000_000, bytes: Int = 2 << 30) {
      self.operations = operations
      self.bytes = bytes
    }
  }

  public var limits: Limits
  /// Scalar operations so far.
  public private(set) var operations = 0

  public init(limits: Limits = Limits()) { self.limits = limits }

  /// Counts work that is not a node's: an interpreted step.
  public func spend(_ operations: Int) throws(EngineError) { fatalError() }

  public func constant(_ value: Tensor) throws(EngineError) -> Node { fatalError() }
  public func input(_ value: Tensor) throws(EngineError) -> Node { fatalError() }

  /// Applies a primitive of the catalogue; constants that meet only constants give a constant.
  public func apply(
    _ primitive: Primitive, _ operands: [Node], _ attributes: Attributes = Attributes()
  ) throws(EngineError) -> Node { fatalError() }

  /// Records a result that came with a derivative written by hand.
  public func custom(_ rule: CustomRule, _ operands: [Node], result: Node) throws(EngineError) -> Node { fatalError() }

  /// ∂f/∂x for each x as nodes that can be differentiated again. Numbers come from one backward sweep; the graph of
  /// the derivative is built only when something differentiates or inspects it.
  public func gradient(of f: Node, withRespectTo xs: [Node]) throws(EngineError) -> [Node] { fatalError() }

  /// The whole backward pass with every number on every wire, for tables, steps and figures.
  public func backwardPass(from f: Node) throws(EngineError) -> BackwardPass { fatalError() }

  /// f computed again with other values for some of its inputs: a new graph beside the old one. The mapping tells
  /// for each node that f depends on its counterpart.
  public func replay(
    _ f: Node, replacing inputs: [(input: Node, value: Tensor)]
  ) throws(EngineError) -> (result: Node, mapping: [Node: Node]) { fatalError() }

  /// The nodes f was computed from, f last, operands before what uses them, in an order that depends on the order of
  /// construction alone.
  public func nodes(leadingTo f: Node) -> [Node] { fatalError() }

  /// Backward pass against central differences at the given nodes (inputs, or inner nodes taken as inputs).
  ///
  /// - Parameter given: gradients computed by hand, to be checked in place of the backward pass's.
  /// - Parameter sample: at most this many entries of each node; `nil` for all.
  public func checkGradient(
    of f: Node, at xs: [Node], given: [Node: Tensor] = [:], sample: Int? = nil
  ) throws(EngineError) -> [GradientCheck] { fatalError() }
}

/// A node of a graph, held: while a handle lives, the node and what it was computed from live.
public final class Node {
  public enum Kind: Sendable, Hashable {
    case constant
    case input
    case operation
  }

  public let graph: Graph
  init(graph: Graph) { self.graph = graph }

  public var kind: Kind { fatalError() }
  public var shape: [Int] { fatalError() }
  public var value: Tensor { fatalError() }
  /// Name of the primitive, `input`, `constant`, or the custom rule's name.
  public var operation: String { fatalError() }
  /// The primitive, for an operation of the catalogue.
  public var primitive: Primitive? { fatalError() }
  public var attributes: Attributes { fatalError() }
  public var operands: [Node] { fatalError() }
  /// For the owner's use (the interpreter keeps names and source positions by it); 0 when never set. Freed with the
  /// node.
  public var tag: UInt32 {
    get { fatalError() }
    set { fatalError() }
  }
}

extension Node: Hashable {
  /// Two handles are equal when they hold the same node.
  public static func == (a: Node, b: Node) -> Bool { fatalError() }
  public func hash(into hasher: inout Hasher) { fatalError() }
}

/// One backward pass: ∂f/∂· for each node that f depends on, and what each wire carried.
public struct BackwardPass {
  public struct Wire {
    public var from: Node
    public var to: Node
    public var operand: Int
    /// ∂to/∂from as a formula over operand and result names, for elementwise gates.
    public var contribution: Tensor
    /// The number of the local derivative for elementwise gates (shape of the result), else `nil`.
    public var local: Tensor?
  }

  public var output: Node
  /// Topological order, operands first.
  public var order: [Node]
  /// Absent for constants.
  public var gradients: [Node: Tensor]
  /// In the order in which the backward pass visits them.
  public var wires: [Wire]
}

public struct GradientCheck: Sendable {
  public enum Verdict: Sendable, Hashable {
    case pass
    case fail
    case undecided
  }

  public struct Entry: Sendable {
    /// Row-major position.
    public var position: Int
    public var analytic: Double
    public var numeric: Double
    /// The numeric derivative's own estimated error.
    public var uncertainty: Double
    public var verdict: Verdict
  }

  /// All entries that were looked at.
  public var entries: [Entry]
  public var shape: [Int]
}

/// A derivative written by hand for a function of the author's.
public protocol CustomRule: AnyObject {
  var name: String { get }
  /// The function itself, for recomputation.
  func forward(_ inputs: [Node]) throws(EngineError) -> Node
  /// A node of each input's shape.
  func backward(_ inputs: [Node], result: Node, upstream: Node) throws(EngineError) -> [Node]
}

/// One operation of the catalogue; see `Primitives/`.
public struct Primitive: Sendable, Hashable {
  public var name: String
  public static func named(_ name: String) -> Primitive? { nil }
  public static var all: [Primitive] { [] }
}

/// What an operation takes besides operands.
public struct Attributes: Sendable, Hashable {
  public var axis: Int?
  public var shape: [Int]?
  public init(axis: Int? = nil, shape: [Int]? = nil) {
    self.axis = axis
    self.shape = shape
  }
}

/// What the engine cannot do, without positions; the interpreter adds the range.
public enum EngineError: Error, Sendable, Hashable {
  case shapeMismatch(operation: String, shapes: [[Int]], rule: String)
  case notScalar(operation: String, shape: [Int])
  case noDependence
  case nonFinite(operation: String, operands: [String], result: String)
  case badAxis(operation: String, axis: Int, rank: Int)
  case indexOutOfRange(index: Int, axis: Int, size: Int)
  case notWhole(Double)
  case operationBudget(limit: Int)
  case memoryBudget(limit: Int)
  /// What a custom rule's own code threw: an index into the interpreter's list of pending errors.
  case foreign(Int)
}
