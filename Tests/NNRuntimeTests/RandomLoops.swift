/// Programs with a long loop, the same for the same seed: names bound and updated in each round, steps down a gradient,
/// functions with totals of their own, branches, loops within, records, and now and then a fault in a late round.
struct RandomLoops {
  struct Program {
    var setup: String
    var loop: String
    /// Blocks of a line each, so that one that fails hides no other.
    var after: [String]
  }

  private var state: UInt64
  private let numbers = ["a", "b", "w", "s", "q", "L"]
  private let vectors = ["x", "v", "y"]
  private var counter = ""

  init(seed: Int) { state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  mutating func program() -> Program {
    counter = ""
    let setup = """
      a = \(number()); b = -\(number()); w = \(number()); s = 0; q = \(number()); L = 1
      x = [\(number()), -\(number()), \(number())]; v = [\(number()), \(number()), -\(number())]; y = x; m = 0 * x
      M = [[\(number()), -\(number()), \(number())], [-\(number()), \(number()), \(number())]]
      f(t) = \(scalar(2, of: ["t"]))
      g(t, z) = { e = t; for j in 1..3 { e = 0.5 * e + \(scalar(1, of: ["t", "z", "e"])) }; e * z }
      k(t) = { e = 0.5; repeat 3 { e += 0.1 * \(scalar(1, of: ["t", "e"])) }; e + t }
      p(t) = { if t > 0.4 { \(scalar(1, of: ["t"])) } else { \(scalar(1, of: ["t"])) } }
      """
    let rounds = 24 + next(40)
    counter = next(2) == 0 ? "i" : ""
    let head = counter.isEmpty ? "repeat \(rounds)" : "for i in \(next(4))..\(rounds)"
    var body: [String] = []
    for _ in 0..<(1 + next(4)) { body.append(statement()) }
    let records = next(3) > 0
    if records { body.append("record(E: \(scalar(1)))") }
    if records, next(3) == 0 { body.append("record(\(pick(vectors)))") }
    let loop = (records ? "h = " : "") + "\(head) {\n  \(body.joined(separator: "\n  "))\n}"
    var after = numbers + vectors + (records ? ["h.E", "h"] : [])
    for _ in 0..<4 { after.append("grad(\(scalar(1)), \(pick(numbers + vectors)))") }
    after.append("grad(\(pick(numbers)), \(pick(numbers)))")
    if records { after.append("grad(sum(h.E) + w * \(pick(numbers)), w)") }
    after.append("gradients(L + \(scalar(1)))")
    return Program(setup: setup, loop: loop, after: after)
  }

  /// One statement, or several that belong together, on a line.
  private mutating func statement(depth: Int = 1) -> String {
    switch next(depth > 0 ? 16 : 11) {
    case 0: return "w -= 0.1 * grad((w - \(scalar(1)))^2, w)"
    case 1: return "L = (w - \(number()))^2 + \(scalar(1)); w -= 0.1 * grad(L, w); s += L"
    case 2: return "L = sum((x - \(pick(vectors)))^2) + 0.1 * sum(x^2); x -= 0.05 * grad(L, x)"
    case 3:
      return "L = (w * a - \(number()))^2; (d, c) = grad(L, (w, a)); w -= 0.1 * d; a -= 0.05 * c"
    case 4: return "m *= 0.9; m -= 0.1 * grad(sum((v - y)^2), v); v += 0.1 * m"
    case 5: return "\(pick(numbers)) \(pick(["+=", "-="])) 0.1 * \(scalar(1))"
    case 6: return "\(pick(vectors)) \(pick(["+=", "-="])) 0.1 * \(vector(1))"
    case 7: return "\(pick(numbers + vectors)) *= 0.9 + 0.05 * \(scalar(0))"
    case 8: return "q = \(scalar(2))"
    case 9: return "y = \(vector(2))\(next(2) == 0 ? "; v = 0.5 * stop(v) + 0.1 * y" : "")"
    case 10: return next(4) == 0 ? "s = 0.9 * s + \(scalar(1))" : "s *= 0.9; s += stop(\(scalar(1)))"
    case 11: return "if \(scalar(0)) > \(number()) { \(statement(depth: 0)) } else { b -= 0.1 * \(scalar(1)) }"
    case 12:
      let decides = counter.isEmpty ? "s" : counter
      return "if \(decides) > \(next(30)) { w *= 0.9 } else { \(statement(depth: 0)) }"
    case 13: return "for j in 1..3 { \(next(4) == 0 ? "b = 0.5 * b +" : "b += ") 0.1 * j * \(scalar(1)) }"
    case 14: return "r = 0; for j in 0..2 { r += x[j] * \(scalar(0)) }; a += 0.01 * stop(r)"
    default: return next(4) == 0 ? fault() : "z = \(scalar(2)); c = tanh(z - w); b -= 0.1 * c"
    }
  }

  /// What goes wrong in some round, if the loop comes so far.
  private mutating func fault() -> String {
    if counter.isEmpty { return pick(["s -= 0.1; u = log(2.5 + s)", "b += 0.1; u = x[(b > 3) * 5]"]) }
    let late = pick(["1 / (\(20 + next(30)) - i)", "log(30.5 - i)", "x[(i > 25) * 3]"])
    return next(4) == 0 ? "if i > 31 { x = 1 }; u = x[1]" : "u = \(late)"
  }

  private mutating func scalar(_ depth: Int, of names: [String]? = nil) -> String {
    let known = names ?? numbers
    if depth == 0 { return next(5) == 0 ? number() : pick(known) }
    let one = scalar(depth - 1, of: names)
    switch next(names == nil ? 15 : 8) {
    case 0: return "(\(one) + \(scalar(depth - 1, of: names)))"
    case 1: return "\(number()) * \(one)"
    case 2: return "tanh(\(one) * \(scalar(depth - 1, of: names)))"
    case 3: return "\(pick(["sin", "tanh", "sigmoid", "cos"]))(\(one))"
    case 4: return "log((\(one))^2 + 1.5)"
    case 5: return "exp(0.3 * tanh(\(one)))"
    case 6: return "sqrt((\(one))^2 + 0.5)"
    case 7: return "where(\(one) > 0.3, \(one), \(scalar(depth - 1, of: names)))"
    case 8: return "tanh(sum(\(vector(depth - 1))))"
    case 9: return "tanh(dot(\(vector(0)), \(vector(0))))"
    case 10: return "tanh(\(pick(vectors))[\(counter.isEmpty ? "\(next(3))" : "i % 3")])"
    case 11: return "tanh(\(pick(["f", "k", "p"]))(\(one)))"
    case 12: return "tanh(g(\(one), \(scalar(0))))"
    case 13: return "sum(tanh(M @ \(vector(0))))"
    default: return counter.isEmpty ? "max(\(one), 0.1)" : "tanh(0.02 * i * \(one))"
    }
  }

  private mutating func vector(_ depth: Int) -> String {
    if depth == 0 { return pick(vectors) }
    switch next(6) {
    case 0: return "tanh(\(vector(depth - 1)) + \(vector(depth - 1)))"
    case 1: return "\(scalar(0)) * tanh(\(vector(depth - 1)))"
    case 2: return "sin(\(vector(depth - 1)))"
    case 3: return "tanh([\(scalar(0)), \(scalar(0)), \(number())])"
    case 4: return "tanh((M @ \(vector(0))) @ M)"
    default: return "softmax(\(vector(depth - 1)))"
    }
  }

  private mutating func number() -> String { "\(Double(20 + next(180)) / 100)" }

  private mutating func next(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }
}
