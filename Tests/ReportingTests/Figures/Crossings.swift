import Foundation

@testable import Reporting

/// Counts crossings in drawings of whatever origin: each wire as a polyline along its curve.
struct DrawnWire {
  var from: Int
  var to: Int
  var points: [Point]

  init(from: Int, to: Int, points: [Point]) {
    self.from = from
    self.to = to
    self.points = points
    bounds = Box(around: points)
  }

  private var bounds: Box

  /// Points where two wires cross that share neither end. (Wires that meet in a node come close to each other there
  /// in any drawing; whether they "cross" in its outline is a matter of how they are clipped.)
  static func crossings(_ wires: [DrawnWire]) -> Int {
    var count = 0
    for (i, a) in wires.enumerated() {
      for b in wires[(i + 1)...] {
        guard a.from != b.from, a.to != b.to, a.from != b.to, a.to != b.from, a.bounds.meets(b.bounds) else { continue }
        for k in 1..<a.points.count {
          for l in 1..<b.points.count where cross(a.points[k - 1], a.points[k], b.points[l - 1], b.points[l]) {
            count += 1
          }
        }
      }
    }
    return count
  }

  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
    return (side(a, b, c) > 0) != (side(a, b, d) > 0) && (side(c, d, a) > 0) != (side(c, d, b) > 0)
  }
}

extension GraphDrawing {
  var drawnWires: [DrawnWire] {
    wires.compactMap { wire in
      wire.edge.map { DrawnWire(from: graph.edges[$0].from, to: graph.edges[$0].to, points: wire.path.polyline) }
    }
  }
}

/// Graphviz's `dot` as an oracle.
enum Dot {
  /// All graphs in one input.
  static func source(_ graphs: [VisibleGraph]) -> String {
    var text = ""
    for graph in graphs {
      text += "digraph { rankdir=LR; node [shape=circle, fixedsize=true, width=0.6, label=\"\"];\n"
      for v in graph.nodes.indices { text += "\(v);" }
      for edge in graph.edges { text += "\(edge.from)->\(edge.to);" }
      text += "}\n"
    }
    return text
  }

  /// What `dot -Tplain` says; `nil` where it is not installed.
  static func plain(_ graphs: [VisibleGraph]) throws -> String? {
    let paths = ["/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"]
    guard let dot = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else { return nil }
    let input = FileManager.default.temporaryDirectory.appendingPathComponent("crossings-\(UUID().uuidString).dot")
    try source(graphs).write(to: input, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: input) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: dot)
    process.arguments = ["-Tplain", input.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Wires of each graph, from `dot -Tplain`: `edge tail head n x1 y1 … xn yn style colour`, cubic curves.
  static func wires(plain: String) -> [[DrawnWire]] {
    var graphs: [[DrawnWire]] = []
    for line in plain.split(separator: "\n") {
      let fields = line.split(separator: " ")
      if fields.first == "graph" { graphs.append([]) }
      guard fields.first == "edge", let from = Int(fields[1]), let to = Int(fields[2]), let n = Int(fields[3]) else {
        continue
      }
      let points = (0..<n).map { Point(x: Double(fields[4 + 2 * $0]) ?? 0, y: Double(fields[5 + 2 * $0]) ?? 0) }
      var path = Path(points[0])
      for k in stride(from: 1, to: n - 2, by: 3) { path.curve(points[k], points[k + 1], to: points[k + 2]) }
      graphs[graphs.count - 1].append(DrawnWire(from: from, to: to, points: path.polyline))
    }
    return graphs
  }
}
