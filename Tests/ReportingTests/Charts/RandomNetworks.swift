import Artifacts

@testable import Reporting

/// Networks that no lesson has: one to six layers behind the input, of 1 to 40 units, with long numbers and odd names.
enum RandomNetworks {
  /// The `index`-th network, the same in every run.
  static func chart(_ index: Int, hasValues: Bool, hasGradients: Bool, hasNames: Bool) -> NetworkChart {
    var random = RandomSource(seed: UInt64(index) &* 6007 &+ 5)
    let depth = 1 + index % 6
    let widest = [4, 8, 13, 40][random.below(4)]
    let widths = (0...depth).map { _ in 1 + random.below(widest) }
    func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in number(&random) } }
    func gradients(_ count: Int) -> [Double] { hasGradients ? numbers(count) : [] }
    let layers = widths.enumerated().map { place, count in
      NetworkChart.Layer(
        index: place, count: count,
        functions: place > 0 && random.below(2) == 0 ? [names[random.below(names.count)]] : [],
        names: hasNames && (place == 0 || place == depth)
          ? (0..<count).map { "\(names[random.below(names.count)])\($0)" } : [],
        values: hasValues ? numbers(count) : [], gradients: gradients(count))
    }
    let connections = (0..<depth).map { place -> NetworkChart.Connection in
      let (rows, columns) = (layers[place].units.count, layers[place + 1].units.count)
      let weights = NetworkChart.Weights(
        name: "w\(place + 1)", shape: [widths[place], widths[place + 1]], values: numbers(rows * columns),
        gradients: gradients(rows * columns))
      switch random.below(6) {
      case 0: return widths[place] == widths[place + 1] ? .each : .all
      case 1, 2: return .weights(weights, bias: nil)
      default:
        return .weights(
          weights,
          bias: NetworkChart.Weights(
            name: "b\(place + 1)", shape: [widths[place + 1]], values: numbers(columns), gradients: gradients(columns)))
      }
    }
    return NetworkChart(
      name: names[random.below(names.count)], layers: layers, connections: connections,
      parameters: zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 + $1.1 }, greatest: 90000,
      loss: hasGradients ? number(&random) : nil)
  }

  private static let names = ["x", "w_out", "hours of sleep", "사과와 배", "T-shirt", "WWWWWWWW", "σ'", "a"]

  /// Zeros, whole numbers, fractions of any length, and powers of ten.
  private static func number(_ random: inout RandomSource) -> Double {
    let sign: Double = random.below(2) == 0 ? -1 : 1
    switch random.below(6) {
    case 0: return 0
    case 1: return sign * Double(random.below(60))
    case 2: return sign * Double(1 + random.below(99999)) * 1e-9
    case 3: return sign * Double(1 + random.below(99999)) * 0.9
    default: return sign * Double(1 + random.below(99999)) * 1.7e-5
    }
  }
}
