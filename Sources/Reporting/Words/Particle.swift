/// A particle (조사): the ending of a Korean noun phrase, which has one form behind a consonant and one behind a vowel.
///
/// An author writes either, or both as `은(는)`, behind a number that only a run knows; the one that the number asks for
/// stands on the page.
struct Particle: Sendable {
  let behindConsonant: String
  let behindVowel: String
  /// Behind ㄹ as behind a vowel: 로.
  var isOpenToRieul = false
  /// Forms of 이다, whose 이 may stay behind a vowel: `2이고` and `2고` are both right.
  var keepsStem = false
  /// Particles that may follow in the same word: 는 in 으로는.
  var followers: [String] = []

  /// The words that are nothing but a particle, in both forms, followers included.
  ///
  /// 으로는 → 으로 + 는, and 로는 likewise; 까지, 에서, 가지 are not here.
  private static let words: [String: (particle: Particle, rest: String)] = {
    var words: [String: (particle: Particle, rest: String)] = [:]
    for particle in table {
      for rest in [""] + particle.followers {
        for form in [particle.behindConsonant, particle.behindVowel] { words[form + rest] = (particle, rest) }
        for form in particle.pairs { words[form + rest] = (particle, rest) }
      }
    }
    return words
  }()

  private static let table: [Particle] = [
    Particle(behindConsonant: "은", behindVowel: "는"),
    Particle(behindConsonant: "이", behindVowel: "가"),
    Particle(behindConsonant: "을", behindVowel: "를"),
    Particle(behindConsonant: "과", behindVowel: "와", followers: ["는", "도", "의", "만"]),
    Particle(
      behindConsonant: "으로", behindVowel: "로", isOpenToRieul: true,
      followers: ["는", "도", "만", "서", "서는", "써", "부터", "부터는", "부터의", "의", "까지", "나"]),
    Particle(
      behindConsonant: "이라", behindVowel: "라",
      followers: ["고", "고도", "고는", "고만", "는", "도", "서", "면", "며", "던", "든지"]),
    Particle(behindConsonant: "이나", behindVowel: "나", followers: ["마"]),
    Particle(behindConsonant: "이란", behindVowel: "란"),
    Particle(behindConsonant: "이랑", behindVowel: "랑"),
    Particle(behindConsonant: "이든", behindVowel: "든", followers: ["지"]),
    Particle(behindConsonant: "이다", behindVowel: "다", keepsStem: true),
    Particle(behindConsonant: "이며", behindVowel: "며", keepsStem: true),
    Particle(behindConsonant: "이고", behindVowel: "고", keepsStem: true),
    Particle(behindConsonant: "이지만", behindVowel: "지만", keepsStem: true),
    Particle(behindConsonant: "이므로", behindVowel: "므로", keepsStem: true),
    Particle(behindConsonant: "이어야", behindVowel: "여야", keepsStem: true),
    Particle(
      behindConsonant: "이었", behindVowel: "였", keepsStem: true,
      followers: ["다", "고", "지만", "으나", "는데", "으며", "으니", "으므로"]),
  ]

  /// `은(는)`, `는(은)`, `(으)로`, `(이)라`
  private var pairs: [String] {
    let both = ["\(behindConsonant)(\(behindVowel))", "\(behindVowel)(\(behindConsonant))"]
    guard behindConsonant.hasSuffix(behindVowel) else { return both }
    return both + ["(\(behindConsonant.dropLast(behindVowel.count)))\(behindVowel)"]
  }

  private func form(behind sound: LastSound, written: Substring) -> String {
    let isOpen = sound == .vowel || sound == .rieul && isOpenToRieul
    if keepsStem, isOpen, written.hasPrefix(behindConsonant), !written.contains("(") { return behindConsonant }
    return isOpen ? behindVowel : behindConsonant
  }

  /// A text with the particle at its start in the form that the sound before it asks for.
  ///
  /// `를 더한다` behind a consonant is `을 더한다`; `가지`, which is a word, stays.
  static func agreed(_ text: String, behind sound: LastSound) -> String {
    let word = text.prefix { ("가"..."힣").contains($0) || $0 == "(" || $0 == ")" }
    // A bracket that was opened before, or that belongs to what comes, is no part of the word.
    for length in [word.count, word.prefix { $0 != "(" }.count, word.prefix { $0 != ")" }.count] where length > 0 {
      let written = word.prefix(length)
      guard let found = words[String(written)] else { continue }
      return found.particle.form(behind: sound, written: written) + found.rest + text.dropFirst(length)
    }
    return text
  }
}
