import Autodiff
import Yardsticks

/// Epochs over mini-batches. The plans are compiled beforehand, and each run goes on where the last one stopped.
enum TrainingEpochs {
  private static let target = "faster than each peer, peak memory at most the data plus 64 MB"

  static func sgd(_ threads: Int) -> Row {
    row(
      "epoch-sgd-32", "784-128-10 ReLU network, 32-bit, 60,000 samples, SGD, batch 32", [784, 128, 10], batch: 32,
      SGD(rate: 0.05), expected: 2.0822244252017197, threads)
  }

  static func adam(_ threads: Int) -> Row {
    row(
      "epoch-adam-128", "784-128-10 ReLU network, 32-bit, 60,000 samples, Adam, batch 128", [784, 128, 10], batch: 128,
      Adam(), expected: 2.077129034129733, threads)
  }

  static func softmax(_ threads: Int) -> Row {
    row(
      "epoch-softmax-32", "784-10 softmax regression, 32-bit, 60,000 samples, Adam, batch 32", [784, 10], batch: 32,
      Adam(), expected: 2.0728449553276, threads)
  }

  static var samples: Row {
    let training = Prepared {
      try EngineTraining(
        [2, 3, 1], activation: "sigmoid", loss: "mse", batch: 32, SGD(rate: 0.1), on: MadeData.samples)
    }
    let epochs = 50
    let loss = 0.0026269392410536697
    let weights = MadeData.weights([2, 3, 1], at: .double).flatMap(\.values)
    return Row(
      name: "samples-50-epochs",
      work: "2-3-1 sigmoid network, 64-bit, 1,000 samples, SGD, batch 32, 50 epochs of 32 steps",
      target: "at most 1 µs a step", count: Double(epochs * 32), unit: "step",
      subjects: [
        Subject("Autodiff") {
          try training().run(epochs: epochs, expected: loss, within: 1e-9)
        },
        Subject("by hand in C, the library's exp") {
          var parameters = weights
          try require(
            yardstick_samples(epochs, 0.1, 1000, MadeData.samples.x.values, MadeData.samples.y.values, &parameters),
            is: loss)
        },
      ],
      remarks: { try remarks(training(), in: "samples-50-epochs") })
  }

  /// - Parameter expected: the mean loss of the first epoch, as NumPy gives it in 64 bits.
  private static func row(
    _ name: String, _ work: String, _ sizes: [Int], batch: Int, _ optimizer: any Optimizer, expected: Double,
    _ threads: Int
  ) -> Row {
    func training(threads: Int) -> Prepared<EngineTraining> {
      Prepared {
        try EngineTraining(
          sizes, activation: "relu", loss: "cross_entropy", batch: batch, optimizer,
          on: (MadeData.pictures.x, MadeData.pictures.classes), threads: threads)
      }
    }
    func subject(_ name: String, _ training: Prepared<EngineTraining>) -> Subject {
      Subject(name) { try training().run(epochs: 1, expected: expected, within: 1e-5) }
    }
    let ours = training(threads: threads)
    var subjects = [subject("Autodiff" + (threads == 1 ? "" : ", \(threads) threads"), ours)]
    if threads > 1 { subjects.append(subject("Autodiff, one thread", training(threads: 1))) }
    let yardstick = Prepared { YardstickTraining(sizes, batch: batch, optimizer) }
    subjects.append(Subject("by hand in C") { try yardstick().run(epochs: 1, expected: expected, within: 1e-5) })
    return Row(
      name: name, work: work, target: target, count: 60_000, unit: "sample", subjects: subjects,
      remarks: { try remarks(ours(), in: name) })
  }

  private static func remarks(_ training: EngineTraining, in row: String) throws -> [String] {
    let peak = try Memory.peak(of: row)
    var remarks = [
      "plan: \(training.batches.bytes) bytes",
      "peak of a process that does this alone: \(Memory.text(peak)), less the data \(Memory.text(peak - training.dataBytes))",
    ]
    if let allocations = try Memory.allocations({ _ = try training.run(epochs: 1) }) {
      remarks.insert("allocations: \(allocations) in an epoch of \(training.batches.steps) steps", at: 1)
    }
    return remarks
  }
}
