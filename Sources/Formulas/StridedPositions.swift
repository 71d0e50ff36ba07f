/// A list of positions as nested loops, where it is one: [0, 2, 4, 1, 3, 5] is 3 steps of 2 within 2 steps of 1, which
/// is how a transposed matrix is read. Broadcasts, transposes and slices all are.
public struct StridedPositions: Sendable, Hashable {
  /// One loop: how often, and how far each time.
  public struct Loop: Sendable, Hashable {
    /// Rounds of the loop.
    public var count: Int
    /// From one round to the next.
    public var step: Int

    /// A loop of so many rounds, so far apart.
    public init(count: Int, step: Int) { (self.count, self.step) = (count, step) }
  }

  /// The first position.
  public var start: Int
  /// The innermost loop first.
  public var loops: [Loop]

  /// More loops than a tensor has axes are no shorter than the list.
  private static let most = 4

  /// - Returns: `nil` for an empty list, and one that is no such loops.
  public init?(_ positions: [Int]) {
    guard let first = positions.first else { return nil }
    start = first
    loops = []
    var rest = positions
    while rest.count > 1 {
      let step = rest[1] - rest[0]
      var length = 2
      while length < rest.count, rest[length] - rest[length - 1] == step { length += 1 }
      guard loops.count < StridedPositions.most, rest.count % length == 0 else { return nil }
      for k in rest.indices where rest[k] != rest[k - k % length] + k % length * step { return nil }
      loops.append(Loop(count: length, step: step))
      rest = stride(from: 0, to: rest.count, by: length).map { rest[$0] }
    }
  }
}
