/// The cofactors of A + t₁ G₁ + … + t_k G_k at their coefficient of t₁ … t_k: the derivative of A's cofactors along
/// G₁ … G_k, for a matrix of any rank.
///
/// The entries are polynomials in which tᵢ² is 0. Elimination with complete pivoting divides by pivots alone, and stops
/// before a block of k + 1 rows, whose cofactors are expanded without division: they are finite whatever its rank. Where
/// the pivots give out before, the rest has more than k + 1 rows and each of its minors a factor t too many, so that all
/// is 0. With B = L U after exchanges, adj(B) = adj(U) L⁻¹, and adj(U) follows from the blocks of U.
struct CofactorElimination {
  /// Rows.
  private let n: Int
  /// Coefficients of a polynomial: one for each set of the tᵢ, as bits.
  private let terms: Int
  /// The matrix, then L below the diagonal and U.
  private var entries: [Double]
  private var rowOrder: [Int]
  private var columnOrder: [Int]
  private var sign = 1.0
  /// Columns that have been eliminated.
  private var rank = 0

  /// A block of up to so many rows is expanded: two products a cofactor.
  private static let expanded = 3

  /// Scalar operations, for matrices of so many entries in all.
  static func work(size n: Int, directions: Int, of count: Int) -> Int {
    guard directions < n else { return count }
    let rest = Double(min(n, max(directions + 1, expanded)))
    let products =
      Double.pow3(directions) * (3 * Double(n) + rest * Double.pow2(Int(rest)) / Double(n) / Double(n) * rest)
    let total = Double(count) * products
    return total < 9e18 ? Int(total) : .max
  }

  static func cofactors(of matrix: [Double], along directions: [[Double]], size n: Int) -> [Double] {
    let zeros = [Double](repeating: 0, count: n * n)
    guard directions.count < n else { return zeros }
    var elimination = CofactorElimination(matrix, directions, n)
    return elimination.eliminate(down: min(n, max(directions.count + 1, expanded))) ? elimination.result() : zeros
  }

  private init(_ matrix: [Double], _ directions: [[Double]], _ n: Int) {
    self.n = n
    terms = 1 << directions.count
    entries = [Double](repeating: 0, count: n * n * terms)
    for k in 0..<(n * n) {
      entries[k * terms] = matrix[k]
      for (i, direction) in directions.enumerated() { entries[k * terms + 1 << i] = direction[k] }
    }
    rowOrder = Array(0..<n)
    columnOrder = Array(0..<n)
  }

  // MARK: Elimination

  /// - Returns: `false` where no pivot is left before a block of `last` rows.
  private mutating func eliminate(down last: Int) -> Bool {
    // What went into each entry, by magnitude: a pivot below its rounding errors is none.
    var sizes = (0..<(n * n)).map { entries[$0 * terms].magnitude }
    while n - rank > last {
      let k = rank
      var (row, column) = (k, k)
      for i in k..<n {
        for j in k..<n
        where entries[(i * n + j) * terms].magnitude > entries[(row * n + column) * terms].magnitude {
          (row, column) = (i, j)
        }
      }
      let noise = k == 0 ? 0 : Double(n) * .ulpOfOne * sizes[row * n + column]
      guard entries[(row * n + column) * terms].magnitude > noise else { return false }
      exchange(row, column, &sizes)
      let inverse = reciprocal(entries[place(k, k)])
      for i in (k + 1)..<n {
        let factor = product(Array(entries[place(i, k)]), inverse)
        entries.replaceSubrange(place(i, k), with: factor)
        for j in (k + 1)..<n {
          subtract(factor, at: place(k, j).lowerBound, from: place(i, j).lowerBound)
          sizes[i * n + j] += factor[0].magnitude * sizes[k * n + j]
        }
      }
      rank += 1
    }
    return true
  }

  private func place(_ i: Int, _ j: Int) -> Range<Int> { ((i * n + j) * terms)..<((i * n + j + 1) * terms) }

  private mutating func exchange(_ row: Int, _ column: Int, _ sizes: inout [Double]) {
    if row != rank {
      for j in 0..<n {
        sizes.swapAt(row * n + j, rank * n + j)
        for s in 0..<terms { entries.swapAt((row * n + j) * terms + s, (rank * n + j) * terms + s) }
      }
      rowOrder.swapAt(row, rank)
      sign = -sign
    }
    if column != rank {
      for i in 0..<n {
        sizes.swapAt(i * n + column, i * n + rank)
        for s in 0..<terms { entries.swapAt((i * n + column) * terms + s, (i * n + rank) * terms + s) }
      }
      columnOrder.swapAt(column, rank)
      sign = -sign
    }
  }

  // MARK: Polynomials

  private func product<P: RandomAccessCollection<Double>, Q: RandomAccessCollection<Double>>(
    _ p: P, _ q: Q
  ) -> [Double] where P.Index == Int, Q.Index == Int {
    var result = [Double](repeating: 0, count: terms)
    add(p, q, 1, to: &result)
    return result
  }

  /// result += scale · p · q: each set of tᵢ is a part of p's and the rest of q's.
  private func add<P: RandomAccessCollection<Double>, Q: RandomAccessCollection<Double>>(
    _ p: P, _ q: Q, _ scale: Double, to result: inout [Double]
  ) where P.Index == Int, Q.Index == Int {
    for set in 0..<terms {
      var sum = 0.0
      var part = set
      while true {
        sum += p[p.startIndex + part] * q[q.startIndex + set - part]
        if part == 0 { break }
        part = (part - 1) & set
      }
      result[set] += scale * sum
    }
  }

  /// entries[to…] −= factor · entries[from…]
  private mutating func subtract(_ factor: [Double], at from: Int, from to: Int) {
    if terms == 1 {
      entries[to] -= factor[0] * entries[from]
      return
    }
    for set in 0..<terms {
      var part = set
      while true {
        entries[to + set] -= factor[part] * entries[from + set - part]
        if part == 0 { break }
        part = (part - 1) & set
      }
    }
  }

  private func reciprocal(_ p: ArraySlice<Double>) -> [Double] {
    let first = p[p.startIndex]
    var result = [Double](repeating: 0, count: terms)
    result[0] = 1 / first
    for set in 1..<max(terms, 1) {
      var sum = 0.0
      var part = set
      while part > 0 {
        sum += p[p.startIndex + part] * result[set - part]
        part = (part - 1) & set
      }
      result[set] = -sum / first
    }
    return result
  }

  // MARK: The adjugate

  /// The cofactors' last coefficient, in the order of the matrix.
  private mutating func result() -> [Double] {
    let rest = n - rank
    let minors = lastCofactors()
    let (unit, whole) = (terms - 1, determinant(of: minors))
    // The determinant of what has been eliminated.
    var pivots = [Double](repeating: 0, count: terms)
    pivots[0] = sign
    for k in 0..<rank { pivots = product(pivots, entries[place(k, k)]) }
    // adj(U) without that factor, column by column: U₁₁⁻¹ det S and −U₁₁⁻¹ U₁₂ adj S over 0 and adj S.
    var adjugate = [Double](repeating: 0, count: n * n * terms)
    let reciprocals = (0..<rank).map { reciprocal(entries[place($0, $0)]) }
    for j in 0..<n {
      for i in 0..<rest where j >= rank {
        let from = ((j - rank) * rest + i) * terms
        for s in 0..<terms { adjugate[place(rank + i, j).lowerBound + s] = minors[from + s] }
      }
      for i in (0..<rank).reversed() where i <= j {
        var sum = [Double](repeating: 0, count: terms)
        if i == j { sum = whole }
        for k in (i + 1)..<n { add(entries[place(i, k)], adjugate[place(k, j)], -1, to: &sum) }
        adjugate.replaceSubrange(place(i, j), with: product(sum, reciprocals[i]))
      }
    }
    // Times L⁻¹: from the last column on, less the columns behind it.
    for j in (0..<rank).reversed() {
      for i in 0..<n {
        var sum = Array(adjugate[place(i, j)])
        for k in (j + 1)..<n { add(adjugate[place(i, k)], entries[place(k, j)], -1, to: &sum) }
        adjugate.replaceSubrange(place(i, j), with: sum)
      }
    }
    var cofactors = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0..<n {
        let polynomial = product(adjugate[place(j, i)], pivots)
        cofactors[rowOrder[i] * n + columnOrder[j]] = polynomial[unit]
      }
    }
    return cofactors
  }

  /// The cofactors of the block that is left, without division: minors of its first rows for all sets of columns.
  private func lastCofactors() -> [Double] {
    let rest = n - rank
    var result = [Double](repeating: 0, count: rest * rest * terms)
    for without in 0..<rest {
      var minors = [[Double]](repeating: [], count: 1 << rest)
      minors[0] = [Double](repeating: 0, count: terms)
      minors[0][0] = 1
      let rows = (0..<rest).filter { $0 != without }
      for set in 1..<max(1 << rest, 1) where set.nonzeroBitCount < rest {
        let row = rows[set.nonzeroBitCount - 1]
        var sum = [Double](repeating: 0, count: terms)
        var isNegative = set.nonzeroBitCount % 2 == 0
        for column in 0..<rest where set >> column & 1 == 1 {
          add(
            entries[place(rank + row, rank + column)], minors[set & ~(1 << column)], isNegative ? -1 : 1, to: &sum)
          isNegative.toggle()
        }
        minors[set] = sum
      }
      for column in 0..<rest {
        let minor = minors[((1 << rest) - 1) & ~(1 << column)]
        let scale: Double = (without + column) % 2 == 0 ? 1 : -1
        for s in 0..<terms { result[(without * rest + column) * terms + s] = scale * minor[s] }
      }
    }
    return result
  }

  /// That of the block, along its first row.
  private func determinant(of cofactors: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: terms)
    for j in 0..<(n - rank) {
      add(entries[place(rank, rank + j)], cofactors[(j * terms)..<((j + 1) * terms)], 1, to: &sum)
    }
    return sum
  }
}

extension Double {
  fileprivate static func pow2(_ n: Int) -> Double { (0..<n).reduce(1) { product, _ in product * 2 } }
  fileprivate static func pow3(_ n: Int) -> Double { (0..<n).reduce(1) { product, _ in product * 3 } }
}
