/// Points in a frame: a colour and a shape for each class.
struct PointCloud: Sendable {
  var x: [Double]
  var y: [Double]
  var classes: [Int]?
  /// Places in `x` of points that get a ring: what was told wrong.
  var ringed: [Int] = []

  /// More points than these cannot be seen apart: evenly many of them are drawn.
  static let most = 4000

  private var radius: Double { x.count <= 400 ? 3.4 : x.count <= 1500 ? 2.6 : 2 }
  /// The radius of rings.
  var ring: Double { radius + 2.2 }

  /// One point after the other, a later one upon an earlier one, so that each is seen with its outline in a crowd too.
  func draw(into drawing: inout Drawing, _ frame: ChartFrame) {
    let stride = max(1, (x.count + PointCloud.most - 1) / PointCloud.most)
    let rings = Set(ringed)
    var marks: [Mark] = []
    for k in Swift.stride(from: 0, to: x.count, by: stride) {
      guard let at = frame.point(x[k], y[k]), Clipping.contains(frame.plot, at) else { continue }
      // A marker reaches a quarter beyond its radius, its outline half a pixel further.
      marks.append(
        Mark(
          at: at, group: classes?[k] ?? 0, isRinged: rings.contains(k),
          reach: rings.contains(k) ? ring + 0.7 : 1.25 * radius + 0.6))
    }
    // What was told wrong lies on top: it is what one looks for.
    for layer in PointCloud.layers(marks.filter { !$0.isRinged } + marks.filter(\.isRinged)) {
      let halos = layer.filter(\.isRinged).map(\.at)
      if !halos.isEmpty { drawing.add(.dots(halos, .circle, r: ring), "halo") }
      for group in Set(layer.map(\.group)).sorted() {
        drawing.add(
          .dots(layer.filter { $0.group == group }.map(\.at), MarkerShape.ofClass(group), r: radius),
          PointCloud.style(group))
      }
    }
  }

  private struct Mark {
    var at: Point
    var group: Int
    var isRinged: Bool
    /// No part of it is further from its middle.
    var reach: Double
  }

  /// Marks that do not touch one another stand in one layer, each in the lowest that keeps it above those before it: a
  /// few shapes, painted as if each mark were one.
  private static func layers(_ marks: [Mark]) -> [[Mark]] {
    var layers: [[Mark]] = []
    var depths: [Int] = []
    depths.reserveCapacity(marks.count)
    // Marks by the square of a grid as wide as two marks reach, so that only neighbours are compared.
    let side = 2 * (marks.map(\.reach).max() ?? 1)
    struct Cell: Hashable {
      var x: Int
      var y: Int
    }
    var cells: [Cell: [Int]] = [:]
    for (index, mark) in marks.enumerated() {
      let cell = Cell(x: Int((mark.at.x / side).rounded(.down)), y: Int((mark.at.y / side).rounded(.down)))
      var depth = 0
      for dx in -1...1 {
        for dy in -1...1 {
          for other in cells[Cell(x: cell.x + dx, y: cell.y + dy)] ?? [] where depths[other] >= depth {
            let (h, v) = (marks[other].at.x - mark.at.x, marks[other].at.y - mark.at.y)
            let reach = marks[other].reach + mark.reach
            if h * h + v * v < reach * reach { depth = depths[other] + 1 }
          }
        }
      }
      depths.append(depth)
      cells[cell, default: []].append(index)
      if depth == layers.count { layers.append([]) }
      layers[depth].append(mark)
    }
    return layers
  }

  /// Filled for the first four classes, open for the next four.
  static func style(_ group: Int) -> String { (group % 8 < 4 ? "p" : "o") + "\(group % 4 + 1)" }

  static func key(_ labels: [String]) -> ChartKey {
    ChartKey(
      entries: labels.enumerated().map {
        (.marker(MarkerShape.ofClass($0.offset), style: style($0.offset)), FigureText($0.element))
      })
  }
}
