import CourseBuild
import Reporting
import SourceText

/// All that a preview shows at one moment, in memory: the pages of the last build, and of lessons that are broken now the
/// last pages without faults.
///
/// A value: every answer and every event is a function of it and of what was asked.
package struct PreviewSite: Sendable {
  package struct Page: Sendable {
    package var language: Language
    package var bytes: [UInt8]
    package var blocks: PageBlocks
    /// Tells this version from all others, those of an earlier server included.
    package var revision: String
    /// Its lesson had no fault.
    package var isGood: Bool

    package init(language: Language, bytes: [UInt8], isGood: Bool = true) {
      self.language = language
      self.bytes = bytes
      self.isGood = isGood
      blocks = PageBlocks(bytes)
      revision = Self.revision(bytes)
    }

    /// FNV-1a in 64 bits, in base 36.
    private static func revision(_ bytes: [UInt8]) -> String {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      bytes.withUnsafeBufferPointer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 } }
      return String(hash, radix: 36)
    }
  }

  /// A file of the course that pages show or link to, read when it is asked for.
  package struct Copy: Sendable {
    package var version: String
    package var read: @Sendable () -> [UInt8]?

    package init(version: String, read: @escaping @Sendable () -> [UInt8]?) {
      self.version = version
      self.read = read
    }
  }

  /// Text of every page that is served.
  package struct Setting: Sendable {
    package var hosts: AllowedHosts
    package var editor: EditorLink?
    /// The current folder, which paths of sources are relative to.
    package var folder: String
    /// Names the preview's own script to a page that forbids others (Content Security Policy).
    package var nonce: String

    package init(hosts: AllowedHosts, editor: EditorLink?, folder: String, nonce: String) {
      self.hosts = hosts
      self.editor = editor
      self.folder = folder
      self.nonce = nonce
    }
  }

  package var setting: Setting
  /// By path relative to the output folder; the index among them.
  package private(set) var pages: [String: Page] = [:]
  package private(set) var files: [String: [UInt8]] = [:]
  package private(set) var copies: [String: Copy] = [:]
  package private(set) var diagnostics: [Diagnostic] = []
  /// Lessons whose page is older than their source.
  package private(set) var hasOldPages = false
  /// Versions that an open page may still show, newest last.
  private var history: [(revision: String, blocks: PageBlocks)] = []
  private static let historyLimit = 48

  package init(_ setting: Setting) { self.setting = setting }

  // MARK: A new build

  /// Takes over a build. A page of a lesson with faults stays as it was, if there is one without.
  package mutating func take(_ build: SessionBuild) {
    var pages: [String: Page] = [:]
    hasOldPages = false
    for page in build.pages {
      let former = self.pages[page.path]
      if page.hasFaults || build.hasRuleFaults, let former, former.isGood {
        hasOldPages = true
        pages[page.path] = former
      } else if let former, former.bytes == page.bytes {
        pages[page.path] = former
        pages[page.path]?.isGood = !page.hasFaults
      } else {
        pages[page.path] = Page(language: page.language, bytes: page.bytes, isGood: !page.hasFaults)
      }
    }
    var files = Dictionary(build.pages.flatMap(\.files).map { ($0.path, $0.bytes) }) { first, _ in first }
    for file in build.shared {
      guard file.path.hasSuffix(".html") else {
        files[file.path] = file.bytes
        continue
      }
      let former = self.pages[file.path]
      let language = build.pages.first?.language ?? .en
      pages[file.path] = former?.bytes == file.bytes ? former : Page(language: language, bytes: file.bytes)
    }
    // A lesson that cannot be read has no page in the build, and neither has one that was taken away.
    if build.hasCourseFaults {
      for (path, page) in self.pages where pages[path] == nil {
        hasOldPages = true
        pages[path] = page
      }
      files.merge(self.files) { new, _ in new }
    }
    for (path, page) in self.pages where pages[path]?.revision != page.revision {
      history.removeAll { $0.revision == page.revision }
      history.append((page.revision, page.blocks))
    }
    history.removeFirst(max(0, history.count - Self.historyLimit))
    self.pages = pages
    self.files = files
    copies = Dictionary(
      build.copies.map { file in (file.path, Copy(version: file.version) { file.read() }) },
      uniquingKeysWith: { a, _ in a })
    diagnostics = build.diagnostics
  }

  /// For tests, and whoever serves what is no course.
  package mutating func set(pages: [String: Page], files: [String: [UInt8]] = [:], copies: [String: Copy] = [:]) {
    for (path, page) in self.pages where pages[path]?.revision != page.revision {
      history.append((page.revision, page.blocks))
    }
    (self.pages, self.files, self.copies) = (pages, files, copies)
  }

  // MARK: Events

  /// Files of the course that have another version now than they had, and style sheets, which `course.yml` changes.
  package func changedCopies(since former: PreviewSite) -> [String] {
    let changed = copies.filter { path, copy in former.copies[path].map { $0.version != copy.version } ?? false }.keys
    let sheets = files.filter { path, bytes in
      path.hasSuffix(".css") && former.files[path].map { $0 != bytes } ?? false
    }.keys
    return (Array(changed) + Array(sheets)).sorted()
  }

  /// The faults as they stand over a page, in its language; empty for none.
  package func faults(over page: String) -> String {
    let bytes = faultPanel(diagnostics, language: pages[page]?.language ?? language, showsLastGood: hasOldPages) {
      range in
      guard !range.file.bytes.isEmpty || range.file.path.hasSuffix(".md") || range.file.path.hasSuffix(".yml") else {
        return nil
      }
      let place = range.startInCharacters
      let path = range.file.path.hasPrefix("/") ? range.file.path : setting.folder + "/" + range.file.path
      return setting.editor?.address(path: path, line: place.line, column: place.column)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Event that brings a page which shows one version to this one.
  ///
  /// - Parameter revision: empty for a page that says that nothing is there.
  package func update(of path: String, from revision: String) -> PreviewEvent? {
    guard let page = pages[path] else { return revision.isEmpty ? nil : .reload }
    guard page.revision != revision else { return nil }
    guard let former = history.last(where: { $0.revision == revision }) else { return .reload }
    let patch = PagePatch(from: former.blocks, to: page.blocks)
    // The style of sliders comes with the first one.
    if former.blocks.hasTape != page.blocks.hasTape || patch.changesRuns { return .reload }
    return .patch(patch.json(from: revision, to: page.revision))
  }

  /// Of the course's first page.
  package var language: Language {
    pages["index.html"]?.language ?? pages.min { $0.key < $1.key }?.value.language ?? .en
  }
}
