import SourceText

/// Constructs of pandoc, Quarto, MyST, Sphinx, R Markdown and MkDocs that lessons do not have: what each looks like,
/// where it comes from, and what is written instead.
///
/// The one table of them. A construct that was only text on the page would be read by nobody and missed by everybody.
enum ForeignConstruct: Hashable {
  // Braces
  case shortcode
  case includeInText
  case keyboardShortcode
  case metaShortcode
  case substitution
  case role
  case mathRole
  case referenceRole
  case citationRole
  case rawFormat
  case codeAttributes
  case span
  case executableCode
  case template
  case criticMarkup
  case badAttributes
  // Signs
  case emoji
  case marked
  case contents
  case wikiLink
  case unknownLink
  case emptyLink
  case emptyAddress
  case emptyAngles
  case headingReference
  case brokenAddress
  case blankBeforeAddress
  case singleTilde
  case nestedNote
  case hiddenText
  case keys
  case insertedText
  case imageSize
  case bookdownReference
  case bookPart
  case looseSuppression
  case angleAddress
  case openTag
  case texQuotes
  case tildeDefinition
  case component
  // Lines
  case target
  case comment
  case blockBreak
  case lineBlock
  case gridTable
  case simpleTable
  case exampleList
  case numberedList
  case letteredList
  case admonition
  case strayAlert
  case loneCaption
  case restructuredDirective
  case abbreviation
  case equationLabel
  case contentTab
  case snippet
  case parenthesizedList
  case wideBlank
  case proseInHTML
  case cellInHTML
  // Code
  case executedFence
  case directiveFence
  case rawFence
  case diagramFence
  case fenceAttribute
  case includeInCode
  // TeX
  case looseFormula
  case openFormula
  case doubledBrackets
  case leftoverTeX
  case pageCommand
  case citeCommand

  /// Entry in the list: its name, where it comes from, the remedy and the severity.
  var entry: (what: String, origin: String, instead: String, severity: Diagnostic.Severity) {
    switch self {
    case .shortcode: ("the shortcode", "Quarto", "known are `include`, `video` and `pagebreak`", .error)
    case .includeInText:
      ("an include inside a line", "Quarto", "`{{< include … >}}` stands on a line of its own", .error)
    case .keyboardShortcode: ("the shortcode", "Quarto", "write `<kbd>…</kbd>`", .error)
    case .metaShortcode: ("the shortcode", "Quarto", "write the text itself, or a value as `` `{nn} x` ``", .error)
    case .substitution:
      ("the substitution", "MyST, Jinja", "write the text itself, or a value as `` `{nn} x` ``", .error)
    case .role: ("the role", "MyST, Sphinx", "write Markdown: links, code, `$…$`, `[@key]`, `@fig-a`", .error)
    case .mathRole: ("the role", "MyST, Sphinx", "write `$…$`", .error)
    case .referenceRole:
      ("the role", "MyST, Sphinx", "write `@fig-a`, `@sec-a`, `@eq-a`, or a link `[text](file.md#sec-a)`", .error)
    case .citationRole: ("the role", "MyST, Sphinx", "write `[@key]`, or `@key` as a part of the sentence", .error)
    case .rawFormat: ("raw text for another format", "pandoc", "only `{=html}` is known here", .error)
    case .codeAttributes: ("attributes of code in text", "pandoc", "write the code without braces behind it", .warning)
    case .span:
      ("a span with attributes", "pandoc", "write `**bold**`, `*italics*`, or HTML such as `<mark>…</mark>`", .warning)
    case .executableCode:
      ("code of another language in text is not run", "Quarto, knitr", "a value of `nn` is `` `{nn} x` ``", .error)
    case .template:
      ("a tag of a template", "Liquid, Hugo, kramdown", "write Markdown, or an include `{{< include … >}}`", .error)
    case .criticMarkup: ("a mark of a review", "CriticMarkup", "accept the change, or write `<!-- … -->`", .error)
    case .badAttributes:
      ("these attributes are not understood", "pandoc", "write `{#sec-a}`, `{.class}` or `{key=\"value\"}`", .warning)
    case .emptyLink: ("a link without text shows nothing", "CommonMark", "write `[text](address)`", .warning)
    case .emptyAddress:
      ("a link or an image without an address leads nowhere", "CommonMark", "write `[text](address)`", .warning)
    case .emptyAngles:
      ("angle brackets with nothing in them", "CommonMark", "write `<address>`, or `\\<>` for the signs", .warning)
    case .headingReference:
      ("a reference to a heading by its text", "pandoc", "label the heading, `{#sec-a}`, and write `@sec-a`", .warning)
    case .brokenAddress:
      ("no link, since a blank stands in its address", "CommonMark", "write `%20` for it, or `<…>` around", .warning)
    case .blankBeforeAddress:
      ("no link, since a blank stands before its address", "CommonMark", "take the blank out", .warning)
    case .singleTilde:
      ("text between single tildes", "GitHub", "write `~~…~~` to strike it, `\\~` for the sign", .warning)
    case .nestedNote: ("a note inside a title, a caption or another note", "pandoc", "put it into the text", .warning)
    case .hiddenText: ("text between `%%`", "Obsidian", "write `<!-- … -->`, or readers see it", .error)
    case .keys: ("a key between `++`", "PyMdown", "write `<kbd>Ctrl</kbd>`", .warning)
    case .insertedText: ("inserted text between `^^`", "PyMdown", "write `<ins>…</ins>`", .warning)
    case .imageSize: ("a size in an image's text", "Obsidian", "write `![…](…){width=100}`", .warning)
    case .bookdownReference:
      ("a reference", "bookdown", "write `@fig-a`, and `{#fig-a}` where it is labelled", .error)
    case .bookPart: ("a part of a book", "bookdown", "write a heading, or a title in `course.yml`", .warning)
    case .looseSuppression:
      ("`-@` outside of brackets", "pandoc", "write `[-@key]`, or `[-@fig-a]`", .warning)
    case .angleAddress:
      (
        "no link, since what stands in angle brackets is no whole address", "CommonMark", "write `[text](address)`",
        .warning
      )
    case .texQuotes: ("quotation marks of TeX", "TeX", "write `\"…\"`, or the signs “ and ”", .warning)
    case .tildeDefinition: ("a meaning behind `~`", "pandoc", "write `: …` below its term", .warning)
    case .openTag:
      (
        "a tag or a comment that does not end in its paragraph", "HTML",
        "end it before a blank line; a `>` at the start of a line opens a quote", .error
      )
    case .component: ("a component", "MDX, JSX", "write Markdown or HTML", .error)
    case .equationLabel: ("a formula's label in parentheses", "MyST", "write `$$…$$ {#eq-a}`", .error)
    case .contentTab: ("a tab", "MkDocs", "write `::: {.panel-tabset}` with a heading for each tab", .error)
    case .snippet: ("an include", "PyMdown", "write `{{< include file.md >}}`", .error)
    case .parenthesizedList: ("a list numbered in parentheses", "pandoc", "write `1.`, or `- (1) …`", .warning)
    case .proseInHTML:
      (
        "Markdown in a block of HTML stays text", "CommonMark",
        "HTML goes on up to the next blank line: put one before this", .warning
      )
    case .cellInHTML:
      (
        "a block in HTML is not run", "CommonMark", "HTML goes on up to the next blank line: put one before this",
        .error
      )
    case .emoji: ("an emoji by its name", "GitHub, pandoc", "write the sign itself; `\\:` keeps the colon", .warning)
    case .marked: ("marked text between `==`", "pandoc, Obsidian", "write `<mark>…</mark>`", .warning)
    case .contents: ("a table of contents", "pandoc, Python-Markdown", "pages have one of themselves", .warning)
    case .wikiLink: ("a link in double brackets", "Obsidian, wikis", "write `[text](file.md)`", .warning)
    case .unknownLink:
      (
        "a link to an address that is not given", "CommonMark", "write it on a line of its own: `[…]: address`",
        .warning
      )
    case .target: ("a target in brackets", "MyST", "label what follows: `## Title {#sec-a}`, `$$…$$ {#eq-a}`", .error)
    case .comment: ("a comment behind `%`", "MyST, TeX", "write `<!-- … -->`", .error)
    case .blockBreak: ("a block break", "MyST", "write a blank line", .error)
    case .lineBlock: ("a line block", "pandoc", "end lines with a backslash", .warning)
    case .gridTable: ("a grid table", "pandoc, reStructuredText", "write a table with bars: `| a | b |`", .error)
    case .simpleTable: ("a table without bars", "pandoc", "write a table with bars: `| a | b |`", .error)
    case .exampleList: ("a numbered example", "pandoc", "write `::: {#exm-a}`, and `@exm-a` where it is meant", .error)
    case .numberedList: ("a list numbered by `#.`", "pandoc, reStructuredText", "write `1.`", .warning)
    case .letteredList: ("a list with letters", "pandoc", "write `1.`, or `- (a) …`", .warning)
    case .admonition: ("an admonition", "MkDocs, Obsidian", "write `> [!NOTE]` or `::: {.callout-note}`", .error)
    case .strayAlert:
      ("a marker of an alert that opens no quote", "GitHub", "write `> [!NOTE]` at the start of a quote", .warning)
    case .loneCaption:
      (
        "a caption that belongs to no table", "pandoc",
        "put it right above or below a table with bars; `\\:` is a colon", .warning
      )
    case .restructuredDirective:
      ("a directive or a link", "reStructuredText", "write `::: {.callout-note}`, `[text](address)`", .error)
    case .abbreviation: ("an abbreviation", "Markdown Extra", "write it out, or `<abbr title=\"…\">…</abbr>`", .warning)
    case .executedFence:
      (
        "a block of another language is not run", "Quarto, knitr, Jupyter",
        "to show it, write the language without braces", .error
      )
    case .directiveFence:
      ("the directive", "MyST", "write `::: {.callout-note}`, `$$…$$`, or an image", .error)
    case .rawFence: ("a raw block for another format", "pandoc", "only `{=html}` is known here", .error)
    case .diagramFence:
      ("a diagram is not drawn here", "Mermaid, Graphviz", "put it in as an image, or draw it with `graph`", .warning)
    case .fenceAttribute:
      ("the attribute", "pandoc, Quarto", "blocks of code take a language and `filename=\"…\"`", .warning)
    case .includeInCode:
      ("an include in a block of code stays text", "Quarto", "copy the code into the lesson", .warning)
    case .wideBlank:
      (
        "no heading and no list, since a no-break or wide space stands behind the sign", "CommonMark",
        "type a blank in its place, or a backslash before the sign", .warning
      )
    case .looseFormula:
      ("no formula, since a blank stands inside the dollars", "MathJax", "write it without the blank", .warning)
    case .openFormula:
      (
        "a formula that begins with `$$` does not end in its paragraph", "TeX",
        "take blank lines out of it, and close it with `$$`", .warning
      )
    case .doubledBrackets: ("a formula between doubled backslashes", "kramdown", "write it between dollars", .warning)
    case .leftoverTeX:
      ("a command of TeX outside a formula", "TeX", "formulas stand between `$` and `$`; words are Markdown", .warning)
    case .pageCommand: ("a command of TeX outside a formula", "TeX", "write `{{< pagebreak >}}`", .warning)
    case .citeCommand:
      ("a command of TeX outside a formula", "TeX", "write `[@key]`, or `@key` as a part of the sentence", .warning)
    }
  }

  /// - Parameter name: what stands in it: a shortcode's name, a formula.
  func diagnostic(_ name: String?, at range: SourceRange) -> Diagnostic {
    let entry = entry
    var message = entry.what
    if let name {
      switch self {
      case .looseFormula:
        return made("`\(name)` is no formula, since a blank stands inside its dollars", "write `$\(name)$`", range)
      case .doubledBrackets:
        return made("`\(name)` between doubled backslashes is no formula", "write `$\(name)$`", range)
      case .leftoverTeX, .pageCommand, .citeCommand:
        return made("the TeX command `\(name)` stands outside a formula", entry.instead, range)
      case .headingReference:
        return made(
          "`[\(name)]` is no link to the heading of that text, as it is in pandoc",
          "label the heading, `{#sec-a}`, and write `@sec-a`, or `[\(name)](#anchor)`", range)
      case .unknownLink:
        return made("no address is given for `\(name)`", "write it on a line of its own: `[\(name)]: address`", range)
      default: message += " `\(name)`"
      }
    }
    switch self {
    case .executableCode, .executedFence, .diagramFence, .includeInCode, .openFormula, .includeInText, .emptyLink,
      .emptyAddress, .emptyAngles, .angleAddress, .openTag, .strayAlert, .loneCaption, .badAttributes, .wideBlank,
      .brokenAddress, .blankBeforeAddress, .proseInHTML, .cellInHTML:
      break
    case .shortcode, .keyboardShortcode, .metaShortcode, .substitution, .role, .mathRole, .referenceRole, .citationRole,
      .rawFormat, .codeAttributes, .span, .emoji, .marked, .contents, .wikiLink, .unknownLink, .headingReference,
      .target, .comment, .blockBreak, .lineBlock, .gridTable, .simpleTable, .exampleList, .numberedList, .letteredList,
      .admonition, .restructuredDirective, .abbreviation, .directiveFence, .rawFence, .fenceAttribute, .looseFormula,
      .doubledBrackets, .leftoverTeX, .pageCommand, .citeCommand, .template, .criticMarkup, .singleTilde, .nestedNote,
      .hiddenText, .keys, .insertedText, .imageSize, .bookdownReference, .texQuotes, .tildeDefinition, .bookPart,
      .looseSuppression, .component, .equationLabel, .contentTab, .snippet, .parenthesizedList:
      message += " (\(entry.origin)) is not known here"
    }
    return made(message, entry.instead, range)
  }

  private func made(_ message: String, _ hint: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(.foreignConstruct, message, at: range, hint: hint, severity: entry.severity)
  }
}
