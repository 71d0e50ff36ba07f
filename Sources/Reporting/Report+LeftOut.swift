import SourceText

/// Faults and claims of blocks that are shown, where they tell of what is left out.
extension Report {
  /// A fault of a block as the report may show it: without a line, a name or a condition that only solutions have.
  func shown(_ failure: Failure, of cell: CellReport) -> Failure {
    guard !leftOut.isEmpty else { return failure }
    var failure = failure
    let fault = failure.diagnostic
    if isLeftOut(fault.range) {
      failure.showsPlace = false
      failure.diagnostic = Diagnostic(
        fault.id, Explanation(fault.id).summary, at: (cell.range ?? fault.range).beginning, severity: fault.severity)
    } else {
      failure.diagnostic = shown(fault)
    }
    return failure
  }

  /// The same fault, with its summary for a message where it quotes what is left out.
  func shown(_ fault: Diagnostic) -> Diagnostic {
    guard !leftOut.isEmpty else { return fault }
    let texts = [fault.message] + [fault.hint].compactMap(\.self) + fault.notes.map(\.message)
    guard
      isLeftOut(fault.range) || texts.contains(where: quotesLeftOut)
        || fault.notes.contains(where: { $0.range.map(isLeftOut) ?? false })
    else { return fault }
    return Diagnostic(fault.id, Explanation(fault.id).summary, at: fault.range, severity: fault.severity)
  }

  /// A fault as machine-readable results have it: one at a solution's line stands at the block that is shown and failed
  /// there, and is left out where none did.
  func told(_ fault: Diagnostic) -> Diagnostic? {
    guard isLeftOut(fault.range) else { return shown(fault) }
    for cell in cells where !cell.isSolution {
      if let failure = cell.failures.first(where: { $0.diagnostic == fault }) {
        return shown(failure, of: cell).diagnostic
      }
    }
    return nil
  }

  func isLeftOut(_ range: SourceRange) -> Bool {
    leftOut.contains { $0.contains(range) || $0.file.path == range.file.path && $0.bytes.overlaps(range.bytes) }
  }

  /// Whether the values of a claim are left out: where solutions are, and the page does not show the claim either.
  func leavesOutValues(of claim: ClaimReport, in cell: CellReport) -> Bool {
    !options.solutions && !(cell.echo && cell.include && cell.source.contains(claim.range.text))
  }

  /// Whether a name or text between backquotes stands in what is left out, and nowhere else in the lesson.
  private func quotesLeftOut(_ message: String) -> Bool {
    let quotes = message.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.flatMap { $0.element.split(separator: "…") }
      .map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    guard !quotes.isEmpty else { return false }
    let hidden = leftOut.map(\.text).joined(separator: "\n").filter { !$0.isWhitespace }
    let told = quotes.filter { hidden.contains($0) }
    guard !told.isEmpty else { return false }
    let open = openText.filter { !$0.isWhitespace }
    return told.contains { !open.contains($0) }
  }

  /// The lesson's own text without what is left out.
  private var openText: String {
    guard let source else { return "" }
    var bytes = source.bytes
    for range in leftOut where range.file.path == source.path {
      for index in range.bytes.clamped(to: bytes.indices) { bytes[index] = UInt8(ascii: "\n") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension SourceRange {
  fileprivate var beginning: SourceRange { SourceRange(file, bytes.lowerBound..<bytes.lowerBound) }
}
