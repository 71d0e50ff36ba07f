/// `rows [--rounds N] [--list] [NAME…]`: measures all rows, or those whose names begin with one of these.
@main
struct Main {
  static func main() throws {
    var names: [String] = []
    var rounds = 7
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--rounds": rounds = arguments.popFirst().flatMap { Int($0) } ?? rounds
      case "--list":
        for row in Table.rows { print("\(row.name): \(row.work)") }
        return
      default: names.append(argument)
      }
    }
    for row in Table.rows where names.isEmpty || names.contains(where: { row.name.hasPrefix($0) }) {
      try Measurement(row: row, rounds: rounds).run()
    }
  }
}
