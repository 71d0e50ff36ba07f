/// One row of the table: the same work done by several, in turn.
struct Row {
  /// A word for the command line.
  var name: String
  /// What is done.
  var work: String
  /// What to reach, in words; empty for none.
  var target: String
  /// What a time is divided by, `1_000_000` for a graph of that many nodes, and what one of them is called.
  var count: Double
  var unit: String
  /// Ours first. The ratios are to each of the others.
  var subjects: [Subject]
  /// What there is to say beside times: bytes, products left out … Asked after the measurement.
  var remarks: () throws -> [String] = { [] }
}

/// Who does the work of a row.
struct Subject {
  var name: String
  /// The work, once; everything that belongs to it and nothing else. Wrong results are errors.
  var run: () throws -> Void

  init(_ name: String, run: @escaping () throws -> Void) {
    self.name = name
    self.run = run
  }
}

/// A subject that computed something wrong.
struct WrongResult: Error {
  var found: String
  var expected: String
}

/// A check of a subject's result, so that no time is printed of work that was not done.
func require(_ found: Double, is expected: Double, within tolerance: Double = 1e-9) throws {
  guard (found - expected).magnitude <= tolerance * max(1, expected.magnitude) else {
    throw WrongResult(found: "\(found)", expected: "\(expected)")
  }
}
