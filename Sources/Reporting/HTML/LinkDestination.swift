/// Destinations of links and images, as pages have them.
enum LinkDestination {
  /// Percent-encodes what may not stand in a URL and leaves reserved characters and escapes alone, as cmark does.
  ///
  /// `"그림 1.svg?a=b&c"` becomes `"%EA%B7%B8%EB%A6%BC%201.svg?a=b&c"`.
  static func encoded(_ destination: String) -> String {
    if destination.utf8.allSatisfy({ isPlain($0) }) { return destination }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(destination.utf8.count * 2)
    for byte in destination.utf8 {
      if isPlain(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(hexadecimal(byte >> 4))
        bytes.append(hexadecimal(byte & 15))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A link to another lesson's file leads to its page: `../en/02-gates.md#max` becomes `../en/02-gates.html#max`.
  static func page(_ destination: String) -> String {
    let utf8 = destination.utf8
    let path = utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    guard path.count > 3, path.suffix(3).elementsEqual(".md".utf8), path.first != UInt8(ascii: "/"),
      Address.scheme(of: destination) == nil
    else { return destination }
    return String(Substring(path.dropLast(3))) + ".html" + String(Substring(utf8[path.endIndex...]))
  }

  /// From one file of the output folder to another: `"en/01"` to `"ko/01.html"` is `"../ko/01.html"`.
  static func relative(from path: String, to target: String) -> String {
    let from = path.utf8.split(separator: UInt8(ascii: "/"))
    let to = target.utf8.split(separator: UInt8(ascii: "/"))
    var shared = 0
    while shared < from.count - 1, shared < to.count - 1, from[shared].elementsEqual(to[shared]) { shared += 1 }
    let up = String(repeating: "../", count: max(0, from.count - 1 - shared))
    return up + to[shared...].map { String(Substring($0)) }.joined(separator: "/")
  }

  /// The address of one file of the output folder in another: `"en/01"` to `"ko/a b.html"` is `"../ko/a%20b.html"`.
  static func address(from path: String, to target: String) -> String {
    encoded(Address.reference(toFile: relative(from: path, to: target)))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "%"),
      UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: ";"),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "&"), UInt8(ascii: "$"), UInt8(ascii: "~"),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + (digit - 10)
  }
}
