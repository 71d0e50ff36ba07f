extension RandomNumbers {
  /// `choice(n, count)`: positions below n, each equally likely.
  ///
  /// - Precondition: n is positive; without replacement, `count` is at most n.
  public mutating func choice(_ n: Int, count: Int, replacing: Bool) -> [Int] {
    precondition(n > 0 && count >= 0 && (replacing || count <= n), "there is enough to choose from")
    guard replacing else { return Array(permutation(n).prefix(count)) }
    var chosen: [Int] = []
    chosen.reserveCapacity(count)
    for _ in 0..<count { chosen.append(whole(0..<n)) }
    return chosen
  }

  /// `choice(n, count, p=…)`: positions, each as likely as its probability says.
  ///
  /// - Precondition: the probabilities are not negative; without replacement, `count` of them are positive.
  public mutating func choice(_ probabilities: [Double], count: Int, replacing: Bool) -> [Int] {
    var p = probabilities
    if replacing {
      let bounds = Self.cumulated(p)
      return (0..<count).map { _ in Self.place(of: uniform(), in: bounds) }
    }
    precondition(p.count { $0 > 0 } >= count, "there is enough to choose from")
    var chosen: [Int] = []
    // Rounds, as in NumPy: what is still missing is drawn at once, repetitions are dropped.
    while chosen.count < count {
      let drawn = (chosen.count..<count).map { _ in uniform() }
      for i in chosen { p[i] = 0 }
      let bounds = Self.cumulated(p)
      var seen = Set<Int>()
      for u in drawn {
        let place = Self.place(of: u, in: bounds)
        if seen.insert(place).inserted { chosen.append(place) }
      }
    }
    return chosen
  }

  private static func cumulated(_ p: [Double]) -> [Double] {
    var total = 0.0
    let sums = p.map { entry in
      total += entry
      return total
    }
    return sums.map { $0 / total }
  }

  /// How many bounds are not greater than u.
  private static func place(of u: Double, in bounds: [Double]) -> Int {
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if u < bounds[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
