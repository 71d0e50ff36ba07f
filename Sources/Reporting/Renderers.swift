import SourceText

/// Where a page's style sheets come from.
public enum PageStyle: Sendable {
  /// `assets/lessons.css` and KaTeX's style sheet in the output folder.
  case linked
  /// Inside the page, for one that travels alone. The text is KaTeX's style sheet, if there is one.
  case inlined(katex: String?, theme: CourseTheme = CourseTheme())
  /// None, and no page: the article alone, for use inside another site.
  case fragment
}

/// Paths of the shared assets, relative to the output folder.
public enum PageAssets {
  public static let styleSheet = "assets/lessons.css"
  public static let katexStyleSheet = "assets/katex/katex.min.css"
}

/// The shared files of a course that are made here: the style sheet.
public func sharedAssets(_ theme: CourseTheme = CourseTheme()) -> [OutputFile] {
  [OutputFile(path: PageAssets.styleSheet, bytes: Array(Theme.styleSheet(theme).utf8))]
}

/// The report as a page, without its figures' files and the course's shared assets.
///
/// - Parameter marksBlocks: a ``BlockMark`` stands before each block of the article, for a preview.
public func renderHTML(
  _ drawn: DrawnReport, formulas: FormulaTable, style: PageStyle = .linked, marksBlocks: Bool = false
) -> OutputFile {
  var page = PageRenderer(drawn, formulas: formulas, style: style)
  page.body.marksBlocks = marksBlocks
  return OutputFile(path: drawn.report.path + ".html", bytes: ForbiddenCharacters.replaced(in: page.bytes()))
}

/// The report as Markdown that reads well on GitHub, without its figures' files.
public func renderMarkdown(_ drawn: DrawnReport) -> OutputFile {
  OutputFile(path: drawn.report.path + ".md", bytes: ForbiddenCharacters.replaced(in: MarkdownReport(drawn).bytes()))
}

/// The report's values in full precision: nn-language, "Machine-readable results".
public func renderJSON(_ report: Report) -> OutputFile {
  OutputFile(path: report.path + ".json", bytes: ReportJSON(report).bytes())
}

/// Index of a course: the contents of its first page.
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
  /// Pages that are made from the lessons of a language, in their order: its glossary.
  public var sheets: [Language: [Entry]] = [:]
  /// Where it is published, without a slash at the end.
  public var url: String?
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
public func renderIndex(
  _ index: CourseIndex, style: PageStyle = .linked
) -> (html: OutputFile, markdown: OutputFile) {
  (
    OutputFile(path: "index.html", bytes: ForbiddenCharacters.replaced(in: IndexPage(index).html(style))),
    OutputFile(path: "README.md", bytes: ForbiddenCharacters.replaced(in: IndexPage(index).markdown()))
  )
}
