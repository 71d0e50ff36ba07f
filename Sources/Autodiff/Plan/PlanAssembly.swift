import Formulas
import Kernels

/// Writes a compiled plan's instructions, with the addresses of what they work on.
struct PlanAssembly {
  private(set) var code: ContiguousArray<plan_instruction> = []
  /// Buffers that the instructions point at, apart from those that others own too.
  private(set) var constants: [PlanBuffer] = []
  private(set) var lists: [PlanList<Int32>] = []
  private(set) var shapes: [PlanList<kernel_product>] = []
  /// Values that the owner computes, in the order of the instructions that call for it.
  private(set) var calls: [Int] = []
  /// Bytes that the greatest product works in.
  private(set) var workspace = 0

  private let values: ContiguousArray<NumberedValue>
  private let plan: Plan
  private let layout: PlanLayout
  private let memory: UnsafeMutableRawPointer
  private let path: kernel_path
  private let sharing: PlanSharing
  /// Addresses that are known beforehand: inputs, results of updates.
  private var addresses: [Int: UnsafeMutableRawPointer]
  private let checked: Set<Int>

  init(
    _ plan: Plan, _ values: ContiguousArray<NumberedValue>, _ schedule: PlanSchedule, _ layout: PlanLayout,
    memory: UnsafeMutableRawPointer, addresses: [Int: UnsafeMutableRawPointer], checked: Set<Int>, path: kernel_path,
    sharing: PlanSharing
  ) {
    (self.plan, self.values, self.layout, self.memory) = (plan, values, layout, memory)
    (self.addresses, self.checked, self.path) = (addresses, checked, path)
    self.sharing = sharing
    for (number, step) in schedule.steps.enumerated() {
      switch step {
      case .single(let value): emit(value)
      case .chain(let chain): emit(chain, number)
      }
    }
  }

  // MARK: Addresses

  /// Where a value stands.
  mutating func address(_ value: Int) -> UnsafeMutableRawPointer {
    if let known = addresses[value] { return known }
    if let offset = layout.offsets[value] { return memory + offset }
    guard case .constant(let start) = values[value].rule else {
      preconditionFailure("a value of a plan has a place")
    }
    let buffer = PlanBuffer(plan.numbers.tensor(at: start).converted(to: values[value].precision))
    constants.append(buffer)
    addresses[value] = buffer.start
    return buffer.start
  }

  private mutating func list(_ positions: [Int32]) -> UnsafeRawPointer {
    let list = PlanList(positions)
    lists.append(list)
    return UnsafeRawPointer(list.start)
  }

  private func instruction(_ code: plan_code, _ value: Int) -> plan_instruction {
    var result = plan_instruction()
    result.code = UInt16(code.rawValue)
    result.count = values[value].count
    result.block = values[value].count
    if values[value].precision == .single { result.flags |= UInt16(plan_is_single.rawValue) }
    if checked.contains(value) { result.flags |= UInt16(plan_is_checked.rawValue) }
    return result
  }

  // MARK: Chains

  private mutating func emit(_ chain: [Int], _ number: Int) {
    let first = chain[0]
    let size = values[first].precision.size
    let count = values[first].count
    let block = PlanLayout.registerSize / size
    let blocks = (count + block - 1) / block
    let start = code.count
    if blocks > 1 {
      var loop = plan_instruction()
      loop.code = UInt16(plan_loop.rawValue)
      loop.count = blocks
      if sharing.splitsChain(chain.map { values[$0] }) { loop.flags |= UInt16(plan_is_shared.rawValue) }
      code.append(loop)
    }
    // Whole vectors: what lies in the padding is nobody's.
    let lanes = PlanBuffer.alignment / size
    let short = blocks > 1 ? block : min(block, (count + lanes - 1) / lanes * lanes)
    var isSpread: Set<NumberedValue.Operand> = []
    for value in chain {
      for operand in values[value].operands where operand.access.isSpread && isSpread.insert(operand).inserted {
        spread(operand, as: value, layout.spread[number], short)
      }
      map(value, number, short, isLoop: blocks > 1)
    }
    if blocks > 1 {
      code[start].body = code.count - start - 1
      for i in (start + 1)..<code.count {
        code[i].block = block
        code[i].last = count - (blocks - 1) * block
      }
    }
  }

  private func register(_ number: Int) -> UnsafeMutableRawPointer {
    memory + (layout.registerStart + number * PlanLayout.registerSize)
  }

  private mutating func spread(
    _ operand: NumberedValue.Operand, as value: Int, _ registers: [NumberedValue.Operand: Int], _ block: Int
  ) {
    let times: Int
    var result: plan_instruction
    switch operand.access {
    case .entries, .single: return
    case .periodic(let n): (result, times) = (instruction(plan_periodic, value), n)
    case .repeated(let n): (result, times) = (instruction(plan_repeated, value), n)
    }
    result.flags &= ~UInt16(plan_is_checked.rawValue)
    result.extents.0 = Int64(times)
    result.block = block
    result.flags |= UInt16(plan_local_to.rawValue)
    result.to = register(registers[operand] ?? 0)
    result.a = UnsafeRawPointer(address(operand.value))
    code.append(result)
  }

  private mutating func map(_ value: Int, _ number: Int, _ block: Int, isLoop: Bool) {
    guard let operation = values[value].kernel else { return }
    var result = instruction(plan_map, value)
    result.block = block
    let moves = isLoop && values[value].count > 1
    for (i, operand) in values[value].operands.enumerated() {
      let from: UnsafeMutableRawPointer
      let spread = operand.access.isSpread ? layout.spread[number][operand] : nil
      if let place = spread ?? layout.registers[number][operand.value] {
        from = register(place)
        result.flags |= UInt16(plan_local_a.rawValue) << i
      } else {
        from = address(operand.value)
        if moves && operand.access == .entries { result.flags |= UInt16(plan_moves_a.rawValue) << i }
      }
      if operand.access == .single { result.singles |= 1 << i }
      switch i {
      case 0: result.a = UnsafeRawPointer(from)
      case 1: result.b = UnsafeRawPointer(from)
      default: result.c = UnsafeRawPointer(from)
      }
    }
    if let place = layout.registers[number][value] {
      result.to = register(place)
      result.flags |= UInt16(plan_local_to.rawValue)
    } else {
      result.to = address(value)
      if moves { result.flags |= UInt16(plan_moves_to.rawValue) }
    }
    plan_set_operation(&result, path, operation)
    code.append(result)
  }

  // MARK: Single values

  private mutating func emit(_ value: Int) {
    let operands = values[value].operands
    let code: plan_code
    var extents: [Int] = []
    var positions: [Int32]?
    var shape: kernel_product?
    switch values[value].rule {
    case .input, .constant, .elementwise, .fused: return
    case .gather(let pattern): (code, extents, positions) = gather(pattern, value)
    case .accumulate(let pattern): (code, extents, positions) = accumulate(pattern, value)
    case .sum(let outer, let size, let inner): (code, extents) = (plan_sum, [outer, size, inner])
    case .extremum(let isGreatest, let outer, let size, let inner):
      (code, extents) = (plan_extremum, [outer, size, inner, isGreatest ? 1 : 0])
    case .position(let isGreatest, let outer, let size, let inner):
      (code, extents) = (plan_position, [outer, size, inner, isGreatest ? 1 : 0])
    case .product(let batches, let rows, let inner, let columns, let isLeftTransposed, let isRightTransposed):
      (code, extents) = (plan_product, [batches])
      shape = product(rows, inner, columns, isLeftTransposed, isRightTransposed)
    case .converted: code = values[value].precision == .single ? plan_narrow : plan_widen
    case .joined:
      join(value)
      return
    case .structural:
      (code, extents) = (plan_call, [calls.count])
      calls.append(value)
    }
    var result = instruction(code, value)
    result.to = address(value)
    result.a = UnsafeRawPointer(address(operands[0].value))
    if let positions {
      result.b = list(positions)
    } else if operands.count > 1 {
      result.b = UnsafeRawPointer(address(operands[1].value))
    }
    if var shape {
      workspace = max(workspace, kernel_product_workspace(&shape))
      if sharing.splits(shape) { result.flags |= UInt16(plan_is_shared.rawValue) }
      let list = PlanList([shape])
      shapes.append(list)
      plan_set_product(&result, path, list.start)
    }
    if case .slice(let start) = values[value].gathered { result.a += start * values[value].precision.size }
    setExtents(&result, extents)
    self.code.append(result)
  }

  private func setExtents(_ instruction: inout plan_instruction, _ extents: [Int]) {
    let padded = (extents + [0, 0, 0, 0]).map(Int64.init)
    instruction.extents = (padded[0], padded[1], padded[2], padded[3])
  }

  private func gather(_ pattern: PositionPattern, _ value: Int) -> (plan_code, [Int], [Int32]?) {
    switch pattern {
    case .identity, .slice: return (plan_copy, [], nil)
    case .single: return (plan_repeated, [values[value].count], nil)
    case .periodic(let n): return (plan_periodic, [n], nil)
    case .repeated(let n): return (plan_repeated, [n], nil)
    case .transposed(let rows, let columns): return (plan_transpose, [rows, columns], nil)
    case .listed(let positions): return (plan_gather, [], positions)
    }
  }

  private func accumulate(_ pattern: PositionPattern, _ value: Int) -> (plan_code, [Int], [Int32]?) {
    let count = values[value].count
    let source = values[values[value].operands[0].value].count
    switch pattern {
    case .identity: return (plan_column_totals, [1, count], nil)
    case .periodic(let n): return (plan_column_totals, [source / n, n], nil)
    case .repeated(let n): return (plan_row_totals, [count, n], nil)
    case .single: return (plan_row_totals, [1, source], nil)
    case .slice(let start):
      return (plan_accumulate, [source], (0..<source).map { Int32($0 + start) })
    case .transposed(let rows, let columns):
      return (plan_accumulate, [source], (0..<source).map { Int32($0 % rows * columns + $0 / rows) })
    case .listed(let positions): return (plan_accumulate, [source], positions)
    }
  }

  private func product(_ rows: Int, _ inner: Int, _ columns: Int, _ left: Bool, _ right: Bool) -> kernel_product {
    var shape = kernel_product()
    (shape.rows, shape.inner, shape.columns) = (rows, inner, columns)
    (shape.a_row, shape.a_column) = left ? (1, rows) : (inner, 1)
    (shape.b_row, shape.b_column) = right ? (1, inner) : (columns, 1)
    shape.c_row = columns
    return shape
  }

  private mutating func join(_ value: Int) {
    let size = values[value].precision.size
    var to = address(value)
    for operand in values[value].operands {
      var result = instruction(plan_copy, value)
      result.count = values[operand.value].count
      result.to = to
      result.a = UnsafeRawPointer(address(operand.value))
      code.append(result)
      to += result.count * size
    }
  }

  // MARK: What follows the values

  /// A number for the run's records.
  mutating func record(_ value: Int, at place: Int) {
    var result = instruction(plan_record, value)
    result.flags &= UInt16(plan_is_single.rawValue)
    result.a = UnsafeRawPointer(address(value))
    result.extents.0 = Int64(place)
    code.append(result)
  }

  /// An input takes its new numbers at the end.
  mutating func copy(_ value: Int, to input: Int) {
    var result = instruction(plan_copy, value)
    result.flags &= UInt16(plan_is_single.rawValue)
    result.to = address(input)
    result.a = UnsafeRawPointer(address(value))
    code.append(result)
  }

  /// The batch of a step, before everything else.
  mutating func rows(_ input: Int, source: Int, length: Int) {
    var result = instruction(plan_rows, input)
    result.to = address(input)
    (result.extents.0, result.extents.1) = (Int64(source), Int64(length))
    let isShared = code.contains { $0.flags & UInt16(plan_is_shared.rawValue) != 0 }
    if isShared && sharing.splitsRows(values[input]) { result.flags |= UInt16(plan_is_shared.rawValue) }
    code.insert(result, at: 0)
  }
}

/// Positions, or the shape of a product, in memory of their own.
final class PlanList<Element: BitwiseCopyable> {
  let start: UnsafeMutablePointer<Element>

  init(_ elements: [Element]) {
    start = .allocate(capacity: max(elements.count, 1))
    for (i, element) in elements.enumerated() { (start + i).initialize(to: element) }
  }

  deinit { start.deallocate() }
}

extension NumberedValue {
  fileprivate var gathered: PositionPattern? {
    if case .gather(let pattern) = rule { return pattern }
    return nil
  }
}
