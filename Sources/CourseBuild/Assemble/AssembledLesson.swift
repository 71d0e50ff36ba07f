import Artifacts
import Formulas
import Markup
import NNRuntime
import NNSyntax
import Reporting
import SourceText

/// A lesson ready to be rendered.
struct AssembledLesson: Sendable {
  var report: Report
  /// Files to be copied beside the report: from, as the disk knows it, and to, relative to the output folder.
  var copies: [Copy]
  /// Files that only solutions show or link to, where these are left out.
  var leftOutCopies: [Copy] = []
  /// All that was found wrong with the lesson so far.
  var diagnostics: [Diagnostic]
  /// Where each of the lesson's blocks' options asked for what only the whole course can tell.
  var links: [LinkCheck]
  /// Everything that `#…` can lead to in the page.
  var anchors: Set<String>
  /// Of the numbers in its text, where they were looked through.
  var census: NumberCensus?

  struct Copy: Sendable, Hashable {
    var source: String
    var target: String
    /// That it is read from.
    var folder: CourseFolder

    static func == (a: Copy, b: Copy) -> Bool { a.source == b.source && a.target == b.target }

    func hash(into hasher: inout Hasher) {
      hasher.combine(source)
      hasher.combine(target)
    }
  }

  /// A link to another lesson, to be checked when all are known.
  struct LinkCheck: Sendable {
    /// The report's path: `en/02-gates`.
    var report: String
    var anchor: String?
    var range: SourceRange
  }
}

/// Puts a lesson's prose and results together.
///
/// - Parameter imagesInline: images become a part of the page, for one that travels alone.
func assemble(
  _ execution: Execution, path: LessonPath, course: CourseFile, bibliography: Bibliography, folder: CourseFolder,
  solutions: Bool, imagesInline: Bool = false
) -> AssembledLesson {
  let abridged = solutions ? nil : LessonWithoutSolutions(execution.lesson)
  let lesson = abridged?.lesson ?? execution.lesson
  let items = documentItems(of: lesson, skipsSolutions: !solutions)
  let value = { (index: Int) in execution.text(ofExpression: index) }
  let numbering = Numbering(items, lesson: lesson, value: value)
  var references = ReferenceCheck(numbering: numbering, lesson: lesson, bibliography: bibliography)
  var repeated = RepeatedText(budget: course.budget)
  repeated.add(execution.inlineRecords())
  var files = LinkedFiles(
    lesson: lesson, path: path, folder: folder, imagesInline: imagesInline, trustsAuthors: course.rawHTML,
    skipsSolutions: !solutions)
  files.anchors.formUnion(numbering.targets.keys)
  for item in items {
    switch item {
    case .heading(let heading): files.anchors.insert(heading.anchor)
    case .cell(let index): if let label = lesson.cells[index].options.label { files.anchors.insert(label) }
    case .reference(let reference):
      references.visit(reference)
      if let target = numbering.targets[reference.label] { repeated.add(target.text, at: reference.range) }
    case .citation(let citation):
      references.visit(citation)
      for item in citation.items {
        if let entry = bibliography.records[item.key] { repeated.add(entry.short, at: item.range) }
      }
    case .table, .formula, .callout, .title, .image, .figure, .link, .html, .expression: break
    }
  }
  var document = lesson.document
  document.rewriteAddresses(by: &files)
  let origins = NumberOrigins(execution)
  var cells = execution.cellReports(as: lesson)
  for index in cells.indices {
    cells[index].origins = origins.outputs[index]
    cells[index].taken = lesson.cells[index].options.takenBlock(root: path.root)
  }
  for index in cells.indices where !files.leavesOut(cell: index) {
    guard let range = cells[index].range else { continue }
    cells[index].caption = cells[index].caption.map { Document.rewrittenInlines($0, range, &files) }
  }
  files.checkOwnAnchors()

  let matter = lesson.frontMatter
  var report = Report(
    title: matter.title ?? lesson.firstHeading(value) ?? Path.name(path.report), subtitle: matter.subtitle,
    language: lesson.language(path, course), author: matter.author, date: matter.date,
    description: matter.description, path: path.report, source: lesson.file, document: document,
    cells: cells, expressions: execution.expressionReports(),
    inline: execution.inlineRecords().enumerated().filter { abridged?.expressions.contains($0.offset) != true }
      .map(\.element),
    targets: numbering.targets, references: Bibliography.listed(references.cited), images: files.images,
    options: ReportOptions(rawHTML: course.rawHTML, solutions: solutions, budget: course.budget))
  report.refused = files.refused
  report.markdownHTML = files.markdownHTML
  report.program = execution.fingerprint
  report.origins = origins.expressions
  report.sourceAddress = course.source.map { $0 + "/" + path.path }
  report.sliders = execution.sliders
  report.expressionFollowing = execution.followingOfExpressions()
  report.answers = execution.answerReports()
  report.tolerance = lesson.frontMatter.execute.tolerance ?? 0
  report.leftOut = abridged?.ranges ?? []
  report.titleContent = lesson.frontMatter.title.flatMap { titleContent($0, lesson.frontMatter.titleText) }
  if let content = report.titleContent { report.title = plainText(content) { _ in "" } }
  report.linkedAnchors = Set(linkTargets(of: lesson, path: path).filter { $0.report == path.report }.map(\.anchor))
  report.agreeParticles()
  if matter.title == nil, let heading = report.document.firstHeading(value) {
    report.title = heading
    report.isTitledByHeading = true
  }
  if repeated.fault != nil { report.removeText() }
  // Labels that stand twice in the Markdown itself have been reported by its parser.
  func isNew(_ fault: Diagnostic) -> Bool {
    !execution.diagnostics.contains { $0.id == fault.id && $0.range == fault.range }
  }
  var diagnostics = execution.diagnostics + numbering.diagnostics.filter(isNew)
  if let fault = repeated.fault { diagnostics.append(fault) }
  var assembled = AssembledLesson(
    report: report, copies: files.copies,
    diagnostics: diagnostics + references.diagnostics + files.diagnostics + execution.lesson.openAnswers(),
    links: files.links, anchors: files.anchors)
  if abridged != nil {
    assembled.leftOutCopies = copies(of: execution.lesson, path: path, course: course, folder: folder)
      .filter { !files.copies.contains($0) }
  }
  return assembled
}

/// All files that a lesson's text shows or links to, in solutions too.
private func copies(
  of lesson: Lesson, path: LessonPath, course: CourseFile, folder: CourseFolder
) -> [AssembledLesson.Copy] {
  var files = LinkedFiles(
    lesson: lesson, path: path, folder: folder, imagesInline: false, trustsAuthors: course.rawHTML,
    skipsSolutions: false)
  var document = lesson.document
  document.rewriteAddresses(by: &files)
  for (cell, place) in zip(lesson.cells, document.cells) {
    if let caption = cell.caption { _ = Document.rewrittenInlines(caption, place.range, &files) }
  }
  return files.copies
}

/// A title of front matter that has markup, read: `On $\alpha$`.
///
/// - Parameter place: where it stands; `nil` where it stands there in other signs.
private func titleContent(_ title: String, _ place: Excerpt?) -> [Inline]? {
  guard title.utf8.contains(where: { "$`*~^".utf8.contains($0) }) else { return nil }
  var expressions: [InlineExpression] = []
  let file = SourceFile(path: "", bytes: Array(title.utf8))
  let parsed = parseInlines(place ?? Excerpt(file, 0..<file.bytes.count), expressions: &expressions)
  return expressions.isEmpty && parsed.diagnostics.isEmpty ? parsed.value : nil
}

/// A place in a report that a link leads to.
struct LinkTarget: Hashable, Sendable {
  /// `en/02-gates`
  var report: String
  var anchor: String
}

/// Where the links of a lesson's prose lead, those in raw HTML left out.
func linkTargets(of lesson: Lesson, path: LessonPath) -> [LinkTarget] {
  documentItems(of: lesson, skipsSolutions: false).compactMap { item in
    guard case .link(let link) = item, LinkedFiles.isLocal(link.destination) else { return nil }
    let (name, anchor) = LinkedFiles.split(link.destination)
    guard let anchor, !anchor.isEmpty else { return nil }
    if name.isEmpty { return LinkTarget(report: path.report, anchor: anchor) }
    let file = Path.normalized(Path.join(Path.directory((link.range?.file ?? lesson.file).path), name))
    guard file.hasSuffix(".md"), Path.isInside(file, path.root) else { return nil }
    return LinkTarget(report: Path.withoutExtension(Path.relative(file, from: path.root)), anchor: anchor)
  }
}

extension Document {
  /// The text of the first heading of level 1.
  fileprivate func firstHeading(_ value: (Int) -> String) -> String? {
    for block in blocks {
      if case .heading(let heading) = block.kind, heading.level == 1 {
        return CourseBuild.plainText(heading.content, expression: value)
      }
    }
    return nil
  }
}

extension Lesson {
  func firstHeading(_ value: (Int) -> String) -> String? { document.firstHeading(value) }

  /// Front matter's `lang`, else the language whose name is the lesson's first folder, if it is one that ships or that the
  /// course lists, else the course's first; with the course's words for it.
  func language(_ path: LessonPath, _ course: CourseFile) -> Language {
    let folder = path.path.split(separator: "/").dropLast().first.flatMap { Language(rawValue: String($0)) }
    let named = folder.flatMap { (Language.shipped + course.languages).contains($0) ? $0 : nil }
    return course.language(frontMatter.language ?? named ?? course.languages.first ?? .en)
  }
}

extension Execution {
  func text(ofExpression index: Int) -> String {
    switch values[index] {
    case .success(let result): result.text
    case .failure, nil: lesson.expressions[index].source.source.string
    }
  }

  /// - Parameter lesson: this one, or what of it is shown.
  func cellReports(as lesson: Lesson) -> [CellReport] {
    lesson.cells.indices.map { index in
      let cell = lesson.cells[index]
      let outcome = outcomes[index]
      let claims = outcome?.claims ?? []
      var report = CellReport(
        source: cell.echoedSource, label: cell.options.label, caption: cell.caption, alternative: cell.alternative,
        echo: cell.options.echo, showsOutput: cell.options.output, include: cell.options.include,
        folds: cell.options.codeFold, isSolution: cell.options.solution, outputs: outcome?.outputs ?? [],
        heldClaims: cell.options.expectations ? 0 : claims.count { $0.holds },
        failures: failures(of: cell, outcome),
        range: lesson.document.cells[index].range, isSkipped: outcome?.isSkipped ?? false,
        claims: claims.map { ClaimReport(range: $0.range, holds: $0.holds, left: $0.left, right: $0.right) },
        checks: outcome?.checks ?? CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0),
        highlights: cell.options.echo ? highlight(cell.echoedSource) : [])
      report.derivatives = outcome?.derivatives ?? report.derivatives
      report.places = outcome?.places ?? []
      report.following = outcome?.following ?? []
      report.claimSliders = cell.options.expectations ? [] : outcome?.claimSliders ?? []
      if case .runs(let first, let runs)? = outcome?.live { report.live = CellReport.Live(first: first, runs: runs) }
      report.tolerance = cell.options.tolerance ?? 0
      report.answer = cell.answer
      return report
    }
  }

  private func failures(of cell: Lesson.Cell, _ outcome: Outcome?) -> [Failure] {
    let isExpected = cell.options.error
    // A warning is for the author, not for the reader.
    var failures = (cell.faults + (outcome?.diagnostics ?? [])).filter { $0.severity == .error }
      .map { Failure($0, isExpected: isExpected) }
    if let reason = outcome?.skippedSince { failures.append(Failure(reason)) }
    return failures
  }

  func expressionReports() -> [ExpressionReport] {
    values.indices.map { index in
      switch values[index] {
      case .success(let result): return result.report
      case .failure(let diagnostic): return .failure(diagnostic)
      case nil:
        let range = lesson.expressions[index].source.range
        return .failure(
          lesson.expressionFaults[index] ?? Diagnostic(.unexpectedToken, "not an expression", at: range))
      }
    }
  }

  /// By expression, those that sliders move.
  func followingOfExpressions() -> [Int: FollowingNumber] {
    guard sliders != nil else { return [:] }
    var result: [Int: FollowingNumber] = [:]
    for index in values.indices {
      guard case .success(let value)? = values[index], let following = value.following else { continue }
      let typed = lesson.expressions[index].source.typed.flatMap {
        try? TypedNumber($0.text.string, comma: lesson.hasDecimalComma)
      }
      result[index] = FollowingNumber(
        value: value.value, format: typed?.format ?? value.format, following: following)
    }
    return result
  }

  func inlineRecords() -> [InlineRecord] {
    values.indices.map { index in
      let source = lesson.expressions[index].source
      let result = try? values[index]?.get()
      var record = InlineRecord(
        expression: source.source.string, range: source.range, value: result?.value, text: result?.text ?? "",
        format: result?.format ?? NumberFormat())
      if let result { record.checks = result.checks }
      record.isAnswer = source.isAnswer
      return record
    }
  }
}
