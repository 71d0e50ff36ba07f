import SourceText

/// Where a page's style sheets come from.
public enum PageStyle: Sendable {
  /// `assets/lessons.css` and KaTeX's style sheet in the output folder.
  case linked
  /// Inside the page, for one that travels alone. The text is KaTeX's style sheet, if there is one.
  case inlined(katex: String?)
  /// None, and no page: the article alone, for use inside another site.
  case fragment
}

/// Paths of the shared assets, relative to the output folder.
public enum PageAssets {
  public static let styleSheet = "assets/lessons.css"
  public static let katexStyleSheet = "assets/katex/katex.min.css"
}

/// The shared files of a course that are made here: the style sheet.
public func sharedAssets() -> [OutputFile] {
  [OutputFile(path: PageAssets.styleSheet, bytes: Array(Theme.styleSheet.utf8))]
}

/// The report as a page and the files beside it (figures as SVG), except the course's shared assets.
public func renderHTML(
  _ report: Report, typesetter: any FormulaTypesetter, style: PageStyle = .linked
) -> Diagnosed<[OutputFile]> {
  let figures = FigureSet(report)
  var page = PageRenderer(report, typesetter: typesetter, style: style, figures: figures)
  let bytes = page.bytes()
  return Diagnosed([OutputFile(path: report.path + ".html", bytes: bytes)] + figures.files, page.body.diagnostics)
}

/// The report as Markdown that reads well on GitHub, and its figures.
public func renderMarkdown(_ report: Report) -> [OutputFile] {
  let figures = FigureSet(report)
  return [OutputFile(path: report.path + ".md", bytes: MarkdownReport(report, figures: figures).bytes())]
    + figures.files
}

/// Both, with each figure laid out once. Files that they share come once.
public func renderPages(
  _ report: Report, typesetter: any FormulaTypesetter
) -> Diagnosed<[OutputFile]> {
  let figures = FigureSet(report)
  var page = PageRenderer(report, typesetter: typesetter, style: .linked, figures: figures)
  let files = [
    OutputFile(path: report.path + ".html", bytes: page.bytes()),
    OutputFile(path: report.path + ".md", bytes: MarkdownReport(report, figures: figures).bytes()),
  ]
  return Diagnosed(files + figures.files, page.body.diagnostics)
}

/// The report's values in full precision: nn-language, "Machine-readable results".
public func renderJSON(_ report: Report) -> OutputFile {
  OutputFile(path: report.path + ".json", bytes: ReportJSON(report).bytes())
}

/// What a course's first page lists.
public struct CourseIndex: Sendable {
  public struct Entry: Sendable {
    public var title: String
    public var description: String?
    /// Path without extension, relative to the output folder.
    public var path: String

    public init(title: String, description: String? = nil, path: String) {
      self.title = title
      self.description = description
      self.path = path
    }
  }

  public var title: String
  public var description: String?
  /// Title and description in the languages that have their own.
  public var titles: [Language: String]
  public var descriptions: [Language: String]
  /// `false` where authors are not trusted.
  public var rawHTML: Bool
  /// The lessons of each language, in their order.
  public var lessons: [(language: Language, entries: [Entry])]

  public init(
    title: String, description: String? = nil, lessons: [(language: Language, entries: [Entry])],
    titles: [Language: String] = [:], descriptions: [Language: String] = [:], rawHTML: Bool = true
  ) {
    self.title = title
    self.description = description
    self.lessons = lessons
    self.titles = titles
    self.descriptions = descriptions
    self.rawHTML = rawHTML
  }
}

/// A course's first page: `index.html` and `README.md`.
public func renderIndex(_ index: CourseIndex) -> (html: OutputFile, markdown: OutputFile) {
  (
    OutputFile(path: "index.html", bytes: IndexPage(index).html()),
    OutputFile(path: "README.md", bytes: IndexPage(index).markdown())
  )
}
