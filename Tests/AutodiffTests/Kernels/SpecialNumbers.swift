/// Numbers that kernels must not stumble over, and random ones of every size.
enum SpecialNumbers {
  /// Zeros, the smallest and greatest of their kind, infinities, NaN, and the borders of the elementary functions'
  /// ranges.
  static let doubles: [Double] = {
    let sizes: [Double] = [
      0, .leastNonzeroMagnitude, .leastNormalMagnitude / 64, .leastNormalMagnitude, 1e-300, 1e-17, 1e-8, 0.29, 0.41,
      0.5,
      0.7853981633974483,
      1, 1.4142135623730951, 1.5, 2, 2.5, 3, 8, 19.9, 20, 36.9, 37.5, 38.7, 39.9, 40, 599, 601, 650, 699, 701, 707.9,
      708.1, 709, 709.782712893384, 710, 744, 745.1332191019412, 746, 1023, 1_048_575, 1_048_577, 1e9,
      4_503_599_627_370_495.5, 4_503_599_627_370_497, 9_007_199_254_740_992, 1e22, 1e100, 1e300,
      .greatestFiniteMagnitude, .infinity, .nan,
    ]
    return sizes + sizes.map { -$0 }
  }()

  /// Special numbers first, then random ones: many near 0, some of any exponent.
  static func row(_ count: Int, seed: UInt64) -> [Double] {
    var random = Random(seed)
    var result = doubles
    while result.count < count {
      switch random.below(4) {
      case 0: result.append(random.uniform(-1, 1))
      case 1: result.append(random.uniform(-45, 45))
      case 2: result.append(random.uniform(-800, 800))
      default:
        let bits = random.next()
        result.append(Double(bitPattern: bits))
      }
    }
    return Array(result.prefix(count))
  }
}

/// Whether two numbers have the same bits; any NaN is as good as another.
func isSame(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern || a.isNaN && b.isNaN }
func isSame(_ a: Float, _ b: Float) -> Bool { a.bitPattern == b.bitPattern || a.isNaN && b.isNaN }
