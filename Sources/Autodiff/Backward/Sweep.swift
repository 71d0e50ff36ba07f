import Formulas

/// Gradients during a backward sweep, by node; kept between sweeps so that a short one allocates nothing.
struct SweepScratch {
  /// By record.
  var scalars: ContiguousArray<Double> = []
  /// By extension.
  var tensors: ContiguousArray<Tensor?> = []
  /// By extension: whether the gradient is a sum that begins with 0, which no entry of −0 survives.
  var sums: ContiguousArray<Bool> = []
  /// By record: whether the gradient is wanted further back.
  var leads: ContiguousArray<Bool> = []
  /// Bytes of the tensors, counted in the arena as well.
  var bytes = 0
  var row: ContiguousArray<Double> = SlopeTable.shared.row()
}

extension Arena {
  /// The part of a sweep that meets only scalar operations, from a position of the order downwards.
  ///
  /// - Returns: the position of the first node that needs more, −1 at the end.
  func sweepScalars(
    _ order: ContiguousArray<UInt32>, from start: Int, _ scratch: inout SweepScratch
  ) -> Int {
    let slopes = SlopeTable.shared
    var position = start
    while position >= 0 {
      let index = Int(order[position])
      let record = records[index]
      if record.a == .max && record.side < 0 || !scratch.leads[index] {
        position -= 1
        continue
      }
      guard record.side < 0, record.code < Primitive.firstStructural, !records[Int(record.a)].isTensor else {
        return position
      }
      let upstream = scratch.scalars[index]
      let isBinary = record.b != .max
      if isBinary && (records[Int(record.b)].isTensor || records[Int(record.b)].isSingle) { return position }
      if records[Int(record.a)].isSingle { return position }
      let (x, y) = (records[Int(record.a)].value, isBinary ? records[Int(record.b)].value : 0)
      let parts = slopes.parts(record.code, upstream, x, y, record.value, &scratch.row)
      if scratch.leads[Int(record.a)] { scratch.scalars[Int(record.a)] += parts.a }
      if isBinary && scratch.leads[Int(record.b)] { scratch.scalars[Int(record.b)] += parts.b }
      position -= 1
    }
    return -1
  }
}

extension Graph {
  /// One backward sweep from f over an order of its nodes, f last.
  ///
  /// - Parameters:
  ///   - xs: whose gradients are wanted; those of others go when they have been handed on.
  ///   - scratch: afterwards holds the gradient of each x.
  func sweep(
    _ order: ContiguousArray<UInt32>, _ xs: [UInt32], _ scratch: inout SweepScratch
  ) throws(EngineError) {
    guard let f = order.last else { return }
    let wanted = Set(xs)
    try arena.spend(2 * order.count)
    if arena.records[Int(f)].isTensor {
      try accumulate(Tensor.full(arena.shape(f), 1).converted(to: arena.value(f).precision), into: f, &scratch)
    } else {
      scratch.scalars[Int(f)] = 1
    }
    var position = order.count - 1
    while true {
      position = arena.sweepScalars(order, from: position, &scratch)
      guard position >= 0 else { break }
      let index = order[position]
      try pullGeneral(index, &scratch)
      if !wanted.contains(index) { drop(index, &scratch) }
      position -= 1
    }
  }

  /// Makes room for a sweep over these nodes and marks those on the way to `xs`.
  func prepare(_ order: ContiguousArray<UInt32>, _ xs: [UInt32], _ scratch: inout SweepScratch) {
    let missing = arena.records.count - scratch.scalars.count
    if missing > 0 {
      scratch.scalars.append(contentsOf: repeatElement(0, count: missing))
      scratch.leads.append(contentsOf: repeatElement(false, count: missing))
    }
    let missingSides = arena.sides.count - scratch.tensors.count
    if missingSides > 0 {
      scratch.tensors.append(contentsOf: repeatElement(nil, count: missingSides))
      scratch.sums.append(contentsOf: repeatElement(false, count: missingSides))
    }
    for index in order {
      scratch.scalars[Int(index)] = 0
      scratch.leads[Int(index)] = false
      let side = arena.records[Int(index)].side
      if side >= 0 { scratch.tensors[Int(side)] = nil }
    }
    for x in xs { scratch.leads[Int(x)] = true }
    for index in order where !scratch.leads[Int(index)] {
      let record = arena.records[Int(index)]
      var leads = false
      if record.side < 0 {
        leads = record.a != .max && isLeading(record.a, scratch) || record.b != .max && isLeading(record.b, scratch)
      } else {
        for i in 0..<arena.visibleOperandCount(index) where isLeading(arena.operand(index, i), scratch) { leads = true }
      }
      scratch.leads[Int(index)] = leads
    }
  }

  @inline(__always)
  private func isLeading(_ index: UInt32, _ scratch: SweepScratch) -> Bool {
    arena.records[Int(index)].varies && scratch.leads[Int(index)]
  }

  /// Clears what a sweep left, so that a stale mark can never be read.
  func clean(_ order: ContiguousArray<UInt32>, _ scratch: inout SweepScratch) {
    for index in order {
      scratch.leads[Int(index)] = false
      let side = arena.records[Int(index)].side
      if side >= 0 { scratch.tensors[Int(side)] = nil }
    }
    arena.bytes -= scratch.bytes
    scratch.bytes = 0
  }

  /// Lets go of a gradient.
  private func drop(_ index: UInt32, _ scratch: inout SweepScratch) {
    let side = arena.records[Int(index)].side
    guard side >= 0, let tensor = scratch.tensors[Int(side)] else { return }
    scratch.tensors[Int(side)] = nil
    arena.bytes -= 8 * tensor.count
    scratch.bytes -= 8 * tensor.count
  }

  func gradient(_ index: UInt32, _ scratch: SweepScratch) -> Tensor {
    let record = arena.records[Int(index)]
    guard record.isTensor else {
      return Tensor(scratch.scalars[Int(index)], at: record.isSingle ? .single : .double)
    }
    if let tensor = scratch.tensors[Int(record.side)] { return tensor }
    return Tensor.zeros(arena.shape(index)).converted(to: arena.value(index).precision)
  }

  /// - Parameter isSum: whether the tensor itself is a sum that begins with 0.
  private func accumulate(
    _ tensor: Tensor, into index: UInt32, isSum: Bool = false, _ scratch: inout SweepScratch
  ) throws(EngineError) {
    let record = arena.records[Int(index)]
    guard record.isTensor else {
      let sum = scratch.scalars[Int(index)] + tensor.values[0]
      scratch.scalars[Int(index)] = record.isSingle ? Precision.single.rounded(sum) : sum
      return
    }
    guard let old = scratch.tensors[Int(record.side)] else {
      try arena.hold(8 * tensor.count)
      scratch.bytes += 8 * tensor.count
      scratch.tensors[Int(record.side)] = tensor
      scratch.sums[Int(record.side)] = isSum
      return
    }
    scratch.tensors[Int(record.side)] = nil
    scratch.tensors[Int(record.side)] = old.plus(tensor)
    scratch.sums[Int(record.side)] = true
  }

  /// A node with tensors, many operands or a rule of the author's.
  private func pullGeneral(_ index: UInt32, _ scratch: inout SweepScratch) throws(EngineError) {
    let record = arena.records[Int(index)]
    guard arena.operandCount(index) > 0 else { return }
    if record.isTensor && scratch.tensors[Int(record.side)] == nil { return }
    let upstream = gradient(index, scratch)
    let isIndex = record.code == Primitive.index.code
    if isIndex, try addInPlace(index, upstream, &scratch) { return }
    for (operand, contribution) in try contributions(index, upstream, wanted: { scratch.leads[Int($0)] }) {
      try accumulate(contribution, into: operand, isSum: isIndex, &scratch)
    }
  }

  /// What `x[i]` gives back, added to x's gradient where the entries came from: n of them cost n and not n². Zeros
  /// elsewhere change no bit, where no entry is −0.
  ///
  /// - Returns: `false` where there is no such sum yet, or an entry may have been taken twice.
  private func addInPlace(
    _ index: UInt32, _ upstream: Tensor, _ scratch: inout SweepScratch
  ) throws(EngineError) -> Bool {
    let x = arena.operand(index, 0)
    let record = arena.records[Int(x)]
    guard record.isTensor, isLeading(x, scratch) else { return false }
    let side = Int(record.side)
    guard scratch.sums[side], scratch.tensors[side] != nil else { return false }
    let indices = arena.attributes(index).indices
    for case .gather in indices { return false }
    let positions = try Indexing("index", arena.shape(x), indices).positions
    try arena.spend(positions.count)
    scratch.tensors[side]?.add(upstream, at: positions)
    return true
  }

  /// What each operand of a node receives, at its precision and in the operands' order; absent where nothing flows.
  func contributions(
    _ index: UInt32, _ upstream: Tensor, wanted: (UInt32) -> Bool
  ) throws(EngineError) -> [(operand: UInt32, value: Tensor)] {
    let record = arena.records[Int(index)]
    let operands = arena.visibleOperands(index)
    var result: [(operand: UInt32, value: Tensor)] = []
    if record.code == NodeCode.custom {
      let parts = try customContributions(index, upstream)
      for (operand, part) in zip(operands, parts) where arena.records[Int(operand)].varies && wanted(operand) {
        result.append((operand, part))
      }
      return result
    }
    let definition = Primitive(code: record.code).definition
    let pull = pull(index, operands, upstream)
    for (i, operand) in operands.enumerated() where arena.records[Int(operand)].varies && wanted(operand) {
      guard let value = try definition.pull(pull, to: i) else { continue }
      result.append((operand, value.converted(to: arena.precision(operand) ?? .double)))
    }
    return result
  }

  /// What a node's derivative is made from, in numbers of the result's precision.
  func pull(_ index: UInt32, _ operands: [UInt32], _ upstream: Tensor) -> Pull<NumberAlgebra> {
    let result = arena.value(index)
    let precision = result.precision
    return Pull(
      algebra: NumberAlgebra(graph: self, precision: precision),
      operands: operands.map { arena.value($0).converted(to: precision) }, result: result,
      upstream: upstream.converted(to: precision), attributes: arena.attributes(index))
  }

  /// What a rule by hand gives each input.
  func customContributions(_ index: UInt32, _ upstream: Tensor) throws(EngineError) -> [Tensor] {
    guard let rule = arena.rule(index) else { return [] }
    let all = arena.operands(index)
    let inputs = all.dropLast().map { Node(graph: self, id: NodeID($0)) }
    let parts = try rule.backward(
      inputs, result: Node(graph: self, id: NodeID(all[all.count - 1])), upstream: try constant(upstream))
    var result: [Tensor] = []
    for (input, part) in zip(inputs, parts) { result.append(try fitted(part.value, to: input.id.index, rule.name)) }
    return result
  }

  /// A gradient by hand must have its input's shape; it gets its precision.
  private func fitted(_ gradient: Tensor, to operand: UInt32, _ name: String) throws(EngineError) -> Tensor {
    let shape = arena.shape(operand)
    let gradient = gradient.converted(to: arena.precision(operand) ?? .double)
    if gradient.shape == shape { return gradient }
    guard gradient.count == 1 else {
      throw .shapeMismatch(
        operation: "backward " + name, shapes: [gradient.shape, shape], rule: "a gradient has its input's shape")
    }
    return Tensor.full(shape, gradient.values[0]).converted(to: gradient.precision)
  }
}
