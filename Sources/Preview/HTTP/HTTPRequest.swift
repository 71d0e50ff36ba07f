/// The head of a request (HTTP/1.1, RFC 9112): what a preview needs of it.
///
/// Bodies are not read: nothing here takes one, and a request that announces one is refused.
package struct HTTPRequest: Sendable, Equatable {
  package var method: String
  /// As it stands in the request line: `/en/01-chain-rule.html?a=b`.
  package var target: String
  /// Names in small letters. Of a name that stands twice, all values in their order.
  package var headers: [String: [String]]
  /// `false` for HTTP/1.0.
  package var isPersistentByDefault = true

  package init(method: String = "GET", target: String, headers: [String: [String]] = [:]) {
    self.method = method
    self.target = target
    self.headers = headers
  }

  /// The one value of a header; `nil` where there is none, or more than one.
  package func header(_ name: String) -> String? {
    guard let values = headers[name], values.count == 1 else { return nil }
    return values[0]
  }

  /// Whether the connection stays for another request.
  package var keepsAlive: Bool {
    let wishes = headers["connection", default: []].joined(separator: ",").lowercased()
    return isPersistentByDefault ? !wishes.contains("close") : wishes.contains("keep-alive")
  }

  /// Whether bytes follow the head that would be taken for the next request.
  package var announcesBody: Bool {
    headers["transfer-encoding"] != nil || headers["content-length", default: ["0"]] != ["0"]
  }
}

/// Why a head is no request.
package enum HTTPFault: Error, Sendable, Equatable {
  case badRequest
  case tooLarge
  case badVersion

  package var status: Int {
    switch self {
    case .badRequest: 400
    case .tooLarge: 431
    case .badVersion: 505
    }
  }
}

extension HTTPRequest {
  /// Bytes that a head may have.
  package static let largestHead = 16 << 10

  /// Reads the first head in what has come so far.
  ///
  /// - Returns: the request, and how many bytes of `bytes` it took; `nil` where more must come.
  /// - Throws: for what is no head, whatever may follow.
  package static func parse(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) -> (request: HTTPRequest, count: Int)? {
    guard let end = endOfHead(bytes) else {
      if bytes.count >= largestHead { throw .tooLarge }
      return nil
    }
    guard end.head - bytes.startIndex <= largestHead else { throw .tooLarge }
    // A folded line (obs-fold) begins with a blank, and is refused with every other line that has no name.
    let lines = bytes[bytes.startIndex..<end.head].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    )
    .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    guard let first = lines.first else { throw .badRequest }
    var request = try requestLine(first)
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(isTokenByte)
      else { throw .badRequest }
      let value = line[line.index(after: colon)...]
      guard value.allSatisfy({ $0 == 9 || $0 >= 0x20 && $0 != 0x7F }) else { throw .badRequest }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      request.headers[name, default: []].append(trimmed(value))
    }
    return (request, end.next - bytes.startIndex)
  }

  /// Behind the last line of the head, and behind the empty line that ends it. Line ends may lack their CR.
  private static func endOfHead(_ bytes: ArraySlice<UInt8>) -> (head: Int, next: Int)? {
    var position = bytes.startIndex
    while let newLine = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) {
      let next = newLine + 1
      if next < bytes.endIndex, bytes[next] == UInt8(ascii: "\n") { return (newLine, next + 1) }
      if next + 1 < bytes.endIndex, bytes[next] == UInt8(ascii: "\r"), bytes[next + 1] == UInt8(ascii: "\n") {
        return (newLine, next + 2)
      }
      position = next
    }
    return nil
  }

  /// `GET /a HTTP/1.1`
  private static func requestLine(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> HTTPRequest {
    let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(isTokenByte), !parts[1].isEmpty,
      parts[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw .badRequest }
    var request = HTTPRequest(
      method: String(decoding: parts[0], as: UTF8.self), target: String(decoding: parts[1], as: UTF8.self))
    switch String(decoding: parts[2], as: UTF8.self) {
    case "HTTP/1.1": break
    case "HTTP/1.0": request.isPersistentByDefault = false
    case let version where version.hasPrefix("HTTP/"): throw .badVersion
    default: throw .badRequest
    }
    return request
  }

  private static func trimmed(_ value: ArraySlice<UInt8>) -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 9 }
    var value = value.drop(while: isBlank)
    while let last = value.last, isBlank(last) { value.removeLast() }
    return String(decoding: value, as: UTF8.self)
  }

  /// A letter of a method or of a header's name (RFC 9110, `tchar`).
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
