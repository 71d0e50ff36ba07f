import Foundation
import FuzzTargets
import Testing

@testable import NNRuntime

/// What the fuzzer knows, once through: its corpus, and the inputs that have broken something before.
struct CorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzzing")
  private static let course = FuzzCourse(root: folder.appending(path: "Course").path)

  @Test(arguments: FuzzTarget.allCases) func holdsForKnownInputs(_ target: FuzzTarget) throws {
    // Names are random; what runs a program takes long enough that a hundred are the share of an ordinary test.
    let corpus = try Self.files(in: "Corpus/\(target.rawValue)")
    let runs = target == .nn || target == .lesson
    #expect(!corpus.isEmpty)
    for input in try Self.files(in: "Found/\(target.rawValue)") + corpus.prefix(runs ? 100 : corpus.count) {
      let bytes = try [UInt8](Data(contentsOf: input))
      do { try target.run(bytes, in: Self.course) } catch { Issue.record("\(input.lastPathComponent): \(error)") }
    }
  }

  @Test(arguments: FuzzTarget.allCases) func hasADictionary(_ target: FuzzTarget) throws {
    #expect(try !Self.dictionary(target).isEmpty)
  }

  /// A function that the fuzzer does not know is hardly ever called.
  @Test(arguments: [FuzzTarget.nn, .lesson]) func dictionaryHasAllFunctions(_ target: FuzzTarget) throws {
    let words = try Self.dictionary(target)
    #expect(Builtins.all.map(\.name).filter { !words.contains("\"\($0)(\"") } == [])
  }

  private static func dictionary(_ target: FuzzTarget) throws -> [Substring] {
    let file = folder.appending(path: "Dictionaries/\(target.rawValue).dict")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("\"") }
  }

  /// - Returns: none where there is no such folder: nothing has broken there.
  private static func files(in path: String) throws -> [URL] {
    let place = folder.appending(path: path)
    guard FileManager.default.fileExists(atPath: place.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
  }
}
