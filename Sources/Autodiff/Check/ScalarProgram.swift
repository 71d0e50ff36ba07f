import Formulas

/// The steps of a ``ScalarProbe``, read off the arena's records.
struct ScalarProgram {
  private(set) var steps: ContiguousArray<ScalarProbe.Step> = []
  /// Numbers that do not move: 0 for operands that an operation has not, constants, decisions at the base.
  private(set) var numbers: ContiguousArray<Double> = [0]
  private(set) var registers: Int32 = 0
  private(set) var moved: Int32 = 0
  private(set) var result: Int32 = 0
  private var free: ContiguousArray<Int32> = []
  /// By node, counted from the one that moves: whether it moves with it, and its register.
  private var moves: ContiguousArray<Bool>
  private var places: ContiguousArray<Int32>
  private let x: Int

  /// The program that follows a scalar x up to f; `nil` where something on the way is more than an operation on 64-bit
  /// scalars, or where the records do not stand in order of construction.
  ///
  /// - Throws: the memory budget.
  init?(_ graph: Graph, of f: Int, at x: Int) throws(EngineError) {
    self.x = x
    guard let found = graph.arena.scalarOperations(from: f, downTo: x) else { return nil }
    try graph.admit(shape: [4 * found.count])
    moves = ContiguousArray(repeating: false, count: f - x + 1)
    places = ContiguousArray(repeating: -1, count: f - x + 1)
    moves[0] = true
    for i in found.reversed() {
      let record = graph.arena.records[Int(i)]
      moves[Int(i) - x] = isMoved(record.a) || record.b != .max && isMoved(record.b)
    }
    guard moves[f - x] else { return nil }
    steps.reserveCapacity(found.count)
    result = register(UInt32(f))
    for i in found where moves[Int(i) - x] { add(Int(i), graph.arena) }
    moved = register(UInt32(x))
  }

  @inline(__always)
  private func isMoved(_ node: UInt32) -> Bool { node >= x && moves[Int(node) - x] }

  private mutating func register(_ node: UInt32) -> Int32 {
    if places[Int(node) - x] < 0 { places[Int(node) - x] = take() }
    return places[Int(node) - x]
  }

  private mutating func take() -> Int32 {
    if let register = free.popLast() { return register }
    registers += 1
    return registers - 1
  }

  /// The place of a number. One that is read again and again, by the same line of a loop, is kept once.
  private mutating func number(_ value: Double) -> Int32 {
    if numbers[numbers.count - 1].bitPattern != value.bitPattern { numbers.append(value) }
    return ~Int32(numbers.count - 1)
  }

  private mutating func operand(_ node: UInt32, _ arena: borrowing Arena) -> Int32 {
    isMoved(node) ? register(node) : number(arena.records[Int(node)].value)
  }

  private mutating func add(_ node: Int, _ arena: borrowing Arena) {
    let record = arena.records[node]
    let destination = places[node - x]
    guard let atom = Atom(rawValue: record.code) else { return addFormula(record, destination, arena) }
    free.append(destination)
    let isBinary = record.b != .max
    let a = operand(record.a, arena)
    let b = isBinary ? operand(record.b, arena) : ~0
    let decision =
      atom.kink.isNone
      ? -1
      : self.decision(
        atom, (arena.records[Int(record.a)].value, isBinary ? arena.records[Int(record.b)].value : 0, 0), (a, b, ~0))
    steps.append(ScalarProbe.Step(operation: atom, a: a, b: b, c: ~0, destination: destination, decision: decision))
  }

  /// The place of a decision at the base; −1 where no operand that moves decides.
  private mutating func decision(
    _ atom: Atom, _ base: (Double, Double, Double), _ operands: (Int32, Int32, Int32)
  ) -> Int32 {
    let places = SIMD3(operands.0, operands.1, operands.2)
    guard atom.kink.deciding.contains(where: { places[$0] >= 0 }) else { return -1 }
    return ~number(atom.kink.decision(base.0, base.1, base.2))
  }

  /// A composition by its atoms, the last one first; see ``FormulaSteps``.
  private mutating func addFormula(_ record: NodeRecord, _ destination: Int32, _ arena: borrowing Arena) {
    guard let operation = Operation(rawValue: record.code) else { return }
    let formula = FormulaSteps.of(operation)
    let nodes = record.b == .max ? [record.a] : [record.a, record.b]
    // The formula's row at the base, and which of it moves.
    var row = [0, 0, 0, Double.nan] + formula.constants
    var rowMoves = [Bool](repeating: false, count: row.count)
    for (k, node) in nodes.enumerated() {
      row[k] = arena.records[Int(node)].value
      rowMoves[k] = isMoved(node)
    }
    let first = row.count
    for step in formula.steps {
      row.append(step.operation(row[Int(step.a)], row[Int(step.b)], row[Int(step.c)]))
      let operands = [step.a, step.b, step.c].prefix(step.operation.arity)
      rowMoves.append(operands.contains { rowMoves[Int($0)] })
    }
    var own = [Int32](repeating: -1, count: row.count)
    own[row.count - 1] = destination
    for (k, step) in formula.steps.enumerated().reversed() where own[first + k] >= 0 {
      free.append(own[first + k])
      var places = SIMD3<Int32>(repeating: ~0)
      let operands = [step.a, step.b, step.c].prefix(step.operation.arity).map { Int($0) }
      for (i, operand) in operands.enumerated() {
        guard rowMoves[operand] else {
          places[i] = number(row[operand])
          continue
        }
        if operand < nodes.count {
          places[i] = register(nodes[operand])
        } else {
          if own[operand] < 0 { own[operand] = take() }
          places[i] = own[operand]
        }
      }
      let base = (row[Int(step.a)], row[Int(step.b)], row[Int(step.c)])
      let decision =
        step.operation.kink.isNone ? -1 : decision(step.operation, base, (places[0], places[1], places[2]))
      steps.append(
        ScalarProbe.Step(
          operation: step.operation, a: places[0], b: places[1], c: places[2], destination: own[first + k],
          decision: decision))
    }
  }
}

extension Arena {
  /// The operations on scalars that lead from x to f, the latest first, if all on the way are such and no decision of
  /// the program stands behind one.
  fileprivate mutating func scalarOperations(from f: Int, downTo x: Int) -> ContiguousArray<UInt32>? {
    var walk = RecordWalk(&self, from: f, downTo: x)
    var found: ContiguousArray<UInt32> = []
    var isDecided = false
    let epoch = epoch
    var records = records.mutableSpan
    while let i = walk.next(&records) {
      guard i != x else { continue }
      found.append(UInt32(i))
      isDecided = isDecided || records[i].flags.contains(.isDecided)
    }
    return walk.isRefused || isDecided || records[x].mark != epoch ? nil : found
  }
}

extension Graph {
  /// The check of a long graph of scalars by few of them, where all agree at once. `nil` where it is not the way, and
  /// where one does not agree: a ``Probe`` knows more of kinks, and says what is wrong.
  func longScalarCheck(
    of f: Node, at xs: [Node], analytic: [Node: Tensor]
  ) throws(EngineError) -> [GradientCheck]? {
    let last = Int(f.id.index)
    guard xs.count <= 16, !arena.hasRewritten, arena.bypassed.isEmpty, arena.records[last].varies else { return nil }
    var results: [GradientCheck] = []
    for x in xs {
      let range = last - Int(x.id.index)
      let record = arena.records[Int(x.id.index)]
      guard let a = analytic[x], a.precision == .double, !record.isTensor, !record.isSingle, range > 4096,
        !arena.reaches(fewerThan: range / 16, from: f.id.index),
        let program = try ScalarProgram(self, of: last, at: Int(x.id.index))
      else { return nil }
      var probe = ScalarProbe(program, present: arena.records[last].value)
      let difference = CentralDifference(movement: .entry(input: 0, place: 0), x: record.value, rounding: 0)
      let entry = try difference.judge(&probe, [], analytic: a.values[0], position: 0)
      guard entry.verdict == .pass else { return nil }
      results.append(GradientCheck(entries: [entry], shape: x.shape))
    }
    return results
  }
}
