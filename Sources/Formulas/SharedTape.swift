/// A tape in which equal numbers are computed once, and where its tensors stand in it (common subexpression
/// elimination).
///
/// Derivatives by several inputs go over the same wires; as they come from a graph each of them brings its own.
public struct SharedTape: Sendable {
  /// The tape, without gaps in its row.
  public private(set) var tape: Tape
  /// By where a tensor began before, where it begins now.
  private var places: [Int: Int] = [:]

  /// - Parameters:
  ///   - tape: as it comes from a graph.
  ///   - inputs: tensors that are given other numbers: equal ones stay apart.
  /// - Returns: `nil` where a step reads from within a tensor.
  public init?(_ tape: Tape, inputs: Set<Int>) {
    self.tape = Tape(count: 0, given: [], steps: [])
    // By their bits: 0 and −0 are not one.
    var constants: [[UInt64]: Int] = [:]
    var computed: [Tape.Step: Int] = [:]
    for given in tape.given {
      let isConstant = !inputs.contains(given.place)
      let bits = given.values.map(\.bitPattern)
      if isConstant, let known = constants[bits] {
        places[given.place] = known
        continue
      }
      let place = room(for: given.values.count, given.place)
      if isConstant { constants[bits] = place }
      self.tape.given.append(Tape.Given(place: place, values: given.values))
    }
    for step in tape.steps {
      var key = step
      key.place = 0
      for index in key.operands.indices {
        guard let place = places[key.operands[index]] else { return nil }
        key.operands[index] = place
      }
      if let known = computed[key] {
        places[step.place] = known
        continue
      }
      var kept = key
      kept.place = room(for: step.count, step.place)
      computed[key] = kept.place
      self.tape.steps.append(kept)
    }
  }

  private mutating func room(for count: Int, _ before: Int) -> Int {
    let place = tape.count
    places[before] = place
    tape.count += max(1, count)
    return place
  }

  /// Where a tensor begins now.
  public subscript(place: Int) -> Int? { places[place] }
}
