import Reporting

/// A hash of all that a lesson's values follow from, but for the engine: its programs, the options that change how they
/// run, its seed, and the bytes of its data files.
///
/// Where it is the same as when the committed values were written and a value is not, the engine has changed.
func programFingerprint(_ lesson: Lesson, data: UInt64) -> UInt64 {
  var bytes: [UInt8] = []
  func add(_ text: String) {
    bytes += text.utf8
    bytes.append(0)
  }
  add("\(lesson.frontMatter.seed ?? 0) \(data)")
  for cell in lesson.cells {
    let options = cell.options
    add("\(options.eval) \(options.error) \(options.digits ?? 0) \(options.budget ?? 0) \(options.memory ?? 0)")
    add(cell.program.source.string)
  }
  for expression in lesson.expressions { add(expression.source.source.string) }
  return Fingerprint.of(bytes)
}
