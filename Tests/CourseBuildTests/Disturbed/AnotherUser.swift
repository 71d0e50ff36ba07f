import Foundation

/// Runs the program as a user with no rights of their own, where the tests run as the superuser, to whom no file is
/// closed.
enum AnotherUser {
  /// The exit code where there is no way to become another user, or where they may not even start the program.
  static let unavailable: Int32 = 77

  private static let isRoot = geteuid() == 0
  private static let become = "setpriv --reuid 65534 --regid 65534 --clear-groups"

  /// What a script begins with: gives the course away, and ends the script where that is of no use.
  static func shell(in course: TemporaryCourse) -> String {
    guard isRoot else { return "" }
    let folder = course.folder.deletingLastPathComponent().path
    return """
      chown -R 65534:65534 '\(folder)' || exit \(unavailable)
      \(become) "$0" --version > version 2>&1 || exit \(unavailable)
      rm -f version
      """ + "\n"
  }

  /// The program, in such a script.
  static var run: String { isRoot ? "\(become) \"$0\"" : "\"$0\"" }
}
