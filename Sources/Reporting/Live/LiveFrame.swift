/// Room of a chart that a run is drawn in while it goes on: where it is, its scales, and which run is drawn how.
///
/// It stands at the drawing as `data-live`: `{"plane":0,"box":[38,12,350,250],"x":[-1,1,38,350],…}`.
struct LiveFrame: Sendable {
  enum Content: Sendable {
    /// Losses by epoch or step: run, colour, and whether it is dashed. The first stands at `first`.
    case losses([(run: Int, colour: Int, isDashed: Bool)], first: Double)
    /// The way of a run over a plane.
    case way(run: Int, colour: Int, MarkerShape, steps: Int)
    /// The boundary of this number; radii of the samples' rings.
    case boundary(Int, ring: Double)
  }

  let plot: Box
  let x: Scale
  let y: Scale
  let content: Content

  init(_ frame: ChartFrame, _ content: Content) {
    (plot, x, y) = (frame.plot, frame.x, frame.y)
    self.content = content
  }

  var json: String {
    var json = JSONWriter()
    json.object { json in
      json.key("box")
      json.array([plot.left, plot.top, plot.right, plot.bottom]) { $0.raw(PathData.number($1)) }
      for (name, scale) in [("x", x), ("y", y)] {
        json.key(name)
        json.list { json in
          for number in [scale.lower, scale.upper] { json.raw(number.json) }
          for place in [scale.from, scale.to] { json.raw(PathData.number(place)) }
          if scale.isLog { json.value(1) }
        }
      }
      switch content {
      case .losses(let lines, let first):
        json.key("losses")
        json.array(lines) { json, line in
          json.array([line.run, line.colour, line.isDashed ? 1 : 0]) { $0.value($1) }
        }
        json.member("first", Int(first))
      case .way(let run, let colour, let marker, let steps):
        json.member("way", run)
        json.member("colour", colour)
        json.member("marker", marker.path(Point(x: 0, y: 0), steps <= 40 ? 2.8 : 2))
      case .boundary(let number, let ring):
        json.member("boundary", number)
        json.key("ring")
        json.raw(PathData.number(ring))
      }
    }
    return TapeData.compact(json)
  }
}
