/// Dependence of a result on sliders: it follows them, or it stays as it is for the value in the source.
public struct Following: Codable, Sendable, Hashable {
  /// The numbers of the sliders that it depends on, ascending.
  public var sliders: [Int]
  /// Entries of the lesson's tape that are 1 as long as the decisions behind it come out as they did; `nil` for what
  /// cannot follow at all: stored numbers, runs of training, pictures.
  public var watches: [Int]?

  public init(sliders: [Int], watches: [Int]?) {
    self.sliders = sliders
    self.watches = watches
  }

  public static func stays(_ sliders: some Sequence<Int>) -> Following {
    Following(sliders: sliders.sorted(), watches: nil)
  }
}
