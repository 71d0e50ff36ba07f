import Formulas

/// Global value numbering: a plan's instructions as values that refer to each other. Equal ones are one, what changes
/// nothing is gone, and broadcasts and transposes are part of what reads them.
struct ValueNumbering {
  private(set) var all: ContiguousArray<NumberedValue> = []
  /// The value of each place of the plan.
  private var byPlace: [Int32: Int] = [:]
  private var known: [NumberedValue.Key: Int] = [:]
  private let plan: Plan
  /// Constants by a hash of their numbers.
  private var constants: [Int: [Int]] = [:]
  /// Parts of places that several instructions fill.
  private var parts: [Int32: [Int]] = [:]

  init(_ plan: Plan) {
    self.plan = plan
    for (i, input) in plan.inputs.enumerated() where byPlace[input.offset] == nil {
      byPlace[input.offset] = add(.input(i), [], input.count, input.precision)
    }
    for (i, instruction) in plan.instructions.enumerated() where instruction.count > 0 { lower(instruction, i) }
  }

  /// The value of a tensor of the plan.
  mutating func value(_ place: PlanTensor) -> Int { value(at: place.offset) }

  /// A copy of a value, which is never taken for the value itself.
  mutating func copy(_ value: Int, at precision: Precision? = nil) -> Int {
    let source = converted(.init(value: value), to: precision ?? all[value].precision)
    let (count, precision) = (all[source.value].count, all[source.value].precision)
    let key = NumberedValue.Key(
      rule: .elementwise(.identity), operands: [source], count: count, precision: precision)
    all.append(NumberedValue(key: key, instruction: -1))
    return all.count - 1
  }

  // MARK: Places

  private mutating func value(at offset: Int32) -> Int {
    if let known = byPlace[offset] { return known }
    let place = plan.numbers.place(at: offset)
    let result: Int
    if let parts = parts[place.start] {
      result = add(.joined, parts.map { .init(value: $0) }, Int(place.count), place.precision)
    } else {
      result = constant(place)
    }
    byPlace[place.start] = result
    return result
  }

  /// Longer ones are not compared with each other.
  private static let comparedLength = 1 << 16

  private mutating func constant(_ place: PlanPlace) -> Int {
    let count = Int(place.count)
    guard count <= Self.comparedLength else { return add(.constant(place.start), [], count, place.precision) }
    let values = plan.numbers.tensor(at: place.start).values
    var hasher = Hasher()
    for value in values { hasher.combine(value.bitPattern) }
    let hash = hasher.finalize()
    for other in constants[hash] ?? [] where all[other].count == count && all[other].precision == place.precision {
      guard case .constant(let from) = all[other].rule else { continue }
      let others = plan.numbers.tensor(at: from).values
      if zip(others, values).allSatisfy({ $0.bitPattern == $1.bitPattern }) { return other }
    }
    let result = add(.constant(place.start), [], count, place.precision)
    constants[hash, default: []].append(result)
    return result
  }

  // MARK: Instructions

  private mutating func lower(_ instruction: PlanInstruction, _ index: Int) {
    let place = plan.numbers.place(at: instruction.destination)
    let result: Int
    switch instruction.kind {
    case .elementwise: result = elementwise(instruction, place.precision, index)
    case .gather, .accumulate, .sum, .matrixProduct, .structural:
      result = structural(instruction, plan.payloads[Int(instruction.payload)], place.precision, index)
    }
    if place.start == instruction.destination && place.count == instruction.count {
      byPlace[place.start] = result
    } else {
      parts[place.start, default: []].append(result)
    }
  }

  private mutating func elementwise(_ instruction: PlanInstruction, _ precision: Precision, _ index: Int) -> Int {
    let operation = instruction.operation
    let count = Int(instruction.count)
    var operands: [NumberedValue.Operand] = []
    for (i, offset) in [instruction.a, instruction.b, instruction.c].prefix(operation.arity).enumerated() {
      var operand = NumberedValue.Operand(value: value(at: offset))
      if instruction.strides[i] == 0 && count > 1 { operand.access = .single }
      // Exclusive access: `converted` may append to the values that `folded` reads, so they are two statements.
      let fitting = converted(operand, to: precision)
      operands.append(folded(fitting))
    }
    if let same = unchanged(operation, operands, precision) { return same }
    return add(.elementwise(operation), operands, count, precision, index)
  }

  /// The operand itself, where the operation changes none of its bits.
  private func unchanged(
    _ operation: Atom, _ operands: [NumberedValue.Operand], _ precision: Precision
  ) -> Int? {
    func alone(_ i: Int) -> Int? {
      operands[i].access == .entries && all[operands[i].value].precision == precision ? operands[i].value : nil
    }
    switch operation {
    case .identity, .stop: return alone(0)
    case .multiply:
      if isOne(operands[1].value), let same = alone(0) { return same }
      if isOne(operands[0].value), let same = alone(1) { return same }
      return nil
    case .divide: return isOne(operands[1].value) ? alone(0) : nil
    default: return nil
    }
  }

  private func isOne(_ value: Int) -> Bool {
    guard case .constant(let start) = all[value].rule, all[value].count <= 4096 else { return false }
    return plan.numbers.tensor(at: start).values.allSatisfy { $0 == 1 }
  }

  /// Reads through a broadcast.
  private func folded(_ operand: NumberedValue.Operand) -> NumberedValue.Operand {
    guard operand.access == .entries, case .gather(let pattern) = all[operand.value].rule else { return operand }
    let source = all[operand.value].operands[0].value
    switch pattern {
    case .single: return .init(value: source, access: .single)
    case .periodic(let n): return .init(value: source, access: .periodic(n))
    case .repeated(let n): return .init(value: source, access: .repeated(n))
    case .identity, .transposed, .slice, .listed: return operand
    }
  }

  private mutating func converted(_ operand: NumberedValue.Operand, to precision: Precision) -> NumberedValue.Operand {
    guard all[operand.value].precision != precision else { return operand }
    var result = operand
    result.value = add(.converted, [.init(value: operand.value)], all[operand.value].count, precision)
    return result
  }

  private mutating func structural(
    _ instruction: PlanInstruction, _ payload: PlanPayload, _ precision: Precision, _ index: Int
  ) -> Int {
    let count = Int(instruction.count)
    let a = converted(.init(value: value(at: instruction.a)), to: precision).value
    switch instruction.kind {
    case .gather:
      let pattern = PositionPattern(payload.positions, source: all[a].count)
      return pattern == .identity ? a : add(.gather(pattern), [.init(value: a)], count, precision, index)
    case .accumulate:
      // The source's entries go where the pattern says, so it is the pattern of a spread.
      let pattern = count == 1 ? .listed(payload.positions) : PositionPattern(payload.positions, source: count)
      return add(.accumulate(pattern), [.init(value: a)], count, precision, index)
    case .sum:
      guard let axes = payload.axes else { return a }
      return add(
        .sum(outer: axes.outer, size: axes.size, inner: axes.inner), [.init(value: a)], count, precision, index)
    case .matrixProduct:
      let b = converted(.init(value: value(at: instruction.b)), to: precision).value
      let e = payload.extents
      let left = flipped(a, e[0], rows: e[2], columns: e[1])
      let right = flipped(b, e[0], rows: e[3], columns: e[2])
      return add(
        .product(
          batches: e[0], rows: e[1], inner: e[2], columns: e[3], isLeftTransposed: left != nil,
          isRightTransposed: right != nil),
        [.init(value: left ?? a), .init(value: right ?? b)], count, precision, index)
    case .elementwise, .structural: break
    }
    if let axes = payload.axes, let rule = NumberedValue.Rule(payload.choice, axes) {
      return add(rule, [.init(value: a)], count, precision, index)
    }
    let operands = payload.operands.map { NumberedValue.Operand(value: value(at: $0.offset)) }
    return add(.structural(Int(instruction.payload)), operands, count, precision, index)
  }

  /// The matrix of these sizes that a value is the transpose of.
  private func flipped(_ value: Int, _ batches: Int, rows: Int, columns: Int) -> Int? {
    guard batches == 1, all[value].rule == .gather(.transposed(rows: rows, columns: columns)) else { return nil }
    return all[value].operands[0].value
  }

  private mutating func add(
    _ rule: NumberedValue.Rule, _ operands: [NumberedValue.Operand], _ count: Int, _ precision: Precision,
    _ instruction: Int = -1
  ) -> Int {
    let key = NumberedValue.Key(rule: rule, operands: operands, count: count, precision: precision)
    if let known = known[key] { return known }
    all.append(NumberedValue(key: key, instruction: instruction))
    known[key] = all.count - 1
    return all.count - 1
  }
}

extension NumberedValue.Rule {
  /// The rule that has a kernel for a choice.
  fileprivate init?(_ choice: RowChoice?, _ axes: Axes) {
    switch choice {
    case .extremum(let isGreatest):
      self = .extremum(isGreatest: isGreatest, outer: axes.outer, size: axes.size, inner: axes.inner)
    case .position(let isGreatest):
      self = .position(isGreatest: isGreatest, outer: axes.outer, size: axes.size, inner: axes.inner)
    case .quantifier, nil: return nil
    }
  }
}
