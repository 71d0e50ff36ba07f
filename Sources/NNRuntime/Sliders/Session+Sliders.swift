import Artifacts
import NNSyntax
import SourceText

extension Session {
  /// Tells all blocks to come, in order, so that it is known from the first one on what sliders will move.
  public func prepareSliders(_ programs: [Program]) {
    environment.dependence = SliderDependence(programs)
    environment.ledger = environment.dependence.isEmpty ? nil : SliderLedger()
  }

  /// Sliders of a block of which nobody has told beforehand.
  func noteSliders(_ program: Program) {
    guard SliderDependence([program]).sliders.keys.contains(where: { environment.dependence.sliders[$0] == nil }) else {
      return
    }
    prepareSliders([program])
  }

  /// The lesson is over: what its page computes when sliders move.
  ///
  /// Every result is told what becomes of it, and the numbers of those that follow where they stand on the tape.
  ///
  /// - Returns: `nil` in a lesson without sliders.
  public func finishSliders(
    _ outcomes: inout [Outcome?], _ values: inout [Result<InlineResult, Diagnostic>?],
    expressions: [(program: InlineProgram, after: Int)?]
  ) -> SliderTape? {
    guard let ledger = environment.ledger else { return nil }
    let dependence = environment.dependence
    var maker = SliderTapeMaker(graph: environment.graph, ledger: ledger)
    var drafts: [[SliderTapeMaker.Draft]] = []
    for outcome in outcomes {
      drafts.append(
        (outcome?.outputs ?? []).enumerated().map { place, artifact in
          let sources = outcome.map { dependence.sources(at: $0.places[place]) } ?? SliderDependence.Sources()
          let numbers = artifact.ledgerNumbers
          return maker.draft(
            numbers: numbers.values, comparisons: numbers.comparisons, canFollow: artifact.canFollow, sources: sources)
        })
    }
    let inline = values.indices.map { index -> SliderTapeMaker.Draft in
      guard case .success(let result)? = values[index], let expression = expressions[index] else { return .still }
      return maker.draft(
        numbers: result.value.places ?? [], comparisons: [], canFollow: result.value.places != nil,
        sources: dependence.sources(of: expression.program.expression, after: expression.after))
    }
    let made = maker.make(count: dependence.sliders.count)
    for index in outcomes.indices {
      outcomes[index]?.settle(drafts[index], made)
      outcomes[index]?.claimsFollow(dependence)
    }
    for index in values.indices {
      guard case .success(var result)? = values[index] else { continue }
      result.value.settle(made)
      result.following = inline[index].following(made)
      if result.following?.watches == nil { result.value.places = nil }
      values[index] = .success(result)
    }
    return made.tape
  }
}

extension SliderTapeMaker.Draft {
  fileprivate func following(_ made: SliderTapeMaker.Made) -> Following? {
    switch self {
    case .still: nil
    case .follows(let sliders, let watches): Following(sliders: sliders, watches: watches.map { made.outputs[$0] })
    case .stays(let sliders): .stays(sliders)
    }
  }
}

extension ShapedValues {
  /// From the ledger's number to the place on the tape.
  fileprivate mutating func settle(_ made: SliderTapeMaker.Made) {
    places = places?.first.flatMap { made.places[$0] }.map { [$0] }
  }
}

extension Artifact {
  fileprivate var ledgerNumbers: (values: [Int], comparisons: [Int]) {
    var copy = self
    var values: [Int] = []
    var comparisons: [Int] = []
    copy.mapPlaces {
      values += $0.places ?? []
    } check: {
      comparisons += $0.followed.map(Array.init) ?? []
    }
    return (values, comparisons)
  }
}

extension Outcome {
  fileprivate mutating func settle(_ drafts: [SliderTapeMaker.Draft], _ made: SliderTapeMaker.Made) {
    following = drafts.map { $0.following(made) }
    for index in outputs.indices {
      let follows = following[index]?.watches != nil
      outputs[index].mapPlaces {
        $0.settle(made)
        if !follows { $0.places = nil }
      } check: { summary in
        let checks = follows ? summary.followed.flatMap { made.checks[$0.lowerBound] } : nil
        summary.followed = checks
      }
    }
  }

  /// Notes the sliders that the sign of held claims depends on.
  fileprivate mutating func claimsFollow(_ dependence: SliderDependence) {
    var sliders: Set<Int> = []
    for claim in claims { sliders.formUnion(dependence.sources(at: claim.range).moved) }
    claimSliders = sliders.sorted()
  }
}
