import Formulas
import Kernels
import Testing

@testable import Autodiff

/// Every instruction set of this processor gives the bits of the formulas' own operations.
@Suite struct MapKernelTests {
  /// Compares the kernel with the operation number by number.
  private func check(
    _ operation: Atom, _ a: [Double], _ b: [Double], _ c: [Double], _ path: KernelPath, _ count: Int
  ) {
    let values = MapKernel.values(operation, a, b, c, count: count, path: path)
    let (af, bf, cf) = (a.map(Float.init), b.map(Float.init), c.map(Float.init))
    let singles = MapKernel.values(operation, af, bf, cf, count: count, path: path)
    #expect(values.count == count && singles.count == count)
    for i in 0..<count {
      func at<T: BinaryFloatingPoint>(_ row: [T]) -> T { row.isEmpty ? 0 : row.count == 1 ? row[0] : row[i] }
      let expected = operation(at(a), at(b), at(c))
      let single = Float(operation(Double(at(af)), Double(at(bf)), Double(at(cf))))
      guard isSame(values[i], expected) && isSame(singles[i], single) else {
        Issue.record(
          "\(operation)(\(at(a)), \(at(b)), \(at(c))) by \(path): \(values[i]), not \(expected); 32 bits: \(singles[i]), not \(single)"
        )
        return
      }
    }
  }

  @Test(arguments: Atom.allCases) func givesTheFormulasBits(_ operation: Atom) {
    let count = 700
    let a = SpecialNumbers.row(count, seed: 1)
    let b = Array(SpecialNumbers.row(count, seed: 2).reversed())
    var random = Random(3)
    let c = (0..<count).map { _ in random.uniform(-2, 2) }
    for path in KernelPath.available {
      check(operation, a, b, c, path, count)
      if operation.arity > 1 { check(operation, a, c, b, path, count) }
    }
  }

  /// Vectors, what is left behind them, and operands of one number.
  @Test(arguments: [Atom.add, .divide, .exp, .tanh, .power, .clip, .select, .relu, .powerSlope, .round])
  func fitsAnyLength(_ operation: Atom) {
    let a = SpecialNumbers.row(67, seed: 4)
    let b = SpecialNumbers.row(300, seed: 5).suffix(67)
    let c = SpecialNumbers.row(300, seed: 6).suffix(67)
    for path in KernelPath.available {
      for count in 0...67 {
        let (x, y, z) = (Array(a.prefix(count)), Array(b.prefix(count)), Array(c.prefix(count)))
        check(operation, x, y, z, path, count)
        check(operation, x, [2], z, path, count)
        check(operation, [0.75], y, [1.5], path, count)
        check(operation, [0.75], [-1], [3], path, count)
      }
    }
  }

  /// Blocks without any special number take another way than those with one.
  @Test(arguments: Atom.allCases.filter { $0.arity == 1 }) func isTheSameWithinTheQuickRange(
    _ operation: Atom
  ) {
    var random = Random(7)
    for count in [1, 8, 15, 16, 17, 31, 256, 257, 300, 511, 600] {
      let a = (0..<count).map { _ in random.uniform(0.001, 30) }
      for path in KernelPath.available {
        check(operation, a, [], [], path, count)
        check(operation, a.map { -$0 }, [], [], path, count)
      }
    }
  }

  /// Two operations in one pass have the bits of the two, one after the other.
  @Test func roundsBetweenTwoOperationsInOnePass() throws {
    let a = SpecialNumbers.row(300, seed: 8)
    let b = SpecialNumbers.row(300, seed: 9)
    let c = SpecialNumbers.row(300, seed: 10)
    let fusible = [Atom.add, .subtract, .multiply]
    for (first, second) in fusible.flatMap({ first in fusible.map { (first, $0) } }) {
      for isFlipped in [false, true] {
        let both = try #require(FusedOperation(first, second, isFlipped: isFlipped))
        for (count, single) in [(1, 0), (7, 0), (16, 1), (33, 0), (33, 1), (33, 2), (33, 4), (300, 0), (300, 7)] {
          let inner = { (i: Int) in first(a[single & 1 == 0 ? i : 0], b[single & 2 == 0 ? i : 0], 0) }
          let outer = { (i: Int) in c[single & 4 == 0 ? i : 0] }
          let expected = (0..<count).map {
            isFlipped ? second(outer($0), inner($0), 0) : second(inner($0), outer($0), 0)
          }
          for path in KernelPath.available {
            var result = [Double](repeating: 0, count: count)
            Double.map(both.kernel, path, &result, a, b, c, UInt32(single), count)
            #expect(
              zip(result, expected).allSatisfy { isSame($0, $1) }, "\(first) \(second) \(isFlipped) \(count) \(path)")
          }
        }
      }
    }
    #expect(FusedOperation(.divide, .add, isFlipped: false) == nil)
    #expect(FusedOperation(.add, .maximum, isFlipped: false) == nil)
  }

  /// A result may take the place of its operand.
  @Test func worksInPlace() {
    for path in KernelPath.available {
      for count in [1, 3, 7, 8, 9, 20, 33, 300] {
        let a = (0..<count).map { Double($0) / 10 }
        var x = a
        x.withUnsafeMutableBufferPointer { x in
          let place = UnsafePointer(x.baseAddress)
          Double.map(kernel_exp, path, x.baseAddress, place, nil, nil, 0, count)
          Double.map(kernel_add, path, x.baseAddress, place, place, nil, 0, count)
        }
        #expect(x == a.map { 2 * Elementary.exp($0) })
      }
    }
  }

  @Test func knowsEveryOperation() {
    for path in KernelPath.available {
      for operation in Atom.allCases {
        #expect(kernel_map_function_f64(path.code, operation.kernel) != nil)
        #expect(kernel_map_function_f32(path.code, operation.kernel) != nil)
      }
    }
  }

  @Test func findsTheFirstNumberThatIsNotFinite() {
    for path in KernelPath.available {
      for count in 0...67 {
        var values = [Double](repeating: .greatestFiniteMagnitude, count: count)
        #expect(MapKernel.firstNotFinite(values, path: path) == nil)
        #expect(MapKernel.firstNotFinite(values.map { _ in Float(1) }, path: path) == nil)
        for position in stride(from: count - 1, through: 0, by: -1) {
          values[position] = position % 3 == 0 ? .nan : position % 3 == 1 ? .infinity : -.infinity
          #expect(MapKernel.firstNotFinite(values, path: path) == position)
          #expect(
            MapKernel.firstNotFinite(values.map { $0.isFinite ? .greatestFiniteMagnitude : Float($0) }, path: path)
              == position)
        }
      }
    }
  }
}
