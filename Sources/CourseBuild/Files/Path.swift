/// Arithmetic with paths as text, `/` between names. Nothing here asks the disk.
enum Path {
  /// `a/./b/../c//d` → `a/c/d`; the empty path is `.`.
  static func normalized(_ path: String) -> String {
    let isAbsolute = path.utf8.first == slash
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == "..", let last = names.last, last != ".." {
        names.removeLast()
      } else if name != ".." || !isAbsolute {
        names.append(name)
      }
    }
    let joined = names.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// `lessons`, `en/a.md` → `lessons/en/a.md`; an absolute second path stands alone.
  static func join(_ base: String, _ path: String) -> String {
    if base.isEmpty || base == "." || path.utf8.first == slash { return path }
    if path.isEmpty || path == "." { return base }
    return base.utf8.last == slash ? base + path : base + "/" + path
  }

  /// `a/b.md` → `a`; `b.md` → `.`; `/` → `/`.
  static func directory(_ path: String) -> String {
    guard let end = path.utf8.lastIndex(of: slash) else { return "." }
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  /// `a/b.md` → `b.md`.
  static func name(_ path: String) -> String {
    guard let end = path.utf8.lastIndex(of: slash) else { return path }
    return String(path[path.utf8.index(after: end)...])
  }

  /// `a/b.md` → `a/b`; a name that begins with its only point has no extension.
  static func withoutExtension(_ path: String) -> String {
    let name = name(path)
    guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")), point > name.startIndex else { return path }
    return String(path.dropLast(name[point...].count))
  }

  /// Relative path to write in a file in `directory` to reach `path`, both normalized and relative to one place.
  ///
  /// `images/a.svg` from `en` → `../images/a.svg`.
  static func relative(_ path: String, from directory: String) -> String {
    let target = path.split(separator: "/")
    let origin = directory == "." ? [] : directory.split(separator: "/")
    var common = 0
    while common < target.count, common < origin.count, target[common] == origin[common] { common += 1 }
    let names = Array(repeating: "..", count: origin.count - common) + target[common...].map(String.init)
    return names.isEmpty ? "." : names.joined(separator: "/")
  }

  /// Whether `path` is `directory` or lies below it, both normalized.
  static func isInside(_ path: String, _ directory: String) -> Bool {
    if directory == "." { return path.utf8.first != slash && path != ".." && !path.hasPrefix("../") }
    let folder = directory.utf8.last == slash ? directory : directory + "/"
    // `../..` with one more `..` lies above it, whatever its text begins with.
    let rest = path.dropFirst(folder.count)
    return path == directory || path.hasPrefix(folder) && rest != ".." && !rest.hasPrefix("../")
  }

  private static let slash = UInt8(ascii: "/")
}
