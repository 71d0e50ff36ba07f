import SourceText

/// An SVG file that only draws: as an image on a page none can do more, but its own address, opened, is a page.
///
/// Read strictly and by a list of what is allowed: elements, namespaces, addresses. What a reader of XML and this one
/// could understand differently (entities, encodings, instructions, prefixes for SVG's own elements) is refused.
struct InertDrawing {
  private struct Refusal: Error {
    var what: String
    var offset: Int
  }

  private let bytes: [UInt8]
  private var index = 0
  private var prefixes: [String: String] = [:]
  private var hasRoot = false

  /// `nil` for a drawing that holds nothing else.
  static func fault(_ bytes: [UInt8], name: String) -> InertFile.Fault? {
    var drawing = InertDrawing(bytes: bytes)
    do throws(Refusal) {
      try drawing.read()
      return nil
    } catch {
      return InertFile.Fault(
        message: "`\(name)` does more than draw: it has \(error.what)", offset: error.offset,
        hint:
          "take it out, or save the drawing as PNG: in this course authors are not trusted (`raw-html: false`), and "
          + "an SVG file that is opened by itself is a page")
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() throws(Refusal) {
    if let bad = UTF8Validation.invalidBytes(in: bytes).first ?? bytes.firstIndex(of: 0) {
      throw Refusal(what: "bytes that are no UTF-8", offset: bad)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    if stands("<?xml ") { try declaration() }
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start
      if stands("<!--") {
        let text = try skip("<!--", to: "-->")
        // XML ends a comment at no other `--`, readers of HTML at some.
        if text.last == UInt8(ascii: "-") || zip(text, text.dropFirst()).contains(where: { $0 == 0x2D && $1 == 0x2D }) {
          throw Refusal(what: "a comment with `--` in it", offset: start)
        }
      } else if stands("<![CDATA[") {
        try skip("<![CDATA[", to: "]]>")
      } else if stands("<!DOCTYPE") {
        let text = try skip("<!DOCTYPE", to: ">")
        if text.contains(UInt8(ascii: "[")) || text.contains(UInt8(ascii: "<")) {
          throw Refusal(what: "declarations of its own", offset: start)
        }
      } else if stands("</") {
        index += 2
        _ = try name()
        skipBlanks()
        try expect(">")
      } else if stands("<?") {
        throw Refusal(what: "an instruction (`<?`)", offset: start)
      } else {
        try tag()
      }
    }
    if !hasRoot { throw Refusal(what: "no `<svg>`", offset: 0) }
  }

  /// Of version 1.0 and in UTF-8, which every reader takes for what it is.
  private mutating func declaration() throws(Refusal) {
    let start = index
    let text = String(decoding: try skip("<?xml ", to: "?>"), as: UTF8.self).lowercased()
      .replacing("'", with: "\"").replacing(" ", with: "")
    let isPlain =
      text.hasPrefix("version=\"1.0\"")
      && (!text.contains("encoding") || text.contains("encoding=\"utf-8\"") || text.contains("encoding=\"us-ascii\""))
    if !isPlain { throw Refusal(what: "an encoding that is not UTF-8", offset: start) }
  }

  private mutating func tag() throws(Refusal) {
    let start = index
    index += 1
    let element = try name()
    if !hasRoot, element != "svg" { throw Refusal(what: "another element around it (`<\(element)>`)", offset: start) }
    var namesSVG = hasRoot
    while true {
      let before = index
      skipBlanks()
      if stands("/>") || stands(">") { break }
      guard index > before else { throw Refusal(what: "a tag that is no XML", offset: index) }
      let place = index
      let name = try name()
      skipBlanks()
      try expect("=")
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
        let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
      else { throw Refusal(what: "a tag that is no XML", offset: place) }
      let value = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      if value.utf8.contains(UInt8(ascii: "<")) { throw Refusal(what: "a tag that is no XML", offset: place) }
      index = end + 1
      try check(name, value, at: place)
      if name == "xmlns" { namesSVG = true }
    }
    if !namesSVG { throw Refusal(what: "no namespace", offset: start) }
    hasRoot = true
    index += stands("/>") ? 2 : 1
    try check(element: element, at: start)
  }

  /// Elements of other namespaces, an editor's notes, mean nothing to a browser.
  private func check(element: String, at offset: Int) throws(Refusal) {
    let parts = element.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isKnown =
      parts.count == 1
      ? Self.elements.contains(element)
      : prefixes[String(parts[0])].map { Self.notes.contains($0) } ?? false
    if !isKnown { throw Refusal(what: "`<\(element)>`", offset: offset) }
  }

  private mutating func check(_ name: String, _ value: String, at offset: Int) throws(Refusal) {
    if name == "xmlns" {
      if value != Self.namespace { throw Refusal(what: "another namespace", offset: offset) }
      return
    }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, parts[0] == "xmlns" {
      guard value == Self.namespace || Self.notes.contains(value), prefixes[parts[1]] ?? value == value else {
        throw Refusal(what: "another namespace", offset: offset)
      }
      prefixes[parts[1]] = value
      return
    }
    let local = (parts.last ?? name).lowercased()
    if local.hasPrefix("on") { throw Refusal(what: "`\(name)`", offset: offset) }
    if local == "base" { throw Refusal(what: "`\(name)`", offset: offset) }
    if local == "href" || local == "src" {
      let isInside = value.hasPrefix("#") || value.isEmpty
      guard isInside || Self.addresses.contains(where: { value.hasPrefix($0) }) else {
        throw Refusal(what: "an address of another kind", offset: offset)
      }
    }
  }

  // MARK: - Reading

  private func stands(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  @discardableResult
  private mutating func skip(_ opening: String, to closing: String) throws(Refusal) -> ArraySlice<UInt8> {
    let start = index + opening.utf8.count
    let pattern = Array(closing.utf8)
    var end = start
    while end + pattern.count <= bytes.count {
      if bytes[end...].starts(with: pattern) {
        index = end + pattern.count
        return bytes[start..<end]
      }
      end += 1
    }
    throw Refusal(what: "`\(opening)` without an end", offset: index)
  }

  private mutating func name() throws(Refusal) -> String {
    let start = index
    while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
    guard index > start else { throw Refusal(what: "a tag that is no XML", offset: start) }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func expect(_ text: String) throws(Refusal) {
    guard stands(text) else { throw Refusal(what: "a tag that is no XML", offset: min(index, max(0, bytes.count - 1))) }
    index += text.utf8.count
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  // MARK: - What is allowed

  private static let namespace = "http://www.w3.org/2000/svg"
  /// Namespaces of links within a drawing, of descriptions, and of editors.
  private static let notes: Set<String> = [
    "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
    "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.bohemiancoding.com/sketch/ns", "http://www.serif.com/",
  ]
  private static let addresses = [
    "http://", "https://", "data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;",
  ]
  private static let elements: Set<String> = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
    "title",
    "desc", "metadata", "defs", "symbol", "use", "clipPath", "mask", "pattern", "marker", "linearGradient",
    "radialGradient", "stop", "image", "style", "switch", "view", "a", "filter", "feBlend", "feColorMatrix",
    "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
    "feDistantLight",
    "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge",
    "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile",
    "feTurbulence",
  ]
}
