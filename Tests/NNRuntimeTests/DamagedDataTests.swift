import Foundation
import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Data files that are cut off, changed or of another kind: what a lesson reads is a tensor or one `NN-bad-data-file`,
/// at the path, and never another fault.
struct DamagedDataTests {
  /// Small files of each kind, as they should be.
  private static let files: [(call: String, bytes: [UInt8])] = [
    ("csv", [UInt8]("hours,score\n8,56\n\"2\",-2e1\n".utf8)),
    ("npy", npy("'<f8', 'fortran_order': True, 'shape': (1, 2)", numbers: 16)),
    ("npy", npy("'|u1', 'fortran_order': False, 'shape': (3,)", numbers: 3)),
    ("idx", [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9]),
    // Labels of four pictures, packed by gzip.
    ("idx", [UInt8](Data(base64Encoded: "H4sIAAAAAAACA2Ng4GBkYGBg4WRgZgIAfUnSMgwAAAA=") ?? Data())),
  ]

  private static func npy(_ header: String, numbers count: Int) -> [UInt8] {
    let text = [UInt8]("{'descr': \(header)}\n".utf8)
    let start: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(text.count), 0]
    return start + text + [UInt8](repeating: 0, count: count)
  }

  private func read(_ call: String, _ bytes: [UInt8]) -> [Diagnostic] {
    let session = Session(seed: 0) { _, _ throws(Diagnostic) in bytes }
    let file = SourceFile(path: "lesson.md", text: "x = \(call)(\"file\")\n")
    return session.run(parseProgram(Excerpt(file, 0..<file.bytes.count)).value, options: RunOptions()).diagnostics
  }

  @Test func wholeFilesAreRead() {
    for (call, bytes) in Self.files { #expect(read(call, bytes).map(\.message) == [], "\(call)") }
  }

  @Test func damageIsABadDataFile() {
    var refused = 0
    func check(_ call: String, _ bytes: [UInt8], _ what: String) {
      let found = read(call, bytes)
      #expect(found.isEmpty || found.map(\.id) == [.badDataFile], "\(call), \(what): \(found.map(\.message))")
      refused += found.count
    }
    for (call, bytes) in Self.files {
      for cut in bytes.indices { check(call, Array(bytes[..<cut]), "cut at \(cut)") }
      for place in bytes.indices {
        for change: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
          var damaged = bytes
          damaged[place] ^= change
          check(call, damaged, "byte \(place) with \(change)")
        }
      }
      // A file of one kind, read as another.
      for other in ["csv", "npy", "idx"] where other != call { check(other, bytes, "a \(call) file") }
    }
    #expect(refused > 500)
  }

  /// What nothing unpickles, more than there is, and more than memory holds.
  @Test func headersThatAreRefused() {
    for header in [
      "'|O', 'fortran_order': False, 'shape': (1,)", "'O', 'fortran_order': False, 'shape': (1,)",
      "[('a', '|O')], 'fortran_order': False, 'shape': (1,)", "'<f8', 'fortran_order': False, 'shape': (2,)",
      "'<f8', 'fortran_order': False, 'shape': (99999999999,)",
    ] {
      #expect(read("npy", Self.npy(header, numbers: 8)).map(\.id) == [.badDataFile], "\(header)")
    }
    #expect(read("idx", [0, 0, 8, 1, 255, 255, 255, 255, 1]).map(\.id) == [.badDataFile])
    for field in ["1e999", "nan", "0x10", "many", ""] {
      #expect(read("csv", [UInt8]("1,2\n3,\(field)\n".utf8)).map(\.id) == [.badDataFile], "\(field)")
    }
  }
}
