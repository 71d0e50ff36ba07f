import Foundation

/// A worked example that the course must show and prove: numbers found independently of this program.
struct CourseFact: Decodable {
  /// A number, vector or matrix, or whether something is true.
  struct Number: Decodable {
    var path: String
    var shape: [Int]?
    var values: [Double]?
    var truth: Bool?
    /// Least and greatest that the lesson's own number may be, where chance has a part in it.
    var bounds: [Double]?
    /// Given, or printed by another program's run: the lesson starts from it, and there is nothing to claim.
    var isQuoted: Bool?
    /// How many decimals it must be shown with, where that is fixed.
    var decimals: Int?

    var shaped: ShapedNumbers? { values.map { ShapedNumbers(shape: shape ?? [], values: $0) } }
  }

  /// What of the fact no page can or should show, and why.
  struct Exemption: Decodable {
    var path: String
    /// How many numbers, words or truths it covers.
    var count: Int
    var reason: String
  }

  var id: String
  var title: String
  var lesson: String
  var relative: Double
  var absolute: Double
  var numbers: [Number]
  var exempt: [Exemption]

  var tolerance: FactTolerance { FactTolerance(relative: relative, absolute: absolute) }

  static func list(_ name: String) throws -> [CourseFact] {
    try JSONDecoder().decode([CourseFact].self, from: Data(contentsOf: folder.appending(path: name)))
  }

  static let folder = URL(fileURLWithPath: #filePath).appending(path: "../../Facts").standardized
}

/// Where a lesson shows and claims a number of a fact. Edit these when a lesson changes, and never the numbers.
///
/// Several places share a vector or matrix: each has an equal part along the first axis, or else a column.
struct FactPlaces: Decodable {
  struct Shown: Decodable, CustomStringConvertible {
    /// The block's label, and the name under which the numbers stand there: see ``ShownNumbers``.
    var cell, name: String?
    /// Or an expression in running text, without its format.
    var inline: String?

    var description: String { inline.map { "{nn} \($0)" } ?? "\(cell ?? ""): \(name ?? "")" }
  }

  struct Claimed: Decodable, CustomStringConvertible {
    var cell: String
    /// The side of the claim that the lesson computes; of a truth the whole claim.
    var expect: String

    var description: String { "\(cell): \(expect)" }
  }

  var fact, number: String
  var shown: [Shown]
  var claimed: [Claimed]

  static func list() throws -> [FactPlaces] {
    try JSONDecoder().decode(
      [FactPlaces].self, from: Data(contentsOf: CourseFact.folder.appending(path: "places.json")))
  }
}
