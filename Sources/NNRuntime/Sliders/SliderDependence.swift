import NNSyntax
import SourceText

/// Taint analysis: what of a lesson depends on its sliders, by its text alone; which statements read a moved input, and
/// which of them turn it into something that cannot follow.
///
/// A statement whose operations all make nodes of nodes is *transparent*: what it makes can be traced in the graph. Any
/// other one that reads a moved name, an update, a loop, a run of training, a picture, makes what it binds *stay*: so
/// does all that reads these names. It is a bound from above; where the graph knows better, the graph decides.
struct SliderDependence {
  /// The numbers of sliders.
  struct Sources: Equatable {
    /// Those that it depends on.
    var moved: Set<Int> = []
    /// Those among them that it cannot follow.
    var stays: Set<Int> = []

    static func + (a: Sources, b: Sources) -> Sources {
      Sources(moved: a.moved.union(b.moved), stays: a.stays.union(b.stays))
    }
  }

  private struct Function {
    var free: [String]
    var isTransparent: Bool
  }

  /// By the range of the call: its number.
  private(set) var sliders: [SourceRange: Int] = [:]
  /// By the range of a top-level statement; a line that shows something by that of its expression.
  private(set) var statements: [SourceRange: Sources] = [:]
  /// The names as they were at the end of each program.
  private var names: [String: Sources] = [:]
  private var states: [[String: Sources]] = []
  private var functions: [String: Function] = [:]
  /// By the range of the binding: the sliders that move what it binds.
  private var moved: [SourceRange: [Int]] = [:]
  /// Names that updates move together.
  private var links: [Set<String>] = []

  var isEmpty: Bool { sliders.isEmpty }

  /// - Parameter programs: of all blocks that are run, in order.
  init(_ programs: [Program]) {
    var bindings: [String: SourceRange] = [:]
    for statement in programs.flatMap(\.statements) {
      switch statement.kind {
      case .binding(let name, _): bindings[name.text] = statement.range
      case .destructuring(let names, _): for name in names { bindings[name.text] = statement.range }
      case .expression(let value):
        // A block that is taken over twice has its sliders once.
        guard let name = SliderDependence.moved(by: value), sliders[value.range] == nil else { continue }
        if let binding = bindings[name] { moved[binding, default: []].append(sliders.count) }
        sliders[value.range] = sliders.count
      case .update, .function, .backward, .conditional, .expect: continue
      }
    }
    guard !sliders.isEmpty else { return }
    for program in programs {
      for statement in program.statements { take(statement) }
      states.append(names)
    }
  }

  /// `x` of `slider(x, …)` and `slider(x[0], …)`.
  private static func moved(by value: Expression) -> String? {
    guard case .call(let callee, let arguments) = value.kind, case .name("slider") = callee.kind,
      let target = arguments.first.flatMap({ UpdateTarget($0.value) })
    else { return nil }
    return target.name.text
  }

  /// The sources of a range: of a top-level statement, or the part of one.
  func sources(at range: SourceRange) -> Sources {
    if let known = statements[range] { return known }
    var result = Sources()
    for (whole, sources) in statements
    where whole.file == range.file && whole.bytes.contains(range.bytes.lowerBound) { result = result + sources }
    return result
  }

  /// The sources of an expression in the text, after so many programs.
  func sources(of value: Expression, after count: Int) -> Sources {
    guard !isEmpty, count > 0 else { return Sources() }
    var then = self
    then.names = states[min(count, states.count) - 1]
    return then.sources(of: value)
  }

  // MARK: - Statements

  private mutating func take(_ statement: Statement) {
    var result = Sources()
    switch statement.kind {
    case .binding(let name, let value):
      result = sources(of: value)
      bind([name.text], to: result, statement)
      if case .tuple = value.kind { link(name.text, value) }
    case .destructuring(let targets, let value):
      result = sources(of: value)
      bind(targets.map(\.text), to: result, statement)
    case .update, .conditional: result = opaque(statement)
    case .function(let definition):
      functions[definition.name.text] = Function(
        free: freeNames(of: definition), isTransparent: isTransparent(definition.body))
      names[definition.name.text] = nil
    case .backward(let rule):
      // What the rule reads beside its arguments moves gradients of the function.
      let own = Set(([rule.result, rule.upstream] + rule.inputs).map(\.text))
      let free = allNames(rule.body).filter { !own.contains($0) }
      functions[rule.name.text]?.free += free
    case .expect:
      for value in statement.expressions { result = result + sources(of: value) }
      result.stays = result.moved
    case .expression(let value):
      if case .loop = value.kind {
        result = opaque(statement)
      } else if !updatedNames([statement]).isEmpty {
        result = opaque(statement)
      } else if SliderDependence.moved(by: value) == nil {
        result = sources(of: value)
      }
    }
    var range = statement.range
    if case .expression(let value) = statement.kind { range = value.range }
    statements[range] = (statements[range] ?? Sources()) + result
  }

  private mutating func bind(_ targets: [String], to sources: Sources, _ statement: Statement) {
    var sources = sources
    sources.moved.formUnion(moved[statement.range] ?? [])
    // The branches of a conditional, and a loop, bind names of their own.
    let others = changedNames([statement]).filter { !targets.contains($0) }
    for name in targets {
      names[name] = sources
      functions[name] = nil
    }
    for name in others { change(name, by: sources) }
  }

  /// An update, a branch, a loop: whatever it changes stays what it is.
  private mutating func opaque(_ statement: Statement) -> Sources {
    var read = Sources()
    for name in allNames([statement]) { read = read + reading(name) }
    let result = Sources(moved: read.moved, stays: read.moved)
    for name in changedNames([statement]) { change(name, by: result) }
    return result
  }

  private mutating func change(_ name: String, by sources: Sources) {
    let stored = Sources(moved: sources.moved, stays: sources.moved)
    var reached: Set<String> = [name]
    var grows = true
    while grows {
      grows = false
      for group in links where !group.isDisjoint(with: reached) && !group.isSubset(of: reached) {
        reached.formUnion(group)
        grows = true
      }
    }
    for name in reached { names[name] = (names[name] ?? Sources()) + stored }
  }

  private mutating func link(_ name: String, _ value: Expression) {
    let members = allNames(value)
    if !members.isEmpty { links.append(Set(members).union([name])) }
  }

  // MARK: - Expressions

  private func sources(of value: Expression) -> Sources {
    var result = Sources()
    for name in allNames(value) { result = result + reading(name) }
    if !isTransparent(value, isShown: true) { result.stays = result.moved }
    return result
  }

  /// The sources of a name, and of what its function reads from outside.
  private func reading(_ name: String) -> Sources {
    var result = Sources()
    var seen: Set<String> = []
    var stack = [name]
    while let next = stack.popLast() {
      guard seen.insert(next).inserted else { continue }
      result = result + (names[next] ?? Sources())
      stack += functions[next]?.free ?? []
    }
    return result
  }

  private func freeNames(of definition: FunctionDefinition) -> [String] {
    allNames(definition.body).filter { name in !definition.parameters.contains { $0.text == name } }
  }

  private func isTransparent(_ body: Body) -> Bool {
    switch body {
    case .expression(let value): isTransparent(value)
    case .block(let statements, _): isTransparent(statements)
    }
  }

  private func isTransparent(_ statements: [Statement]) -> Bool {
    statements.allSatisfy { statement in
      switch statement.kind {
      case .binding(_, let value), .expression(let value): isTransparent(value)
      case .destructuring, .update, .function, .backward, .conditional, .expect: false
      }
    }
  }

  /// - Parameter isShown: whether it is the whole of what a line binds or shows, which may be a figure.
  private func isTransparent(_ value: Expression, isShown: Bool = false) -> Bool {
    switch value.kind {
    case .number, .text, .name: return true
    case .array, .tuple, .unary, .index, .member, .comprehension:
      return value.parts.expressions.allSatisfy { isTransparent($0) }
    case .chain(_, let links):
      // These stop early, by the numbers of what stands on the left.
      guard !links.contains(where: { $0.operator == .and || $0.operator == .or }) else { return false }
      return value.parts.expressions.allSatisfy { isTransparent($0) }
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.kind, arguments.allSatisfy({ isTransparent($0.value) }) else { return false }
      if let function = functions[name] { return function.isTransparent }
      guard let builtin = Builtins.index[name].map({ Builtins.all[$0] }), names[name] == nil else { return false }
      return builtin.conduct == .traceable || isShown && ["graph", "gradients", "backward"].contains(name)
    case .conditional(let condition, let then, let otherwise):
      return isTransparent(condition) && isTransparent(then) && isTransparent(otherwise)
    case .loop, .error: return false
    }
  }

  private func allNames(_ body: Body) -> [String] {
    switch body {
    case .expression(let value): allNames(value)
    case .block(let statements, _): allNames(statements)
    }
  }

  private func allNames(_ value: Expression) -> [String] {
    allNames([Statement(.expression(value), value.range)])
  }

  /// All names that are read or written, in blocks, too.
  private func allNames(_ statements: [Statement]) -> [String] {
    collectNames(statements) { statement, add in
      if case .update(let target, _, _) = statement.kind { add(target.name.text) }
    } _: { value, add in
      if case .name(let name) = value.kind { add(name) }
    }
  }
}
