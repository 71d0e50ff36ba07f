import SourceText

/// A key of YAML that is not known here: the one rule for front matter, `course.yml` and what stands below their keys.
///
/// It may be meant for another program that reads the same file, so it is a warning; with the key that it is nearly like,
/// or with the program that knows it.
struct UnknownKey {
  let message: String
  let hint: String

  /// - Parameter kind: what it is called: `key`, `limit`, `colour`.
  init(_ entry: YAMLNode.Entry, among known: [String], _ kind: String = "key") {
    if let near = nearestName(to: entry.key, in: known) {
      message = "unknown \(kind) `\(entry.key)`"
      hint = "did you mean `\(near)`?"
    } else if kind == "key", let (owner, instead) = ForeignKeys.meaning(of: entry.key) {
      message = "`\(entry.key)` is a key of \(owner), and does nothing here"
      hint = instead ?? "delete it, unless another program reads this file too"
    } else {
      message = "unknown \(kind) `\(entry.key)`"
      hint = "known are \(known.map { "`\($0)`" }.joined(separator: ", "))"
    }
  }
}

/// Keys that other programs read at the head of a Markdown file, or in the file of a project.
enum ForeignKeys {
  /// Which program knows a key, and what says the same here.
  static func meaning(of key: String) -> (owner: String, instead: String?)? {
    owners.first { $0.keys.contains(key) }.map { ($0.name, instead[key]) }
  }

  private static let owners: [(name: String, keys: Set<String>)] = [
    (
      "Quarto",
      [
        "abstract", "affiliations", "bibliography", "book", "cache", "callout-appearance", "categories", "citation",
        "citations-hover", "code-annotations", "code-block-bg", "code-copy", "code-fold", "code-line-numbers",
        "code-link", "code-overflow", "code-summary", "code-tools", "comments", "crossref", "csl", "css", "date-format",
        "date-modified", "df-print", "documentclass", "echo", "editor", "embed-resources", "engine", "error", "eval",
        "extensions", "fig-align", "fig-cap-location", "fig-dpi", "fig-format", "fig-height", "fig-width", "filters",
        "fontsize", "footnotes-hover", "format", "freeze", "from", "geometry", "header-includes", "highlight-style",
        "html-math-method", "image", "include", "include-after-body", "include-before-body", "include-in-header",
        "institute", "jupyter", "keywords", "knitr", "license", "lightbox", "link-citations", "link-external-newwindow",
        "listing", "mainfont", "message", "metadata-files", "nocite", "number-depth", "number-sections", "page-layout",
        "papersize", "params", "pdf-engine", "profile", "project", "published-title", "reference-location",
        "self-contained", "shift-heading-level-by", "standalone", "subject", "tbl-cap-location", "theme",
        "title-block-banner",
        "toc", "toc-depth", "toc-expand", "toc-location", "toc-title", "warning", "website",
      ]
    ),
    (
      "Jupyter Book and MyST",
      [
        "abbreviations", "chapters", "downloads", "execution", "exports", "file_format", "github", "html_meta",
        "jupytext", "kernelspec", "latex", "launch_buttons", "logo", "math", "myst", "mystnb", "numbering",
        "only_build_toc_files", "open_access", "orphan", "parse", "parts", "repository", "root", "short_title", "site",
        "sphinx", "substitutions", "thumbnail", "tocdepth", "venue", "version",
      ]
    ),
    ("R Markdown", ["clean", "editor_options", "knit", "output", "runtime", "vignette"]),
    (
      "Jekyll, Hugo or MkDocs",
      [
        "aliases", "has_children", "hide", "layout", "markup", "menu", "nav", "nav_exclude", "nav_order", "parent",
        "permalink", "plugins", "published", "slug", "summary", "tags", "taxonomies", "template", "type", "url",
        "weight",
      ]
    ),
  ]

  private static let instead = [
    "bibliography": "`bibliography: references.bib` stands in `course.yml`, for all lessons",
    "format": "say with `--to html,md` what is written",
    "output": "say with `--to html,md` what is written",
    "jupyter": "`nn` blocks need no kernel; delete it",
    "kernelspec": "`nn` blocks need no kernel; delete it",
    "engine": "`nn` blocks need no engine; delete it",
    "toc": "pages have their contents beside them anyway; delete it",
    "echo": "write it below `execute:`, indented",
    "eval": "write it below `execute:`, indented",
    "code-fold": "write it below `execute:`, indented",
    "theme": "`theme:` stands in `course.yml`, for all lessons",
    "css": "write `theme: {style: extra.css}` in `course.yml`",
    "self-contained": "`lessons build --self-contained` writes pages that are one file each",
    "embed-resources": "`lessons build --self-contained` writes pages that are one file each",
    "weight": "write `order: 1`",
    "nav_order": "write `order: 1`",
    "published": "write `draft: true` for a lesson that is not to be built",
    "chapters": "write `order: [a, b]` in `course.yml`",
  ]
}
