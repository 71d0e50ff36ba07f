/// A figure laid out: what is drawn, in the order in which it is painted, and every text with its place, so that a test
/// can see that none stands on another. Graphs and charts become drawings, and drawings become SVG.
struct Drawing: Sendable {
  enum Anchor: Sendable, Hashable {
    case start
    case middle
    case end
  }

  /// Node or edge of a figure to which a part belongs.
  struct Owner: Sendable, Hashable {
    var node: Int?
    var edge: Int?

    static let none = Owner()
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
    /// `false`: the style sheet says by the class where the text stands at its point.
    var saysAnchor = true
    /// The size is no class's.
    var saysSize = false
    var owner = Owner.none
    /// A sign before it: the triangle of a gradient.
    var mark: String?
    /// Rows in place of the line, whose first baseline at the left bracket is `at`.
    var matrix: NumberBlock?

    init(_ text: FigureText, at: Point, _ anchor: Anchor, size: Double, style: String, isStrong: Bool = false) {
      self.text = text
      self.at = at
      self.anchor = anchor
      self.size = size
      self.style = style
      self.isStrong = isStrong
    }

    /// A text whose class says where it stands at its point.
    init(styled text: FigureText, at: Point, size: Double, style: String, owner: Owner = .none) {
      self.init(text, at: at, .middle, size: size, style: style)
      self.owner = owner
      saysAnchor = false
    }

    /// Box that the text covers at most, in any of the fonts that a reader may have.
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
    /// Lines and curves.
    case path(Path)
    /// Single straight strokes.
    case strokes([(Point, Point)])
    /// A pair of brackets around a matrix.
    case brackets(Box, lip: Double)
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
    var owner = Owner.none
    /// The id of the arrowhead at its end.
    var arrow: String?
  }

  indirect enum Part: Sendable {
    case shape(Shape)
    case text(Text)
    case group(style: String, Owner, [Part])
    /// Of lines that name it.
    case arrowhead(id: String, size: Double)
  }

  var width: Double
  var height: Double
  var shapes: [Shape] = []
  /// Above the shapes.
  var texts: [Text] = []
  /// Boxes that no text may stand on: the marks of a line's ends, a key's samples.
  var marks: [Box] = []
  /// Outlines that no text may cross.
  var frames: [Box] = []
  /// Of a chart that a run may be drawn in.
  var live: LiveFrame?

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// In the order in which they are painted.
  var parts: [Part] { shapes.map(Part.shape) + texts.map(Part.text) }

  mutating func add(_ form: Form, _ style: String, opacity: Double? = nil) {
    shapes.append(Shape(form: form, style: style, opacity: opacity))
  }

  /// A mark that a text must keep clear of.
  mutating func mark(_ shape: MarkerShape, _ at: Point, r: Double, _ style: String) {
    add(.marker(shape, at, r: r), style)
    marks.append(Box(center: at, width: 2 * r, height: 2 * r))
  }

  /// Places all that another drawing holds at a point of this larger one.
  mutating func place(_ other: Drawing, at offset: Point) {
    for shape in other.shapes {
      var copy = shape
      copy.form = shape.form.moved(offset)
      shapes.append(copy)
    }
    for text in other.texts {
      var copy = text
      copy.at = text.at.moved(offset)
      texts.append(copy)
    }
    marks += other.marks.map { $0.moved(offset.x, offset.y) }
    frames += other.frames.map { $0.moved(offset.x, offset.y) }
  }
}

extension Drawing.Form {
  func moved(_ offset: Point) -> Drawing.Form {
    func moved(_ points: [Point]) -> [Point] { points.map { $0.moved(offset) } }
    func moved(_ box: Box) -> Box { box.moved(offset.x, offset.y) }
    switch self {
    case .line(let points): return .line(moved(points))
    case .lines(let lines): return .lines(lines.map(moved))
    case .path(var path):
      path.map { $0.moved(offset) }
      return .path(path)
    case .strokes(let strokes): return .strokes(strokes.map { ($0.moved(offset), $1.moved(offset)) })
    case .brackets(let box, let lip): return .brackets(moved(box), lip: lip)
    case .area(let pieces): return .area(pieces.map(moved))
    case .box(let box, let rx): return .box(moved(box), rx: rx)
    case .boxes(let boxes): return .boxes(boxes.map(moved))
    case .marker(let form, let at, let r): return .marker(form, at.moved(offset), r: r)
    case .dots(let points, let form, let r): return .dots(moved(points), form, r: r)
    case .image(let box, let data): return .image(moved(box), data)
    }
  }
}

extension Point {
  fileprivate func moved(_ offset: Point) -> Point { Point(x: x + offset.x, y: y + offset.y) }
}
