import Kernels

/// A number that kernels compute with: `Double` or `Float`.
///
/// The requirements are the kernels of one precision, on raw memory; ``MapKernel``, ``ProductKernel`` and
/// ``SumKernel`` wrap them for arrays.
protocol KernelNumber: BinaryFloatingPoint, Sendable {
  static func map(
    _ operation: kernel_operation, _ path: KernelPath, _ to: UnsafeMutablePointer<Self>?, _ a: UnsafePointer<Self>?,
    _ b: UnsafePointer<Self>?, _ c: UnsafePointer<Self>?, _ single: UInt32, _ count: Int)
  static func firstNotFinite(_ path: KernelPath, _ x: UnsafePointer<Self>?, _ count: Int) -> Int
  static func product(
    _ path: KernelPath, _ product: UnsafePointer<kernel_product>, _ a: UnsafePointer<Self>?,
    _ b: UnsafePointer<Self>?, _ c: UnsafeMutablePointer<Self>?, _ workspace: UnsafeMutableRawPointer?)
  static func sum(
    _ path: KernelPath, _ to: UnsafeMutablePointer<Self>?, _ x: UnsafePointer<Self>?, _ outer: Int, _ size: Int,
    _ inner: Int)
  static func transpose(
    _ to: UnsafeMutablePointer<Self>?, _ x: UnsafePointer<Self>?, _ batches: Int, _ rows: Int, _ columns: Int)
}

extension Double: KernelNumber {
  static func map(
    _ operation: kernel_operation, _ path: KernelPath, _ to: UnsafeMutablePointer<Double>?, _ a: UnsafePointer<Double>?,
    _ b: UnsafePointer<Double>?, _ c: UnsafePointer<Double>?, _ single: UInt32, _ count: Int
  ) {
    kernel_map_function_f64(path.code, operation)?(to, a, b, c, single, count)
  }

  static func firstNotFinite(_ path: KernelPath, _ x: UnsafePointer<Double>?, _ count: Int) -> Int {
    kernel_first_not_finite_f64(path.code, x, count)
  }

  static func product(
    _ path: KernelPath, _ product: UnsafePointer<kernel_product>, _ a: UnsafePointer<Double>?,
    _ b: UnsafePointer<Double>?, _ c: UnsafeMutablePointer<Double>?, _ workspace: UnsafeMutableRawPointer?
  ) {
    kernel_product_f64(path.code, product, a, b, c, workspace)
  }

  static func sum(
    _ path: KernelPath, _ to: UnsafeMutablePointer<Double>?, _ x: UnsafePointer<Double>?, _ outer: Int, _ size: Int,
    _ inner: Int
  ) {
    kernel_sum_f64(path.code, to, x, outer, size, inner)
  }

  static func transpose(
    _ to: UnsafeMutablePointer<Double>?, _ x: UnsafePointer<Double>?, _ batches: Int, _ rows: Int, _ columns: Int
  ) {
    kernel_transpose_f64(to, x, batches, rows, columns)
  }
}

extension Float: KernelNumber {
  static func map(
    _ operation: kernel_operation, _ path: KernelPath, _ to: UnsafeMutablePointer<Float>?, _ a: UnsafePointer<Float>?,
    _ b: UnsafePointer<Float>?, _ c: UnsafePointer<Float>?, _ single: UInt32, _ count: Int
  ) {
    kernel_map_function_f32(path.code, operation)?(to, a, b, c, single, count)
  }

  static func firstNotFinite(_ path: KernelPath, _ x: UnsafePointer<Float>?, _ count: Int) -> Int {
    kernel_first_not_finite_f32(path.code, x, count)
  }

  static func product(
    _ path: KernelPath, _ product: UnsafePointer<kernel_product>, _ a: UnsafePointer<Float>?,
    _ b: UnsafePointer<Float>?, _ c: UnsafeMutablePointer<Float>?, _ workspace: UnsafeMutableRawPointer?
  ) {
    kernel_product_f32(path.code, product, a, b, c, workspace)
  }

  static func sum(
    _ path: KernelPath, _ to: UnsafeMutablePointer<Float>?, _ x: UnsafePointer<Float>?, _ outer: Int, _ size: Int,
    _ inner: Int
  ) {
    kernel_sum_f32(path.code, to, x, outer, size, inner)
  }

  static func transpose(
    _ to: UnsafeMutablePointer<Float>?, _ x: UnsafePointer<Float>?, _ batches: Int, _ rows: Int, _ columns: Int
  ) {
    kernel_transpose_f32(to, x, batches, rows, columns)
  }
}
