#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileSystem {
  /// Why a call failed, in the system's words: `Permission denied`.
  struct Fault: Error, Equatable {
    var code: Int32

    static var last: Fault { Fault(code: errno) }
    static let isDirectory = Fault(code: EISDIR)
    static let isThere = Fault(code: EEXIST)
    static let isBusy = Fault(code: EBUSY)
    /// A pipe or a device, which the system itself would read, perhaps for ever.
    static let isNoFile = Fault(code: -1)
    static let isTooLarge = Fault(code: -5)
    static let isTaken = Fault(code: -2)
    static let leadsOut = Fault(code: -3)
    static let isChanging = Fault(code: -4)

    var message: String {
      switch self {
      case .isNoFile: return "it is not a regular file"
      case .isTaken: return "another run is writing there"
      case .leadsOut: return "it is a link that leads out of the course"
      case .isChanging: return "it was replaced while it was read"
      case .isTooLarge: return "it is too large"
      default: break
      }
      var buffer = [CChar](repeating: 0, count: 256)
      _ = strerror_r(code, &buffer, buffer.count)
      let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return text.prefix(1).lowercased() + text.dropFirst()
    }

    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  }
}
