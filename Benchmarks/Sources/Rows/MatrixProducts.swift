import Autodiff
import Kernels
import Yardsticks

/// Matrix products by the kernels, on one thread and on two, beside OpenBLAS on one.
enum MatrixProducts {
  static func row(_ m: Int, _ k: Int, _ n: Int, isSingle: Bool) -> Row {
    let work = Prepared { Work(m, k, n) }
    let pool = Pool()
    let hasBLAS = yardstick_blas_open() != 0
    var subjects: [Subject] = []
    for path in KernelPath.available.reversed() where path != .portable {
      subjects.append(
        Subject("kernels, \(path)") {
          try work().multiply(isSingle, path, nil)
        })
    }
    subjects.append(
      Subject("kernels, \(KernelPath.best), two threads") {
        try work().multiply(isSingle, .best, pool)
      })
    if hasBLAS {
      subjects.append(
        Subject("OpenBLAS, one thread") {
          let work = try work()
          if isSingle {
            yardstick_sgemm(m, k, n, work.af, work.bf, work.cf)
          } else {
            yardstick_dgemm(m, k, n, work.a, work.b, work.c)
          }
          try work.check(isSingle)
        })
    }
    return Row(
      name: "matmul-\(m)x\(k)x\(n)-\(isSingle ? 32 : 64)",
      work: "[\(m), \(k)] · [\(k), \(n)] in \(isSingle ? 32 : 64) bits; 1 / time is GFLOP/s",
      target: "at least 0.7 of OpenBLAS at its best setting, one thread: a ratio of at most 1.43",
      count: 2 * Double(m * k * n), unit: "operation", subjects: subjects,
      remarks: { hasBLAS ? [] : ["no OpenBLAS: install it, or name its file in OPENBLAS_LIBRARY"] })
  }

  /// Two threads, started when they are first needed.
  private final class Pool {
    private(set) lazy var pool = kernel_pool_make(2)

    deinit { kernel_pool_free(pool) }
  }

  /// The operands in both precisions, small whole numbers so that every order of sums gives the same.
  private final class Work {
    let (m, k, n): (Int, Int, Int)
    let a, b, c: UnsafeMutablePointer<Double>
    let af, bf, cf: UnsafeMutablePointer<Float>
    let workspace: UnsafeMutableRawPointer
    var product: kernel_product
    private let expected: Double

    init(_ m: Int, _ k: Int, _ n: Int) {
      (self.m, self.k, self.n) = (m, k, n)
      (a, b, c) = (.allocate(capacity: m * k), .allocate(capacity: k * n), .allocate(capacity: m * n))
      (af, bf, cf) = (.allocate(capacity: m * k), .allocate(capacity: k * n), .allocate(capacity: m * n))
      for i in 0..<(m * k) { a[i] = Double(i % 7 - 3) }
      for i in 0..<(k * n) { b[i] = Double(i % 5 - 2) }
      for i in 0..<(m * k) { af[i] = Float(a[i]) }
      for i in 0..<(k * n) { bf[i] = Float(b[i]) }
      product = kernel_product(
        rows: m, inner: k, columns: n, a_row: k, a_column: 1, b_row: n, b_column: 1, c_row: n, adds: 0)
      workspace = .allocate(byteCount: kernel_product_shared_workspace(&product, 2), alignment: 64)
      var last = 0.0
      for p in 0..<k { last += a[(m - 1) * k + p] * b[p * n + n - 1] }
      expected = last
    }

    deinit {
      for pointer in [a, b, c] { pointer.deallocate() }
      for pointer in [af, bf, cf] { pointer.deallocate() }
      workspace.deallocate()
    }

    func multiply(_ isSingle: Bool, _ path: KernelPath, _ pool: Pool?) throws {
      if isSingle {
        kernel_product_shared_f32(pool?.pool, code(path), &product, af, bf, cf, workspace)
      } else {
        kernel_product_shared_f64(pool?.pool, code(path), &product, a, b, c, workspace)
      }
      try check(isSingle)
    }

    func check(_ isSingle: Bool) throws {
      try require(isSingle ? Double(cf[m * n - 1]) : c[m * n - 1], is: expected)
    }
  }

  static func code(_ path: KernelPath) -> kernel_path {
    switch path {
    case .portable: kernel_portable
    case .avx2: kernel_avx2
    case .avx512: kernel_avx512
    case .neon: kernel_neon
    }
  }
}
