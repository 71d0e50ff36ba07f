import Testing

@testable import CourseBuild

struct PathTests {
  @Test(arguments: [
    ("a/./b/../c//d", "a/c/d"), ("", "."), (".", "."), ("./a/", "a"), ("../a", "../a"), ("a/../..", ".."),
    ("/a/../../b", "/b"), ("가/나", "가/나"),
  ])
  func normalizes(path: String, expected: String) { #expect(Path.normalized(path) == expected) }

  @Test(arguments: [
    ("images/a.svg", "en", "../images/a.svg"), ("en/a.md", "en", "a.md"), ("a.md", ".", "a.md"),
    ("ko/a", "en/deep", "../../ko/a"), ("en", "en", "."),
  ])
  func relates(path: String, directory: String, expected: String) {
    #expect(Path.relative(path, from: directory) == expected)
  }

  @Test(arguments: [
    ("a/b.md", "a/b"), ("a.b/c", "a.b/c"), ("a/.hidden", "a/.hidden"), ("01.2.md", "01.2"), ("a", "a"),
  ])
  func dropsExtensions(path: String, expected: String) { #expect(Path.withoutExtension(path) == expected) }

  @Test(arguments: [
    ("lessons/a.md", "lessons", true), ("lessons", "lessons", true), ("lessons2/a", "lessons", false),
    ("../..a", "..", true), ("../a", "..", true), ("../../a", "..", false), ("..", "..", true),
    ("a", ".", true), ("../a", ".", false), ("/a", ".", false), ("/a/b", "/", true),
  ])
  func knowsWhatLiesInside(path: String, directory: String, expected: Bool) {
    #expect(Path.isInside(path, directory) == expected)
  }

  @Test(arguments: [("a/b.md", "a", "b.md"), ("b.md", ".", "b.md"), ("/b", "/", "b")])
  func splits(path: String, directory: String, name: String) {
    #expect(Path.directory(path) == directory)
    #expect(Path.name(path) == name)
  }
}
