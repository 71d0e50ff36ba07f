import Testing

@testable import Formulas

/// Equal numbers of a tape computed once.
struct SharedTapeTests {
  private func step(_ rule: Tape.Rule, _ place: Int, _ operands: [Int], count: Int = 1) -> Tape.Step {
    Tape.Step(rule, place: place, count: count, operands: operands)
  }
  private let product = Tape.Rule.elementwise(.multiply, isSingle: [false, false])

  @Test func equalStepsAndConstantsAreOne() throws {
    let tape = Tape(
      count: 9, given: [Tape.Given(place: 0, values: [3]), .init(place: 1, values: [2]), .init(place: 2, values: [2])],
      steps: [step(product, 4, [0, 1]), step(product, 5, [0, 2]), step(product, 8, [4, 5])])
    let shared = try #require(SharedTape(tape, inputs: [0]))
    #expect(
      shared.tape
        == Tape(
          count: 4, given: [.init(place: 0, values: [3]), .init(place: 1, values: [2])],
          steps: [step(product, 2, [0, 1]), step(product, 3, [2, 2])]))
    #expect(shared[5] == 2 && shared[8] == 3 && shared[7] == nil)
  }

  /// They may be given other numbers.
  @Test func equalInputsStayApart() throws {
    let tape = Tape(
      count: 3, given: [Tape.Given(place: 0, values: [3]), .init(place: 1, values: [3])],
      steps: [step(product, 2, [0, 1])])
    #expect(SharedTape(tape, inputs: [0, 1])?.tape == tape)
  }

  @Test func zerosOfBothSignsStayApart() {
    let tape = Tape(
      count: 3, given: [Tape.Given(place: 0, values: [0]), .init(place: 1, values: [-0.0])],
      steps: [step(product, 2, [0, 1])])
    #expect(SharedTape(tape, inputs: [])?.tape == tape)
  }

  @Test func whatReadsWithinATensorIsLeftAlone() {
    let tape = Tape(count: 4, given: [Tape.Given(place: 0, values: [3, 4])], steps: [step(product, 2, [0, 1])])
    #expect(SharedTape(tape, inputs: []) == nil)
  }
}

/// Lists of positions as loops.
struct StridedPositionsTests {
  private func check(_ positions: [Int], _ start: Int, _ loops: [(Int, Int)]) {
    let found = StridedPositions(positions)
    #expect(found?.start == start && found?.loops == loops.map { .init(count: $0.0, step: $0.1) }, "\(positions)")
  }

  @Test func listsAreLoops() {
    check([7], 7, [])
    check([2, 3, 4], 2, [(3, 1)])
    check([0, 2, 4, 1, 3, 5], 0, [(3, 2), (2, 1)])
    check([0, 1, 2, 0, 1, 2], 0, [(3, 1), (2, 0)])
    check([4, 4, 5, 5, 8, 8, 9, 9], 4, [(2, 0), (2, 1), (2, 4)])
    #expect(StridedPositions([0, 1, 3, 4, 5, 6]) == nil && StridedPositions([]) == nil)
  }
}
