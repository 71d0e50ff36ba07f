import Artifacts

/// A ``GraphFigure`` drawn: for pages in two orientations, and as a file.
///
/// `GraphPicture(figure, language: .en).html(prefix: "fig-neuron")` is the figure's body for a page.
public struct GraphPicture: Sendable {
  /// `nil` when the graph is too large to draw.
  public let wide: GraphDrawing?
  /// For telephones; `nil` when the graph does not fit in 340 px.
  public let narrow: GraphDrawing?
  /// For paper, where the wide one is too small and there is none for telephones.
  let paper: GraphDrawing?
  public let title: String
  /// The graph in words: the text alternative, unless the author wrote one.
  public let description: String
  /// The same with the marks of numbers that sliders move.
  let marked: [HTMLNode]?
  /// The drawing as a file shows it, where sliders move numbers of the page's; else `nil`.
  private let still: GraphDrawing?
  /// Both passes, gate by gate, as far as they are drawn.
  let walk: GraphWalk

  /// Graphs with more gates are counted instead of drawn.
  static let mostGates = 400
  /// Graphs with more gates have no drawing for telephones, and scroll.
  static let mostNarrowGates = 8

  public init(_ figure: GraphFigure, language: Language) {
    let words = language.words
    let gates = figure.gatesOfOutput
    title = words.title(figure)
    let description = GraphDescription(figure, words: words)
    self.description = description.text
    marked = description.marked
    guard gates <= GraphPicture.mostGates, figure.nodes.indices.contains(figure.output) else {
      wide = nil
      narrow = nil
      paper = nil
      walk = GraphWalk()
      still = nil
      return
    }
    if description.marked == nil {
      still = nil
    } else {
      let picture = GraphPicture.still(figure, language)
      still = picture.isUpright ? picture.narrow : picture.wide
    }
    let folding = GraphFolding(figure, words: words)
    walk = GraphWalk(figure, folding, words: words)
    let graph = VisibleGraph(figure, folding: folding, words: words)
    let order = GraphLayout.Ordered(graph)
    let drawing = GraphPicture.flat(graph, order)
    let isSmall = graph.gateCount <= GraphPicture.mostNarrowGates
    func upright(_ graph: VisibleGraph, _ size: (room: Double, number: Double) = GraphPicture.phone) -> GraphDrawing? {
      isSmall ? GraphDrawing(upright: graph, order, room: size.room, number: size.number) : nil
    }
    var (wide, narrow) = (drawing, upright(graph))
    // Where their numbers would not fit on the page, matrices stand as their shapes.
    var plain: VisibleGraph?
    if graph.hasMatrices, drawing.width > GraphPicture.mostWidth || (isSmall && narrow == nil) {
      let shapes = VisibleGraph(figure, folding: folding, words: words, showsMatrices: false)
      if drawing.width > GraphPicture.mostWidth { wide = GraphPicture.flat(shapes, order) }
      narrow = narrow ?? upright(shapes)
      plain = shapes
    }
    paper =
      narrow == nil && GraphPicture.isTooWideForPaper(wide)
      ? upright(graph, GraphPicture.paper) ?? plain.flatMap { upright($0, GraphPicture.paper) } : nil
    self.wide = wide
    self.narrow = narrow
  }

  /// From left to right, with shorter wires where the page has no room for it otherwise and has for that.
  private static func flat(_ graph: VisibleGraph, _ order: GraphLayout.Ordered) -> GraphDrawing {
    let drawing = GraphDrawing(graph, order, orientation: .wide)
    guard drawing.leastWidth(numbers: 11, words: 9) > roomOfPage else { return drawing }
    let tight = GraphDrawing(graph, order, orientation: .wide, isTight: true)
    return tight.leastWidth(numbers: 11, words: 9) <= roomOfPage && tight.collisions().isEmpty ? tight : drawing
  }

  /// The drawings without marks.
  private static func still(_ figure: GraphFigure, _ language: Language) -> GraphPicture {
    var artifact = Artifact.graph(figure)
    artifact.mapPlaces {
      $0.places = nil
    } check: {
      $0.followed = nil
    }
    guard case .graph(let figure) = artifact else { preconditionFailure("a figure stays one") }
    return GraphPicture(figure, language: language)
  }

  /// Inside a wide figure on a page of 1280 px, in px.
  private static let roomOfPage = 956.0
  /// Inside a figure that has the width of the text.
  private static let column = 660.0
  /// A column of text at the least size of numbers; what is wider has the page's width.
  private static let mostWidth = 1020.0
  /// Widest drawing on a page: a wider one has to be scrolled too far at 1280 px, and stands upright if it can.
  private static let mostPageWidth = 1540.0
  /// Width of a figure and least size of its numbers, in px; on paper that of A4 between its margins and the figure's.
  private static let phone = (room: 340.0, number: 11.0)
  private static let paper = (room: 650.0, number: 7.0 * 96 / 72)

  /// Whether the upright drawing is the only one.
  var isUpright: Bool { narrow != nil && (wide?.width ?? 0) > Self.mostPageWidth }

  /// Whether the flat drawing is wider than a column of text on a page, and would scroll there.
  var isBroad: Bool { !isUpright && (wide?.leastWidth(numbers: 11, words: 9) ?? 0) > Self.column }

  /// Whether screens show the upright drawing for paper too: the flat one fits no page, and there is none for telephones.
  var isHigh: Bool {
    narrow == nil && paper != nil && (wide?.leastWidth(numbers: 11, words: 9) ?? 0) > Self.roomOfPage
  }

  /// Whether paper has the upright drawing.
  var isLong: Bool { paper != nil || (narrow != nil && wide.map(Self.isTooWideForPaper) == true) }

  /// Whether numbers would be smaller than 7 pt there, or words than 6.
  private static func isTooWideForPaper(_ drawing: GraphDrawing) -> Bool {
    drawing.leastWidth(numbers: paper.number, words: 6 * 96 / 72) > paper.room
  }

  /// A picture as a page and a folder hold it.
  public struct Rendering: Sendable {
    private let picture: GraphPicture
    private let prefix: String
    private let text: String
    private let isGenerated: Bool
    /// The drawing's shapes, written once for page and file; `nil` when there is no drawing.
    private let body: HTMLNode?

    fileprivate init(_ picture: GraphPicture, prefix: String, text: String, isGenerated: Bool) {
      self.isGenerated = isGenerated
      self.picture = picture
      self.prefix = prefix
      self.text = text
      body = (picture.isUpright ? picture.narrow : picture.wide).map { $0.body(prefix: prefix) }
    }

    var hasFile: Bool { body != nil }

    /// `nil` where there is nothing to follow.
    var walk: GraphWalk? { hasFile && !picture.walk.steps.isEmpty ? picture.walk : nil }

    /// The figure's body: one drawing that scrolls, or two between which the style sheet chooses by the page's width.
    public var inline: HTMLNode {
      guard let body else { return .element("p", [("class", "graph-counts")], [.text(text)]) }
      if picture.isUpright, let narrow = picture.narrow {
        return .element("div", [("class", "graph-figure " + style)], [svg(narrow, body)] + template)
      }
      var drawings = picture.wide.map { [svg($0, body)] } ?? []
      if let second = picture.narrow ?? picture.paper {
        drawings.append(svg(second, second.body(prefix: prefix)))
      }
      return .element(
        "div", [("class", "graph-figure " + style)],
        [.element("div", [("class", "scroll")] + ScrollBox.attributes(picture.title), drawings)] + template)
    }

    /// Classes by which the style sheet chooses: `one` drawing or `two` on screens, of which `long` ones are upright on
    /// paper, and `broad` ones where the page has no margin to spread into.
    var style: String {
      picture.isUpright
        ? "upright"
        : (picture.narrow == nil ? "one" : "two") + (picture.isLong ? " long" : "") + (picture.isBroad ? " broad" : "")
          + (picture.isHigh ? " high" : "")
    }

    private var template: [HTMLNode] { walk.map { [$0.template] } ?? [] }

    /// A file of its own that follows the reader's colour scheme; `nil` when there is no drawing.
    public var file: [UInt8]? {
      guard let body, let drawing = picture.isUpright ? picture.narrow : picture.wide else { return nil }
      if let still = picture.still {
        return svg(still, still.body(prefix: prefix), standalone: true).bytes + [UInt8(ascii: "\n")]
      }
      return svg(drawing, body, standalone: true).bytes + [UInt8(ascii: "\n")]
    }

    private func svg(_ drawing: GraphDrawing, _ body: HTMLNode, standalone: Bool = false) -> HTMLNode {
      drawing.svg(
        body, prefix: prefix, title: picture.title, description: text, marked: isGenerated ? picture.marked : nil,
        standalone: standalone)
    }
  }

  /// - Parameter prefix: begins every id in it; unique on the page.
  /// - Parameter alternative: the author's own text alternative.
  public func render(prefix: String, alternative: String? = nil) -> Rendering {
    Rendering(self, prefix: prefix, text: alternative ?? description, isGenerated: alternative == nil)
  }
}
