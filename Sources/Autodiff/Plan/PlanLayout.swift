/// Where a plan's values stand while it runs: places are used again as soon as nothing reads what they hold.
struct PlanLayout {
  /// Offset in working memory of what neither stands in a buffer nor in a register.
  private(set) var offsets: [Int: Int] = [:]
  /// By chain, its values that only live within a block: which register each has.
  private(set) var registers: [[Int: Int]] = []
  /// By chain, the registers that hold an operand spread over a block.
  private(set) var spread: [[NumberedValue.Operand: Int]] = []
  /// Working memory in bytes.
  private(set) var size = 0
  /// Where the registers begin: those of the first thread, and behind them those of the others.
  private(set) var registerStart = 0
  /// Bytes of a thread's registers.
  private(set) var registersSize = 0

  /// Bytes of a register: a block that stays in the fastest cache with its neighbours.
  static let registerSize = 2048

  private var free: [(offset: Int, size: Int)] = []

  /// - Parameters:
  ///   - placed: values that have a place elsewhere.
  ///   - kept: values that are read after a run.
  init(
    _ values: ContiguousArray<NumberedValue>, _ schedule: PlanSchedule, placed: Set<Int>, kept: Set<Int>, threads: Int
  ) {
    var lastUse: [Int: Int] = [:]
    var chainOf: [Int: Int] = [:]
    for (number, step) in schedule.steps.enumerated() {
      switch step {
      case .single(let value): for operand in values[value].operands { lastUse[operand.value] = number }
      case .chain(let chain):
        for value in chain {
          chainOf[value] = number
          for operand in values[value].operands { lastUse[operand.value] = number }
        }
      }
    }
    var ending: [Int: [Int]] = [:]
    var registerCount = 0
    for (number, step) in schedule.steps.enumerated() {
      var made: [Int] = []
      switch step {
      case .single(let value):
        made = [value]
        registers.append([:])
        spread.append([:])
      case .chain(let chain):
        let isInner = { value in
          !placed.contains(value) && !kept.contains(value)
            && schedule.readers[value].allSatisfy { chainOf[$0] == number }
        }
        made = chain.filter { !isInner($0) }
        registerCount = max(registerCount, assignRegisters(chain, values, isInner))
      }
      for value in made where !placed.contains(value) {
        let bytes = PlanBuffer.padded(values[value].count * values[value].precision.size)
        offsets[value] = take(bytes)
        guard !kept.contains(value) else { continue }
        ending[max(number, lastUse[value] ?? number), default: []].append(value)
      }
      for value in ending.removeValue(forKey: number) ?? [] {
        guard let offset = offsets[value] else { continue }
        give(offset, PlanBuffer.padded(values[value].count * values[value].precision.size))
      }
    }
    registerStart = size
    registersSize = registerCount * Self.registerSize
    size += threads * registersSize
  }

  // MARK: Registers

  private mutating func assignRegisters(
    _ chain: [Int], _ values: ContiguousArray<NumberedValue>, _ isInner: (Int) -> Bool
  ) -> Int {
    var lastUse: [NumberedValue.Operand: Int] = [:]
    for (position, value) in chain.enumerated() {
      for operand in values[value].operands { lastUse[operand] = position }
    }
    var held: [Int: Int] = [:]
    var spread: [NumberedValue.Operand: Int] = [:]
    var idle: [Int] = []
    var count = 0
    func next() -> Int {
      if let register = idle.popLast() { return register }
      count += 1
      return count - 1
    }
    for (position, value) in chain.enumerated() {
      let operands = values[value].operands
      for operand in operands where operand.access.isSpread && spread[operand] == nil { spread[operand] = next() }
      // An operand that ends here may lend its register to the result: the same entry is read before it is written.
      for operand in Set(operands) where lastUse[operand] == position {
        if let register = operand.access.isSpread ? spread[operand] : held[operand.value] { idle.append(register) }
      }
      idle.sort(by: >)
      if isInner(value) {
        held[value] = next()
        // Nothing reads it: a check alone wants it.
        if lastUse[.init(value: value)] == nil, let register = held[value] { idle.append(register) }
      }
    }
    registers.append(held)
    self.spread.append(spread)
    return count
  }

  // MARK: Memory

  private mutating func take(_ bytes: Int) -> Int {
    var best: Int?
    for (i, block) in free.enumerated() where block.size >= bytes {
      if best.map({ free[$0].size > block.size }) ?? true { best = i }
    }
    guard let best else {
      // The last free block may reach the end and grow.
      if let last = free.last, last.offset + last.size == size {
        free.removeLast()
        size = last.offset + bytes
        return last.offset
      }
      size += bytes
      return size - bytes
    }
    let offset = free[best].offset
    if free[best].size == bytes {
      free.remove(at: best)
    } else {
      free[best].offset += bytes
      free[best].size -= bytes
    }
    return offset
  }

  private mutating func give(_ offset: Int, _ bytes: Int) {
    var place = free.firstIndex { $0.offset > offset } ?? free.count
    free.insert((offset, bytes), at: place)
    if place + 1 < free.count, free[place].offset + free[place].size == free[place + 1].offset {
      free[place].size += free[place + 1].size
      free.remove(at: place + 1)
    }
    if place > 0, free[place - 1].offset + free[place - 1].size == free[place].offset {
      free[place - 1].size += free[place].size
      place -= 1
      free.remove(at: place + 1)
    }
  }
}

extension NumberedValue.Access {
  /// Whether a block of it is put together in a register.
  var isSpread: Bool {
    switch self {
    case .entries, .single: false
    case .periodic, .repeated: true
    }
  }
}
