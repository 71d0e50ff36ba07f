import Artifacts
import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What is written is read back, bit for bit, and nothing else is read at all.
struct CompactCodingTests {
  @Test func writesFewBytes() throws {
    #expect(
      try CompactEncoder.bytes(of: ShapedValues(values: [2])) == [0, 1, 0, 0, 0, 0, 0, 0, 0, 0x40, 0])
    #expect(try CompactEncoder.bytes(of: [Int.min, -1, 0, 300, .max]).count == 1 + 10 + 1 + 1 + 2 + 10)
  }

  @Test(arguments: [
    [0, -0.0, .pi, .infinity, -.infinity, .leastNonzeroMagnitude, .nan, Double(bitPattern: 0x7FF8_0000_0000_0123)]
  ]) func keepsAllBits(numbers: [Double]) throws {
    let bytes = try CompactEncoder.bytes(of: ShapedValues(shape: [2, numbers.count / 2], values: numbers))
    let read = try #require(CompactDecoder.value(ShapedValues.self, in: bytes))
    #expect(read.values.map(\.bitPattern) == numbers.map(\.bitPattern) && read.shape == [2, 4])
  }

  private struct Sample: Codable, Equatable {
    enum Kind: Codable, Equatable {
      case plain
      case several(Int, name: String?)
      indirect case nested([Kind])
    }
    var kinds: [Kind]
    var words: [String]
    var some: Double?
    var none: Int?
    var flag: Bool
  }

  @Test func readsWhatItWrote() throws {
    let sample = Sample(
      kinds: [.plain, .several(-5, name: nil), .nested([.plain, .several(.max, name: "사과"), .nested([])])],
      words: ["", "é"], some: 0.1, none: nil, flag: true)
    let bytes = try CompactEncoder.bytes(of: sample)
    #expect(CompactDecoder.value(Sample.self, in: bytes) == sample)
    for end in bytes.indices { #expect(CompactDecoder.value(Sample.self, in: Array(bytes[..<end])) == nil) }
    #expect(CompactDecoder.value(Sample.self, in: bytes + [0]) == nil)
  }

  /// Neither a value nor bytes can be nested so deep that the stack would not do.
  @Test func depthHasAnEnd() throws {
    var kind = Sample.Kind.plain
    for _ in 0..<1000 { kind = .nested([kind]) }
    #expect(throws: CompactEncoder.Refusal.self) { try CompactEncoder.bytes(of: kind) }
    let deep = Array(repeating: [UInt8](arrayLiteral: 6) + Array("nested".utf8) + [1, 0, 0, 0], count: 5000)
    #expect(CompactDecoder.value(Sample.Kind.self, in: deep.flatMap { $0 }) == nil)
  }

  /// All that a block can show, taken from the cache, makes the same page.
  @Test func everythingThatIsShownIsKept() throws {
    let course = try CachedCourse(["lessons/01.md": Self.displays])
    #expect(!course.build(usesCache: false).hasFaults)
    #expect(course.check("first") == 0)
    // Pages are kept as they are, and have to be made again from the run.
    try course.course.write("lessons/01.md", Self.displays + "\nMore prose.\n")
    let result = course.build()
    #expect(result.timings.lessons.allSatisfy { $0.isFromCache && !$0.isPageFromCache })
    #expect(course.check("second") == 1)
  }

  /// Runs as they are kept, with some bytes changed: read as another run or not at all, and written as they were read.
  @Test func readsAnyBytes() throws {
    let course = try CachedCourse(["lessons/01.md": Self.displays])
    course.build()
    let kept = try #require(try course.runs().first)
    let whole = kept.bytes
    #expect(try CompactEncoder.bytes(of: kept.run) == whole)
    var random = SeededNumbers(seed: 11)
    var others = 0
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeSubrange(0..<Int.random(in: 0..<40, using: &random)) }
      guard let run = CompactDecoder.value(RecordedRun.self, in: bytes) else { continue }
      others += 1
      let again = try CompactEncoder.bytes(of: run)
      #expect(CompactDecoder.value(RecordedRun.self, in: again) != nil)
    }
    #expect(others > 10)
  }

  static let displays = """
    # Displays

    ```nn
    x = 2; w = (1, 2)
    y = x * 3 + exp(x)
    y
    (x, y)
    print("text", x)
    table(a: (1, 2), b: (3, 4), name: ("c", "d"))
    gradients(y)
    backward(y)
    graph(y)
    gradcheck(y)
    forward(y, x: 3)
    ```

    ```nn
    m = [[1, 2], [3, 4]]
    v = [1, 2]
    p = m @ v
    jacobian(p, v)
    jacobian(v * 3, v)
    heatmap(m)
    histogram([1, 2, 2, 3])
    scatter([1, 2], [3, 4])
    plot([1, 2, 4])
    f(t) = t ^ 2
    plot(f, -1, 1, derivative: true)
    g(a, b) = a ^ 2 + b ^ 2
    contour(g, x: (-1, 1), y: (-1, 1))
    image([[0, 1], [1, 0]])
    ```

    ```nn
    #| label: net
    d = randn(20, 2); c = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    net = sequential(dense(2, 3), tanh, dense(3, 2))
    summary(net)
    h = train(net, d, c, loss: cross_entropy, epochs: 2, batch: 5, metrics: accuracy)
    h
    network(net)
    boundary(net, d, c)
    confusion(net, d, c)
    flow(net, d, c, loss: cross_entropy)
    ```
    """
}
