/// A chart laid out: what is drawn, in the order in which it is painted, and every text with its place, so that a test
/// can see that none stands on another.
struct ChartDrawing: Sendable {
  enum Anchor: Sendable, Hashable {
    case start
    case middle
    case end
  }

  struct Text: Sendable {
    var text: FigureText
    /// On the baseline.
    var at: Point
    var anchor: Anchor
    var size: Double
    var isStrong: Bool
    /// Class names: `ax`, `lab t1`.
    var style: String

    init(_ text: FigureText, at: Point, _ anchor: Anchor, size: Double, style: String, isStrong: Bool = false) {
      self.text = text
      self.at = at
      self.anchor = anchor
      self.size = size
      self.style = style
      self.isStrong = isStrong
    }

    /// What the text covers at most, in any of the fonts that a reader may have.
    var box: Box {
      let width = text.width(size, strong: isStrong)
      let left: Double
      switch anchor {
      case .start: left = at.x
      case .middle: left = at.x - width / 2
      case .end: left = at.x - width
      }
      return Box(left: left, top: at.y - 0.78 * size, right: left + width, bottom: at.y + 0.22 * size)
    }
  }

  enum Form: Sendable {
    case line([Point])
    /// Many alike.
    case lines([[Point]])
    /// Closed pieces, filled by the even-odd rule.
    case area([[Point]])
    case box(Box, rx: Double)
    /// Many alike, edge to edge.
    case boxes([Box])
    case marker(MarkerShape, Point, r: Double)
    /// Many alike.
    case dots([Point], MarkerShape, r: Double)
    /// A picture of pixels; the text is a data address.
    case image(Box, String)
  }

  struct Shape: Sendable {
    var form: Form
    /// Class names: `l1`, `p2`, `grid`.
    var style: String
    /// `nil` is opaque, as far as the style sheet says so.
    var opacity: Double?
  }

  var width: Double
  var height: Double
  var shapes: [Shape] = []
  var texts: [Text] = []
  /// What no text may stand on: the marks of a line's ends, a key's samples.
  var marks: [Box] = []
  /// Outlines that no text may cross.
  var frames: [Box] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func add(_ form: Form, _ style: String, opacity: Double? = nil) {
    shapes.append(Shape(form: form, style: style, opacity: opacity))
  }

  /// A mark that a text must keep clear of.
  mutating func mark(_ shape: MarkerShape, _ at: Point, r: Double, _ style: String) {
    add(.marker(shape, at, r: r), style)
    marks.append(Box(center: at, width: 2 * r, height: 2 * r))
  }

  /// What a drawing holds stands at another place of a larger one.
  mutating func place(_ other: ChartDrawing, at offset: Point) {
    func moved(_ p: Point) -> Point { Point(x: p.x + offset.x, y: p.y + offset.y) }
    for shape in other.shapes {
      var copy = shape
      switch shape.form {
      case .line(let points): copy.form = .line(points.map(moved))
      case .lines(let lines): copy.form = .lines(lines.map { $0.map(moved) })
      case .area(let pieces): copy.form = .area(pieces.map { $0.map(moved) })
      case .box(let box, let rx): copy.form = .box(box.moved(offset.x, offset.y), rx: rx)
      case .boxes(let boxes): copy.form = .boxes(boxes.map { $0.moved(offset.x, offset.y) })
      case .marker(let form, let at, let r): copy.form = .marker(form, moved(at), r: r)
      case .dots(let points, let form, let r): copy.form = .dots(points.map(moved), form, r: r)
      case .image(let box, let data): copy.form = .image(box.moved(offset.x, offset.y), data)
      }
      shapes.append(copy)
    }
    for text in other.texts {
      var copy = text
      copy.at = moved(text.at)
      texts.append(copy)
    }
    marks += other.marks.map { $0.moved(offset.x, offset.y) }
    frames += other.frames.map { $0.moved(offset.x, offset.y) }
  }
}

extension ChartDrawing {
  /// Every text that meets another, a mark, an outline or the drawing's edge. Empty for every drawing that is shown.
  func collisions() -> [String] {
    var found: [String] = []
    let page = Box(left: 0, top: 0, right: width, bottom: height)
    for (i, text) in texts.enumerated() {
      let box = text.box.inset(0.5)
      if box.left < page.left || box.top < page.top || box.right > page.right || box.bottom > page.bottom {
        found.append("“\(text.text.plain)” leaves the drawing")
      }
      for other in texts[(i + 1)...] where box.meets(other.box.inset(0.5)) {
        found.append("“\(text.text.plain)” meets “\(other.text.plain)”")
      }
      for mark in marks where box.meets(mark) { found.append("“\(text.text.plain)” meets a mark") }
      for frame in frames where box.meets(frame) {
        let isInside =
          box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
        if !isInside { found.append("“\(text.text.plain)” crosses a frame") }
      }
    }
    return found
  }
}

/// A shape tells series and classes apart where colours cannot.
enum MarkerShape: Sendable, Hashable, CaseIterable {
  case circle
  case square
  case triangle
  case diamond
  /// ✕: where a run ended by itself.
  case cross
  /// ＋: a minimum.
  case plus

  /// The shape of the n-th series.
  static func of(_ index: Int) -> MarkerShape { [.circle, .square, .triangle, .diamond][index % 4] }

  /// The shape of the n-th class: in a crowd of small marks a triangle differs more from a circle than a square does.
  static func ofClass(_ index: Int) -> MarkerShape { [.circle, .triangle, .square, .diamond][index % 4] }
}
