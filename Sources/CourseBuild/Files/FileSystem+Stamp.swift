#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileSystem {
  /// Stamp that tells one version of a file from the next without reading it.
  struct Stamp: Sendable, Equatable {
    var device: UInt64
    var inode: UInt64
    var size: Int
    private var seconds: SIMD2<Int>
    private var nanoseconds: SIMD2<Int>

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(truncatingIfNeeded: status.st_ino)
      size = Int(status.st_size)
      #if canImport(Darwin)
        let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
      #else
        let (modified, changed) = (status.st_mtim, status.st_ctim)
      #endif
      seconds = [modified.tv_sec, changed.tv_sec]
      nanoseconds = [modified.tv_nsec, changed.tv_nsec]
    }

    func isOfSameFile(as other: Stamp) -> Bool { device == other.device && inode == other.inode }

    /// All of it, to be kept.
    var numbers: [Int] {
      [
        Int(truncatingIfNeeded: device), Int(truncatingIfNeeded: inode), size, seconds[0], nanoseconds[0], seconds[1],
        nanoseconds[1],
      ]
    }

    /// In seconds since 1970.
    var lastChange: Int { seconds.max() }
  }
}
