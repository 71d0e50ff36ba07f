/// Which names a request may call this server by.
///
/// A page of another site can have its own name answered with 127.0.0.1 (DNS rebinding), and its scripts then read what
/// is served here as if it were theirs. The browser still says the name that it looked up, so every name but our own is
/// refused. Addresses written in digits cannot be rebound.
package struct AllowedHosts: Sendable, Equatable {
  /// As given with `--host`.
  private let host: String
  private let isLoopback: Bool

  package init(host: String) {
    self.host = host.lowercased()
    isLoopback = Self.isLoopback(self.host)
  }

  /// - Parameter value: of the `Host` header: `localhost:4321`, `127.0.0.1`, `[::1]:4321`.
  package func allows(_ value: String) -> Bool {
    guard let name = Self.name(value.lowercased()) else { return false }
    if Self.isLoopback(name) || name == host { return true }
    return !isLoopback && (Self.isIPv4(name) || Self.isIPv6(name))
  }

  /// Only programs of this machine reach it.
  package static func isLoopback(_ name: String) -> Bool {
    name == "localhost" || name == "::1" || isIPv4(name) && name.hasPrefix("127.")
  }

  /// Without the port, and without the brackets of IPv6.
  private static func name(_ value: String) -> String? {
    if value.hasPrefix("[") {
      guard let end = value.firstIndex(of: "]") else { return nil }
      let name = String(value[value.index(after: value.startIndex)..<end])
      return isIPv6(name) && isPort(value[value.index(after: end)...]) ? name : nil
    }
    let parts = value.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty, parts.count <= 2 else { return nil }
    return parts.count == 1 || isPort(":" + parts[1]) ? String(name) : nil
  }

  private static func isPort(_ text: some StringProtocol) -> Bool {
    text.isEmpty
      || text.hasPrefix(":") && UInt16(text.dropFirst()) != nil
        && text.dropFirst().utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  static func isIPv4(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } && UInt8(part) != nil
      }
  }

  static func isIPv6(_ name: String) -> Bool {
    name.utf8.contains(UInt8(ascii: ":")) && name.utf8.count <= 45
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: ":"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}
