import FuzzTargets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The target that `FUZZ_TARGET` names.
private let target: FuzzTarget = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    stop("FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))", code: 2)
  }
  return target
}()

private let course = FuzzCourse(root: getenv("FUZZ_COURSE").map { String(cString: $0) } ?? "Fuzzing/Course")

/// libFuzzer calls this with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  do {
    try target.run(bytes, in: course)
  } catch {
    warn("invariant broken: \(error)\n")
    abort()
  }
  return 0
}

private func warn(_ text: String) { _ = text.withCString { write(2, $0, strlen($0)) } }

private func stop(_ text: String, code: Int32) -> Never {
  warn(text + "\n")
  _exit(code)
}
