import Foundation

/// Scripts that mount disks of a few kilobytes, in a name space of their own, so that nothing stays mounted.
///
/// Only Linux has such name spaces, and not every machine lets its users make one.
enum SmallDisk {
  /// Away from other processes; without being the superuser, by being one in there.
  private static let apart = "unshare \(geteuid() == 0 ? "-m" : "-rm") /bin/sh -c"

  static let isAvailable: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(apart) 'mount -t tmpfs tmpfs /mnt' 2>/dev/null"]
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// - Parameter script: for `/bin/sh`, with the program as `$0` and a command `mounted SIZE FOLDER`. What is on such a
  ///   disk is seen in there alone; the script copies what a test asks for.
  static func run(_ script: String, in course: TemporaryCourse) throws -> Program.Run {
    let mounted = #"mounted() { mkdir -p "$2" && mount -t tmpfs -o "size=$1" tmpfs "$2" || exit 78; }"#
    return try Program.run(
      in: course, shell: "exec \(apart) \"$SCRIPT\" \"$0\"", environment: ["SCRIPT": mounted + "\n" + script])
  }
}
