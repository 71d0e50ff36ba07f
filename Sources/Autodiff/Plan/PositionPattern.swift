/// A list of positions in a form that needs no list, where it has one.
enum PositionPattern: Hashable, Sendable {
  /// k
  case identity
  /// 0
  case single
  /// k mod n: a row under a matrix of n columns.
  case periodic(Int)
  /// k div n: a column beside a matrix of n columns.
  case repeated(Int)
  /// A matrix of these sizes, read by columns.
  case transposed(rows: Int, columns: Int)
  /// k + n
  case slice(Int)
  case listed([Int32])

  /// - Parameter source: how many entries there are to choose from.
  init(_ positions: [Int32], source: Int) {
    let count = positions.count
    guard count > 0, source > 0 else {
      self = .listed(positions)
      return
    }
    let matches = { (rule: (Int) -> Int) in
      positions.withUnsafeBufferPointer { list in
        for k in 0..<count where Int(list[k]) != rule(k) { return false }
        return true
      }
    }
    let first = Int(positions[0])
    if source == 1 {
      self = count == 1 ? .identity : .single
    } else if count == source && matches({ $0 }) {
      self = .identity
    } else if count > source && count % source == 0 && matches({ $0 % source }) {
      self = .periodic(source)
    } else if count > source && count % source == 0 && matches({ $0 / (count / source) }) {
      self = .repeated(count / source)
    } else if count < source && matches({ $0 + first }) {
      self = .slice(first)
    } else if count == source && count > 2, case let columns = Int(positions[1]) - first, columns > 1,
      count % columns == 0, case let rows = count / columns,
      matches({ $0 % rows * columns + $0 / rows })
    {
      self = .transposed(rows: rows, columns: columns)
    } else {
      self = .listed(positions)
    }
  }
}
