import SourceText

extension Course {
  /// Which edits of a lesson bind a number that then holds: the lesson is read and run as it would be after them.
  ///
  /// So what is offered is what the next check finds right, wherever the number stands and whatever the expression reads.
  /// The run is kept like any other; with the same edits the next check runs nothing.
  ///
  /// - Parameter edits: in one file, without overlap, in ascending order.
  func holding(
    _ edits: [Diagnostic.Edit], in file: SourceFile, _ setting: LessonSetting, _ folder: CourseFolder
  ) -> [Bool] {
    guard !edits.isEmpty else { return [] }
    let (bytes, starts) = file.applying(edits)
    let edited = SourceFile(path: file.path, bytes: bytes)
    var setting = setting
    setting.progress = nil
    let execution = run(read(edited, in: folder), setting, in: folder)
    let faults = Set(
      execution.diagnostics.filter { $0.severity == .error && $0.range.file == edited }.map(\.range.bytes.lowerBound))
    var holding: Set<Int> = []
    for (index, expression) in execution.lesson.expressions.enumerated() {
      guard let typed = expression.source.typed, expression.source.range.file == edited,
        case .success = execution.values[index], !faults.contains(typed.text.range.bytes.lowerBound)
      else { continue }
      holding.insert(expression.source.range.bytes.lowerBound)
    }
    return starts.map { holding.contains($0) }
  }
}

extension SourceFile {
  /// The file's bytes after edits, and where each replacement then begins.
  ///
  /// - Parameter edits: without overlap, in ascending order.
  func applying(_ edits: [Diagnostic.Edit]) -> (bytes: [UInt8], starts: [Int]) {
    var result: [UInt8] = []
    var starts: [Int] = []
    var done = 0
    for edit in edits {
      result += bytes[done..<edit.range.bytes.lowerBound]
      starts.append(result.count)
      result += edit.replacement.utf8
      done = edit.range.bytes.upperBound
    }
    return (result + bytes[done...], starts)
  }
}
