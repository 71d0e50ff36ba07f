import Autodiff
import Formulas
import Testing

@testable import DataFormats

/// Made sets beside scikit-learn's.
struct SamplesTests {
  @Test func agreeWithScikitLearn() throws {
    let sets = try DataReference.load().sets
    #expect(sets.count == 12)
    for set in sets { check(set) }
  }

  private func check(_ made: DataReference.Made) {
    var random = RandomNumbers(seed: made.seed)
    let samples: Samples
    switch made.name {
    case "moons": samples = .moons(made.count, noise: made.noise, &random)
    case "circles": samples = .circles(made.count, noise: made.noise, factor: made.factor ?? 0, &random)
    default:
      samples = .blobs(
        made.count, centers: made.centers ?? 0, features: made.features ?? 0, spread: made.spread ?? 0, &random)
    }
    #expect(samples.y.values == made.y, "\(made.name)")
    #expect(samples.x.count == made.x.count)
    // The last bits of sine, cosine and logarithm differ.
    for (a, b) in zip(samples.x.values, made.x) { #expect((a - b).magnitude <= 1e-15 * max(1, b.magnitude * 4)) }
  }

  @Test func spiralsWindAroundTheMiddle() {
    var random = RandomNumbers(seed: 3)
    let samples = Samples.spirals(101, classes: 3, noise: 0, &random)
    #expect(samples.x.shape == [101, 2])
    #expect((0..<3).map { k in samples.y.values.count { $0 == Double(k) } } == [34, 34, 33])
    for i in 0..<101 {
      // Without noise, the angle tells the radius: 2πk/3 + 4r, from the y axis.
      let (x, y) = (samples.x.values[2 * i], samples.x.values[2 * i + 1])
      let radius = (x * x + y * y).squareRoot()
      let angle = 2 * Double.pi * samples.y.values[i] / 3 + 4 * radius
      #expect((radius * Elementary.sin(angle) - x).magnitude < 1e-12)
      #expect((radius * Elementary.cos(angle) - y).magnitude < 1e-12)
    }
  }
}
