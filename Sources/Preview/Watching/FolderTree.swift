#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folders in and below some, as a watcher needs them.
enum FolderTree {
  /// Folders that a watcher takes at most: a course in a folder with everything in it must not take all that the system
  /// has.
  static let most = 8000

  /// - Returns: the roots and all below them but what begins with a point, each by one path. Links are not followed.
  static func all(_ roots: some Collection<String>) -> Set<String> {
    var found: Set<String> = []
    var open = Array(roots)
    while let folder = open.popLast(), found.count < most {
      guard found.insert(folder).inserted else { continue }
      for name in names(in: folder) where !name.hasPrefix(".") && isFolder(folder + "/" + name) {
        open.append(folder + "/" + name)
      }
    }
    return found
  }

  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func inode(of path: String) -> UInt64? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  /// Stamp that tells one version of a file from the next.
  struct Stamp: Equatable, Sendable {
    var inode: UInt64
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  /// The files below some folders, what begins with a point or ends as editors' copies do left out; `nil` where there are
  /// too many to look at.
  static func stamps(_ roots: some Collection<String>) -> [String: Stamp]? {
    var stamps: [String: Stamp] = [:]
    for folder in all(roots) {
      for name in names(in: folder) where !name.hasPrefix(".") && !name.hasSuffix("~") {
        guard stamps.count < most else { return nil }
        var status = stat()
        let path = folder + "/" + name
        guard stat(path, &status) == 0 else { continue }
        // A folder is what stands in it.
        if status.st_mode & S_IFMT == S_IFDIR { continue }
        #if canImport(Darwin)
          let time = status.st_mtimespec
        #else
          let time = status.st_mtim
        #endif
        stamps[path] = Stamp(
          inode: UInt64(status.st_ino), size: Int(status.st_size), seconds: time.tv_sec, nanoseconds: time.tv_nsec)
      }
    }
    return stamps
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
