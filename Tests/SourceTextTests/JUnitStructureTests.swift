import Foundation
import Testing

@testable import SourceText

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What Ant's and Jenkins's readers of test reports ask for: which attributes, which elements, in which order.
struct JUnitStructureTests {
  private final class Reader: NSObject, XMLParserDelegate {
    var path: [String] = []
    /// Each element's name under its parent's, in order.
    var children: [String: [String]] = [:]
    var attributes: [String: Set<Set<String>>] = [:]
    var values: [[String: String]] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if let parent = path.last { children[parent, default: []].append(name) }
      self.attributes[name, default: []].insert(Set(attributes.keys))
      if name == "testsuite" { values.append(attributes) }
      path.append(name)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      path.removeLast()
    }
  }

  @Test func structure() throws {
    let file = SourceFile(path: "a & \"b\".md", text: "abc\ndef\n")
    let found = [
      Diagnostic(.unknownName, "one <\u{1}>", at: SourceRange(file, 0..<1)),
      Diagnostic(.lateOption, "two", at: SourceRange(file, 4..<5)),
    ]
    let text = DiagnosticFormat.junit.write(found, files: ["c.md", file.path])
    let parser = XMLParser(data: Data(text.utf8))
    let reader = Reader()
    parser.delegate = reader
    try #require(parser.parse())
    #expect(reader.attributes["testsuites"] == [[]])
    #expect(
      reader.attributes["testsuite"] == [
        ["id", "package", "name", "hostname", "timestamp", "time", "tests", "failures", "errors"]
      ])
    #expect(reader.attributes["testcase"] == [["classname", "name", "time"]])
    #expect(reader.attributes["failure"] == [["type", "message"]])
    #expect(reader.children["testsuites"] == ["testsuite", "testsuite"])
    #expect(
      reader.children["testsuite"] == [
        "properties", "testcase", "testcase", "system-out", "system-err", "properties", "testcase", "system-out",
        "system-err",
      ])
    #expect(reader.children["testcase"] == ["failure"])
    // Suites count from 0, a time has no zone, and each suite has a case.
    #expect(reader.values.map { $0["id"] } == ["0", "1"])
    #expect(reader.values.map { $0["tests"] } == ["2", "1"])
    #expect(reader.values.allSatisfy { $0["timestamp"]?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) != nil })
  }
}
