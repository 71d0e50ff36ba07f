/// Legend of the numbers on a graph's wires, each with where it stands.
struct GraphLegend: Sendable {
  var value: String
  var gradient: String
  var local: String
}
