/// Labels one below the other, each as near to its place as the others allow.
enum LabelSpread {
  /// Centres of blocks of the given heights, in the order given; `nil` when they do not fit between the bounds.
  ///
  /// Blocks that would overlap are joined and stand around the mean of their wishes (pool adjacent violators).
  static func centres(wishes: [Double], heights: [Double], from lower: Double, to upper: Double) -> [Double]? {
    guard heights.reduce(0, +) <= upper - lower else { return nil }
    struct Pool {
      var members: [Int]
      var height: Double
      var top: Double
    }
    let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
    var pools: [Pool] = []
    func settled(_ members: [Int]) -> Pool {
      let height = members.reduce(0) { $0 + heights[$1] }
      var offset = 0.0
      var wish = 0.0
      for member in members {
        wish += wishes[member] - heights[member] / 2 - offset
        offset += heights[member]
      }
      let top = min(max(wish / Double(members.count), lower), upper - height)
      return Pool(members: members, height: height, top: top)
    }
    for index in order {
      var pool = settled([index])
      while let last = pools.last, last.top + last.height > pool.top {
        pools.removeLast()
        pool = settled(last.members + pool.members)
      }
      pools.append(pool)
    }
    var result = wishes
    for pool in pools {
      var top = pool.top
      for member in pool.members {
        result[member] = top + heights[member] / 2
        top += heights[member]
      }
    }
    return result
  }
}
