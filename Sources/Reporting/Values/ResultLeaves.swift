import Artifacts

/// An artifact's data without the JSON: its kind, its name, and its numbers and words in order.
///
/// `x = [1, 2]` → kind `value`, name `x`, leaves 2 (the shape), 1, 2.
struct ResultLeaves: StructuredWriter {
  private(set) var kind = ""
  private(set) var name = ""
  private(set) var leaves: [ResultLeaf] = []
  /// As many as `leaves`, when they are asked for.
  private(set) var paths: [String] = []

  private let namesPaths: Bool
  private var frames: [Frame] = []

  private struct Frame {
    var key = ""
    /// Name that the object gives for what it is about.
    var label: String?
    var isArray = false
  }

  /// Longer arrays are kept as digests.
  private static let longestArray = 64
  /// Of an artifact; what is behind them becomes one digest.
  private static let mostLeaves = 400
  /// Where something stands in the source is no value, and moves with the prose.
  private static let placeKeys: Set<String> = ["cut", "line", "column"]
  /// Members that say what an object is about.
  private static let labelKeys: Set<String> = ["name", "at", "to", "through", "label", "title", "output"]

  /// - Parameter namesPaths: say of each leaf what it is, which takes time.
  init(_ artifact: Artifact, namesPaths: Bool = false) {
    self.namesPaths = namesPaths
    artifact.write(to: &self)
    cutTail()
  }

  /// Of numbers that have no JSON of their own: an inline expression's.
  init(numbers: [Double], namesPaths: Bool = false) {
    self.namesPaths = namesPaths
    value(numbers)
  }

  mutating func object(_ content: (inout ResultLeaves) -> Void) {
    frames.append(Frame())
    content(&self)
    frames.removeLast()
  }

  mutating func array<Items: Sequence>(_ items: Items, _ content: (inout ResultLeaves, Items.Element) -> Void) {
    frames.append(Frame(isArray: true))
    for item in items { content(&self, item) }
    frames.removeLast()
  }

  mutating func key(_ key: String) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].key = key
  }

  mutating func value(_ text: String) {
    let key = frames.last?.key ?? ""
    if frames.count == 1, key == "kind" {
      kind = text
      return
    }
    // As a named value is printed, which follows from it.
    if key == "text", frames.last?.label != nil { return }
    if Self.labelKeys.contains(key) {
      frames[frames.count - 1].label = frames[frames.count - 1].label ?? text
      if frames.count == 1, key == "name" || key == "output", name.isEmpty {
        name = text
        return
      }
    }
    take(.text(text))
  }

  mutating func value(_ number: Int) { take(.number(Double(number))) }
  mutating func value(_ flag: Bool) { take(.text(flag ? "true" : "false")) }
  mutating func value(_ number: Double) { take(.number(number)) }
  mutating func null() { take(.text("null")) }
  mutating func value(_ numbers: [Int]) { value(numbers.map(Double.init)) }

  mutating func value(_ numbers: [Double]) {
    guard numbers.count <= Self.longestArray else { return take(.digest(NumberDigest(numbers))) }
    for (index, number) in numbers.enumerated() { take(.number(number), at: numbers.count > 1 ? index : nil) }
  }

  private mutating func take(_ leaf: ResultLeaf, at index: Int? = nil) {
    if let key = frames.last?.key, Self.placeKeys.contains(key) { return }
    leaves.append(leaf)
    if namesPaths { paths.append(path(index)) }
  }

  /// `gradient of w1, entry 2`, counted from 0 as `nn` does; empty for what the artifact's name says.
  private func path(_ index: Int?) -> String {
    let object = frames.last { !$0.isArray }
    var text = object.map(\.key) ?? ""
    if text == "values" || text == "value" { text = "" }
    if let label = object?.label, label != name || frames.count > 1 {
      text = text.isEmpty ? "`\(label)`" : "\(text) of `\(label)`"
    }
    if let index { text += text.isEmpty ? "entry \(index)" : ", entry \(index)" }
    return text
  }

  /// A graph of a thousand nodes is kept by its first ones and a digest of the others.
  private mutating func cutTail() {
    guard leaves.count > Self.mostLeaves else { return }
    var numbers: [Double] = []
    var words = UInt64(leaves.count)
    for leaf in leaves[(Self.mostLeaves - 1)...] {
      switch leaf {
      case .number(let number): numbers.append(number)
      case .text(let text): words = Fingerprint.mixed(words, Fingerprint.of(Array(text.utf8)))
      case .digest(let digest):
        numbers += digest.numbers
        words = Fingerprint.mixed(words, digest.hash)
      }
    }
    var rest = NumberDigest(numbers)
    rest.hash = Fingerprint.mixed(rest.hash, words)
    leaves.removeSubrange((Self.mostLeaves - 1)...)
    leaves.append(.digest(rest))
    if namesPaths {
      paths.removeSubrange((Self.mostLeaves - 1)...)
      paths.append("all behind the first \(Self.mostLeaves - 1)")
    }
  }
}
