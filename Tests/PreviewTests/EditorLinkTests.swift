import Testing

@testable import Preview

@Suite struct EditorLinkTests {
  @Test func leadsToAPlace() {
    func check(_ editor: String, _ expected: String?) {
      #expect(EditorLink(editor)?.address(path: "/a b/가.md", line: 3, column: 7) == expected, "\(editor)")
    }
    check("vscode", "vscode://file/a%20b/%EA%B0%80.md:3:7")
    check("idea", "idea://open?file=/a%20b/%EA%B0%80.md&line=3&column=7")
    check("my-ed.1+x://open{path}#{line}", "my-ed.1+x://open/a%20b/%EA%B0%80.md#3")
    check("none", nil)
  }

  @Test(arguments: [
    "", "emacs", "javascript:alert({path})", "JavaScript:{path}", "data:{path}", "vbscript:{path}", "file://{path}",
    "vscode://file", "1x://{path}", "://{path}", "x y://{path}", "x://{path}\n", "{path}", "é://{path}",
  ])
  func refusesOthers(editor: String) {
    #expect(EditorLink(editor) == nil, "\(editor)")
  }
}
