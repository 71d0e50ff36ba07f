import Autodiff
import DataFormats

extension Builtins {
  /// Small made sets: `(x, y) = make_moons(200, noise: 0.1)`.
  static let madeSets: [Builtin] = [
    Builtin(
      name: "make_spirals", forms: ["make_spirals(n: 100, classes: 2, noise: 0.2)"],
      summary: "arms that wind around each other; points and their classes", chapter: .data, conduct: .draws,
      parameters: [.optional("n"), .optional("classes"), .optional("noise")]
    ) { call throws(Fault) in
      let classes = try call.positive(1, else: 2)
      try call.admit([classes])
      let noise = try call.noise(2) ?? 0.2
      return try call.samples { Samples.spirals($0, classes: classes, noise: noise, &$1) }
    },
    Builtin(
      name: "make_moons", forms: ["make_moons(n: 100, [noise: …])"],
      summary: "two half circles that reach into each other, as scikit-learn makes them", chapter: .data,
      conduct: .draws,
      parameters: [.optional("n"), .optional("noise")]
    ) { call throws(Fault) in
      let noise = try call.noise(1)
      return try call.samples { Samples.moons($0, noise: noise, &$1) }
    },
    Builtin(
      name: "make_circles", forms: ["make_circles(n: 100, [noise: …], factor: 0.8)"],
      summary: "a circle in a circle, as scikit-learn makes them", chapter: .data, conduct: .draws,
      parameters: [.optional("n"), .optional("noise"), .optional("factor")]
    ) { call throws(Fault) in
      let noise = try call.noise(1)
      let factor = call.has(2) ? try call.number(2) : 0.8
      guard 0..<1 ~= factor else {
        throw call.fault(.wrongArguments, "the inner circle's radius lies between 0 and 1", 2)
      }
      return try call.samples { Samples.circles($0, noise: noise, factor: factor, &$1) }
    },
    Builtin(
      name: "make_blobs", forms: ["make_blobs(n: 100, centers: 3, features: 2, spread: 1)"],
      summary: "normal clouds of points, as scikit-learn makes them", chapter: .data, conduct: .draws,
      parameters: [.optional("n"), .optional("centers"), .optional("features"), .optional("spread")]
    ) { call throws(Fault) in
      let centers = try call.positive(1, else: 3)
      let features = try call.positive(2, else: 2)
      let spread = try call.noise(3) ?? 1
      try call.admit([centers, features])
      return try call.samples(width: features) {
        Samples.blobs($0, centers: centers, features: features, spread: spread, &$1)
      }
    },
  ]
}

extension Call {
  fileprivate func samples(
    width: Int = 2, _ make: (Int, inout RandomNumbers) -> Samples
  ) throws(Fault) -> Value {
    let count = try positive(0, else: 100)
    // Numbers, and what keeps them apart while they are made.
    try admit([count, 4 * width + 4])
    let samples = try drawing { (random: inout RandomNumbers) in make(count, &random) }
    return .tuple(try TupleValue.make([try constant(samples.x), try constant(samples.y)]))
  }

  fileprivate func positive(_ parameter: Int, else number: Int) throws(Fault) -> Int {
    guard has(parameter) else { return number }
    let number = try whole(parameter)
    guard number > 0 else {
      throw fault(.wrongArguments, "`\(builtin.parameters[parameter].name)` is at least 1", parameter)
    }
    return number
  }

  fileprivate func noise(_ parameter: Int) throws(Fault) -> Double? {
    guard has(parameter) else { return nil }
    let noise = try number(parameter)
    guard noise >= 0, noise.isFinite else {
      throw fault(.wrongArguments, "`\(builtin.parameters[parameter].name)` is not negative", parameter)
    }
    return noise
  }
}
