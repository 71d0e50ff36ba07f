import SourceText

/// The report as a page and the files beside it (figures as SVG, data), except the course's shared assets.
public func renderHTML(_ report: Report, typesetter: any FormulaTypesetter) -> Diagnosed<[OutputFile]> {
  Diagnosed([])
}

/// The report as Markdown that reads well on GitHub, and its figures.
public func renderMarkdown(_ report: Report) -> [OutputFile] {
  []
}
