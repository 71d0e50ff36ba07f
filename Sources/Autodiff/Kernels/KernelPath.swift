import Kernels

/// An instruction set that kernels are written for. All give the same bits; only their speed differs.
public enum KernelPath: Sendable, Hashable, CaseIterable {
  /// Plain C for any processor.
  case portable
  /// Four 64-bit numbers at a time, of x86.
  case avx2
  /// Eight 64-bit numbers at a time, of x86.
  case avx512
  /// Two 64-bit numbers at a time, of ARM.
  case neon

  /// The fastest that this processor has.
  public static let best: KernelPath = available.last ?? .portable

  /// Those that this processor can run, the plainest first.
  public static var available: [KernelPath] { allCases.filter { kernel_has_path($0.code) != 0 } }

  var code: kernel_path {
    switch self {
    case .portable: kernel_portable
    case .avx2: kernel_avx2
    case .avx512: kernel_avx512
    case .neon: kernel_neon
    }
  }
}
