import Autodiff
import SourceText

/// A network as a picture needs it: what happens to a sample, step by step, whether a model or matrices say so.
struct NetworkSteps {
  enum Step {
    case weights(Weights)
    /// An activation, or whatever else stands between weights.
    case function(Value, name: String)
  }

  /// A layer's weights, and how they are read.
  struct Weights {
    var node: Node
    var bias: Node?
    var name: String
    var biasName = ""
    /// A row for each unit of the layer, as in `w @ x`; else for each of its inputs.
    var isTransposed = false
    /// The argument that gave it.
    var argument: Int

    var inputs: Int { size(isTransposed ? 1 : 0) }
    var outputs: Int { size(isTransposed ? 0 : 1) }

    /// A vector is the weights of one unit, a single number those of one unit with one input.
    private func size(_ axis: Int) -> Int {
      let shape = node.shape
      if shape.count == 2 { return shape[axis] }
      return (axis == 0) != isTransposed ? shape.first ?? 1 : 1
    }

    /// The weight from one unit to another, by its place among the tensor's entries.
    func place(from input: Int, to output: Int) -> Int {
      isTransposed && node.shape.count == 2 ? output * inputs + input : input * outputs + output
    }
  }

  var name: String
  var steps: [Step]

  var weights: [Weights] {
    steps.compactMap { if case .weights(let weights) = $0 { weights } else { nil } }
  }

  /// How many numbers the first weights take.
  var width: Int? { weights.first?.inputs }
}

extension NetworkSteps.Step {
  /// Whether the width is sure to stay as it is: of weights the shape tells, of functions only some are known.
  var keepsWidth: Bool {
    switch self {
    case .weights: true
    case .function(.builtin(let place), _):
      Builtins.all[place].chapter == .elementwise || ["softmax", "log_softmax"].contains(Builtins.all[place].name)
    case .function: false
    }
  }
}

extension NetworkSteps {
  init(_ model: ModelValue, name: String) {
    self.name = name
    steps = model.layers.map { layer in
      switch layer {
      case .dense(let weights, let bias):
        .weights(
          Weights(
            node: model.parameters[weights], bias: bias.map { model.parameters[$0] }, name: model.members[weights],
            biasName: bias.map { model.members[$0] } ?? "", argument: 0))
      case .function(let function, let name): .function(function, name: name)
      }
    }
  }
}

/// The network computed for one sample: what each layer gives, in the shape of a batch of one.
struct NetworkRun {
  struct Layer {
    var count: Int
    var functions: [String] = []
    /// `nil` where nothing is computed.
    var node: Node?
  }

  enum Link {
    case weights(NetworkSteps.Weights)
    case each
    case all
  }

  private(set) var layers: [Layer]
  private(set) var links: [Link] = []

  /// - Parameters:
  ///   - sample: `nil` where only widths are asked for.
  ///   - width: of the input.
  init(_ steps: [NetworkSteps.Step], sample: Node?, width: Int, _ call: Call) throws(Fault) {
    layers = [Layer(count: width, node: sample)]
    var value = sample
    for step in steps {
      let before = layers[layers.count - 1].count
      switch step {
      case .weights(let weights):
        guard weights.inputs == before else {
          throw call.fault(
            at: weights.argument, .shapeMismatch,
            "`\(weights.name)` takes \(counted(weights.inputs, "number")), and what comes before it gives \(before)")
        }
        if let input = value { value = try NetworkRun.sums(weights, input, call.machine) }
        layers.append(Layer(count: weights.outputs, node: value))
        links.append(.weights(weights))
      case .function(let function, let name):
        if let input = value { value = try call.machine.apply(function, to: [input], at: call.range(of: 0)) }
        let count = value.map { $0.shape.dropFirst().reduce(1, *) } ?? before
        if count == before, case .weights? = links.last {
          layers[layers.count - 1].functions.append(name)
          layers[layers.count - 1].node = value
        } else {
          layers.append(Layer(count: count, functions: [name], node: value))
          links.append(count == before ? .each : .all)
        }
      }
    }
  }

  /// x w + b, however w is written.
  private static func sums(_ weights: NetworkSteps.Weights, _ x: Node, _ machine: Machine) throws(Fault) -> Node {
    var w = weights.node
    if w.shape.count != 2 {
      w = try machine.gate("reshape", [w], Attributes(shape: [weights.inputs, weights.outputs]))
    } else if weights.isTransposed {
      w = try machine.gate("transpose", [w])
    }
    guard var b = weights.bias else { return try machine.gate("matmul", [x, w]) }
    if b.shape != [weights.outputs] { b = try machine.gate("reshape", [b], Attributes(shape: [weights.outputs])) }
    return try machine.gate("affine", [x, w, b])
  }
}
