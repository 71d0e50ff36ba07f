/// The test report that continuous integration reads: a suite a file, a test case a diagnostic, or one that passes where
/// there is none.
///
/// Readers show the first failure of a test case alone, so no case has two. It keeps to what both Ant's and Jenkins's
/// schemas know. They ask for a time and a machine, of which no output of ours may depend: the first second of 1970.
enum JUnitFormat {
  static func write(_ diagnostics: [Diagnostic], files: [String]) -> String {
    var byFile: [String: [Diagnostic]] = [:]
    for diagnostic in diagnostics { byFile[diagnostic.range.file.path, default: []].append(diagnostic) }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for (index, path) in Set(files).union(byFile.keys).sorted().enumerated() {
      text += suite(path, byFile[path, default: []], index)
    }
    return text + "</testsuites>\n"
  }

  private static func suite(_ path: String, _ found: [Diagnostic], _ index: Int) -> String {
    let failures = found.count { $0.severity == .error }
    let name = escaped(path)
    var text = "  <testsuite id=\"\(index)\" package=\"lessons\" name=\"\(name)\" hostname=\"localhost\""
    text += " timestamp=\"1970-01-01T00:00:00\" time=\"0\""
    text += " tests=\"\(max(1, found.count))\" failures=\"\(failures)\" errors=\"0\">\n    <properties/>\n"
    var names: [String: Int] = [:]
    for diagnostic in found {
      let start = diagnostic.range.startInCharacters
      var title = "\(start.line):\(start.column) \(diagnostic.id.rawValue)"
      names[title, default: 0] += 1
      if let count = names[title], count > 1 { title += " (\(count))" }
      text += "    <testcase classname=\"\(name)\" name=\"\(escaped(title))\" time=\"0\""
      guard diagnostic.severity == .error else {
        text += "/>\n"
        continue
      }
      text += ">\n      <failure type=\"\(diagnostic.id.rawValue)\" message=\"\(escaped(diagnostic.message))\">"
      text += escaped(body(diagnostic)) + "</failure>\n    </testcase>\n"
    }
    if found.isEmpty { text += "    <testcase classname=\"\(name)\" name=\"nothing wrong\" time=\"0\"/>\n" }
    let warnings = found.filter { $0.severity != .error }.map(body).joined()
    text += warnings.isEmpty ? "    <system-out/>\n" : "    <system-out>\(escaped(warnings))</system-out>\n"
    return text + "    <system-err/>\n  </testsuite>\n"
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
