import Kernels

/// The threads that compiled steps share long instructions with, the caller's own among them. They sleep while nothing
/// is shared, and end with this object.
///
/// It belongs to one graph, and so to one task at a time. What is computed does not depend on how many there are.
final class WorkerThreads {
  let pool: OpaquePointer?

  /// - Parameter count: of all threads, at least 2.
  init(_ count: Int) { pool = kernel_pool_make(count) }

  deinit { kernel_pool_free(pool) }

  /// How many there are, the caller's own among them.
  var count: Int { kernel_pool_threads(pool) }
}
