/// The order in which a plan's values are computed, and which of them are computed together: elementwise ones of one
/// length and precision form a chain that passes over its numbers once.
struct PlanSchedule {
  enum Step {
    /// Elementwise values, operands before what uses them.
    case chain([Int])
    case single(Int)
  }

  private(set) var steps: [Step] = []
  /// Values that are computed, by number.
  private(set) var isLive: [Bool]
  /// The values that read a value.
  private(set) var readers: [[Int]]
  /// Updates whose input is still read after the new value is known: they are copied at the end.
  private(set) var isDeferred: Set<Int> = []

  private let values: ContiguousArray<NumberedValue>
  /// The operands, and the readers of an input that is overwritten, that a value waits for.
  private var waits: [Int]
  /// The values that wait for a value.
  private var followers: [[Int]]
  /// The common length and precision of a chain's values; for values in none the length is 0.
  private struct Kind: Hashable {
    var length: Int
    var precision: Precision
    static let alone = Kind(length: 0, precision: .double)
  }

  /// Ready ones.
  private var ready: [Kind: MinHeap] = [:]
  private var pending = 0
  private var isFinished: [Bool]
  private var replacing: [Int] = []

  /// - Parameter updates: by value, the input that takes it in place at its end.
  init(_ values: ContiguousArray<NumberedValue>, results: [Int], updates: [Int: Int]) {
    self.values = values
    isLive = Array(repeating: false, count: values.count)
    readers = Array(repeating: [], count: values.count)
    waits = Array(repeating: 0, count: values.count)
    followers = Array(repeating: [], count: values.count)
    isFinished = Array(repeating: false, count: values.count)
    var stack = results
    while let value = stack.popLast() {
      if isLive[value] { continue }
      isLive[value] = true
      for operand in values[value].operands where !isLive[operand.value] { stack.append(operand.value) }
    }
    for (i, value) in values.enumerated() where isLive[i] && !value.isGiven {
      for operand in Set(value.operands.map(\.value)).sorted() {
        readers[operand].append(i)
        guard !values[operand].isGiven else { continue }
        waits[i] += 1
        followers[operand].append(i)
      }
      pending += 1
    }
    // A new value that takes its input's place waits for all that read the old one.
    replacing = updates.keys.sorted()
    for value in replacing {
      guard let input = updates[value] else { continue }
      for reader in readers[input] where reader != value {
        waits[value] += 1
        followers[reader].append(value)
      }
    }
    for (i, value) in values.enumerated() where isLive[i] && !value.isGiven && waits[i] == 0 { push(i) }
    run()
  }

  private mutating func push(_ value: Int) {
    let kind =
      values[value].isElementwise && values[value].count > 0
      ? Kind(length: values[value].count, precision: values[value].precision) : Kind.alone
    ready[kind, default: MinHeap()].insert(value)
  }

  private mutating func finish(_ value: Int) {
    pending -= 1
    isFinished[value] = true
    for follower in followers[value] {
      waits[follower] -= 1
      if waits[follower] == 0 { push(follower) }
    }
  }

  private mutating func run() {
    while pending > 0 {
      if let value = ready[.alone]?.removeFirst() {
        steps.append(.single(value))
        finish(value)
        continue
      }
      var oldest: (value: Int, kind: Kind)?
      for (kind, heap) in ready {
        guard let first = heap.first, first < oldest?.value ?? .max else { continue }
        oldest = (first, kind)
      }
      guard let oldest else {
        breakTie()
        continue
      }
      var chain: [Int] = []
      while let value = ready[oldest.kind]?.removeFirst() {
        chain.append(value)
        finish(value)
      }
      steps.append(.chain(chain))
    }
  }

  /// Two updates that read each other's old inputs wait for each other: one goes first, to a place of its own.
  private mutating func breakTie() {
    let stuck = replacing.first { value in
      !isFinished[value] && !isDeferred.contains(value)
        && values[value].operands.allSatisfy { values[$0.value].isGiven || isFinished[$0.value] }
    }
    guard let stuck else { preconditionFailure("values wait for each other") }
    isDeferred.insert(stuck)
    // The readers that it does not wait for any longer must not release it again.
    waits[stuck] = .max
    push(stuck)
  }
}

/// The smallest number first.
struct MinHeap {
  private var items: [Int] = []

  var first: Int? { items.first }

  mutating func insert(_ item: Int) {
    items.append(item)
    var child = items.count - 1
    while child > 0, case let parent = (child - 1) / 2, items[child] < items[parent] {
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() -> Int? {
    guard let result = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return result }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && items[child] < items[least] {
        least = child
      }
      if least == parent { return result }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
