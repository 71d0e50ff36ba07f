import Artifacts
import Formulas

/// A lesson's tape as JSON, as short as its script can read it.
enum TapeData {
  /// - Parameter atoms: in the order of the script's table.
  static func json(_ tape: SliderTape, _ atoms: [Atom]) -> String {
    var json = JSONWriter()
    let numbers = Dictionary(atoms.enumerated().map { ($1, $0) }) { first, _ in first }
    json.object { json in
      write(tape.tape, numbers, &json)
      json.key("checks")
      json.array(tape.checks) { json, check in
        json.array([
          check.output, check.node, check.gradient, check.numeric, check.count, check.isInput ? 1 : 0,
        ]) { $0.value($1) }
      }
      json.key("sliders")
      json.array(tape.sliders) { json, slider in
        json.object { json in
          json.member("place", slider.place ?? -1)
          json.member("start", slider.positions.start)
          json.key("values")
          json.array(slider.positions.values) { $0.raw($1.json) }
        }
      }
    }
    return compact(json)
  }

  /// As few bytes as can be: what stands in no text needs no room.
  static func compact(_ json: JSONWriter) -> String {
    String(decoding: json.bytes, as: UTF8.self).replacing(": ", with: ":").replacing(", ", with: ",")
  }

  /// The members of an object that say a tape.
  ///
  /// - Parameter numbers: of the operations in the script's table.
  static func write(_ tape: Tape, _ numbers: [Atom: Int], _ json: inout JSONWriter) {
    json.member("count", tape.count)
    json.key("given")
    json.array(tape.given) { json, given in
      json.list { json in
        json.value(given.place)
        json.array(given.values) { $0.raw($1.json) }
      }
    }
    json.key("steps")
    json.array(tape.steps) { json, step in json.list { write(step, numbers, &$0) } }
  }

  /// A list, or its beginning and its loops where that is shorter.
  private static func write(_ positions: [Int], _ json: inout JSONWriter) {
    guard let strided = StridedPositions(positions), 3 * strided.loops.count < positions.count else {
      json.array(positions) { $0.value($1) }
      return
    }
    json.list { json in
      json.value(strided.start)
      for loop in strided.loops { json.array([loop.count, loop.step]) { $0.value($1) } }
    }
  }

  private static func write(_ step: Tape.Step, _ numbers: [Atom: Int], _ json: inout JSONWriter) {
    func head(_ name: String, _ rest: [Int]) {
      json.value(name)
      for number in [step.place, step.operands[0]] + rest { json.value(number) }
    }
    switch step.rule {
    case .elementwise(.stop, _): head("=", [step.count])
    case .elementwise(let atom, let isSingle):
      for number in [numbers[atom] ?? 0, step.place] + step.operands { json.value(number) }
      guard step.count > 1 else { return }
      json.value(step.count)
      json.value(isSingle.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) })
    case .gather(let positions):
      head("g", [])
      write(positions, &json)
    case .scatter(let positions):
      head("s", [])
      write(positions, &json)
      json.value(step.count)
    case .sum(let outer, let size, let inner): head("+", [outer, size, inner])
    case .product(let batches, let rows, let inner, let columns):
      head("*", [step.operands[1], batches, rows, inner, columns])
    case .extremum(let isGreatest, let outer, let size, let inner):
      head("m", [outer, size, inner, isGreatest ? 1 : -1])
    }
  }
}
