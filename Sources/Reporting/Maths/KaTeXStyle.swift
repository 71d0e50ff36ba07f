/// KaTeX's style sheet, taken apart as far as fonts go: which file each face stands in, and which classes ask for it.
public struct KaTeXStyle: Sendable {
  /// A set of faces; bit i stands for `faces[i]`.
  public struct Fonts: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
  }

  public struct Face: Sendable {
    var family: String
    var isBold: Bool
    var isItalic: Bool
    /// `KaTeX_Main-Regular.woff2`
    public var file: String
  }

  /// A selector that asks for a face: all of these classes, on an element or on its parents.
  private struct Rule {
    var classes: [String]
    var fonts: Fonts
  }

  /// The style sheet as installed; empty where it is not.
  let source: [UInt8]
  public let faces: [Face]
  private let rules: [Rule]
  /// Everything that is not an `@font-face`.
  private let body: String

  public init(_ source: [UInt8]) {
    self.source = source
    var faces: [Face] = []
    var blocks: [(selector: Substring, declarations: Substring)] = []
    var body = ""
    let text = String(decoding: source, as: UTF8.self)
    for block in text.split(separator: "}") {
      guard let brace = block.firstIndex(of: "{") else { continue }
      let selector = block[..<brace]
      let declarations = block[block.index(after: brace)...]
      if selector.hasSuffix("@font-face") {
        if let face = Face(declarations), faces.count < Fonts.RawValue.bitWidth { faces.append(face) }
      } else {
        body += "\(block)}"
        blocks.append((selector, declarations))
      }
    }
    self.faces = faces
    self.body = body
    rules = blocks.flatMap { block -> [Rule] in
      guard let family = KaTeXStyle.family(in: block.declarations) else { return [] }
      let isBold = block.declarations.contains("font-weight:700") || block.declarations.contains("font-weight:bold")
      let isItalic = block.declarations.contains("font-style:italic")
      let wanted = faces.indices.filter { faces[$0].family == family }
      // A face that the family lacks is made from its regular one.
      let exact = wanted.filter { faces[$0].isBold == isBold && faces[$0].isItalic == isItalic }
      let fonts = (exact.isEmpty ? wanted : exact).reduce(into: Fonts()) { $0.insert(Fonts(rawValue: 1 << $1)) }
      return block.selector.split(separator: ",").map {
        Rule(classes: KaTeXStyle.classes(inSelector: $0), fonts: fonts)
      }
    }
  }

  /// The faces that a formula's elements may ask for.
  func fonts(usedBy html: String) -> Fonts {
    var classes: Set<String> = []
    for list in KaTeXStyle.classLists(in: Array(html.utf8)) {
      for name in list.split(separator: UInt8(ascii: " ")) { classes.insert(String(decoding: name, as: UTF8.self)) }
    }
    return rules.reduce(into: []) { fonts, rule in
      if rule.classes.allSatisfy({ classes.contains($0) }) { fonts.formUnion(rule.fonts) }
    }
  }

  /// The style sheet with these faces, each where `url` says.
  ///
  /// Only the woff2 form is kept: every browser that knows the rest of a page's CSS reads it.
  public func styleSheet(_ fonts: Fonts, url: (Face) -> String) -> String {
    var text = ""
    for (index, face) in faces.enumerated() where fonts.contains(Fonts(rawValue: 1 << UInt32(index))) {
      text += "@font-face{font-family:\(face.family);src:url(\(url(face))) format('woff2');"
      text += "font-weight:\(face.isBold ? 700 : 400);font-style:\(face.isItalic ? "italic" : "normal");"
      text += "font-display:block}"
    }
    return text + body + "\n"
  }

  /// Every face there is.
  public var allFonts: Fonts { faces.indices.reduce(into: []) { $0.insert(Fonts(rawValue: 1 << UInt32($1))) } }

  public func faces(in fonts: Fonts) -> [Face] {
    faces.indices.filter { fonts.contains(Fonts(rawValue: 1 << UInt32($0))) }.map { faces[$0] }
  }

  /// The values of all `class` attributes.
  private static func classLists(in html: [UInt8]) -> [ArraySlice<UInt8>] {
    let marker = Array("class=\"".utf8)
    var lists: [ArraySlice<UInt8>] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "c")) {
      rest = rest[start...]
      guard rest.starts(with: marker) else {
        rest = rest.dropFirst()
        continue
      }
      let value = rest.dropFirst(marker.count).prefix { $0 != UInt8(ascii: "\"") }
      lists.append(value)
      rest = rest[value.endIndex...]
    }
    return lists
  }

  /// `font:normal 1.21em KaTeX_Main,Times New Roman,serif` → `KaTeX_Main`.
  private static func family(in declarations: Substring) -> String? {
    guard let start = declarations.ranges(of: "KaTeX_").first else { return nil }
    return String(declarations[start.lowerBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }

  /// `.katex .delimsizing.size1>span` → `["katex", "delimsizing", "size1"]`.
  private static func classes(inSelector selector: Substring) -> [String] {
    selector.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map { part in
      String(part.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    }
  }
}

extension KaTeXStyle.Face {
  /// Reads the declarations of an `@font-face`.
  init?(_ declarations: Substring) {
    var family = ""
    var file: String?
    isBold = false
    isItalic = false
    for declaration in declarations.split(separator: ";") {
      guard let colon = declaration.firstIndex(of: ":") else { continue }
      let value = declaration[declaration.index(after: colon)...].drop { $0 == " " }
      switch declaration[..<colon].filter({ !$0.isWhitespace }) {
      case "font-family": family = value.filter { $0 != "\"" && $0 != "'" }
      case "font-weight": isBold = value == "700" || value == "bold"
      case "font-style": isItalic = value == "italic"
      case "src":
        file =
          value.split(separator: ",").compactMap { source -> String? in
            guard let end = source.ranges(of: ".woff2").first, let slash = source[..<end.lowerBound].lastIndex(of: "/")
            else { return nil }
            return String(source[source.index(after: slash)..<end.upperBound])
          }.first
      default: break
      }
    }
    guard let file else { return nil }
    self.family = family
    self.file = file
  }
}
