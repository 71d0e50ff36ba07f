import Checksums
import Reporting

/// A hash of all that a lesson's values follow from, but for the engine: what it says to the machine, and the bytes of
/// its data files. Line ends are no part of it: a checkout may write them in another way.
///
/// Where it is the same as when the committed values were written and a value is not, the engine has changed.
func programFingerprint(_ lesson: Lesson, data: UInt64) -> UInt64 {
  var key = KeyBytes("program")
  key.add(lesson, lineEnds: false)
  key.add(Int(truncatingIfNeeded: data))
  return Fingerprint.of(key.digest)
}
