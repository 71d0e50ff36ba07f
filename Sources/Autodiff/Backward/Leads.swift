/// Which nodes lie on a way from the variables to the function: marks by record, kept between sweeps.
struct Leads {
  private var marks: ContiguousArray<Bool> = []

  @inline(__always)
  subscript(node: UInt32) -> Bool { marks[Int(node)] }

  /// Marks those of an order, operands before consumers, that lead from the variables on.
  mutating func mark(_ order: ContiguousArray<UInt32>, from variables: [UInt32], in arena: borrowing Arena) {
    let missing = arena.records.count - marks.count
    if missing > 0 { marks.append(contentsOf: repeatElement(false, count: missing)) }
    for index in order { marks[Int(index)] = false }
    for x in variables { marks[Int(x)] = true }
    for index in order where !marks[Int(index)] {
      let record = arena.records[Int(index)]
      var leads = false
      if record.side < 0 {
        leads = record.a != .max && isLeading(record.a, arena) || record.b != .max && isLeading(record.b, arena)
      } else {
        for i in 0..<arena.visibleOperandCount(index) where isLeading(arena.operand(index, i), arena) { leads = true }
      }
      marks[Int(index)] = leads
    }
  }

  @inline(__always)
  private func isLeading(_ index: UInt32, _ arena: borrowing Arena) -> Bool {
    arena.records[Int(index)].varies && marks[Int(index)]
  }

  /// So that a stale mark can never be read.
  mutating func clear(_ order: ContiguousArray<UInt32>) {
    for index in order { marks[Int(index)] = false }
  }
}
