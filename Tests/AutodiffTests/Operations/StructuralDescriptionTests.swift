import Testing

@testable import Autodiff

/// What structural operations say of themselves, against what they compute.
@Suite struct StructuralDescriptionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var structure: any StructuralPrimitive
    var sample: StructuralSample
    var testDescription: String { "\(structure.name) \(sample.shapes)" }

    var operands: [Tensor] {
      var random = Random(11)
      return sample.shapes.enumerated().map { place, shape in
        if let values = sample.constants[place] { return Tensor(shape: shape, values: values) }
        // Short, so that a reader sees what is there.
        let range = sample.range ?? -2...2
        let values = (0..<shape.reduce(1, *)).map { _ in
          (random.uniform(range.lowerBound, range.upperBound) * 1000).rounded() / 1000
        }
        return Tensor(shape: shape, values: values)
      }
    }
  }

  static let cases: [Case] = Catalogue.structures.flatMap { structure in
    structure.samples.map { Case(structure: structure, sample: $0) }
  }

  @Test(arguments: Catalogue.structures.map(\.name))
  func isTriedAndExplained(_ name: String) throws {
    let structure = try #require(Catalogue.structures.first { $0.name == name })
    #expect(!structure.samples.isEmpty)
    #expect((structure.example == nil) == structure.isInternal || name == "nll")
  }

  /// The numbers that an entry rule stands for are those that `forward` gives.
  @Test(arguments: cases)
  func entries(_ test: Case) throws {
    let (structure, operands, attributes) = (test.structure, test.operands, test.sample.attributes)
    let shape = try structure.shape(test.sample.shapes, attributes)
    let x = operands[0].values
    let expected = try structure.forward(operands, attributes, shape: shape)
    var found: [Double]
    switch try structure.entries(test.sample.shapes, result: shape, attributes) {
    case .copied: found = x
    case .moved(let positions): found = try positions().map { x[Int($0)] }
    case .spread: found = Broadcasting.expand(operands[0], to: shape)
    case .added(let positions):
      found = Array(repeating: 0, count: shape.reduce(1, *))
      for (k, place) in try positions().enumerated() { found[Int(place)] += x[k] }
    case .collected: found = Broadcasting.reduce(operands[0], to: shape)
    case .summed(let axes):
      found = axes.map { start in SumKernel.sum((0..<axes.size).map { x[start + $0 * axes.inner] }) }
    case .chosen(let choice, let axes):
      found = axes.map { start in choose(choice, (0..<axes.size).map { x[start + $0 * axes.inner] }) }
    case .joined(let axis):
      let outer = shape[..<axis].reduce(1, *)
      found = []
      for block in 0..<outer {
        for operand in operands {
          let length = operand.count / outer
          found += operand.values[block * length..<(block + 1) * length]
        }
      }
    case .product:
      guard operands.allSatisfy({ $0.shape.count == 2 }) else { return }
      let (inner, columns) = (operands[1].shape[0], operands[1].shape[1])
      found = (0..<expected.count).map { place in
        (0..<inner).reduce(0.0) { sum, k in
          sum.addingProduct(x[place / columns * inner + k], operands[1].values[k * columns + place % columns])
        }
      }
    case .composed(let composite):
      #expect(composite.name == structure.name)
      return
    case .own: return
    }
    #expect(found == expected)
  }

  private func choose(_ choice: RowChoice, _ row: [Double]) -> Double {
    switch choice {
    case .extremum(let isGreatest): (isGreatest ? row.max() : row.min()) ?? .nan
    case .position(let isGreatest): Double(row.firstIndex { $0 == (isGreatest ? row.max() : row.min()) } ?? -1)
    case .quantifier(let isUniversal):
      (isUniversal ? row.allSatisfy { $0 != 0 } : row.contains { $0 != 0 }) ? 1 : 0
    }
  }
}

/// The best answer that is the same for all samples, as losses tell it, against answers nearby.
@Suite struct BestConstantTests {
  private let numbers = Tensor(shape: [5, 1], values: [0.1, 0.9, 0.4, 0.4, 0.7])

  private func check(_ name: String, _ target: Tensor, answers: [Double]) throws {
    let loss = try #require(Primitive.named(name))
    let told = try #require(loss.bestConstant(target, tellsClasses: false))
    let found = try answers.map { answer in
      let guess = Tensor(shape: target.shape, values: target.values.map { _ in answer })
      return try loss.evaluate([guess, target], .none, shape: [], at: .double).values[0]
    }
    let least = try #require(found.min())
    #expect((told - least).magnitude < 1e-5)
    #expect(found.allSatisfy { $0 >= told - 1e-12 })
  }

  @Test(arguments: ["mse", "mae", "binary_cross_entropy"])
  func isTheLeast(_ loss: String) throws {
    try check(loss, numbers, answers: (1..<1000).map { Double($0) / 1000 })
  }

  @Test func ofClasses() throws {
    let loss = try #require(Primitive.named("cross_entropy"))
    let classes = Tensor(shape: [4], values: [0, 1, 1, 0])
    #expect(try #require(loss.bestConstant(classes, tellsClasses: true)) == 0.6931471805599453)
    #expect(Primitive.named("hinge")?.bestConstant(classes, tellsClasses: true) == nil)
    #expect(loss.bestConstant(Tensor(shape: [0], values: []), tellsClasses: true) == nil)
  }
}
