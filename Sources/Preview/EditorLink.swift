/// How a place in a source is opened in the author's editor, as an address that the editor has told the system of.
package struct EditorLink: Sendable, Equatable {
  /// `vscode://file{path}:{line}:{column}`; empty for none.
  package let template: String

  package static let known = [
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "windsurf": "windsurf://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "none": "",
  ]

  /// - Parameter text: a name of ``known``, or an address with `{path}` in it, and `{line}` and `{column}` if wished.
  /// - Returns: `nil` for anything else, and for schemes that a browser would run.
  package init?(_ text: String) {
    if let template = Self.known[text] {
      self.template = template
      return
    }
    let scheme = text.prefix { $0 != ":" }
    let isScheme =
      scheme.utf8.first.map { byte in byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") } == true
      && scheme.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
    let isRun = ["javascript", "data", "vbscript", "blob", "file"].contains(scheme.lowercased())
    guard isScheme, scheme.utf8.count < text.utf8.count, text.contains("{path}"), !isRun,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    template = text
  }

  /// - Parameters:
  ///   - path: absolute.
  ///   - column: in characters.
  /// - Returns: `nil` for no editor.
  ///
  /// `/a b.md`, 3, 7 → `vscode://file/a%20b.md:3:7`
  package func address(path: String, line: Int, column: Int) -> String? {
    guard !template.isEmpty else { return nil }
    return template.replacing("{path}", with: path.percentEncodedPath).replacing("{line}", with: "\(line)")
      .replacing("{column}", with: "\(column)")
  }
}
