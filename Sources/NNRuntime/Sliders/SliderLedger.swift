import Artifacts
import Autodiff

/// A list of all that a lesson with sliders shows, taken down while it runs: which node, gradient or local derivative each number is.
///
/// It holds the nodes, so that they can be traced when the lesson is over.
final class SliderLedger {
  enum Quantity: Hashable {
    case value(Node)
    case gradient(of: Node, by: Node)
    /// The gradient that comes back by a wire.
    case contribution(of: Node, gate: Node, operand: Int)
    case local(of: Node, gate: Node, operand: Int)
    /// The difference that a gradient is compared with.
    case numeric(of: Node, by: Node)
    /// A number of which nobody can tell where it comes from.
    case unknown
  }

  /// All comparisons of one figure, table or list.
  struct Comparison {
    var output: Node
    var nodes: [Node]
  }

  /// An input that moves, or one entry of it.
  struct Moved {
    var node: Node
    /// Row-major position in it.
    var position: Int
    var name: String
    var positions: SliderPositions
  }

  private(set) var quantities: [Quantity] = []
  private var numbers: [Quantity: Int] = [:]
  private(set) var comparisons: [Comparison] = []
  /// By number of the slider; absent for one whose block failed.
  var moved: [Int: Moved] = [:]

  /// A number with its place in the ledger.
  func known(_ values: ShapedValues, _ quantity: Quantity) -> ShapedValues {
    var values = values
    if let number = numbers[quantity] {
      values.places = [number]
    } else {
      values.places = [quantities.count]
      numbers[quantity] = quantities.count
      quantities.append(quantity)
    }
    return values
  }

  /// The number of what a figure compares.
  func compare(_ output: Node, _ nodes: [Node]) -> Int {
    comparisons.append(Comparison(output: output, nodes: nodes))
    return comparisons.count - 1
  }
}

extension Machine {
  /// A number that is shown, with its place in the ledger where the lesson has sliders.
  func shown(_ values: ShapedValues, _ quantity: @autoclosure () -> SliderLedger.Quantity) -> ShapedValues {
    environment.ledger?.known(values, quantity()) ?? values
  }

  func shown(_ node: Node) -> ShapedValues { shown(ShapedValues(node.value), .value(node)) }
}
