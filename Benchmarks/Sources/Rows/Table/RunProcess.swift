import Foundation

/// What a program prints, from its start to its end.
///
/// By way of the C library: Foundation's `Process` takes up to 50 ms to notice that one has ended.
///
/// - Parameter command: the program's path and its arguments.
func output(of command: [String]) throws -> String {
  let quoted = command.map { "'" + $0.replacingOccurrences(of: "'", with: #"'\''"#) + "'" }
  guard let stream = popen("exec " + quoted.joined(separator: " "), "r") else {
    throw WrongResult(found: "\(command[0]) did not start", expected: "a process")
  }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&part, 1, part.count, stream), count > 0 { bytes += part[..<count] }
  let status = pclose(stream)
  guard status == 0 else { throw WrongResult(found: "\(command[0]) ended with \(status)", expected: "0") }
  return String(decoding: bytes, as: UTF8.self)
}
