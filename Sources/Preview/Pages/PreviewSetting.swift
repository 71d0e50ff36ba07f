#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension PreviewSite.Setting {
  /// With all links resolved, as an editor knows it.
  package static var currentFolder: String {
    guard let path = realpath(".", nil) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// 128 bits that nobody else knows.
  package static func newNonce() -> String {
    var generator = SystemRandomNumberGenerator()
    return String(generator.next() as UInt64, radix: 36) + String(generator.next() as UInt64, radix: 36)
  }
}
