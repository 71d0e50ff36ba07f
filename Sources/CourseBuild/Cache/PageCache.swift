import Checksums
import Reporting
import SourceText

/// Knows which pages in the output folder are those that a build would write, by everything that they were made from.
///
/// A page depends on its lesson, on the files that its lesson reads, and on the lessons around it: their titles, and the
/// links that lead here. So it is found in two steps. The first key is made of the lesson's own text, the course's own
/// files and what was asked for; under it stands which other files were read. With these files as they are now comes a
/// ``PageSummary``, what other lessons have to know of this one, and when all summaries are there, the pages. Where
/// anything was found wrong nothing is kept, and where a page is to be written it is made, so that a page from here has
/// nothing to tell.
final class PageCache: Sendable {
  private let store: CacheStore
  private let version: [UInt8]
  private let request: [UInt8]
  private let maths: UInt64
  private let output: WritableFolder

  /// - Parameters:
  ///   - version: of the program.
  ///   - maths: of KaTeX.
  init(_ store: CacheStore, version: [UInt8], maths: UInt64, request: BuildRequest) {
    self.store = store
    self.version = version
    self.maths = maths
    output = WritableFolder(path: Path.normalized(request.outputDirectory))
    var key = KeyBytes("request")
    key.add(request.solutions)
    key.add(request.drafts)
    for format in BuildRequest.Format.allCases { key.add(request.formats.contains(format)) }
    self.request = key.digest
  }

  /// A lesson in the cache, before the others are known.
  struct Lookup: Sendable {
    fileprivate let key: [UInt8]
    /// Of the summary, once it is known which files were read.
    fileprivate let place: [UInt8]?
    let summary: PageSummary?
  }

  /// Summary of the lesson, where it is known, and the keys under which its pages are kept.
  func lookup(_ lesson: SourceFile, at path: LessonPath, in course: Course) -> Lookup {
    let lookup = key(lesson, at: path, in: course)
    guard let paths = store.read(lookup.key).flatMap({ CompactDecoder.value([String].self, in: $0) }),
      let place = place(of: paths.map { read($0, in: course.folder) }, after: lookup.key),
      let summary = store.read(place).flatMap({ CompactDecoder.value(PageSummary.self, in: $0) }),
      summary.linkedFiles(in: path.root).allSatisfy(course.folder.offers)
    else { return lookup }
    return Lookup(key: lookup.key, place: place, summary: summary)
  }

  /// Where it will be kept.
  func key(_ lesson: SourceFile, at path: LessonPath, in course: Course) -> Lookup {
    var bytes = KeyBytes("lesson")
    bytes.add(version)
    bytes.add(request)
    bytes.add(course.ownReads.count)
    for read in course.ownReads {
      bytes.add(read.path)
      bytes.add(read.digest != nil)
      bytes.add(read.digest ?? [])
    }
    bytes.add(path.root)
    bytes.add(path.path)
    bytes.add(lesson.bytes)
    return Lookup(key: bytes.digest, place: nil, summary: nil)
  }

  private func read(_ path: String, in folder: CourseFolder) -> ObservedReads.Read {
    do {
      return ObservedReads.Read(path, .success(try folder.read(path)))
    } catch {
      return ObservedReads.Read(path, .failure(error))
    }
  }

  /// The pages of a lesson, when all that surrounds it is known.
  ///
  /// - Returns: `nil` also where they do not stand in the output folder: then all is made that a build can tell of them.
  func pages(_ lookup: Lookup, _ surroundings: Surroundings) -> (pages: KeptPages, files: [OutputFile])? {
    guard let place = lookup.place,
      let pages = store.read(key(place, surroundings)).flatMap({ CompactDecoder.value(KeptPages.self, in: $0) })
    else { return nil }
    return pages.files(in: output).map { (pages, $0) }
  }

  /// Place in the cache under which pages are kept, when they have been made.
  struct Place: Sendable {
    var lookup: Lookup
    var summary: PageSummary
    /// Every file that was read on the way.
    var reads: [ObservedReads.Read]
    var surroundings: Surroundings
  }

  func keep(_ pages: KeptPages, at place: Place) {
    guard let summary = self.place(of: place.reads, after: place.lookup.key),
      let readBytes = try? CompactEncoder.bytes(of: place.reads.map(\.path)),
      let summaryBytes = try? CompactEncoder.bytes(of: place.summary),
      let pageBytes = try? CompactEncoder.bytes(of: pages)
    else { return }
    store.keep(readBytes, under: place.lookup.key)
    store.keep(summaryBytes, under: summary)
    store.keep(pageBytes, under: key(summary, place.surroundings))
  }

  /// `nil` where a file cannot be read.
  private func place(of reads: [ObservedReads.Read], after key: [UInt8]) -> [UInt8]? {
    var bytes = KeyBytes("summary")
    bytes.add(key)
    bytes.add(reads.count)
    for read in reads {
      guard let digest = read.digest else { return nil }
      bytes.add(read.path)
      bytes.add(digest)
    }
    return bytes.digest
  }

  private func key(_ place: [UInt8], _ surroundings: Surroundings) -> [UInt8] {
    var bytes = KeyBytes("pages")
    bytes.add(place)
    bytes.add(surroundings.digest)
    bytes.add(Int(truncatingIfNeeded: maths))
    return bytes.digest
  }
}

/// Surroundings of a page: all that it shows and does because of the lessons around it.
struct Surroundings: Sendable {
  var context: CourseContext?
  var linkedAnchors: Set<String>

  /// The parts of the context are those that the compiler lists, so that nothing that is added to it is forgotten.
  var digest: [UInt8] {
    var bytes = KeyBytes("surroundings")
    bytes.add(linkedAnchors.count)
    for anchor in linkedAnchors.sorted() { bytes.add(anchor) }
    bytes.add(context != nil)
    guard var context else { return bytes.digest }
    // The order of a dictionary is none.
    for (language, neighbour) in context.translations.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      bytes.add(language.rawValue)
      Surroundings.add(neighbour, to: &bytes)
    }
    context.translations = [:]
    Surroundings.add(context, to: &bytes)
    return bytes.digest
  }

  private static func add(_ value: some Encodable, to bytes: inout KeyBytes) {
    do {
      bytes.add(try CompactEncoder.bytes(of: value))
    } catch {
      // A context is texts and lists of texts, all of which the encoder takes.
      preconditionFailure("a part of \(type(of: value)) cannot be a key")
    }
  }
}

/// Summary of a lesson whose pages are kept: all that the other lessons, and the build, have to know of it.
struct PageSummary: Codable, Sendable {
  struct Target: Codable, Sendable {
    var report: String
    var anchor: String
  }

  struct Link: Codable, Sendable {
    var report: String
    var anchor: String?
  }

  struct Copy: Codable, Sendable {
    var source: String
    var target: String
  }

  var title: String
  var description: String?
  var language: String
  var order: Double?
  var targets: [Target]
  var anchors: [String]
  var links: [Link]
  var copies: [Copy]
  /// Files that only solutions show, where these are left out.
  var leftOut: [Copy]
  /// Lessons that its blocks take their source from.
  var sources: [String]
  /// Of the text with all includes.
  var length: Int

  init(_ lesson: AssembledLesson, _ card: LessonCard) {
    title = card.title
    description = card.description
    language = card.language.rawValue
    order = card.order
    targets = card.targets.map { Target(report: $0.report, anchor: $0.anchor) }
    anchors = lesson.anchors.sorted()
    links = lesson.links.map { Link(report: $0.report, anchor: $0.anchor) }
    copies = lesson.copies.map { Copy(source: $0.source, target: $0.target) }
    leftOut = lesson.leftOutCopies.map { Copy(source: $0.source, target: $0.target) }
    sources = card.sources
    length = lesson.report.document.length
  }

  func card(_ path: LessonPath, in course: CourseFile) -> LessonCard? {
    Language(rawValue: language).map { language in
      LessonCard(
        path: path, title: title, description: description, language: course.language(language), order: order,
        targets: targets.map { LinkTarget(report: $0.report, anchor: $0.anchor) }, sources: sources)
    }
  }

  /// Files that the prose shows or links to: they need only be there.
  func linkedFiles(in root: String) -> [String] {
    copies.map(\.source) + links.map { Path.join(root, $0.report + ".md") }
  }
}

/// The files of a lesson as they were written, by their fingerprints: the files themselves stand in the output folder.
struct KeptPages: Codable, Sendable {
  struct File: Codable, Sendable {
    var path: String
    var size: Int
    var fingerprint: Int
  }

  var files: [File]
  /// That its formulas ask for.
  var fonts: Int
  var formulaCount: Int
  var pageCount: Int
  /// Its sections, as the search over the course finds them.
  var sections: [SearchSection]
  /// Terms that it defines, for the glossary.
  var terms: [GlossaryTerm]

  init(_ pages: LessonPages, _ times: BuildTimings.Lesson, _ sections: [SearchSection], _ terms: [GlossaryTerm]) {
    self.sections = sections
    self.terms = terms
    files = pages.files.map { File(path: $0.path, size: $0.bytes.count, fingerprint: KeptPages.fingerprint($0.bytes)) }
    fonts = Int(pages.formulas.fonts.rawValue)
    formulaCount = pages.formulas.count
    pageCount = times.pageCount
  }

  var usedFonts: KaTeXStyle.Fonts { KaTeXStyle.Fonts(rawValue: UInt32(truncatingIfNeeded: fonts)) }

  /// The files as they stand in a folder; `nil` where one of them is not what was written.
  func files(in folder: WritableFolder) -> [OutputFile]? {
    var found: [OutputFile] = []
    for file in files {
      guard let bytes = folder.read(file.path), bytes.count == file.size,
        KeptPages.fingerprint(bytes) == file.fingerprint
      else { return nil }
      found.append(OutputFile(path: file.path, bytes: bytes))
    }
    return found
  }

  private static func fingerprint(_ bytes: [UInt8]) -> Int { Int(truncatingIfNeeded: Fingerprint.of(bytes)) }
}

extension CourseRun.Kept {
  init(_ lesson: CourseValues.KeptLesson, of course: Course) {
    var times = lesson.times
    times.isPageFromCache = true
    times.formulaCount = lesson.pages.formulaCount
    times.pageCount = lesson.pages.pageCount
    func copies(_ kept: [PageSummary.Copy]) -> [AssembledLesson.Copy] {
      kept.map { AssembledLesson.Copy(source: $0.source, target: $0.target, folder: course.folder) }
    }
    self.init(
      path: lesson.path, files: lesson.files, copies: copies(lesson.summary.copies),
      leftOutCopies: copies(lesson.summary.leftOut), times: times)
  }
}
