import Artifacts
import Autodiff

/// A value of the language: all that a name can stand for.
///
/// A plain number needs no node: constants, loop variables and results of arithmetic on them stay out of the graph.
/// All payloads are one word, so that the machine's stack stays small.
enum Value {
  /// Nothing is bound here.
  case unbound
  /// A constant scalar.
  case number(Double)
  /// A tensor: an input, the result of an operation, or a constant that is not a scalar.
  case node(Node)
  case tuple(TupleValue)
  case function(FunctionValue)
  /// A built-in function, by its place in ``Builtins/all``.
  case builtin(Int)
  case history(History)
  case text(TextValue)
  case artifact(ArtifactValue)
  case model(ModelValue)
  case optimizer(OptimizerValue)
  /// One of those without numbers, chosen by a node's.
  case choice(ChoiceValue)
}

/// A piece of text; a reference, so that ``Value`` stays two words.
final class TextValue {
  /// The text that is computed with.
  let text: String
  private let words: Words?

  init(_ text: String, words: Words? = nil) {
    self.text = text
    self.words = words
  }

  /// The text that a reader sees: in the language of the page, where its block gives it a word.
  var shown: String { words?.word(for: text) ?? text }
}

extension Value {
  /// The value for an operation on scalars, which a tensor refuses.
  @inline(__always)
  var scalarOperand: Graph.ScalarOperand? {
    switch self {
    case .node(let node): .node(node.id)
    case .number(let number): .number(number)
    case .unbound, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice: nil
    }
  }

  var isChoice: Bool { if case .choice = self { true } else { false } }

  /// The node that it is, without taking hold of it.
  @inline(__always)
  var nodeID: NodeID? { if case .node(let node) = self { node.id } else { nil } }

  /// The kind of value, as error messages call it.
  var kind: String {
    switch self {
    case .unbound: "nothing"
    case .number: "a number"
    case .node(let node): node.shape.isEmpty ? "a number" : "a tensor of shape \(shapeText(node.shape))"
    case .tuple(let tuple): "a tuple of \(tuple.items.count)"
    case .function, .builtin: "a function"
    case .history: "a history"
    case .text: "text"
    case .artifact(let artifact): artifact.kind
    case .model: "a model"
    case .optimizer: "an optimizer"
    case .choice(let choice): choice.value.kind
    }
  }
}

/// `[]`, `[2]`, `[2, 3]`: a shape as messages write it.
func shapeText(_ shape: [Int]) -> String {
  "[" + shape.map(String.init).joined(separator: ", ") + "]"
}
