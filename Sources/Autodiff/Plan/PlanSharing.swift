import Kernels

/// Which instructions of a plan are split over threads: those that take several times as long as it takes to hand a
/// part over and to wait for it, a microsecond or so. A batch is copied by all threads where another instruction is
/// split as well: then these are in their spin phase, waiting for work without sleeping, and cost nothing to start.
///
/// The bits of a number do not depend on it: products are split by rows or columns, chains and batches
/// by blocks and rows.
struct PlanSharing {
  var threads: Int

  /// Multiplications of a product.
  private static let leastProduct = 1 << 19
  /// Entries of a chain, each counted for every operation.
  private static let leastChain = 1 << 16
  /// Bytes of a batch.
  private static let leastRows = 1 << 15

  func splits(_ product: kernel_product) -> Bool {
    threads > 1 && product.rows * product.inner * product.columns >= Self.leastProduct
  }

  func splitsChain(_ chain: [NumberedValue]) -> Bool {
    threads > 1 && chain.reduce(0) { $0 + $1.count } >= Self.leastChain
  }

  func splitsRows(_ batch: NumberedValue) -> Bool {
    threads > 1 && batch.count * batch.precision.size >= Self.leastRows
  }
}
