import Kernels

/// An instruction set that kernels are written for. All give the same bits; only their speed differs.
public enum KernelPath: Sendable, Hashable, CaseIterable {
  case portable
  case avx2
  case avx512
  case neon

  /// The fastest that this processor has.
  public static let best: KernelPath =
    switch kernel_best_path() {
    case kernel_avx2: .avx2
    case kernel_avx512: .avx512
    case kernel_neon: .neon
    default: .portable
    }
}
