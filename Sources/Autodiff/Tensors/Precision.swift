/// How wide a tensor's numbers are.
///
/// With 32 bits, `+ − × ÷ √` are rounded to 32 bits; an elementary function is the 64-bit function of the widened
/// operand, rounded once; an entry of a matrix product is one chain of 32-bit fused multiply-adds; a sum goes through
/// its 16 lanes in 32 bits. A result has 32 bits when all its operands have; a plain number takes on the precision of
/// its company: it is rounded to 32 bits first.
public enum Precision: Sendable, Hashable {
  /// 64 bits.
  case double
  /// 32 bits.
  case single

  /// The precision of a result; `nil` is a plain number, which has none of its own. Of plain numbers alone: 64 bits.
  static func joint(_ operands: [Precision?]) -> Precision {
    var joint = Precision.double
    for case let precision? in operands {
      if precision == .double { return .double }
      joint = .single
    }
    return joint
  }

  /// A number as it is at this precision.
  @inline(__always)
  func rounded(_ value: Double) -> Double { self == .double ? value : Double(Float(value)) }
}

extension Tensor {
  /// Numbers of 64 bits, each rounded to a precision.
  init(shape: [Int], values: [Double], at precision: Precision) {
    switch precision {
    case .double: self.init(shape: shape, values: values)
    case .single: self.init(shape: shape, single: values.map(Float.init))
    }
  }

  init(_ scalar: Double, at precision: Precision) { self.init(shape: [], values: [scalar], at: precision) }

  /// The numbers in 32 bits.
  var singles: [Float] {
    switch storage {
    case .double(let values): values.map(Float.init)
    case .single(let values): values
    }
  }
}
