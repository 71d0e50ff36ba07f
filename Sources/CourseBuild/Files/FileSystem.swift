#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The disk, by the system's own calls: Foundation's file manager costs more at start-up than a page takes to build.
///
/// The only place in the whole product that opens, lists or writes a file.
enum FileSystem {
  enum Kind {
    case file
    case directory
    /// A pipe, a device: reading it might never end.
    case other
    case missing
  }

  static func kind(_ path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// Whether anything stands there, a link that leads nowhere and what may not be looked at included.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 || !Fault.last.isMissing
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// In bytes. A sparse file can claim any size, and memory is asked for in one piece.
  static let largestFile = 1 << 31
  /// In bytes, of a file that is parsed as text. A long lesson has a thousandth of it; libcmark ends the process where
  /// one of its buffers would pass a gibibyte.
  static let largestText = 100_000_000

  static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    return stat(path, &status) == 0 ? Stamp(status) : nil
  }

  /// In whole seconds since 1970, as a file's times are counted.
  static var now: Int { time(nil) }

  /// - Parameter followsLink: `false` to refuse a symbolic link in the file's place.
  static func read(_ path: String, followsLink: Bool = true, atMost limit: Int = largestFile) throws(Fault) -> [UInt8] {
    try readStamped(path, followsLink: followsLink, atMost: limit).bytes
  }

  /// - Returns: the bytes, and the stamp that the file had before the first of them was read.
  static func readStamped(
    _ path: String, followsLink: Bool = true, atMost limit: Int = largestFile
  ) throws(Fault) -> (bytes: [UInt8], stamp: Stamp) {
    // A named pipe would keep us waiting for someone who writes to it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLink ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { throw Fault.last }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Fault.last }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw status.st_mode & S_IFMT == S_IFDIR ? Fault.isDirectory : .isNoFile
    }
    guard status.st_size <= limit else { throw Fault.isTooLarge }
    return (try read(descriptor, size: Int(status.st_size), atMost: limit), Stamp(status))
  }

  /// All of standard input.
  static func readStandardInput(atMost limit: Int) throws(Fault) -> [UInt8] {
    try read(STDIN_FILENO, size: nil, atMost: limit)
  }

  /// One byte more than a file holds is asked for, so that the end shows without a second call. A pipe ends only with a
  /// read that gives nothing: it hands over what it holds at the moment, often 64 KiB.
  private static func read(_ descriptor: Int32, size: Int?, atMost limit: Int) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = (size ?? 1 << 16) + 1
    while true {
      var fault: Fault?
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
        repeat { count = systemRead(descriptor, buffer.baseAddress, room) } while count < 0 && errno == EINTR
        if count < 0 { fault = .last }
        initialized = max(0, count)
      }
      if let fault { throw fault }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard bytes.count <= limit else { throw Fault.isTooLarge }
      if count < room, bytes.count == size { return bytes }
      room = max(1 << 16, (size ?? 0) + 1 - bytes.count)
    }
  }

  /// The names in a folder, in the order of their bytes.
  static func list(_ path: String) throws(Fault) -> [String] {
    guard let directory = opendir(path) else { throw Fault.last }
    defer { closedir(directory) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw Fault.last }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Writes a file that is not there yet; a link of that name, one that leads nowhere included, is a fault.
  static func write(_ bytes: [UInt8], toNew path: String) throws(Fault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Fault.last }
    var fault: Fault?
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          fault = .last
          return
        }
        rest = rest.dropFirst(count)
      }
    }
    // Some systems report a full disk only now.
    if close(descriptor) != 0, fault == nil { fault = .last }
    if let fault { throw fault }
  }

  static func rename(_ old: String, to new: String) throws(Fault) {
    guard systemRename(old, new) == 0 else { throw Fault.last }
  }

  static func remove(_ path: String) { unlink(path) }

  /// Makes a file's times those of this moment.
  static func touch(_ path: String) { utimes(path, nil) }

  /// The file that this process was started from.
  static var executablePath: String? {
    #if canImport(Darwin)
      var size = UInt32(PATH_MAX)
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      return realPath(String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    #else
      // The very file, even where another stands in its place by now.
      return isThere("/proc/self/exe") ? "/proc/self/exe" : nil
    #endif
  }

  /// Why no file can have this name in its folder, which is there: it is too long, or the way to it is barred.
  static func faultOfName(_ path: String) -> Fault? {
    var status = stat()
    return lstat(path, &status) == 0 || errno == ENOENT ? nil : Fault.last
  }

  static func removeEmptyDirectory(_ path: String) { rmdir(path) }

  /// Makes a folder and those above it; returns the ones that were not there, outermost first.
  @discardableResult
  static func makeDirectories(_ path: String) throws(Fault) -> [String] {
    switch kind(path) {
    case .directory: return []
    case .file, .other: throw Fault(code: ENOTDIR)
    case .missing:
      let parent = Path.directory(path)
      var made = parent == path ? [] : try makeDirectories(parent)
      if mkdir(path, 0o777) == 0 {
        made.append(path)
      } else if errno != EEXIST {
        throw Fault.last
      }
      return made
    }
  }

  /// The path with all symbolic links resolved, or `nil` when nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static var currentDirectory: String { realPath(".") ?? "/" }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

// The system's functions by names that ours do not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
