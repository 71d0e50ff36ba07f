import SourceText

/// Info string of a fence: ` ```python `, ` ```{.python filename="a.py"} `, ` ```python title="a.py" `.
public struct CodeInfo: Sendable, Hashable {
  /// `nil` where none is named.
  public var language: String?
  public var fileName: String?
  /// ` ```{=html} `
  var isRawHTML = false
  /// Unknown parts of it, with their names.
  var foreign: [(construct: ForeignConstruct, name: String?)] = []

  public static func == (a: CodeInfo, b: CodeInfo) -> Bool { a.language == b.language && a.fileName == b.fileName }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(language)
    hasher.combine(fileName)
  }

  public init(_ info: String) {
    let text = Array(info.utf8)
    var word = text.prefix { !$0.isSpace && $0 != UInt8(ascii: "{") }
    if word.isEmpty, text.first == UInt8(ascii: "{"), let end = text.lastIndex(of: UInt8(ascii: "}")) {
      readBraces(text, 1..<end)
      return
    }
    if word.isEmpty { word = text.drop(while: \.isSpace).prefix { !$0.isSpace && $0 != UInt8(ascii: "{") } }
    language = word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    if let language, Self.diagrams.contains(language) { foreign.append((.diagramFence, language)) }
    var rest = text[word.endIndex...]
    if let open = rest.firstIndex(of: UInt8(ascii: "{")), rest[..<open].allSatisfy(\.isSpace),
      let end = rest.lastIndex(of: UInt8(ascii: "}"))
    {
      rest = rest[(open + 1)..<end]
    }
    if let attributes = Attributes(text, rest.startIndex..<rest.endIndex) {
      take(attributes, text)
    }
  }

  private static let diagrams: Set<String> = ["mermaid", "dot", "graphviz", "plantuml"]
  /// Engines that run blocks elsewhere.
  private static let engines: Set<String> = [
    "python", "python3", "r", "julia", "ojs", "bash", "sh", "sql", "stan", "js", "javascript", "rcpp", "code-cell",
    "ipython3", "jupyter-execute", "octave", "matlab", "swift", "cpp", "perl", "ruby", "webr", "pyodide", "webr-r",
  ]

  private mutating func readBraces(_ text: [UInt8], _ range: Range<Int>) {
    if text[range].first == UInt8(ascii: "=") {
      let format = String(decoding: text[range].dropFirst(), as: UTF8.self)
      if format == "html" { isRawHTML = true } else { foreign.append((.rawFence, format)) }
      return
    }
    if let attributes = Attributes(text, range) {
      language = attributes.classes.first?.name
      return take(attributes, text, dropping: 1)
    }
    let name = String(decoding: text[range].prefix { !$0.isSpace && $0 != UInt8(ascii: ",") }, as: UTF8.self)
    language = name
    let lower = name.lowercased()
    foreign.append(
      (
        Self.diagrams.contains(lower) ? .diagramFence : Self.engines.contains(lower) ? .executedFence : .directiveFence,
        "{" + name + "}"
      ))
  }

  private mutating func take(_ attributes: Attributes, _ text: [UInt8], dropping classes: Int = 0) {
    for name in attributes.classes.dropFirst(classes).map(\.name) {
      foreign.append((.fenceAttribute, "." + name))
    }
    for pair in attributes.pairs {
      let value = String(decoding: text[pair.value], as: UTF8.self)
      switch pair.key {
      case "filename", "title", "name": fileName = value
      default: foreign.append((.fenceAttribute, pair.key))
      }
    }
    if let label = attributes.label { foreign.append((.fenceAttribute, "#" + label)) }
  }
}
