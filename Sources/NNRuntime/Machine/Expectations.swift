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
    let right = form.comparison == nil ? nil : stack.removeLast()
    let left = stack.removeLast()
    guard let comparison = form.comparison, let right else {
      let tensor = try at(form.leftRange) { machine throws(Fault) in try machine.tensor(left) }
      let holds = tensor.values.allSatisfy { $0 != 0 }
      let values = ShapedValues(tensor)
      claims.append(Outcome.Claim(range: form.range, holds: holds, left: values, right: nil))
      if !holds {
        fail(form, "expected `\(form.left)` to hold, and it is \(shown(values))", hint: nil)
      }
      return
    }
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
    let count = a.shape.isEmpty ? b.values.count : a.values.count
    var worst: (place: Int, difference: Double)?
    var failures = 0
    for place in 0..<count {
      let x = a.values[a.shape.isEmpty ? 0 : place]
      let y = b.values[b.shape.isEmpty ? 0 : place]
      if claim(x, comparison, y, tolerance, isSingle) { continue }
      failures += 1
      let difference = (x - y).magnitude
      if worst == nil || difference > (worst?.difference ?? 0) { worst = (place, difference) }
    }
    claims.append(Outcome.Claim(range: form.range, holds: failures == 0, left: a, right: b))
    guard let worst else { return }
    let x = a.values[a.shape.isEmpty ? 0 : worst.place]
    let y = b.values[b.shape.isEmpty ? 0 : worst.place]
    let limit = tolerance.map { " within \($0.shortest)" } ?? ""
    if count == 1 {
      fail(
        form,
        "expected `\(form.left) \(comparison.rawValue) \(form.right ?? "")`\(limit), and it is "
          + "\(x.shortest) against \(y.shortest)", hint: "the difference is \((x - y).shortest)")
    } else {
      fail(
        form,
        "expected `\(form.left) \(comparison.rawValue) \(form.right ?? "")`\(limit), and "
          + "\(failures) of \(count) entries do not agree: entry \(entryText(worst.place, a.shape.isEmpty ? b.shape : a.shape)) is "
          + "\(x.shortest) against \(y.shortest)", hint: "the greatest difference is \((x - y).shortest)")
    }
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
    case .artifact(let artifact): (try? artifact.tensor())?.precision == .single
    case .unbound, .number, .function, .builtin, .history, .model, .optimizer, .text: false
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
