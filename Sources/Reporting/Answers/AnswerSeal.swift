import Checksums
import Formulas

/// Seal of an answer (salted hash): enough for a page to judge a number by, and not the answer.
///
/// The numbers are cut into buckets so that those which are accepted are one of them. Its hash stands in the page, with
/// the width of the buckets and where the cuts fall, between 0 and 1 of a width. A share is cut on the logarithm, where
/// all shares of the same size are as wide, so that the width does not tell the value either. Whoever tries all buckets
/// finds the answer: this is for practice.
///
/// 0.25 within 1 % of it: buckets of ln(1.01 / 0.99) on the logarithm, of which number −69 reaches from ln 0.2475 to
/// ln 0.2525.
struct AnswerSeal {
  /// Buckets of the logarithm of the absolute value, each for both signs, and one for 0.
  let isShare: Bool
  let width: Double
  /// How far the bucket around a value reaches below it.
  private let below: Double
  let salt: String

  /// Below it two numbers are the same, as in a claim with `==`.
  private static let least = 1e-9
  /// By which the accepted bucket is wider, so that both of its ends are in it whatever their rounding.
  private static let margin = 1 + 1e-9
  private static let parts = 4_294_967_296.0

  /// - Parameters:
  ///   - value: the answer, which decides alone whether an absolute tolerance can be told from rounding.
  ///   - salt: at most 16 characters.
  init(_ tolerance: Tolerance, of value: Double, salt: String) {
    self.salt = salt
    if tolerance.isShare || tolerance.size < Self.least * value.magnitude || tolerance.size == 0 {
      isShare = true
      let share = max(tolerance.isShare ? tolerance.size : 0, Self.least) * Self.margin
      below = -Elementary.log1p(-share)
      width = Elementary.log1p(share) + below
    } else {
      isShare = false
      below = tolerance.size * Self.margin
      width = 2 * below
    }
  }

  /// Where the cuts fall if the bucket around a value is what is accepted: from 0 to 1, in parts of 2³².
  func phase(around value: Double) -> UInt32 {
    if isShare, value == 0 {
      // As good as any, and it looks like any.
      return SHA256.digest(of: Array(salt.utf8)).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
    let start = position(of: value) - below / width
    let part = ((start - start.rounded(.down)) * Self.parts).rounded()
    return part < Self.parts ? UInt32(part) : 0
  }

  private func position(of value: Double) -> Double {
    (isShare ? Elementary.log(value.magnitude) : value) / width
  }

  /// The hash of the bucket that a number falls in.
  func mark(of value: Double, phase: UInt32) -> String {
    SHA256.digest(of: Array(key(of: value, phase: phase).utf8)).prefix(8).hexadecimal
  }

  /// Sentence about a slip under a stream cipher, as hexadecimal UTF-16: its key is a hash of the slip's bucket, so that
  /// whoever has not made the slip reads nothing.
  func hidden(_ text: String, of value: Double, phase: UInt32) -> String {
    let key = key(of: value, phase: phase)
    var pad: [UInt8] = []
    return text.utf16.enumerated().map { at, unit in
      let place = at % 4 * 2
      if place == 0 { pad = Array(SHA256.digest(of: Array("\(key):\(at / 4)".utf8)).prefix(8)) }
      return [UInt8(unit >> 8) ^ pad[place], UInt8(unit & 0xFF) ^ pad[place + 1]].hexadecimal
    }.joined()
  }

  private func key(of value: Double, phase: UInt32) -> String { salt + ":" + bucket(of: value, phase: phase) }

  private func bucket(of value: Double, phase: UInt32) -> String {
    if isShare, value == 0 { return "zero" }
    let number = (position(of: value) - Double(phase) / Self.parts).rounded(.down)
    // A slip that lies so far off that neighbours of its number are in other buckets.
    guard number.magnitude < 1e15 else { return "far" }
    return (isShare && value < 0 ? "-" : "") + "\(Int(number))"
  }
}

extension AnswerReport {
  /// Data of the field for its script: salt, kind and width of the buckets, then phase and hash of the answer and, with
  /// what is said and hidden, of each slip.
  func sealed(in path: String) -> String {
    let salt = SHA256.digest(of: Array("\(path)#\(place)".utf8)).prefix(5).hexadecimal
    let seal = AnswerSeal(tolerance, of: value, salt: salt)
    var json = JSONWriter()
    json.object { json in
      json.member("salt", salt)
      json.member("share", seal.isShare)
      json.member("width", seal.width)
      let phase = seal.phase(around: value)
      json.member("phase", String(phase, radix: 16))
      json.member("mark", seal.mark(of: value, phase: phase))
      json.key("slips")
      json.array(slips) { json, slip in
        json.object { json in
          let phase = seal.phase(around: slip.value)
          json.member("phase", String(phase, radix: 16))
          json.member("mark", seal.mark(of: slip.value, phase: phase))
          json.member("say", seal.hidden(slip.say, of: slip.value, phase: phase))
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
