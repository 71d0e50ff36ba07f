import Artifacts
import Formulas
import NNRuntime
import SourceText

/// Record of a lesson's run, as it is kept: outcomes without their source, with places in blocks for ranges.
struct RecordedRun: Codable {
  struct Block: Codable {
    var outputs: [Artifact]
    var places: [BlockPlace]
    var claims: [Claim]
    var diagnostics: [Said]
    var isSkipped: Bool
    var skippedSince: Said?
    var checks: CheckSummary
    var derivatives: CheckSummary
    var bindings: [Binding]
    var changed: [String]
    var following: [Follower]
    var claimSliders: [Int]
    var live: LiveCell?
  }

  /// Entry of `following`, where a result follows sliders or does not: a list of the coder's has no gaps.
  struct Follower: Codable {
    var following: Following?
  }

  struct Binding: Codable {
    var expression: String
    var value: ShapedValues
  }

  struct Claim: Codable {
    var place: BlockPlace
    var holds: Bool
    var left: ShapedValues
    var right: ShapedValues?
  }

  /// A diagnostic.
  struct Said: Codable {
    struct Note: Codable {
      var message: String
      var place: BlockPlace?
    }

    var id: String
    var severity: String
    var message: String
    var place: BlockPlace
    var hint: String?
    var notes: [Note]
  }

  enum Expression: Codable {
    case value(
      ShapedValues, Notation, tex: String, text: String, format: NumberFormat, warnings: [Said], checks: CheckSummary,
      following: Following?)
    case failure(Said)
    /// Without a program, or behind the one that put in too much.
    case none
  }

  enum Cell: Codable {
    case outcome(Block, shown: [String])
    /// `eval: false`
    case none
  }

  var cells: [Cell]
  var expressions: [Expression]
  /// ``LessonOutcomes/data``
  var data: Int
  var sliders: SliderTape?
}

extension RecordedRun {
  /// - Returns: `nil` for a run that may come out differently the next time, or whose places cannot be told.
  init?(_ run: LessonOutcomes, _ places: BlockPlaces) {
    data = Int(truncatingIfNeeded: run.data)
    sliders = run.sliders
    cells = []
    for (outcome, shown) in zip(run.outcomes, run.shown) {
      guard let outcome else {
        cells.append(.none)
        continue
      }
      guard let block = Block(outcome, places) else { return nil }
      cells.append(.outcome(block, shown: shown))
    }
    expressions = []
    for value in run.values {
      guard let expression = Expression(value, places) else { return nil }
      expressions.append(expression)
    }
  }

  /// - Returns: `nil` where the places are none of this lesson.
  func outcomes(_ places: BlockPlaces) -> LessonOutcomes? {
    var run = LessonOutcomes(outcomes: [], shown: [], values: [], data: UInt64(bitPattern: Int64(data)))
    run.sliders = sliders
    for cell in cells {
      switch cell {
      case .none:
        run.outcomes.append(nil)
        run.shown.append([])
      case .outcome(let block, let shown):
        guard let outcome = block.outcome(places) else { return nil }
        run.outcomes.append(outcome)
        run.shown.append(shown)
      }
    }
    for expression in expressions {
      switch expression {
      case .none: run.values.append(nil)
      case .failure(let said):
        guard let diagnostic = said.diagnostic(places) else { return nil }
        run.values.append(.failure(diagnostic))
      case .value(let value, let notation, let tex, let text, let format, let warnings, let checks, let following):
        guard let warnings = warnings.all({ $0.diagnostic(places) }) else { return nil }
        var result = InlineResult(
          value: value, report: .value(notation, tex: tex), text: text, format: format, warnings: warnings)
        result.checks = checks
        result.following = following
        run.values.append(.success(result))
      }
    }
    return run
  }
}

extension RecordedRun.Block {
  fileprivate init?(_ outcome: Outcome, _ places: BlockPlaces) {
    let claims = outcome.claims.all { claim in
      places.place(of: claim.range).map {
        RecordedRun.Claim(place: $0, holds: claim.holds, left: claim.left, right: claim.right)
      }
    }
    guard let claims, let diagnostics = outcome.diagnostics.all({ RecordedRun.Said($0, places) }),
      let shown = places.places(of: outcome.places)
    else { return nil }
    var since: RecordedRun.Said?
    if let reason = outcome.skippedSince {
      guard let said = RecordedRun.Said(reason, places) else { return nil }
      since = said
    }
    self.init(
      outputs: outcome.outputs, places: shown, claims: claims, diagnostics: diagnostics, isSkipped: outcome.isSkipped,
      skippedSince: since, checks: outcome.checks,
      derivatives: outcome.derivatives,
      bindings: outcome.bindings.map { RecordedRun.Binding(expression: $0.expression, value: $0.value) },
      changed: outcome.changed, following: outcome.following.map { RecordedRun.Follower(following: $0) },
      claimSliders: outcome.claimSliders, live: outcome.live)
  }

  fileprivate func outcome(_ places: BlockPlaces) -> Outcome? {
    let claims = claims.all { claim in
      places.range(of: claim.place).map {
        Outcome.Claim(range: $0, holds: claim.holds, left: claim.left, right: claim.right)
      }
    }
    guard let claims, let diagnostics = diagnostics.all({ $0.diagnostic(places) }),
      let shown = places.ranges(of: self.places)
    else { return nil }
    var outcome = Outcome(
      outputs: outputs, places: shown, claims: claims, diagnostics: diagnostics, checks: checks)
    outcome.derivatives = derivatives
    outcome.isSkipped = isSkipped
    outcome.bindings = bindings.map { Outcome.Binding(expression: $0.expression, value: $0.value) }
    outcome.changed = changed
    outcome.following = following.map(\.following)
    outcome.claimSliders = claimSliders
    outcome.live = live
    if let skippedSince {
      guard let reason = skippedSince.diagnostic(places) else { return nil }
      outcome.skippedSince = reason
    }
    return outcome
  }
}

extension RecordedRun.Expression {
  fileprivate init?(_ value: Result<InlineResult, Diagnostic>?, _ places: BlockPlaces) {
    switch value {
    case nil: self = .none
    case .failure(let diagnostic):
      guard let said = RecordedRun.Said(diagnostic, places) else { return nil }
      self = .failure(said)
    case .success(let result):
      guard case .value(let notation, let tex) = result.report,
        let warnings = result.warnings.all({ RecordedRun.Said($0, places) })
      else { return nil }
      self = .value(
        result.value, notation, tex: tex, text: result.text, format: result.format, warnings: warnings,
        checks: result.checks, following: result.following)
    }
  }
}

extension RecordedRun.Said {
  fileprivate init?(_ diagnostic: Diagnostic, _ places: BlockPlaces) {
    // A slower or fuller machine is no fault of the lesson, and what is told of a file that is not there is told of its
    // folder.
    let passing: Set<DiagnosticID> = [
      .timeBudget, .memoryBudget, .fileMissing, .unreadableFile, .fileOutsideCourse,
    ]
    guard !passing.contains(diagnostic.id), let place = places.place(of: diagnostic.range) else { return nil }
    let notes = diagnostic.notes.all { note -> Note? in
      guard let range = note.range else { return Note(message: note.message, place: nil) }
      return places.place(of: range).map { Note(message: note.message, place: $0) }
    }
    guard let notes else { return nil }
    self.init(
      id: diagnostic.id.rawValue, severity: diagnostic.severity.rawValue, message: diagnostic.message, place: place,
      hint: diagnostic.hint, notes: notes)
    guard self.diagnostic(places) == diagnostic else { return nil }
  }

  fileprivate func diagnostic(_ places: BlockPlaces) -> Diagnostic? {
    guard let id = DiagnosticID(rawValue: id), let severity = Diagnostic.Severity(rawValue: severity),
      let range = places.range(of: place)
    else { return nil }
    let notes = notes.all { note -> Diagnostic.Note? in
      guard let place = note.place else { return Diagnostic.Note(note.message) }
      return places.range(of: place).map { Diagnostic.Note(note.message, at: $0) }
    }
    return notes.map { Diagnostic(id, message, at: range, hint: hint, notes: $0, severity: severity) }
  }
}

extension Sequence {
  /// As `map`, but `nil` as soon as one is.
  fileprivate func all<Result>(_ transform: (Element) -> Result?) -> [Result]? {
    var results: [Result] = []
    for element in self {
      guard let result = transform(element) else { return nil }
      results.append(result)
    }
    return results
  }
}
