import Artifacts
import Autodiff
import Formulas
import NNSyntax
import SourceText

/// `expect`: a claim that is tested, and reported when it does not hold; the block goes on.
extension Machine {
  func expect(_ stack: inout ContiguousArray<Value>, _ form: Chunk.ExpectationForm) throws(Fault) {
    let count = claims.count
    let draws = form.emptiness == .sameSides && claimStates.popLast() != environment.random
    try judge(&stack, form)
    guard let claim = claims.last, claims.count > count, claim.holds, !draws else { return }
    warnOfEmptiness(form)
  }

  /// Once at each place.
  private func warnOfEmptiness(_ form: Chunk.ExpectationForm) {
    guard let emptiness = form.emptiness,
      !diagnostics.contains(where: { $0.id == .emptyClaim && $0.range == form.range })
    else { return }
    let warning =
      switch emptiness {
      case .sameSides:
        Diagnostic(
          .emptyClaim, "this claim cannot fail: both sides are `\(form.left)`", at: form.range,
          hint: "compare it with a number, or with another way to compute it")
      case .constant:
        Diagnostic(
          .emptyClaim, "this claim cannot fail: it speaks of nothing that the lesson computes", at: form.range,
          hint: "a claim is about a name, or about what a function gives")
      }
    diagnostics.append(warning)
  }

  private func judge(_ stack: inout ContiguousArray<Value>, _ form: Chunk.ExpectationForm) throws(Fault) {
    var tolerance: Double?
    if form.hasTolerance {
      let value = stack.removeLast()
      let range = form.toleranceRange ?? form.range
      let tensor = try at(range) { machine throws(Fault) in try machine.tensor(value) }
      guard let number = tensor.scalar, number >= 0 else {
        throw .reported(
          Diagnostic(.notScalar, "a tolerance is a single number that is not negative", at: range))
      }
      tolerance = number
    }
    // A claim is made once, whatever chose its sides.
    var conditions: [Node] = []
    let right = form.comparison == nil ? nil : try meant(stack.removeLast(), &conditions)
    let left = try meant(stack.removeLast(), &conditions)
    try checkDerivatives(behind: right.map { [left, $0] } ?? [left])
    guard let comparison = form.comparison, let right else { return try judgeTruth(left, form) }
    if case .text(let a) = left, case .text(let b) = right {
      let holds = comparison == .equal ? a.text == b.text : comparison == .notEqual ? a.text != b.text : false
      let values = ShapedValues(holds ? 1 : 0)
      claims.append(Outcome.Claim(range: form.range, holds: holds, left: values, right: nil))
      if !holds { fail(form, "expected \"\(a.text)\" \(comparison.rawValue) \"\(b.text)\"", hint: nil) }
      return
    }
    let a = try flattened(left, form.leftRange)
    let b = try flattened(right, form.rightRange ?? form.range)
    let isSingle = isSingle(left) || isSingle(right)
    guard a.shape == b.shape || a.shape.isEmpty || b.shape.isEmpty else {
      throw .reported(
        Diagnostic(
          .shapeMismatch,
          "a claim compares equal shapes, and these are \(shapeText(a.shape)) and \(shapeText(b.shape))",
          at: form.range, hint: "one side may also be a single number"))
    }
    compare(a, b, form, tolerance) { claim($0, comparison, $1, tolerance, isSingle) }
  }

  /// A claim without a comparison: no entry is 0.
  private func judgeTruth(_ value: Value, _ form: Chunk.ExpectationForm) throws(Fault) {
    let tensor = try at(form.leftRange) { machine throws(Fault) in try machine.tensor(value) }
    let holds = tensor.values.allSatisfy { $0 != 0 }
    let values = ShapedValues(tensor)
    claims.append(Outcome.Claim(range: form.range, holds: holds, left: values, right: nil))
    if !holds {
      fail(form, "expected `\(form.left)` to hold, and it is \(shown(values))", hint: nil)
    }
  }

  /// Entry by entry, or each entry with the single number of the other side; the fault names the worst.
  private func compare(
    _ a: ShapedValues, _ b: ShapedValues, _ form: Chunk.ExpectationForm, _ tolerance: Double?,
    holds: (Double, Double) -> Bool
  ) {
    let count = a.shape.isEmpty ? b.values.count : a.values.count
    func pair(_ place: Int) -> (Double, Double) {
      (a.values[a.shape.isEmpty ? 0 : place], b.values[b.shape.isEmpty ? 0 : place])
    }
    var worst: (place: Int, difference: Double)?
    var failures = 0
    for place in 0..<count {
      let (x, y) = pair(place)
      if holds(x, y) { continue }
      failures += 1
      let difference = (x - y).magnitude
      if worst == nil || difference > (worst?.difference ?? 0) { worst = (place, difference) }
    }
    claims.append(Outcome.Claim(range: form.range, holds: failures == 0, left: a, right: b))
    guard let worst, let comparison = form.comparison else { return }
    let (x, y) = pair(worst.place)
    let limit = tolerance.map { " within \($0.shortest)" } ?? ""
    let expected = "expected `\(form.left) \(comparison.rawValue) \(form.right ?? "")`\(limit), and "
    let found = "\(x.shortest) against \(y.shortest)"
    let difference = (x - y).shortest
    guard count > 1 else { return fail(form, expected + "it is " + found, hint: "the difference is \(difference)") }
    let entry = entryText(worst.place, a.shape.isEmpty ? b.shape : a.shape)
    fail(
      form, expected + "\(failures) of \(count) entries do not agree: entry \(entry) is " + found,
      hint: "the greatest difference is \(difference)")
  }

  private func fail(_ form: Chunk.ExpectationForm, _ message: String, hint: String?) {
    diagnostics.append(Diagnostic(.expectationFailed, message, at: form.range, hint: hint))
  }

  /// `==` allows a relative 1e-9, and an absolute 1e-12 for small numbers, or 1e-5 and 1e-8 where a side has 32 bits;
  /// `within` an absolute tolerance instead.
  private func claim(
    _ a: Double, _ op: BinaryOperator, _ b: Double, _ tolerance: Double?, _ isSingle: Bool
  ) -> Bool {
    switch op {
    case .equal: agree(a, b, tolerance, isSingle)
    case .notEqual: !agree(a, b, tolerance, isSingle)
    case .less: a < b + (tolerance ?? 0)
    case .lessOrEqual: a <= b + (tolerance ?? 0)
    case .greater: a > b - (tolerance ?? 0)
    case .greaterOrEqual: a >= b - (tolerance ?? 0)
    case .add, .subtract, .multiply, .divide, .matrixProduct, .remainder, .power, .and, .or: false
    }
  }

  private func agree(_ a: Double, _ b: Double, _ tolerance: Double?, _ isSingle: Bool) -> Bool {
    if a == b { return true }
    let difference = (a - b).magnitude
    if let tolerance { return difference <= tolerance }
    let (relative, absolute) = isSingle ? (1e-5, 1e-8) : (1e-9, 1e-12)
    return difference <= relative * max(a.magnitude, b.magnitude) && difference.isFinite || difference <= absolute
  }

  /// Whether a number of 32 bits is among a value's.
  private func isSingle(_ value: Value) -> Bool {
    switch value {
    case .node(let node): node.precision == .single
    case .tuple(let tuple): tuple.items.contains { isSingle($0) }
    case .artifact(let artifact): (try? artifact.tensor(graph))?.precision == .single
    case .unbound, .number, .function, .builtin, .history, .model, .optimizer, .text, .choice: false
    }
  }

  /// A tensor as it is; a tuple's numbers one behind the other.
  private func flattened(_ value: Value, _ range: SourceRange) throws(Fault) -> ShapedValues {
    if case .tuple(let tuple) = value {
      var values: [Double] = []
      for item in tuple.items { values += try flattened(item, range).values }
      return ShapedValues(shape: [values.count], values: values)
    }
    let tensor = try at(range) { machine throws(Fault) in try machine.tensor(value) }
    return ShapedValues(tensor)
  }

  /// Faults of what is done, at a range.
  func at<Result>(_ range: SourceRange, _ body: (Machine) throws(Fault) -> Result) throws(Fault) -> Result {
    do throws(Fault) { return try body(self) } catch { throw .reported(diagnostic(error, at: range)) }
  }

  private func shown(_ values: ShapedValues) -> String {
    if values.shape.isEmpty { return values.values[0].shortest }
    let head = values.values.prefix(8).map(\.shortest).joined(separator: ", ")
    return "[\(head)\(values.values.count > 8 ? ", …" : "")]"
  }

  private func entryText(_ place: Int, _ shape: [Int]) -> String {
    "[" + position(place, in: shape).map(String.init).joined(separator: ", ") + "]"
  }
}

/// The indices of a row-major position.
func position(_ place: Int, in shape: [Int]) -> [Int] {
  var rest = place
  var indices: [Int] = []
  for size in shape.reversed() where size > 0 {
    indices.append(rest % size)
    rest /= size
  }
  return indices.reversed()
}
