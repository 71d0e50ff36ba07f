import Checksums
import Reporting

/// Where KaTeX stands on this machine.
enum KaTeXInstallation {
  /// A folder with `katex.min.js`, `katex.min.css` and `fonts`; asked for first.
  static let variable = "LESSONS_KATEX"

  private static let folders = [
    // Debian, Ubuntu: libjs-katex
    "/usr/share/javascript/katex",
    // npm install --global katex: Homebrew on Apple silicon, on Intel, Linux distributions
    "/opt/homebrew/lib/node_modules/katex/dist",
    "/usr/local/lib/node_modules/katex/dist",
    "/usr/lib/node_modules/katex/dist",
  ]

  /// Hint where it is missing: the command that installs it.
  static var hint: String {
    #if os(macOS)
      "npm install --global katex"
    #else
      "apt install libjs-katex fonts-katex libjavascriptcoregtk-4.1-0"
    #endif
  }

  static func folder() -> String? {
    ([FileSystem.environment(variable)].compactMap { $0 } + folders).first {
      FileSystem.kind(Path.join($0, "katex.min.js")) == .file
    }
  }

  static func file(_ name: String, in folder: String?) -> [UInt8]? {
    folder.flatMap { try? FileSystem.read(Path.join($0, name)) }
  }
}

/// A build's maths: KaTeX where it is installed, the formulas of earlier builds, and the files that pages need.
struct Maths: Sendable {
  let typesetter: KaTeX
  private let style: KaTeXStyle
  private let folder: String?
  private let cache: String

  /// - Parameter cache: the file with the formulas of earlier builds.
  init(cache: String) {
    self.cache = cache
    folder = KaTeXInstallation.folder()
    style = KaTeXStyle(KaTeXInstallation.file("katex.min.css", in: folder) ?? [])
    typesetter = KaTeX(
      script: KaTeXInstallation.file("katex.min.js", in: folder), style: style,
      cache: (try? FileSystem.read(cache)) ?? [])
  }

  /// The style sheet with all faces, so that it is the same for any choice of lessons, and the fonts that are asked
  /// for.
  ///
  /// - Parameter fonts: what the formulas of all pages ask for.
  func assets(_ fonts: KaTeXStyle.Fonts) -> [OutputFile] {
    guard !fonts.isEmpty else { return [] }
    let css = style.styleSheet(style.allFonts) { "fonts/\($0.file)" }
    let place = Path.directory(PageAssets.katexStyleSheet)
    return [OutputFile(path: PageAssets.katexStyleSheet, bytes: Array(css.utf8))]
      + style.faces(in: fonts).compactMap { face in
        KaTeXInstallation.file("fonts/\(face.file)", in: folder).map {
          OutputFile(path: "\(place)/fonts/\(face.file)", bytes: $0)
        }
      }
  }

  /// The style sheet with the fonts inside it, for a page that travels alone; `nil` for one without formulas.
  func inlinedStyleSheet(_ fonts: KaTeXStyle.Fonts) -> String? {
    guard !fonts.isEmpty else { return nil }
    return style.styleSheet(fonts) { face in
      let bytes = KaTeXInstallation.file("fonts/\(face.file)", in: folder) ?? []
      return "data:font/woff2;base64,\(Base64.text(of: bytes))"
    }
  }

  /// Keeps new formulas for the next build. A cache that cannot be kept is no fault.
  func save() {
    let place = Path.directory(cache)
    guard WritableFolder(path: Path.directory(place)).linkOutwards(to: Path.name(place)) == nil else { return }
    guard let bytes = typesetter.changedCache() else { return WriterMark.removeStrays(in: place) }
    _ = WritableFolder(path: place).write([OutputFile(path: Path.name(cache), bytes: bytes)], jobs: 1)
  }
}
