import Formulas
import Kernels
import Testing

@testable import Autodiff

/// Kernels at every length from 0 to 70 and around their blocks, by every instruction set, in both widths: what they
/// compute is what the definition says, and nothing behind it is touched.
@Suite struct KernelLengthsTests {
  private static let lengths = Array(0...70) + [255, 256, 257, 273]
  private static let most = 273

  /// What stands behind a row that is written.
  private static let behind = 16

  // MARK: Elementwise

  private struct Named: Sendable {
    var name: String
    var arity: Int
    var kernel: kernel_operation
    var value: @Sendable (Double, Double, Double) -> Double
    /// The same with the result of a first operation rounded to 32 bits.
    var single: @Sendable (Float, Float, Float) -> Float
  }

  private static let operations: [Named] = {
    var all = Atom.allCases.map { operation in
      Named(
        name: "\(operation)", arity: operation.arity, kernel: operation.kernel, value: { operation($0, $1, $2) },
        single: { Float(operation(Double($0), Double($1), Double($2))) })
    }
    let fusible = [Atom.add, .subtract, .multiply]
    for first in fusible {
      for second in fusible {
        for isFlipped in [false, true] where !isFlipped || second == .subtract {
          guard let both = FusedOperation(first, second, isFlipped: isFlipped) else { continue }
          let value: @Sendable (Double, Double, Double) -> Double = {
            isFlipped ? second($2, first($0, $1, 0), 0) : second(first($0, $1, 0), $2, 0)
          }
          all.append(
            Named(
              name: "\(first), \(second)\(isFlipped ? " flipped" : "")", arity: 3, kernel: both.kernel, value: value,
              single: {
                let inner = Float(first(Double($0), Double($1), 0))
                return Float(isFlipped ? second(Double($2), Double(inner), 0) : second(Double(inner), Double($2), 0))
              }))
        }
      }
    }
    return all
  }()

  /// One call; `alias` says whose place the result takes, the operand's number or −1.
  private func run<Number: KernelNumber>(
    _ kernel: kernel_operation, _ path: KernelPath, _ operands: [[Number]], single: UInt32, count: Int, alias: Int
  ) -> [Number] {
    var rows = operands
    // Behind the numbers of the result.
    var result = [Number](repeating: 77, count: count + Self.behind)
    if alias >= 0 { result.replaceSubrange(0..<count, with: rows[alias].prefix(count)) }
    while rows.count < 3 { rows.append([]) }
    rows[0].withUnsafeBufferPointer { a in
      rows[1].withUnsafeBufferPointer { b in
        rows[2].withUnsafeBufferPointer { c in
          result.withUnsafeMutableBufferPointer { to in
            let own = to.baseAddress.map { UnsafePointer($0) }
            Number.map(
              kernel, path, to.baseAddress, alias == 0 ? own : a.baseAddress, alias == 1 ? own : b.baseAddress,
              alias == 2 ? own : c.baseAddress, single, count)
          }
        }
      }
    }
    return result
  }

  /// Each operation with each of its operands a row or one number, and with its result in place of one of them.
  @Test func everyOperationAtEveryLength() {
    var random = Random(1)
    // Numbers that give numbers, whatever the operation.
    let rows = (0..<3).map { _ in (0..<Self.most).map { _ in random.uniform(0.1, 3) } }
    let narrow = rows.map { $0.map(Float.init) }
    for operation in Self.operations {
      let operands = Array(rows.prefix(operation.arity))
      let narrowOperands = Array(narrow.prefix(operation.arity))
      for single in 0..<UInt32(1 << operation.arity) {
        func at<Number>(_ row: [Number], _ operand: Int, _ i: Int) -> Number {
          row[single >> UInt32(operand) & 1 == 1 ? 0 : i]
        }
        let expected = (0..<Self.most).map { i in
          operation.value(at(rows[0], 0, i), at(rows[1], 1, i), at(rows[2], 2, i))
        }
        let narrowExpected = (0..<Self.most).map { i in
          operation.single(at(narrow[0], 0, i), at(narrow[1], 1, i), at(narrow[2], 2, i))
        }
        for count in Self.lengths {
          // Not in the place of an operand that is one number; each of the others in turn.
          var alias = (count + Int(single)) % (operation.arity + 1) - 1
          if alias >= 0 && single >> UInt32(alias) & 1 == 1 { alias = -1 }
          let rest = [Double](repeating: 77, count: Self.behind)
          let (full, narrowFull) = (expected.prefix(count) + rest, narrowExpected.prefix(count) + rest.map(Float.init))
          let (right, narrowRight) = (Array(full), Array(narrowFull))
          for path in KernelPath.available {
            let wide = run(operation.kernel, path, operands, single: single, count: count, alias: alias)
            let short = run(operation.kernel, path, narrowOperands, single: single, count: count, alias: alias)
            let isRight = wide == right && short == narrowRight
            #expect(isRight, "\(operation.name), \(count) by \(path), single \(single), alias \(alias)")
          }
        }
      }
    }
  }

  /// A quiet row with one number out of the quick range, at each of its places.
  @Test(arguments: [
    Atom.exp, .log, .sin, .cos, .tan, .tanh, .sigmoid, .softplus, .normalCDF, .normalPDF,
    .expm1,
  ])
  func oneSpecialNumberAnywhere(_ operation: Atom) {
    var random = Random(2)
    let quiet = (0..<70).map { _ in Double(Float(random.uniform(0.2, 1.9))) }
    let quietValues = quiet.map { operation($0) }
    // Those that give a number or an infinity.
    let specials = [-800, 800, 0, 1e22, 1e-40].map { Double(Float($0)) }.filter { !operation($0).isNaN }
    let specialValues = specials.map { operation($0) }
    for count in 1...70 {
      var row = Array(quiet.prefix(count))
      var expected = Array(quietValues.prefix(count))
      for place in 0..<count {
        let k = (place + count) % specials.count
        row[place] = specials[k]
        expected[place] = specialValues[k]
        let narrow = row.map(Float.init)
        let narrowExpected = expected.map(Float.init)
        for path in KernelPath.available {
          let isRight = MapKernel.values(operation, row, count: count, path: path) == expected
          let isRightInShort = MapKernel.values(operation, narrow, count: count, path: path) == narrowExpected
          #expect(isRight && isRightInShort, "\(specials[k]) at \(place) of \(count) by \(path)")
        }
        row[place] = quiet[place]
        expected[place] = quietValues[place]
      }
    }
  }

  // MARK: Sums and moves

  /// Whole numbers, whose sums are exact in any order: no term is left out, or taken twice.
  @Test func sumsTakeEachTermOnce() {
    for size in Self.lengths + [8191, 8192, 8193] {
      for (outer, inner) in size > Self.most ? [(1, 1)] : [(1, 1), (3, 1), (1, 2), (2, 7), (1, 17)] {
        let x = (0..<(outer * size * inner)).map { Double(1 + ($0 * 37) % 61) }
        var expected = [Double](repeating: 0, count: outer * inner)
        for k in x.indices { expected[k / (size * inner) * inner + k % inner] += x[k] }
        for path in KernelPath.available {
          #expect(
            SumKernel.values(x, outer: outer, size: size, inner: inner, path: path) == expected,
            "\(outer)×\(size)×\(inner), \(path)")
          let narrow = SumKernel.values(x.map(Float.init), outer: outer, size: size, inner: inner, path: path)
          #expect(narrow == expected.map(Float.init), "\(outer)×\(size)×\(inner), \(path), 32 bits")
        }
      }
    }
  }

  @Test func turnsMatricesOfEverySize() {
    for rows in Array(0...18) + [31, 32, 33, 70] {
      for columns in Array(0...18) + [31, 32, 33, 70] {
        let x = (0..<(2 * rows * columns)).map(Double.init)
        let turned = TransposeKernel.values(x, batches: 2, rows: rows, columns: columns)
        let back = TransposeKernel.values(turned.map(Float.init), batches: 2, rows: columns, columns: rows)
        #expect(back == x.map(Float.init), "\(rows)×\(columns)")
        guard rows * columns > 0 else { continue }
        // Each column of the first matrix and of the second, by its ends.
        for j in [0, columns - 1] {
          for i in [0, rows / 2, rows - 1] {
            #expect(turned[j * rows + i] == x[i * columns + j], "\(rows)×\(columns)")
            #expect(turned[rows * columns + j * rows + i] == x[rows * columns + i * columns + j], "\(rows)×\(columns)")
          }
        }
      }
    }
  }

  // MARK: Products

  /// Each side in turn of every length, operands as they lie and turned, new and on top of what is there.
  @Test(arguments: [(0, 0), (0, 1), (1, 0), (1, 1)]) func productsOfEveryLength(_ left: Int, _ right: Int) {
    for length in 0...70 {
      for (rows, inner, columns) in [(length, 3, 2), (2, length, 3), (3, 2, length)] {
        product(rows, inner, columns, isLeftTurned: left == 1, isRightTurned: right == 1, adds: length % 2 == 1)
      }
    }
  }

  /// Whole numbers: exact in any order and in both widths.
  private func product(_ m: Int, _ k: Int, _ n: Int, isLeftTurned: Bool, isRightTurned: Bool, adds: Bool) {
    let gap = 2
    var shape = kernel_product(
      rows: m, inner: k, columns: n, a_row: isLeftTurned ? 1 : k + gap, a_column: isLeftTurned ? m + gap : 1,
      b_row: isRightTurned ? 1 : n + gap, b_column: isRightTurned ? k + gap : 1, c_row: n + gap, adds: adds ? 1 : 0)
    let a = (0..<((m + gap) * (k + gap))).map { Double(($0 * 13) % 23 - 11) }
    let b = (0..<((k + gap) * (n + gap))).map { Double(($0 * 7) % 19 - 9) }
    let start = (0..<(m * (n + gap) + gap)).map { Double($0 % 5) }
    var expected = start
    for i in 0..<m {
      for j in 0..<n {
        var sum = adds ? start[i * (n + gap) + j] : 0
        for p in 0..<k { sum += a[i * shape.a_row + p * shape.a_column] * b[p * shape.b_row + j * shape.b_column] }
        expected[i * (n + gap) + j] = sum
      }
    }
    var workspace = [Double](repeating: .nan, count: kernel_product_workspace(&shape) / 8 + 1)
    for path in KernelPath.available {
      var c = start
      kernel_product_f64(path.code, &shape, a, b, &c, &workspace)
      #expect(c == expected, "\(m)×\(k)×\(n), \(path)")
      var narrow = start.map(Float.init)
      kernel_product_f32(path.code, &shape, a.map(Float.init), b.map(Float.init), &narrow, &workspace)
      #expect(narrow == expected.map(Float.init), "\(m)×\(k)×\(n), \(path), 32 bits")
    }
  }

  /// The parts of several threads, one after the other, are the whole: by rows and by columns, for turned operands too.
  @Test func partsMakeTheWhole() {
    for (m, k, n) in [(200, 40, 20), (20, 40, 200), (130, 40, 130)] {
      for (isLeftTurned, isRightTurned) in [(false, false), (true, false), (false, true), (true, true)] {
        var shape = kernel_product(
          rows: m, inner: k, columns: n, a_row: isLeftTurned ? 1 : k, a_column: isLeftTurned ? m : 1,
          b_row: isRightTurned ? 1 : n, b_column: isRightTurned ? k : 1, c_row: n, adds: 0)
        let a = (0..<(m * k)).map { Double(($0 * 13) % 23 - 11) }
        let b = (0..<(k * n)).map { Double(($0 * 7) % 19 - 9) }
        var workspace = [Double](repeating: .nan, count: kernel_product_workspace(&shape) / 8 + 1)
        var whole = [Double](repeating: .nan, count: m * n)
        kernel_product_f64(KernelPath.best.code, &shape, a, b, &whole, &workspace)
        for threads in 1...5 {
          var c = [Double](repeating: .nan, count: m * n)
          var written = 0
          for index in 0..<threads {
            var part = kernel_product()
            var offsets = [0, 0, 0]
            guard kernel_product_part(&shape, index, threads, &part, &offsets) != 0 else { continue }
            written += part.rows * part.columns
            a.withUnsafeBufferPointer { a in
              b.withUnsafeBufferPointer { b in
                c.withUnsafeMutableBufferPointer { c in
                  kernel_product_f64(
                    KernelPath.best.code, &part, a.baseAddress.map { $0 + offsets[0] },
                    b.baseAddress.map { $0 + offsets[1] },
                    c.baseAddress.map { $0 + offsets[2] }, &workspace)
                }
              }
            }
          }
          #expect(c == whole && written == m * n, "\(m)×\(k)×\(n), \(isLeftTurned) \(isRightTurned), \(threads)")
        }
      }
    }
  }
}
