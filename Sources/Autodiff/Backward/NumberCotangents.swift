/// Working memory of reverse accumulation in numbers; kept between sweeps so that a short one allocates nothing.
struct SweepScratch {
  /// Gradients of scalars: by record, or by record from the lowest on that is asked for.
  var scalars: ContiguousArray<Double> = []
  /// Gradients of tensors, by extension.
  var tensors: ContiguousArray<Tensor?> = []
  /// By extension: whether the gradient is a sum that begins with 0, which no entry of −0 survives.
  var sums: ContiguousArray<Bool> = []
  var leads = Leads()
  /// Bytes of the tensors, counted in the arena as well.
  var bytes = 0
  var row: ContiguousArray<Double> = SlopeTable.shared.row()

  /// Zeros for scalars.
  mutating func clearScalars(_ count: Int) {
    if scalars.count < count {
      scalars = ContiguousArray(repeating: 0, count: count)
      return
    }
    var numbers = scalars.mutableSpan
    for i in 0..<count { numbers[i] = 0 }
  }
}

extension Graph {
  /// A rule by hand may differentiate in its turn, so the working memory is taken out meanwhile.
  func takeScratch() -> SweepScratch {
    var scratch = SweepScratch(row: [])
    swap(&scratch, &self.scratch)
    return scratch.row.isEmpty ? SweepScratch() : scratch
  }
}

/// Gradients in numbers.
struct NumberCotangents: Cotangents {
  private let graph: Graph
  /// Whose gradients are asked for; those of others go when they have been handed on.
  private let wanted: Set<UInt32>
  private var scratch: SweepScratch

  /// - Parameter order: the nodes of the sweep, operands before consumers; the gradient of the last one is 1.
  init(_ graph: Graph, _ order: ContiguousArray<UInt32>, wanted: [UInt32]) throws(EngineError) {
    self.graph = graph
    self.wanted = Set(wanted)
    scratch = graph.takeScratch()
    scratch.leads.mark(order, from: wanted, in: graph.arena)
    makeRoom(order)
    guard let f = order.last else { return }
    guard graph.arena.records[Int(f)].isTensor else {
      scratch.scalars[Int(f)] = 1
      return
    }
    let one = Tensor.full(graph.arena.shape(f), 1).converted(to: graph.arena.precision(f) ?? .double)
    do throws(EngineError) { try add(Cotangent(node: f, operand: 0, value: one)) } catch {
      end(order)
      throw error
    }
  }

  private mutating func makeRoom(_ order: ContiguousArray<UInt32>) {
    let missing = graph.arena.records.count - scratch.scalars.count
    if missing > 0 { scratch.scalars.append(contentsOf: repeatElement(0, count: missing)) }
    let missingSides = graph.arena.sides.count - scratch.tensors.count
    if missingSides > 0 {
      scratch.tensors.append(contentsOf: repeatElement(nil, count: missingSides))
      scratch.sums.append(contentsOf: repeatElement(false, count: missingSides))
    }
    for index in order {
      scratch.scalars[Int(index)] = 0
      let side = graph.arena.records[Int(index)].side
      if side >= 0 { scratch.tensors[Int(side)] = nil }
    }
  }

  /// Gives the working memory back, clean.
  mutating func end(_ order: ContiguousArray<UInt32>) {
    scratch.leads.clear(order)
    for index in order {
      let side = graph.arena.records[Int(index)].side
      if side >= 0 { scratch.tensors[Int(side)] = nil }
    }
    graph.arena.bytes -= scratch.bytes
    scratch.bytes = 0
    swap(&scratch, &graph.scratch)
  }

  /// The sum of all that has arrived at a node; zeros where nothing has.
  func gradient(_ index: UInt32) -> Tensor {
    let record = graph.arena.records[Int(index)]
    guard record.isTensor else {
      return Tensor(scratch.scalars[Int(index)], at: record.isSingle ? .single : .double)
    }
    if let tensor = scratch.tensors[Int(record.side)] { return tensor }
    return Tensor.zeros(graph.arena.shape(index)).converted(to: graph.arena.value(index).precision)
  }

  mutating func passScalars(_ order: ContiguousArray<UInt32>, from position: Int) -> Int {
    var walk = ListedWalk(order, leads: scratch.leads, from: position)
    graph.arena.sweepScalars(&walk, &scratch.scalars, &scratch.row)
    return walk.position
  }

  func take(_ node: UInt32) -> Tensor? {
    let record = graph.arena.records[Int(node)]
    let isEmpty = record.isTensor && scratch.tensors[Int(record.side)] == nil
    return isEmpty || graph.arena.operandCount(node) == 0 ? nil : gradient(node)
  }

  mutating func pull(_ upstream: Tensor, through node: UInt32) throws(EngineError) -> [Cotangent<Tensor>] {
    defer { if !wanted.contains(node) { drop(node) } }
    if let part = indexed(node, upstream) { return [part] }
    var parts = try graph.pulled(NumberAlgebra.self, upstream, through: node) { scratch.leads[$0] }
    if isIndex(node) { for k in parts.indices { parts[k].isSum = true } }
    return parts
  }

  /// The part of `x[i]`, where x's gradient is a sum already, to which it is added at the places that the entries
  /// came from: n of them cost n and not n². Zeros elsewhere change no bit, where no entry is −0.
  ///
  /// - Returns: `nil` where there is no such sum yet, or an entry may have been taken twice.
  private func indexed(_ node: UInt32, _ upstream: Tensor) -> Cotangent<Tensor>? {
    guard isIndex(node) else { return nil }
    let x = graph.arena.operand(node, 0)
    let record = graph.arena.records[Int(x)]
    guard record.isTensor, record.varies, scratch.leads[x], scratch.sums[Int(record.side)],
      scratch.tensors[Int(record.side)] != nil
    else { return nil }
    let indices = graph.arena.attributes(node).indices
    for case .gather in indices { return nil }
    return Cotangent(node: x, operand: 0, value: upstream, entries: indices)
  }

  private func isIndex(_ node: UInt32) -> Bool { graph.arena.records[Int(node)].code == Primitive.index.code }

  mutating func add(_ part: Cotangent<Tensor>) throws(EngineError) {
    let record = graph.arena.records[Int(part.node)]
    guard record.isTensor else {
      let sum = scratch.scalars[Int(part.node)] + part.value.values[0]
      scratch.scalars[Int(part.node)] = record.isSingle ? Precision.single.rounded(sum) : sum
      return
    }
    let side = Int(record.side)
    if let entries = part.entries {
      let positions = try Indexing("index", graph.arena.shape(part.node), entries).positions
      try graph.arena.spend(positions.count)
      scratch.tensors[side]?.add(part.value, at: positions)
      return
    }
    guard let old = scratch.tensors[side] else {
      try graph.arena.hold(8 * part.value.count)
      scratch.bytes += 8 * part.value.count
      scratch.tensors[side] = part.value
      scratch.sums[side] = part.isSum
      return
    }
    scratch.tensors[side] = nil
    scratch.tensors[side] = old.plus(part.value)
    scratch.sums[side] = true
  }

  /// Lets go of a gradient.
  private mutating func drop(_ node: UInt32) {
    let side = graph.arena.records[Int(node)].side
    guard side >= 0, let tensor = scratch.tensors[Int(side)] else { return }
    scratch.tensors[Int(side)] = nil
    graph.arena.bytes -= 8 * tensor.count
    scratch.bytes -= 8 * tensor.count
  }
}
