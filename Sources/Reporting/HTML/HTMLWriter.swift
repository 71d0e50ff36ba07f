import Markup

extension HTMLNode {
  /// Appends the node as bytes.
  public func write(into bytes: inout [UInt8]) {
    [self].write(into: &bytes)
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return bytes
  }
}

extension [HTMLNode] {
  /// Appends the nodes as bytes, one after the other.
  ///
  /// The way down is an explicit stack: a document's nesting is the author's choice.
  public func write(into bytes: inout [UInt8]) {
    let start = bytes.count
    var open: [OpenElement] = []
    var nodes = self
    var next = 0
    while true {
      guard next < nodes.count else {
        guard let element = open.popLast() else { return }
        if !element.name.isEmpty {
          bytes.append(contentsOf: [UInt8(ascii: "<"), UInt8(ascii: "/")])
          bytes.append(contentsOf: element.name.utf8)
          bytes.append(UInt8(ascii: ">"))
        }
        nodes = element.siblings
        next = element.next
        continue
      }
      let node = nodes[next]
      next += 1
      switch node {
      case .text(let text):
        bytes.appendEscaped(text)
      case .raw(let markup):
        bytes.append(contentsOf: markup.utf8)
      case .freshLine:
        if bytes.count > start, bytes[bytes.count - 1] != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
      case .fragment(let children):
        open.append(OpenElement(name: "", siblings: nodes, next: next))
        nodes = children
        next = 0
      case .element(let name, let attributes, let children):
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        for attribute in attributes {
          bytes.append(UInt8(ascii: " "))
          bytes.append(contentsOf: attribute.name.utf8)
          bytes.append(contentsOf: [UInt8(ascii: "="), UInt8(ascii: "\"")])
          if attribute.name == "href" || attribute.name == "src" {
            bytes.appendEscapedDestination(attribute.value)
          } else {
            bytes.appendEscaped(attribute.value)
          }
          bytes.append(UInt8(ascii: "\""))
        }
        if children.isEmpty {
          if isVoid(name) {
            bytes.append(contentsOf: " />".utf8)
          } else {
            bytes.append(contentsOf: "></".utf8)
            bytes.append(contentsOf: name.utf8)
            bytes.append(UInt8(ascii: ">"))
          }
        } else {
          bytes.append(UInt8(ascii: ">"))
          open.append(OpenElement(name: name, siblings: nodes, next: next))
          nodes = children
          next = 0
        }
      }
    }
  }
}

/// An element whose children are being written, and where to go on behind it; a fragment has no name.
private struct OpenElement {
  var name: String
  var siblings: [HTMLNode]
  var next: Int
}

/// Whether an element without children is written as one tag.
private func isVoid(_ name: String) -> Bool {
  switch name {
  case "path", "rect", "circle", "line", "ellipse", "polygon", "polyline", "use", "stop", "image": true
  default: isVoidElement(name)
  }
}

extension [UInt8] {
  /// Appends text as HTML: `a < "b"` becomes `a &lt; &quot;b&quot;`, as cmark escapes it, in texts and attributes, and
  /// NUL, which HTML has no way to write, U+FFFD.
  ///
  /// Most texts need no escape, so that a look and one copy are faster than a decision a byte.
  mutating func appendEscaped(_ text: String) {
    let utf8 = text.utf8
    guard utf8.contains(where: needsEscape) else {
      append(contentsOf: utf8)
      return
    }
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): append(contentsOf: "&quot;".utf8)
      case 0: append(contentsOf: "\u{FFFD}".utf8)
      default: append(byte)
      }
    }
  }
}

extension [UInt8] {
  /// As ``appendEscaped(_:)``; a quote becomes `&#x27;`, which is how cmark writes it in a URL and nowhere else.
  mutating func appendEscapedDestination(_ text: String) {
    guard text.utf8.contains(UInt8(ascii: "'")) else { return appendEscaped(text) }
    var isFirst = true
    for part in text.utf8.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false) {
      if !isFirst { append(contentsOf: "&#x27;".utf8) }
      isFirst = false
      appendEscaped(String(Substring(part)))
    }
  }
}

@inline(__always)
private func needsEscape(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
    || byte == 0
}
