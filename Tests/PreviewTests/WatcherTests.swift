import Foundation
import Testing

@testable import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Each way in which a file is saved wakes a watcher of its folder, each time.
@Suite(.serialized) struct WatcherTests {
  private let folder = NSTemporaryDirectory() + "lessons-watch-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "first".write(toFile: folder + "/a.md", atomically: false, encoding: .utf8)
  }

  private func put(_ text: String, _ path: String, _ flags: Int32 = O_WRONLY | O_CREAT | O_TRUNC) {
    let descriptor = open(path, flags, 0o644)
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
    fsync(descriptor)
    close(descriptor)
  }

  enum Save: CaseIterable {
    case write
    case append
    case move
    case sed
    case vim
    case vimWithBackupCopy
    case helix
    case removedAndMade
  }

  private func save(_ way: Save, _ text: String) {
    let file = folder + "/a.md"
    switch way {
    case .write: put(text, file)
    case .append: put(text, file, O_WRONLY | O_APPEND)
    case .move:
      put(text, folder + "/../lessons-new-\(getpid())")
      rename(folder + "/../lessons-new-\(getpid())", file)
    case .sed:
      put(text, folder + "/sedXyZ")
      rename(folder + "/sedXyZ", file)
    case .vim:
      // 'backupcopy=no': tries whether it may write, puts the old file aside, writes a new one, removes the old.
      put("", folder + "/4913")
      unlink(folder + "/4913")
      rename(file, file + "~")
      put(text, file)
      unlink(file + "~")
    case .vimWithBackupCopy:
      put("copy", file + "~")
      put(text, file, O_WRONLY | O_TRUNC)
      unlink(file + "~")
    case .helix:
      // A backup beside it, then the new text in its place, then away with the backup.
      rename(file, folder + "/.a.md.bck")
      put(text, file)
      unlink(folder + "/.a.md.bck")
    case .removedAndMade:
      unlink(file)
      put(text, file)
    }
  }

  @Test(arguments: Save.allCases) func seesEachOfTwoHundred(way: Save) throws {
    let watcher = try #require(systemWatcher())
    watcher.watch([folder])
    var seen = 0
    for round in 0..<200 {
      save(way, "text \(round)")
      if watcher.wait(atMost: 2000) { seen += 1 }
      // What one save causes besides.
      while watcher.wait(atMost: 0) {}
    }
    #expect(seen == 200)
    #expect(!watcher.wait(atMost: 30), "nothing happens by itself")
  }

  @Test func followsFoldersThatComeAndGo() throws {
    let watcher = try #require(systemWatcher())
    watcher.watch(FolderTree.all([folder]))
    for round in 0..<20 {
      try FileManager.default.createDirectory(atPath: folder + "/new/deep", withIntermediateDirectories: true)
      #expect(watcher.wait(atMost: 2000), "round \(round)")
      #expect(watcher.watch(FolderTree.all([folder])), "round \(round)")
      while watcher.wait(atMost: 0) {}
      put("x", folder + "/new/deep/b.md")
      #expect(watcher.wait(atMost: 2000), "round \(round)")
      try FileManager.default.removeItem(atPath: folder + "/new")
      #expect(watcher.wait(atMost: 2000), "round \(round)")
      watcher.watch(FolderTree.all([folder]))
      while watcher.wait(atMost: 0) {}
    }
    rename(folder, folder + "-moved")
    #expect(watcher.wait(atMost: 2000))
  }

  @Test func survivesMoreEventsThanTheSystemKeeps() throws {
    let watcher = try #require(systemWatcher())
    watcher.watch([folder])
    for round in 0..<20_000 {
      rename(folder + (round % 2 == 0 ? "/a.md" : "/b.md"), folder + (round % 2 == 0 ? "/b.md" : "/a.md"))
    }
    #expect(watcher.wait(atMost: 2000))
    while watcher.wait(atMost: 0) {}
    put("after", folder + "/a.md")
    #expect(watcher.wait(atMost: 2000))
  }

  @Test func looksAtNothingHidden() throws {
    for path in ["/.git/objects", "/en/_parts"] {
      try FileManager.default.createDirectory(atPath: folder + path, withIntermediateDirectories: true)
    }
    #expect(FolderTree.all([folder]) == [folder, folder + "/en", folder + "/en/_parts"])
    let before = FolderTree.stamps([folder])
    put("swap", folder + "/.a.md.swp")
    put("copy", folder + "/a.md~")
    #expect(FolderTree.stamps([folder]) == before)
    put("longer text", folder + "/a.md")
    #expect(FolderTree.stamps([folder]) != before)
  }

  @Test func endsABurst() {
    let start = ContinuousClock.now
    for (passed, wait) in [(0, 20), (5, 20), (79, 20), (80, 20), (81, 19), (90, 10), (99, 1), (100, 0), (5000, 0)] {
      #expect(Debounce(start).wait(at: start + .milliseconds(passed)) == wait)
    }
  }
}
