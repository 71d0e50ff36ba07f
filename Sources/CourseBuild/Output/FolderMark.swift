import Checksums
import Reporting
import SourceText

/// Which course's reports an output folder holds: a file in it that a build of a whole course writes.
///
/// It says the same on every machine, and names no path: a digest of the way from the folder to the course, which stays
/// where both move together. Two courses that are built into one folder would remove each other's reports as those of
/// lessons that are gone.
struct FolderMark {
  static let name = ".lessons-course"

  let text: String

  /// - Parameters:
  ///   - root: of the course.
  ///   - directory: the output folder, which need not be there yet.
  init(root: String, directory: String) {
    let way = Path.relative(Path.settled(root), from: Path.settled(directory))
    text = SHA256.digest(of: Array(way.utf8)).prefix(8).hexadecimal + "\n"
  }

  var file: OutputFile { OutputFile(path: FolderMark.name, bytes: Array(text.utf8)) }

  /// Whether the folder bears the mark of another course.
  func isAnothers(in directory: String) -> Bool {
    guard let there = WritableFolder(path: directory).read(FolderMark.name) else { return false }
    return there != Array(text.utf8)
  }

  /// That the folder is another course's, whose reports a build of this one would remove.
  ///
  /// A folder that holds nothing but reports of this course's lessons is taken over: it was moved.
  func fault(_ vanished: [VanishedReport], in directory: String) -> Diagnostic? {
    guard let first = vanished.first?.files.first, isAnothers(in: directory) else { return nil }
    let file = Path.join(directory, first)
    return Diagnostic(
      .outputCollision, "the output folder `\(directory)` holds the reports of another course, such as `\(file)`",
      at: wholeFile(file),
      hint: "choose another with --output-dir; where these are of lessons of this course that are gone, remove "
        + "`\(Path.join(directory, FolderMark.name))` and build again")
  }
}

extension Path {
  /// Where a path stands on the disk, links followed; what is not there yet stands where its nearest parent does.
  static func settled(_ path: String) -> String {
    var path = normalized(path)
    var rest: [String] = []
    while true {
      if let real = FileSystem.realPath(path) { return normalized(join(real, rest.joined(separator: "/"))) }
      rest.insert(name(path), at: 0)
      let parent = directory(path)
      guard parent != path else { return path }
      path = parent
    }
  }
}
