import Formulas

/// The greatest or the smallest entry, of all or along an axis. `amax([1, 3, 2])` is 3.
///
/// Routes its upstream gradient to the entry that won; ties share it equally.
struct Extremum: AxisReduction {
  var isGreatest: Bool

  var name: String { isGreatest ? "amax" : "amin" }
  var summary: String { (isGreatest ? "the greatest" : "the smallest") + " entry, of all or along an axis" }
  var glyph: String { isGreatest ? "max" : "min" }
  let pattern: Primitive.Pattern? = .routes
  let derivativeText = "[x = f] / number of such entries"
  var example: Primitive.Example? {
    .init(isGreatest ? "max([1, 3, 2])" : "min([1, 3, 2])", isGreatest ? "3" : "1")
  }
  // `max(a)` beside `max(a, b)`.
  let spelling = Spelling.sharedCall
  var reduction: Reduction? { isGreatest ? .greatest : .smallest }
  var spoken: String { isGreatest ? "`max`" : "`min`" }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    guard try Axes(name, shapes[0], axis: attributes.axis).size > 0 else {
      throw .badArgument(operation: name, problem: "there is no entry to choose from")
    }
    return try Axes.reduced(name, shapes[0], axis: attributes.axis)
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let x = operands[0].values
    let axes = try Axes(name, operands[0].shape, axis: attributes.axis)
    return axes.map { start in
      var best = x[start]
      for k in 1..<max(axes.size, 1) {
        let next = x[start + k * axes.inner]
        if next.isNaN || (isGreatest ? next > best : next < best) { best = next }
      }
      return best
    }
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .chosen(.extremum(isGreatest: isGreatest), try Axes(name, shapes[0], axis: attributes.axis))
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let won = try algebra.apply(.elementwise(.equal), [pull.operands[0], try pull.spread(pull.result, name)])
    let count = try algebra.apply(.sum, [won], pull.attributes)
    let share = try algebra.apply(.div, [pull.upstream, count])
    return try algebra.apply(.mul, [try pull.spread(share, name), won])
  }

  func choices(_ operands: [Tensor], _ attributes: Attributes) -> [Int] {
    guard let axes = try? Axes(name, operands[0].shape, axis: attributes.axis), axes.size > 0 else { return [] }
    let x = operands[0].values
    // Which entries hold the extreme: a tie that breaks is a kink as well.
    var winners: [Int] = []
    _ = axes.map { start in
      var best = x[start]
      for k in 0..<axes.size {
        let next = x[start + k * axes.inner]
        if isGreatest ? next > best : next < best { best = next }
      }
      for k in 0..<axes.size where x[start + k * axes.inner] == best { winners.append(start + k * axes.inner) }
      return best
    }
    return winners
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    try Extremum(isGreatest: true).forward(errors, attributes, shape: result.shape)
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    isGreatest ? dialect.reduction("max", call, "amax") : dialect.reduction("min", call, "amin")
  }
}
