import Artifacts
import SourceText

/// Results of a lesson, in full precision: nn-language, "Machine-readable results". Fields may be added, never renamed.
struct ReportJSON {
  let report: Report

  init(_ report: Report) { self.report = report }

  func bytes() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("lesson", report.source?.path ?? report.path + ".md")
      json.member("ok", !report.diagnostics.contains { $0.severity == .error })
      json.newLine()
      json.key("cells")
      let cells = report.options.solutions ? report.cells : report.cells.filter { !$0.isSolution }
      json.lines(cells) { cell($1, &$0) }
      json.newLine()
      json.key("inline")
      json.lines(report.inline) { inline($1, &$0) }
      json.newLine()
      json.key("expectations")
      json.lines(cells.flatMap { cell in cell.claims.map { (cell, $0) } }) { claim($1.1, of: $1.0, &$0) }
      json.newLine()
      json.key("diagnostics")
      // A fault of a solution quotes it; whoever builds is told on standard error.
      json.lines(report.diagnostics.compactMap(report.told)) { $0.raw(JSONFormat.object($1)) }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func cell(_ cell: CellReport, _ json: inout JSONWriter) {
    json.object { json in
      if let range = cell.range { json.member("line", range.start.line) }
      if let label = cell.label { json.member("label", label) }
      json.member("ok", cell.isOK)
      json.member("skipped", cell.isSkipped)
      json.key("outputs")
      json.array(cell.outputs) { $1.write(to: &$0) }
      json.key("places")
      json.array(cell.places) { json, place in
        json.object { json in
          json.member("file", place.file.path)
          json.member("line", place.start.line)
          json.member("column", place.start.column)
        }
      }
      derivatives(cell.derivatives, &json)
      let expected = cell.failures.filter(\.isExpected)
      if !expected.isEmpty {
        json.key("expectedErrors")
        json.array(expected) { $0.raw(JSONFormat.object(report.shown($1, of: cell).diagnostic)) }
      }
    }
  }

  private func inline(_ record: InlineRecord, _ json: inout JSONWriter) {
    let (line, column) = record.range.start
    json.object { json in
      json.member("line", line)
      json.member("column", column)
      if record.isAnswer {
        let fingerprint = AnswerFingerprint(record, in: report.path)
        json.key("answer")
        json.object { json in
          json.member("salt", fingerprint.salt)
          json.member("hash", fingerprint.hash)
        }
        return
      }
      json.member("expression", record.expression)
      if let value = record.value {
        json.member("shape", value.shape)
        json.member("values", value.values)
      } else {
        json.key("values")
        json.null()
      }
      json.member("text", record.text)
      derivatives(record.checks, &json)
    }
  }

  /// Derivatives that are values; those of figures, tables and steps stand with these.
  private func derivatives(_ checks: CheckSummary, _ json: inout JSONWriter) {
    guard checks.entries > 0 else { return }
    json.key("derivatives")
    checks.write(to: &json)
  }

  private func claim(_ claim: ClaimReport, of cell: CellReport, _ json: inout JSONWriter) {
    let (line, column) = claim.range.start
    json.object { json in
      json.member("line", line)
      json.member("column", column)
      json.member("ok", claim.holds)
      guard !report.leavesOutValues(of: claim, in: cell) else { return }
      json.member("left", claim.left.values)
      if let right = claim.right { json.member("right", right.values) }
    }
  }
}
