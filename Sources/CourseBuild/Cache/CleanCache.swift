import SourceText

/// Result of cleaning: files and bytes removed of the caches of some courses.
public struct CleanResult: Sendable {
  public struct Folder: Sendable {
    public var path: String
    public var files: Int
    public var bytes: Int
  }

  public var folders: [Folder]
  /// Faults: caches that could not be removed.
  public var diagnostics: [Diagnostic]
}

/// Removes the caches of the courses that paths belong to: files that builds have put there, and nothing else that
/// stands among them.
public func cleanCache(_ paths: [String]) -> CleanResult {
  var result = CleanResult(folders: [], diagnostics: [])
  for path in Set(paths.map { cacheFolder([$0]) }).sorted() where FileSystem.isThere(path) {
    // A link may lead to somebody else's files.
    guard !FileSystem.isLink(path), FileSystem.kind(path) == .directory else {
      result.diagnostics.append(
        Diagnostic(.cannotWrite, "`\(path)` is no folder", at: wholeFile(path), hint: "remove it by hand"))
      continue
    }
    let (removed, fault) = clean(path)
    if removed.files > 0 || fault == nil { result.folders.append(removed) }
    if let fault { result.diagnostics.append(fault) }
  }
  return result
}

private func clean(_ path: String) -> (CleanResult.Folder, Diagnostic?) {
  var removed = CleanResult.Folder(path: path, files: 0, bytes: 0)
  var left: String?
  for folder in [Path.join(path, "kept"), path] {
    guard FileSystem.kind(folder) == .directory, !FileSystem.isLink(folder) else { continue }
    WriterMark.removeStrays(in: folder)
    for name in (try? FileSystem.list(folder)) ?? [] {
      guard folder == path ? ["formulas", "engine"].contains(name) : CacheStore.isEntry(name) else { continue }
      let file = Path.join(folder, name)
      let size = FileSystem.stamp(file)?.size ?? 0
      FileSystem.remove(file)
      if FileSystem.isThere(file) {
        left = left ?? file
      } else {
        removed.files += 1
        removed.bytes += size
      }
    }
    FileSystem.removeEmptyDirectory(folder)
  }
  let fault = left.map {
    Diagnostic(.cannotWrite, "cannot remove `\($0)`", at: wholeFile($0), hint: "may you write there?")
  }
  return (removed, fault)
}
