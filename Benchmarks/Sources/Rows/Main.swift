import Yardsticks

/// `rows [--rounds N] [--list] [--json] [NAME…]`: measures all rows, or those whose names begin with one of these.
///
/// With `--json` it prints our own times alone, a line a row, as the peers' scripts do. `rows --peak NAME` does our part
/// of one row, once, and prints how many bytes the process held at its peak.
@main
struct Main {
  static func main() throws {
    var names: [String] = []
    var rounds = 7
    var isJSON = false
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--rounds": rounds = arguments.popFirst().flatMap { Int($0) } ?? rounds
      case "--json": isJSON = true
      case "--list":
        for row in Table.rows { print("\(row.name): \(row.work)") }
        return
      case "--peak":
        for row in Table.rows where row.name == arguments.first { try row.subjects[0].run() }
        print(yardstick_peak())
        return
      default: names.append(argument)
      }
    }
    for row in Table.rows where names.isEmpty || names.contains(where: { row.name.hasPrefix($0) }) {
      let measurement = Measurement(row: row, rounds: rounds)
      if isJSON { try measurement.printOurs() } else { try measurement.run() }
    }
  }
}
