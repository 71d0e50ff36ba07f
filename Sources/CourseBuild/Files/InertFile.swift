import SourceText

/// Which files of authors who are not trusted may be put beside a report: those that a browser shows, plays or saves,
/// and never runs.
///
/// A list of what is allowed, as for addresses: which endings are pages is another question for each browser and server.
/// Nor is the ending alone believed, since a browser that does not know it looks at how the file begins.
enum InertFile {
  /// Why a file is refused: what is wrong with it, where in it, and what to do.
  struct Fault: Equatable {
    var message: String
    var offset: Int?
    var hint: String
  }

  private static let endings: Set<String> = [
    // Pictures, sound, film.
    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "mp3", "m4a", "wav", "ogg", "oga", "ogv", "mp4", "webm",
    // Text that is shown as it stands, or saved.
    "txt", "csv", "tsv", "json", "jsonl", "yml", "yaml", "toml", "log", "bib", "tex", "py", "ipynb", "r", "jl", "swift",
    "c", "h", "cpp", "hpp", "rs", "go",
    // Data.
    "npy", "npz", "idx", "idx1-ubyte", "idx2-ubyte", "idx3-ubyte", "idx4-ubyte", "h5", "hdf5", "parquet", "safetensors",
    "bin", "dat", "zip", "tar", "tgz", "gz", "xz", "bz2", "7z",
    // Documents whose readers keep them apart from pages.
    "pdf", "docx", "pptx", "xlsx", "odt", "odp", "ods", "epub",
  ]

  /// - Parameter bytes: the file; asked for only when the ending is allowed.
  static func fault(_ path: String, bytes: () -> [UInt8]?) -> Fault? {
    let name = Path.name(path)
    var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).dropFirst()
    let ending = parts.popLast().map(String.init) ?? ""
    if ending == "svg" { return bytes().flatMap { InertDrawing.fault($0, name: name) } }
    let isPacked = ["gz", "xz", "bz2"].contains(ending)
    // A server that knows packing hands out `a.html.gz` as a page.
    let inner = isPacked ? parts.last.map(String.init) : nil
    guard endings.contains(ending), inner.map(endings.contains) ?? true else {
      return Fault(
        message: "`\(name)` is of a kind that a browser might run", offset: nil,
        hint:
          "give it an ending that says plain text, data or a picture (`.txt`, `.csv`, `.json`, `.png`), or pack it as "
          + "`.zip`: in this course authors are not trusted (`raw-html: false`)")
    }
    guard let bytes = bytes(), let start = beginning(of: bytes), bytes[start] == UInt8(ascii: "<") else { return nil }
    return Fault(
      message: "`\(name)` begins like a page", offset: start,
      hint: "a browser might run it whatever its name says: in this course authors are not trusted (`raw-html: false`)")
  }

  /// The first byte that a browser looks at when it guesses what a file is: behind byte order marks, blanks and zeros.
  private static func beginning(of bytes: [UInt8]) -> Int? {
    let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
    return bytes.firstIndex { $0 > 0x20 && !marks.contains($0) }
  }
}
