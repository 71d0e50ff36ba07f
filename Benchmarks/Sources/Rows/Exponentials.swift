import Autodiff
import Kernels
import Yardsticks

/// eˣ of a million numbers by each path of the kernels, beside the C library.
enum Exponentials {
  static var row: Row {
    let count = 1_000_000
    let x = Prepared { (0..<count).map { Double($0 % 20_001) / 1000 - 10 } }
    let buffer = Prepared { Buffer(count) }
    var subjects: [Subject] = []
    let paths = KernelPath.available.sorted { $0 == .avx2 && $1 != .avx2 }
    for path in paths {
      subjects.append(
        Subject("kernels, \(path)") {
          let to = try buffer()
          kernel_map_function_f64(MatrixProducts.code(path), kernel_exp)?(to.start, try x(), nil, nil, 0, count)
          try require(to.start[11_000], is: 2.718281828459045, within: 0)
        })
    }
    subjects.append(
      Subject("the C library's exp") {
        let to = try buffer()
        yardstick_exp(to.start, try x(), count)
        try require(to.start[11_000], is: 2.718281828459045, within: 1e-15)
      })
    return Row(
      name: "exp", work: "exp of 1,000,000 doubles between -10 and 10, one thread",
      target: "at most 1.5 ns each with AVX2", count: Double(count), unit: "number", subjects: subjects)
  }

  private final class Buffer {
    let start: UnsafeMutablePointer<Double>

    init(_ count: Int) {
      start = .allocate(capacity: count)
      start.initialize(repeating: 0, count: count)
    }

    deinit { start.deallocate() }
  }
}
