/// The position of the greatest or smallest entry, the first of equal ones; row-major when all axes are taken at once.
/// `argmax([1, 3, 2])` is 1. Constant between its jumps: no derivative. Positions have 64 bits.
struct ArgExtremum: StepReduction {
  var isGreatest: Bool

  var name: String { isGreatest ? "argmax" : "argmin" }
  var summary: String { "the position of the " + (isGreatest ? "greatest" : "smallest") + " entry" }
  var example: Primitive.Example? {
    .init("\(name)([1, 3, 2])", isGreatest ? "1" : "0")
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    guard try Axes(name, shapes[0], axis: attributes.axis).size > 0 else {
      throw .badArgument(operation: name, problem: "there is no entry to choose from")
    }
    return try Axes.reduced(name, shapes[0], axis: attributes.axis)
  }

  /// A position is a position, however wide the numbers are.
  func precision(_ operands: [Precision?], _ shapes: [[Int]]) -> Precision { .double }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let x = operands[0].values
    let axes = try Axes(name, operands[0].shape, axis: attributes.axis)
    return axes.map { start in
      var best = 0
      for k in 1..<max(axes.size, 1) {
        let (next, held) = (x[start + k * axes.inner], x[start + best * axes.inner])
        if isGreatest ? next > held : next < held { best = k }
      }
      return Double(best)
    }
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .chosen(.position(isGreatest: isGreatest), try Axes(name, shapes[0], axis: attributes.axis))
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    dialect.reduction(name, call)
  }
}
