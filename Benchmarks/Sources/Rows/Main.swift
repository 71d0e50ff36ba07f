import Foundation
import Yardsticks

/// `rows [--rounds N] [--threads N] [--list] [--json] [NAME…]`: measures all rows, or those whose names begin with one of
/// these.
///
/// `--threads` is what training may use, 1 unless said otherwise. With `--json` it prints our own times alone, a line a
/// row, as the peers' scripts do. `rows --peak NAME` does our part of one row, once, and prints how many bytes the
/// process held at its peak.
@main
struct Main {
  static func main() throws {
    var names: [String] = []
    var rounds = 7
    var threads = 1
    var isJSON = false
    var isListing = false
    var isPeak = false
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--rounds": rounds = arguments.popFirst().flatMap { Int($0) } ?? rounds
      case "--threads": threads = arguments.popFirst().flatMap { Int($0) } ?? threads
      case "--json": isJSON = true
      case "--list": isListing = true
      case "--peak": isPeak = true
      default: names.append(argument)
      }
    }
    let rows = Table.rows(threads: threads)
      .filter { row in names.isEmpty || names.contains { row.name.hasPrefix($0) } }
    var hasFailed = false
    for row in rows {
      do {
        if isListing {
          print("\(row.name): \(row.work)")
        } else if isPeak {
          try row.subjects[0].run()
          print(yardstick_peak())
        } else {
          let measurement = Measurement(row: row, rounds: rounds)
          if isJSON { try measurement.printOurs() } else { try measurement.run() }
        }
      } catch {
        FileHandle.standardError.write(Data("\(row.name): \(error)\n".utf8))
        hasFailed = true
      }
    }
    if hasFailed { exit(1) }
  }
}
