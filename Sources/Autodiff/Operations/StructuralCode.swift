import Formulas

/// A structural operation to be written in another language.
///
/// NumPy is `np`, `jax.numpy` is `jnp`; JAX's own functions stand behind `jax`. PyTorch's forms want tensors.
public struct CodeCall: Sendable {
  /// Names, or expressions that hold together.
  public var operands: [String]
  /// The operands' shapes.
  public var shapes: [[Int]]
  /// The arguments besides operands.
  public var attributes: Attributes
  /// The result's shape.
  public var shape: [Int]

  /// A call of operands that are written already.
  public init(_ operands: [String], _ shapes: [[Int]], _ attributes: Attributes, shape: [Int]) {
    self.operands = operands
    self.shapes = shapes
    self.attributes = attributes
    self.shape = shape
  }
}

/// A way to write structural operations: Python's three libraries differ in words, hardly in grammar.
struct PythonDialect: Sendable {
  var module: String
  /// The word for an axis: `axis`, `dim`.
  var axisWord: String
  var isTorch: Bool { module == "torch" }

  /// `nil` for a language that is not Python.
  init?(_ language: CodeLanguage) {
    switch language {
    case .numPy: (module, axisWord) = ("np", "axis")
    case .jax: (module, axisWord) = ("jnp", "axis")
    case .pyTorch: (module, axisWord) = ("torch", "dim")
    case .javaScript: return nil
    }
  }

  /// `, axis=0`, or nothing for all axes.
  func axis(_ axis: Int?) -> String { axis.map { ", \(axisWord)=\($0)" } ?? "" }

  /// `np.sum(x, axis=0)`
  func reduction(_ function: String, _ call: CodeCall, _ torch: String? = nil) -> String {
    "\(module).\(isTorch ? torch ?? function : function)(\(call.operands[0])\(axis(call.attributes.axis)))"
  }

  /// `(2, 3)`, `(3,)`, `()`
  func tuple(_ entries: [Int]) -> String {
    "(" + entries.map { "\($0)" }.joined(separator: ", ") + (entries.count == 1 ? ",)" : ")")
  }

  /// Whole numbers as an array that may stand in an index.
  func whole(_ numbers: [Int]) -> String {
    let list = "[" + numbers.map { "\($0)" }.joined(separator: ", ") + "]"
    return (isTorch ? "torch.tensor" : "\(module).array") + "(\(list))"
  }

  /// An operand's entries as whole numbers.
  func whole(_ operand: String) -> String {
    isTorch ? "\(operand).to(torch.int64)" : "\(module).asarray(\(operand), dtype=int)"
  }

  /// A row of zeros and a one for each index of a class; rows of probabilities as they are.
  func rows(_ call: CodeCall) -> String {
    guard ClassTarget.isIndices(call.shapes[0], call.shapes[1]) else { return call.operands[1] }
    return "\(module).eye(\(call.shapes[0].last ?? 1))[\(whole(call.operands[1]))]"
  }

  func greater(_ operand: String, _ least: String) -> String {
    isTorch ? "torch.clamp(\(operand), min=\(least))" : "\(module).maximum(\(operand), \(least))"
  }

  /// ln of the softmax along an axis.
  func logSoftmax(_ x: String, axis: Int) -> String {
    switch module {
    case "jnp": return "jax.nn.log_softmax(\(x), axis=\(axis))"
    case "torch": return "torch.log_softmax(\(x), dim=\(axis))"
    default:
      let shifted = "\(x) - np.max(\(x), axis=\(axis), keepdims=True)"
      return "(\(shifted)) - np.log(np.sum(np.exp(\(shifted)), axis=\(axis), keepdims=True))"
    }
  }
}

extension Primitive {
  /// A structural operation in another language; `nil` where it has no short form there.
  public func code(_ call: CodeCall, in language: CodeLanguage) -> String? {
    guard let structure = definition.structure else { return nil }
    guard let dialect = PythonDialect(language) else { return structure.javaScript(call) }
    return structure.python(call, dialect)
  }
}

extension StructuralPrimitive {
  func javaScript(_ call: CodeCall) -> String? {
    let x = call.operands[0]
    guard let rule = try? entries(call.shapes, result: call.shape, call.attributes) else { return nil }
    switch rule {
    case .copied: return x
    case .moved(let positions): return (try? positions()).map { "\($0.script).map((p) => \(x)[p])" }
    case .spread: return "\(Broadcasting.positions(of: call.shapes[0], in: call.shape).script).map((p) => \(x)[p])"
    case .added(let positions):
      return (try? positions()).map { scattered(x, $0, count: call.shape.reduce(1, *)) }
    case .collected:
      return scattered(
        x, Broadcasting.positions(of: call.shape, in: call.shapes[0]), count: call.shape.reduce(1, *))
    case .summed(let axes): return rows(x, axes) + ".map((r) => r.reduce((a, b) => a + b, 0))"
    case .chosen(let choice, let axes): return rows(x, axes) + ".map((r) => \(choice.script))"
    case .joined(let axis):
      let blocks = call.shape[..<axis].reduce(1, *)
      let lengths = call.shapes.map { $0[axis...].reduce(1, *) }
      let parts = zip(call.operands, lengths).map { "...\($0).slice(i * \($1), (i + 1) * \($1))" }
      return "Array.from({length: \(blocks)}, (_, i) => [\(parts.joined(separator: ", "))]).flat()"
    case .product, .composed, .own: return nil
    }
  }

  private func scattered(_ x: String, _ positions: [Int32], count: Int) -> String {
    "\(positions.script).reduce((s, p, k) => (s[p] += \(x)[k], s), Array(\(count)).fill(0))"
  }

  private func rows(_ x: String, _ axes: Axes) -> String {
    let place = "Math.floor(i / \(axes.inner)) * \(axes.size * axes.inner) + i % \(axes.inner) + k * \(axes.inner)"
    return "Array.from({length: \(axes.outer * axes.inner)}, (_, i) => "
      + "Array.from({length: \(axes.size)}, (_, k) => \(x)[\(place)]))"
  }
}

extension [Int32] {
  fileprivate var script: String { "[" + map { "\($0)" }.joined(separator: ", ") + "]" }
}

extension RowChoice {
  /// Of the row `r`.
  fileprivate var script: String {
    switch self {
    case .extremum(let isGreatest): "Math.\(isGreatest ? "max" : "min")(...r)"
    case .position(let isGreatest): "r.indexOf(Math.\(isGreatest ? "max" : "min")(...r))"
    case .quantifier(let isUniversal): "Number(r.\(isUniversal ? "every" : "some")((v) => v !== 0))"
    }
  }
}
