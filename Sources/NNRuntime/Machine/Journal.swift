/// An undo log: what the names held that a block has overwritten, each once. A block costs what it writes and not what
/// the lesson holds; a copy of all names a block made a course of 30,000 cells take minutes.
struct Journal {
  struct Entry {
    var slot: Int32
    var value: Value
    var origin: UInt32
  }

  private(set) var entries: [Entry] = []
  /// By slot: the block that noted it last.
  private var noted: [Int] = []
  private var block = 1
  /// Entries of all blocks.
  private(set) var count = 0

  mutating func begin() {
    entries.removeAll()
    block += 1
  }

  @inline(__always)
  func lacks(_ slot: Int32) -> Bool { Int(slot) >= noted.count || noted[Int(slot)] != block }

  mutating func note(_ slot: Int32, _ value: Value, _ origin: UInt32) {
    while noted.count <= Int(slot) { noted.append(0) }
    noted[Int(slot)] = block
    entries.append(Entry(slot: slot, value: value, origin: origin))
    count += 1
  }
}
