/// The values of names outside when functions with a rule by hand were called.
///
/// The rules themselves are held by the graph's nodes, and must hold none in their turn: they would be let go in the
/// middle of the arena's work. So they hold a number, and what it stands for is let go afterwards.
final class OutsideNames {
  typealias Names = [(slot: Int32, value: Value)]

  private var names: [Int: Names] = [:]
  private var last = 0
  /// Numbers that nobody holds any longer.
  private var released: [Int] = []

  /// - Returns: a number that stands for the names, 0 for none.
  func keep(_ names: Names) -> Int {
    guard !names.isEmpty else { return 0 }
    last += 1
    self.names[last] = names
    return last
  }

  subscript(number: Int) -> Names { names[number] ?? [] }

  func release(_ number: Int) { if number > 0 { released.append(number) } }

  /// Lets go what was released; with it go nodes, and maybe other rules.
  func drain() {
    while let number = released.popLast() {
      let dropped = names.removeValue(forKey: number)
      withExtendedLifetime(dropped) {}
    }
  }

  func removeAll() {
    let all = names
    names = [:]
    withExtendedLifetime(all) {}
  }
}
