import Autodiff

/// The one list of built-in functions: names, argument checking, error messages and the reference page come from it.
enum Builtins {
  static let all: [Builtin] =
    primitives + crossEntropy + precision + reductions + places + shapes + makers + random + tables + data + madeSets
    + models
    + optimizers
    + training
    + gradients + vectorProducts + hessian
    + forward + checking + display + sliders
    + charts

  /// By name.
  static let index: [String: Int] = {
    var table: [String: Int] = [:]
    for (place, builtin) in all.enumerated() { table[builtin.name] = place }
    return table
  }()

  /// Names that stand for numbers.
  static let constants: [(name: String, value: Double)] = [("pi", Double.pi), ("inf", Double.infinity)]
}
