extension Graph {
  /// Nodes that f was computed from, operands before consumers: in order of construction where that is such an order,
  /// else a post-order. Iterative.
  ///
  /// - Parameter onlyVarying: leaves out what no gradient reaches.
  func order(leadingTo f: UInt32, onlyVarying: Bool) -> ContiguousArray<UInt32> {
    var order = arena.postOrder(f, onlyVarying: onlyVarying)
    if !arena.hasRewritten {
      arena.sortByConstruction(&order)
    } else if order.count <= 4096 {
      // Longer ones keep the post-order, which costs nothing more; figures and tables are short.
      order = arena.orderByConstruction(order)
    }
    return order
  }
}

extension Arena {
  /// Operands before consumers, depth first from f, first operand first.
  mutating func postOrder(_ f: UInt32, onlyVarying: Bool) -> ContiguousArray<UInt32> {
    let epoch = beginTraversal()
    var order: ContiguousArray<UInt32> = []
    var stack: ContiguousArray<(node: UInt32, next: UInt32)> = [(f, 0)]
    records[Int(f)].mark = epoch
    while let top = stack.last {
      let index = Int(top.node)
      let record = records[index]
      var operand = UInt32.max
      var next = top.next
      if record.side < 0 {
        if next == 0 {
          operand = record.a
        } else if next == 1 {
          operand = record.b
        }
        next += 1
      } else {
        let count = visibleOperandCount(top.node)
        if Int(next) < count { operand = self.operand(top.node, Int(next)) }
        next += 1
        if operand == .max && Int(next) <= count { continue }
      }
      if operand == .max {
        order.append(top.node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next = next
      if records[Int(operand)].mark != epoch && (!onlyVarying || records[Int(operand)].varies) {
        records[Int(operand)].mark = epoch
        stack.append((operand, 0))
      }
    }
    return order
  }

  /// Whether a traversal from f comes by fewer nodes than a number, those that no gradient reaches left out.
  mutating func reaches(fewerThan limit: Int, from f: UInt32) -> Bool {
    let epoch = beginTraversal()
    var stack: ContiguousArray<UInt32> = [f]
    records[Int(f)].mark = epoch
    var count = 1
    while let index = stack.popLast() {
      if count >= limit { return false }
      for i in 0..<operandCount(index) {
        let operand = operand(index, i)
        guard records[Int(operand)].mark != epoch, records[Int(operand)].varies else { continue }
        records[Int(operand)].mark = epoch
        count += 1
        stack.append(operand)
      }
    }
    return true
  }

  /// Sorts by age. Records stand nearly in that order, so they are laid out by place first: what is sorted then is
  /// sorted already but for what took the place of older nodes.
  func sortByConstruction(_ nodes: inout ContiguousArray<UInt32>) {
    if nodes.count > 256 { nodes.sort() }
    nodes.sort { records[Int($0)].serial < records[Int($1)].serial }
  }

  func visibleOperandCount(_ index: UInt32) -> Int {
    operandCount(index) - (records[Int(index)].code == NodeCode.custom ? 1 : 0)
  }

  /// Operands before consumers and otherwise by age: for graphs in which a gradient's node was rewritten after younger
  /// nodes had been made from it.
  func orderByConstruction(_ nodes: ContiguousArray<UInt32>) -> ContiguousArray<UInt32> {
    // A node's rank is at least that of each operand; post-order visits operands first.
    var rank: [UInt32: UInt32] = [:]
    var keyed: ContiguousArray<(rank: UInt32, position: Int, node: UInt32)> = []
    for (position, node) in nodes.enumerated() {
      var highest = records[Int(node)].serial
      for i in 0..<operandCount(node) {
        if let other = rank[operand(node, i)], other > highest { highest = other }
      }
      rank[node] = highest
      keyed.append((highest, position, node))
    }
    keyed.sort { ($0.rank, $0.position) < ($1.rank, $1.position) }
    return ContiguousArray(keyed.map(\.node))
  }
}
