/// The test report that continuous integration reads: a test case a file, a failure an error.
enum JUnitFormat {
  static func write(_ diagnostics: [Diagnostic], files: [String]) -> String {
    var byFile: [String: [Diagnostic]] = [:]
    for diagnostic in diagnostics { byFile[diagnostic.range.file.path, default: []].append(diagnostic) }
    let paths = Set(files).union(byFile.keys).sorted()
    let failed = paths.filter { path in byFile[path, default: []].contains { $0.severity == .error } }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites>\n"
    text += "  <testsuite name=\"lessons\" tests=\"\(paths.count)\" failures=\"\(failed.count)\" errors=\"0\">\n"
    for path in paths {
      let found = byFile[path, default: []]
      text += "    <testcase name=\"\(escaped(path))\" classname=\"lessons\" file=\"\(escaped(path))\""
      guard !found.isEmpty else {
        text += "/>\n"
        continue
      }
      text += ">\n"
      for diagnostic in found where diagnostic.severity == .error {
        text += "      <failure type=\"\(diagnostic.id.rawValue)\" message=\"\(escaped(diagnostic.message))\">"
        text += escaped(body(diagnostic)) + "</failure>\n"
      }
      let warnings = found.filter { $0.severity == .warning }
      if !warnings.isEmpty {
        text += "      <system-out>\(escaped(ConciseFormat.write(warnings)))</system-out>\n"
      }
      text += "    </testcase>\n"
    }
    return text + "  </testsuite>\n</testsuites>\n"
  }

  private static func body(_ diagnostic: Diagnostic) -> String {
    var text = ConciseFormat.write([diagnostic])
    if let hint = diagnostic.hint { text += "hint: \(hint)\n" }
    return text
  }

  /// Characters that XML 1.0 has no way to write are replaced.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
