import CYAML
import Markup

/// The libraries of the system that read Markdown and front matter: another version of them may make another page of the
/// same lesson.
enum SystemLibraries {
  /// Their versions and, on Linux, which files are mapped into this process, since a distribution mends a library
  /// without giving it another version.
  static var version: [UInt8] {
    var text = "cmark \(markdownLibraryVersion)\n"
    if let version = yaml_get_version_string() { text += "yaml \(String(cString: version))\n" }
    #if os(Linux)
      if let maps = try? FileSystem.read("/proc/self/maps") {
        let lines = String(decoding: maps, as: UTF8.self).split(separator: "\n")
        let paths = Set(lines.compactMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } })
        for path in paths.sorted() where path.contains("libcmark") || path.contains("libyaml") {
          text += path + (FileSystem.stamp(path).map { " \($0.numbers)" } ?? "") + "\n"
        }
      }
    #endif
    return Array(text.utf8)
  }
}
