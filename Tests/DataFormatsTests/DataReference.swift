import Foundation

/// What `scripts/data-reference` wrote: made by zlib, gzip, NumPy and scikit-learn; nothing in it comes from this
/// program.
struct DataReference: Decodable {
  struct Packed: Decodable {
    var name: String
    var file: Data
    var count: Int
    var crc: UInt32
    var text: String?
  }

  struct Saved: Decodable {
    var name: String
    var file: Data
    var shape: [Int]
    var values: [Double]
  }

  struct Made: Decodable {
    var name: String
    var seed: UInt32
    var count: Int
    var noise: Double?
    var factor: Double?
    var centers: Int?
    var features: Int?
    var spread: Double?
    var x: [Double]
    var y: [Double]
  }

  var gzips: [Packed]
  var arrays: [Saved]
  var sets: [Made]

  static func load() throws -> DataReference {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("DataReference.json")
    return try JSONDecoder().decode(DataReference.self, from: Data(contentsOf: file))
  }
}
