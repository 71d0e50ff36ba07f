import Formulas

/// Every primitive by its code: the elementwise ones under their operation's number, the structural ones behind.
enum Catalogue {
  static let elementwise: [PrimitiveDefinition] = Operation.allCases.map { .elementwise($0) }

  /// The order gives the codes; it is nothing that lasts beyond the process.
  static let structures: [any StructuralPrimitive] = [
    Sum(), Mean(), Variance(), StandardDeviation(), Norm(), Extremum(isGreatest: true), Extremum(isGreatest: false),
    Product(), ArgExtremum(isGreatest: true), ArgExtremum(isGreatest: false), Quantifier(isUniversal: true),
    Quantifier(isUniversal: false), MatrixProduct(name: "matmul"), MatrixProduct(name: "dot"), Outer(), Transpose(),
    Reshape(), Concat(), Stack(), Broadcast(), Diagonal(), Trace(), Solve(), Inverse(), Determinant(), IndexPrimitive(),
    Softmax(isLogarithmic: false),
    Softmax(isLogarithmic: true), Affine(), MeanSquaredError(), MeanAbsoluteError(), Huber(), BinaryCrossEntropy(),
    CrossEntropy(takesProbabilities: false), Hinge(), Cast(precision: .single), SumTo(), Scatter(),
    Cast(precision: .double), Cofactor(),
    CrossEntropy(takesProbabilities: true),
  ]

  static let definitions: [PrimitiveDefinition] = elementwise + structures.map { .structural($0) }

  /// By code.
  static let isDifferentiable: ContiguousArray<Bool> = ContiguousArray(definitions.map(\.isDifferentiable))

  static let all: [Primitive] = definitions.indices.map { Primitive(code: UInt8($0)) }

  static let byName: [String: Primitive] = {
    var table: [String: Primitive] = [:]
    for primitive in all {
      precondition(table[primitive.name] == nil, "two primitives are called \(primitive.name)")
      table[primitive.name] = primitive
    }
    return table
  }()
}

extension Primitive {
  /// The first code behind the elementwise primitives.
  static let firstStructural = Operation.count

  static let sum = structural("sum")
  static let mean = structural("mean")
  static let variance = structural("var")
  static let amax = structural("amax")
  static let universal = structural("all")
  static let amin = structural("amin")
  static let softmax = structural("softmax")
  static let logSoftmax = structural("log_softmax")
  /// `a @ b`
  public static let matmul = structural("matmul")
  /// `x.T`
  public static let transpose = structural("transpose")
  /// Tensors laid end to end.
  public static let concat = structural("concat")
  /// Tensors side by side along a new axis.
  public static let stack = structural("stack")
  /// `x[…]`
  public static let index = structural("index")
  static let scatter = structural("scatter")
  static let solve = structural("solve")
  static let det = structural("det")
  static let cofactor = structural("cofactor")
  static let diag = structural("diag")
  static let sumTo = structural("sum_to")
  static let broadcast = structural("broadcast")
  static let reshape = structural("reshape")
  static let single = structural("f32")
  static let double = structural("f64")

  /// For a name of an operation's own, in its file.
  static func structural(_ name: String) -> Primitive {
    guard let primitive = named(name) else { preconditionFailure("no primitive is called \(name)") }
    return primitive
  }
}
