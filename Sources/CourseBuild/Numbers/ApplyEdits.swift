import SourceText

/// Edits that a check has made for what it found, or would make.
public struct AppliedEdits: Sendable {
  /// A replacement, and what it was for.
  public struct Change: Sendable {
    public var edit: Diagnostic.Edit
    public var id: DiagnosticID
  }

  /// By file, then by place.
  public var changes: [Change] = []
  /// As unified differences.
  public var difference = ""
  /// Why a file was left as it is.
  public var faults: [Diagnostic] = []

  /// `lessons/a.md:8:12: `0.31` is now `[0.31]{nn="y"}``
  public var text: String {
    changes.map { change in
      let new = change.edit.replacement
      return "\(change.edit.range.place): "
        + (new.isEmpty ? "took a comment away\n" : "`\(change.edit.range.text.printable)` is now `\(new.printable)`\n")
    }.joined()
  }
}

/// Applies the edits that notes offer: these bytes of these files and no others, all of a file at once.
///
/// A file that is no longer what was checked is left alone.
///
/// - Parameter writes: `false`: only say what would become of them.
func applyEdits(of diagnostics: [Diagnostic], writes: Bool) -> AppliedEdits {
  var result = AppliedEdits()
  let offered = diagnostics.compactMap { diagnostic in
    diagnostic.edit.map { AppliedEdits.Change(edit: $0, id: diagnostic.id) }
  }
  let byFile = Dictionary(grouping: offered) { $0.edit.range.file.path }
  for (path, changes) in byFile.sorted(by: { $0.key < $1.key }) {
    var taken: [AppliedEdits.Change] = []
    for change in changes.sorted(by: { $0.edit.range.bytes.lowerBound < $1.edit.range.bytes.lowerBound }) {
      // One behind the other; a lesson that was run twice says the same twice.
      if let last = taken.last, change.edit.range.bytes.lowerBound < last.edit.range.bytes.upperBound { continue }
      taken.append(change)
    }
    guard let file = taken.first?.edit.range.file else { continue }
    guard (try? FileSystem.read(path)) == file.bytes else {
      result.faults.append(
        Diagnostic(
          .fileChanged, "`\(path)` changed while the lessons ran", at: wholeFile(path),
          hint: "nothing was written into it; check again"))
      continue
    }
    let (bytes, _) = file.applying(taken.map(\.edit))
    if writes, let fault = writeFile(path, String(decoding: bytes, as: UTF8.self)) {
      result.faults.append(fault)
      continue
    }
    result.changes += taken
    result.difference += unifiedDifference(old: file.bytes, new: bytes, path: path)
  }
  return result
}
