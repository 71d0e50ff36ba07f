import Foundation
import Reporting
import SourceText

/// Elements without an end tag.
private let void: Set<String> = ["br", "hr", "img", "input", "link", "meta", "wbr"]

/// Every `<` begins a tag, every attribute stands in quotes, elements close in order, and nothing in them runs but the
/// page's own scripts: no other script, no handler, no address of a scheme that is not allowed.
func requireElements(_ bytes: [UInt8], _ name: String) throws(BrokenInvariant) {
  var reader = ElementReader(bytes: bytes, name: name)
  try reader.read()
}

private struct ElementReader {
  let bytes: [UInt8]
  let name: String
  var position = 0
  var open: [String] = []

  init(bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  mutating func read() throws(BrokenInvariant) {
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      if isNext("!") || isNext("?") {
        try skip(to: ">")
      } else if isNext("/") {
        position += 1
        let element = word()
        try hold(open.last == element, "`</\(element)>` closes `<\(open.last ?? "")>`")
        open.removeLast()
        try hold(isNext(">"), "`</\(element)` does not end")
      } else {
        try readElement()
      }
    }
    try hold(open.isEmpty, "`<\(open.last ?? "")>` is not closed")
  }

  private mutating func readElement() throws(BrokenInvariant) {
    let element = word()
    try hold(!element.isEmpty, "`<` that begins no tag")
    var attributes: Set<String> = []
    while true {
      skipSpaces()
      if isNext(">") { break }
      if isNext("/") {
        position += 1
        try hold(isNext(">"), "`/` in `<\(element)>`")
        position += 1
        return
      }
      let attribute = word()
      try hold(!attribute.isEmpty, "no attribute in `<\(element)>`")
      try hold(attributes.insert(attribute).inserted, "`\(attribute)` twice in `<\(element)>`")
      try hold(!attribute.hasPrefix("on"), "the handler `\(attribute)`")
      guard isNext("=") else { continue }
      position += 1
      let quote: Unicode.Scalar = isNext("'") ? "'" : "\""
      try hold(isNext(quote), "`\(attribute)` without quotes")
      position += 1
      let start = position
      try skip(to: quote)
      try hold(element != "script" || attribute != "src", "a script from elsewhere")
      if attribute == "href" || attribute == "src" {
        try check(String(decoding: bytes[start..<position], as: UTF8.self))
      }
      position += 1
    }
    position += 1
    if element == "style" || element == "script" {
      let start = position
      let end = Array("</\(element)".utf8)
      while position < bytes.count, !bytes[position...].starts(with: end) { position += 1 }
      if element == "script" { try check(script: bytes[start..<position], isData: attributes.contains("type")) }
    }
    if !void.contains(element) { open.append(element) }
  }

  private func check(script: ArraySlice<UInt8>, isData: Bool) throws(BrokenInvariant) {
    if isData {
      let json = try? JSONSerialization.jsonObject(with: Data(script))
      try hold(json != nil, "a script that is no JSON")
    } else {
      try hold(OwnScript.isOne(String(decoding: script, as: UTF8.self)), "a script")
    }
  }

  private func check(_ address: String) throws(BrokenInvariant) {
    guard let scheme = Address.scheme(of: address) else { return }
    try hold(["http", "https", "mailto", "tel", "data"].contains(scheme), "an address `\(address)`")
  }

  private func hold(_ holds: Bool, _ fault: @autoclosure () -> String) throws(BrokenInvariant) {
    if holds { return }
    let text = bytes[max(0, position - 60)..<min(bytes.count, position + 30)]
    throw BrokenInvariant(description: "\(name): \(fault()) at …\(String(decoding: text, as: UTF8.self))…")
  }

  private func isNext(_ letter: Unicode.Scalar) -> Bool {
    position < bytes.count && bytes[position] == UInt8(ascii: letter)
  }

  private mutating func skip(to letter: Unicode.Scalar) throws(BrokenInvariant) {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: letter))
    try hold(end != nil, "no `\(letter)` to the end")
    position = end ?? bytes.count
  }

  private mutating func skipSpaces() { while isNext(" ") || isNext("\n") { position += 1 } }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, !" \n\t\"'<>/=&;".utf8.contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}
