import Formulas
import Testing

@testable import Artifacts
@testable import Autodiff
@testable import Reporting

/// What the page computes beside what the engine computes.
struct SliderTapeTests {
  /// A graph of elementwise operations, to be made at any point.
  struct Recipe: CustomStringConvertible {
    var start: [Double]
    /// Each with operands among the inputs and the steps before.
    var steps: [(operation: Operation, operands: [Int])]

    /// `div [0, 1], exp [3]`
    var description: String {
      "\(start): " + steps.map { "\($0.operation.definition.name) \($0.operands)" }.joined(separator: ", ")
    }

    func build(_ point: [Double]) throws -> (inputs: [Node], all: [Node], graph: Graph) {
      let graph = Graph()
      let inputs = try point.map { try graph.input($0) }
      var all = inputs
      for step in steps { all.append(try graph.apply(.elementwise(step.operation), step.operands.map { all[$0] })) }
      return (inputs, all, graph)
    }
  }

  @Test func randomGraphsOverEveryOperation() throws {
    guard TapeHarness(Atom.allCases.filter { $0 != .stop }) != nil else { return }
    var random = RandomSource(seed: 7)
    var met: Set<Operation> = []
    var compared = 0
    for number in 0..<100 {
      let recipe = recipe(&random, first: Operation.allCases[number % Int(Operation.count)])
      met.formUnion(recipe.steps.map(\.operation))
      let (inputs, all, graph) = try recipe.build(recipe.start)
      let last = try #require(all.last)
      // A gradient that is infinite at the lesson's own point makes no tape.
      guard last.varies, let pass = try? graph.backwardNodes(from: last) else { continue }
      let gradients = inputs.map { pass.gradients[$0] }
      let outputs = [last] + gradients.compactMap(\.self)
      let portable = try #require(try graph.tape(of: outputs, movedBy: inputs))
      let tape = SliderTape(sliders: [], tape: portable.tape, checks: [])
      let harness = try #require(TapeHarness(TapeScript.atoms(of: tape.tape)))
      var moves: [[Double]] = []
      var wanted: [[Double]] = []
      for _ in 0..<40 where moves.count < 20 {
        let point = recipe.start.map { $0 + random.next(-0.4, 0.4) }
        guard let there = try? recipe.build(point), let f = there.all.last,
          let numbers = try? there.graph.backwardPass(from: f)
        else { continue }
        moves.append(point)
        wanted.append(
          [f.value.values[0]]
            + zip(there.inputs, gradients).compactMap { $1 == nil ? nil : numbers.gradients[$0]?.values[0] ?? 0 })
      }
      let found = try harness.run(tape, inputs: portable.inputs, moves: moves, read: portable.outputs)
      for (line, numbers) in zip(found, wanted) {
        let largest = (numbers + line.numbers).reduce(1e-300) { $1.isFinite ? max($0, $1.magnitude) : $0 }
        for (a, b) in zip(line.numbers, numbers) where b.isFinite || a.isFinite {
          compared += 1
          #expect((a - b).magnitude <= 1e-12 * max(largest, 1), "graph \(number): \(a) and \(b) in \(recipe)")
        }
      }
    }
    #expect(met.count == Int(Operation.count), "every operation is in a graph")
    #expect(compared > 4000)
  }

  /// Operands from where the first operation is smooth; a step that has no finite value is drawn again.
  private func recipe(_ random: inout RandomSource, first: Operation) -> Recipe {
    var start = first.definition.smooth.map { domain in
      switch domain {
      case .between(let low, let high): low + (high - low) * random.next(0.25, 0.75)
      case .values(let values): values[random.whole(values.count)]
      }
    }
    start += (start.count..<3).map { _ in random.next(0.3, 1.7) }
    var recipe = Recipe(start: start, steps: [(first, Array(0..<first.arity))])
    while recipe.steps.count < 10 {
      let operation = Operation.allCases[random.whole(Int(Operation.count))]
      let count = recipe.start.count + recipe.steps.count
      let step = (operation, (0..<operation.arity).map { _ in random.whole(count) })
      recipe.steps.append(step)
      let value = (try? recipe.build(recipe.start))?.all.last?.value.values[0]
      if value.map({ $0.magnitude < 1e3 }) != true { recipe.steps.removeLast() }
    }
    // All of it leads to the end.
    var sum = recipe.start.count
    for step in 1..<10 {
      recipe.steps.append((.add, [sum, recipe.start.count + step]))
      sum = recipe.start.count + recipe.steps.count - 1
    }
    return recipe
  }

  /// Every rule of a tape that is none of an entry alone, against the engine at moved points.
  @Test func structuralOperations() throws {
    var random = RandomSource(seed: 3)
    for primitive in Primitive.all {
      guard let structure = primitive.definition.structure, structure.isDifferentiable else { continue }
      for sample in structure.samples where sample.constants.isEmpty {
        let range = sample.range ?? -2...2
        func point() -> [Tensor] {
          sample.shapes.map { shape in
            Tensor(
              shape: shape,
              values: (0..<shape.reduce(1, *)).map { _ in random.next(range.lowerBound, range.upperBound) })
          }
        }
        func build(_ point: [Tensor]) throws -> (inputs: [Node], f: Node, graph: Graph) {
          let graph = Graph()
          let inputs = try point.map { try graph.input($0) }
          let y = try graph.apply(primitive, inputs, sample.attributes)
          let f = try graph.apply(.sum, [try graph.apply(.elementwise(.sin), [y])])
          return (inputs, f, graph)
        }
        guard let (inputs, f, graph) = try? build(point()), f.precision == .double,
          let pass = try graph.backwardNodes(from: f)
        else { continue }
        let gradients = inputs.compactMap { pass.gradients[$0] }
        guard let portable = try graph.tape(of: [f] + gradients, movedBy: inputs) else { continue }
        guard let harness = TapeHarness(TapeScript.atoms(of: portable.tape)) else { return }
        let places = zip(portable.inputs, inputs).flatMap { place, node in (0..<node.value.count).map { place + $0 } }
        let read =
          [portable.outputs[0]]
          + zip(portable.outputs.dropFirst(), gradients).flatMap { place, node in
            (0..<node.value.count).map { place + $0 }
          }
        let moved = point()
        guard let there = try? build(moved) else { continue }
        let numbers = try there.graph.backwardPass(from: there.f)
        let wanted = there.f.value.values + there.inputs.flatMap { numbers.gradients[$0]?.values ?? [] }
        let found = try harness.run(
          SliderTape(sliders: [], tape: portable.tape, checks: []), inputs: places, moves: [moved.flatMap(\.values)],
          read: read)
        let largest = wanted.reduce(1) { max($0, $1.magnitude) }
        for (a, b) in zip(found[0].numbers, wanted) {
          #expect((a - b).magnitude <= 1e-12 * largest, "\(primitive.name) \(sample.shapes): \(a) and \(b)")
        }
        #expect(found[0].numbers.count == wanted.count)
      }
    }
  }

  @Test func numbersReadAsTheEngineWritesThem() throws {
    guard let harness = TapeHarness([.add]) else { return }
    var random = RandomSource(seed: 11)
    var numbers: [(value: Double, style: String)] = []
    var wanted: [String] = []
    func add(_ value: Double, _ format: NumberFormat, _ kind: String) {
      numbers.append((value, "\(kind)\(format.digits)"))
      let notation = format.notation(of: value)
      if case .superscript(let power)? = notation.pieces.last {
        let mantissa = Notation(Array(notation.pieces.dropLast())).text
        wanted.append(mantissa.replacing("×10", with: "") + "|" + power.text.replacing("−", with: "-"))
      } else {
        wanted.append(notation.text + "|")
      }
    }
    let special: [Double] = [
      0, -0.0, 1, -1, 0.5, 0.125, 0.375, 2.5, 3.5, 0.25, 1e15, 1e-3, 9.9995e-4, 99999.5, 999995, 1e5, 1e21,
      .leastNonzeroMagnitude,
      .greatestFiniteMagnitude, .infinity, -.infinity, .nan, 0.0625, 0.03125, 1e22, 123456.5, 0.1, 1 / 3, 2 / 3,
    ]
    let random2 = (0..<4000).map { _ in
      (random.next(-1, 1)) * (Double("1e\(random.whole(40) - 20)") ?? 1)
    }
    // Exact ties: halves of the last digit in binary fractions.
    let ties = (0..<500).map { _ in Double(random.whole(4096)) / Double(1 << random.whole(12)) }
    for value in special + random2 + ties {
      let digits = 1 + random.whole(12)
      add(value, NumberFormat(.significant, digits: digits), "s")
      add(value, NumberFormat(.fixed, digits: digits - 1), "f")
      add(value, NumberFormat(.exponential, digits: digits - 1), "e")
      add(value, NumberFormat(.general, digits: digits), "g")
      add(value, NumberFormat(.percent, digits: digits - 1), "p")
    }
    let found = try harness.formatted(numbers)
    #expect(found.count == wanted.count)
    for (k, text) in found.enumerated() where text != wanted[k] {
      Issue.record("\(numbers[k]): \(text) and \(wanted[k])")
    }
  }
}

/// SplitMix64, for numbers that are the same in each run.
struct RandomSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * Double(bits() >> 11) * 0x1p-53
  }

  mutating func whole(_ count: Int) -> Int { Int(bits() % UInt64(count)) }
}
