import Foundation
import Yardsticks

/// What a row says about memory.
enum Memory {
  /// Bytes that a process held at its peak which did nothing but our part of a row, once.
  static func peak(of row: String) throws -> Int {
    let text = try output(of: [Bundle.main.executablePath ?? CommandLine.arguments[0], "--peak", row])
    guard let bytes = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw WrongResult(found: text, expected: "a number of bytes")
    }
    return bytes
  }

  /// How often memory is asked for, where that can be counted.
  static func allocations(_ work: () throws -> Void) rethrows -> Int? {
    let before = yardstick_allocations()
    try work()
    return before < 0 ? nil : yardstick_allocations() - before
  }

  static func text(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1e6) }
}
