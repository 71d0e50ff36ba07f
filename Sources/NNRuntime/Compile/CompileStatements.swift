import NNSyntax
import SourceText

extension Compiler {
  mutating func statements(_ statements: [Statement]) {
    for statement in statements { self.statement(statement) }
  }

  /// Code that leaves nothing on the stack.
  private mutating func statement(_ statement: Statement) {
    let outerSteps = steps
    steps = 1
    let spend = chunk.code.count
    emit(.spend(0), statement.range)
    body(of: statement)
    chunk.code[spend] = .spend(steps)
    steps = outerSteps
  }

  private mutating func body(of statement: Statement) {
    switch statement.kind {
    case .binding(let name, let value):
      expression(value)
      bind(name)
    case .destructuring(let names, let value):
      expression(value)
      emit(.unpack(Int32(names.count)), value.range)
      for name in names { bind(name) }
    case .update(let target, let op, let value):
      expression(value)
      update(target, op)
    case .function(let definition): function(definition)
    case .backward(let definition): rule(definition)
    case .conditional(let condition, let then, let otherwise):
      conditional(condition, then, otherwise, statement.range) { compiler, statements in
        compiler.statements(statements)
      }
    case .expect(let expectation): expect(expectation, statement.range)
    case .expression(let value): line(value)
    }
  }

  private mutating func line(_ value: Expression) {
    if case .loop(let header) = value.kind {
      // A loop that stands as a line shows what it recorded, unless a loop around it collects.
      let shows = historySlot == nil && locals == nil && recordsDirectly(header.body)
      loop(header, value.range, wantsHistory: shows)
      if shows { emit(.show(text("")), value.range) }
      return
    }
    expression(value)
    if locals == nil {
      emit(.show(text(value.range.text)), value.range)
    } else {
      emit(.pop, value.range)
    }
  }

  private func recordsDirectly(_ body: [Statement]) -> Bool {
    for statement in body {
      switch statement.kind {
      case .expression(let value):
        if case .call(let callee, _) = value.kind, case .name("record") = callee.kind { return true }
        if case .loop(let inner) = value.kind, recordsDirectly(inner.body) { return true }
      case .conditional(_, let then, let otherwise):
        if recordsDirectly(then) || recordsDirectly(otherwise ?? []) { return true }
      case .binding, .destructuring, .update, .function, .backward, .expect: break
      }
    }
    return false
  }

  private mutating func update(_ target: UpdateTarget, _ op: UpdateOperator) {
    let reference = reference(target.name.text)
    if case .global(let global) = reference {
      guard locals == nil else { return fail(nonLocalUpdate(target)) }
      if !bound.contains(global) { chunk.reads.insert(global) }
    }
    if let member = target.member {
      chunk.memberUpdates.append(
        Chunk.MemberUpdate(model: target.name, reference: reference, member: member.text, operator: op))
      return emit(.updateMember(Int32(chunk.memberUpdates.count - 1)), target.range)
    }
    switch reference {
    case .local(let slot, let global): emit(.updateLocal(op, slot: slot, global: global), target.range)
    case .global(let global): emit(.updateGlobal(op, global), target.range)
    }
  }

  func nonLocalUpdate(_ target: UpdateTarget) -> Diagnostic {
    if target.member != nil {
      return Diagnostic(
        .nonLocalUpdate, "a function cannot update `\(target.text)`, since it did not bind `\(target.name.text)`",
        at: target.range, hint: "hand the model over as an argument, or update it outside")
    }
    return Diagnostic(
      .nonLocalUpdate, "a function cannot update `\(target.text)`, which it did not bind", at: target.range,
      hint: "return the new value and update `\(target.text)` outside")
  }

  private mutating func conditional(
    _ condition: Expression, _ then: [Statement], _ otherwise: [Statement]?, _ range: SourceRange,
    branch: (inout Compiler, [Statement]) -> Void
  ) {
    expression(condition)
    let test = chunk.code.count
    emit(.jumpIfFalse(0), condition.range)
    nesting += 1
    branch(&self, then)
    let leave = chunk.code.count
    emit(.jump(0), range)
    chunk.code[test] = .jumpIfFalse(here)
    branch(&self, otherwise ?? [])
    chunk.code[leave] = .jump(here)
    nesting -= 1
  }

  private mutating func expect(_ expectation: Expectation, _ range: SourceRange) {
    let emptiness = emptiness(of: expectation)
    if emptiness == .sameSides { emit(.beginClaim, range) }
    expression(expectation.left)
    if let comparison = expectation.comparison { expression(comparison.right) }
    if let within = expectation.within { expression(within) }
    chunk.expectations.append(
      Chunk.ExpectationForm(
        range: range, comparison: expectation.comparison?.operator, hasTolerance: expectation.within != nil,
        leftRange: expectation.left.range, rightRange: expectation.comparison?.right.range,
        toleranceRange: expectation.within?.range, emptiness: emptiness))
    step(.expect(Int32(chunk.expectations.count - 1)), range)
  }

  // MARK: - Functions

  private mutating func function(_ definition: FunctionDefinition) {
    guard locals == nil else {
      return fail(
        Diagnostic(
          .unsupportedStatement, "a function cannot be defined inside another one", at: definition.name.range,
          hint: "define `\(definition.name.text)` in front of it"))
    }
    let global = symbols.slot(definition.name.text)
    let body = compileBody(
      name: definition.name.text, parameters: definition.parameters, definition.body, range: definition.name.range)
    chunk.definitions.append(Chunk.Definition(name: definition.name, global: global, chunk: body))
    emit(.define(Int32(chunk.definitions.count - 1)), definition.name.range)
    bind(definition.name)
  }

  private mutating func rule(_ definition: BackwardDefinition) {
    guard locals == nil else {
      return fail(
        Diagnostic(
          .unsupportedStatement, "a derivative cannot be given inside a function", at: definition.name.range))
    }
    let global = symbols.slot(definition.name.text)
    if !bound.contains(global) { chunk.reads.insert(global) }
    let body = compileBody(
      name: definition.name.text, parameters: definition.inputs + [definition.result, definition.upstream],
      definition.body, range: definition.name.range)
    chunk.definitions.append(Chunk.Definition(name: definition.name, global: global, chunk: body))
    emit(.defineRule(Int32(chunk.definitions.count - 1)), definition.name.range)
  }

  private mutating func compileBody(name: String, parameters: [Name], _ body: Body, range: SourceRange) -> Chunk {
    let inner = Chunk(parameters: parameters.map(\.text), function: name, range: range, symbols: symbols)
    var compiler = Compiler(chunk: inner, symbols: symbols, builtinCount: builtinCount)
    var locals: [String: Int32] = [:]
    for parameter in parameters {
      locals[parameter.text] = compiler.newLocals(1)
      inner.localNames.append(parameter.text)
    }
    if case .block(let statements, _) = body {
      for bound in boundNames(statements) where locals[bound] == nil {
        locals[bound] = compiler.newLocals(1)
        inner.localNames.append(bound)
      }
    }
    compiler.locals = locals
    for (index, parameter) in parameters.enumerated() {
      compiler.emit(.parameter(slot: Int32(index), global: symbols.slot(parameter.text)), parameter.range)
    }
    switch body {
    case .expression(let value):
      compiler.emit(.spend(1), value.range)
      compiler.expression(value)
      compiler.chunk.code[parameters.count] = .spend(compiler.steps + 1)
    case .block(let statements, let range): compiler.block(statements, range)
    }
    compiler.emit(.end, range)
    warnings += compiler.warnings
    return inner
  }

  /// Statements of which the last one gives the value.
  private mutating func block(_ statements: [Statement], _ range: SourceRange) {
    guard let last = statements.last else { return emit(.nothing, range) }
    self.statements(Array(statements.dropLast()))
    let outerSteps = steps
    steps = 1
    let spend = chunk.code.count
    emit(.spend(0), last.range)
    switch last.kind {
    case .expression(let value): expression(value)
    case .conditional(let condition, let then, let otherwise):
      conditional(condition, then, otherwise, last.range) { compiler, statements in
        compiler.block(statements, last.range)
      }
    case .binding(let name, _):
      body(of: last)
      load(name.text, name.range)
    case .update(let target, _, _):
      body(of: last)
      load(target.name.text, target.name.range)
      if let member = target.member { step(.member(text(member.text)), target.range) }
    case .destructuring, .function, .backward, .expect:
      body(of: last)
      emit(.nothing, last.range)
    }
    chunk.code[spend] = .spend(steps)
    steps = outerSteps
  }
}

/// The names that statements bind, in order, each once; updates are no bindings.
func boundNames(_ statements: [Statement]) -> [String] {
  var names: [String] = []
  func add(_ name: String) { if !names.contains(name) { names.append(name) } }
  func visit(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .binding(let name, let value):
        add(name.text)
        visit(loop: value)
      case .destructuring(let targets, let value):
        for name in targets { add(name.text) }
        visit(loop: value)
      case .function(let definition): add(definition.name.text)
      case .conditional(_, let then, let otherwise):
        visit(then)
        visit(otherwise ?? [])
      case .expression(let value): visit(loop: value)
      case .update, .backward, .expect: break
      }
    }
  }
  func visit(loop value: Expression) {
    guard case .loop(let loop) = value.kind else { return }
    if case .for(let name, _, _) = loop.header { add(name.text) }
    visit(loop.body)
  }
  visit(statements)
  return names
}

/// The names that statements update at the top level, or whose model they do: what figures call parameters.
func updatedNames(_ statements: [Statement]) -> [String] {
  var names: [String] = []
  func visit(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .update(let target, _, let value):
        if !names.contains(target.name.text) { names.append(target.name.text) }
        visit(loop: value)
      case .binding(_, let value), .destructuring(_, let value), .expression(let value): visit(loop: value)
      case .conditional(_, let then, let otherwise):
        visit(then)
        visit(otherwise ?? [])
      case .function, .backward, .expect: break
      }
    }
  }
  func visit(loop value: Expression) {
    if case .loop(let loop) = value.kind { visit(loop.body) }
    for name in trainedNames(value) where !names.contains(name) { names.append(name) }
  }
  visit(statements)
  return names
}

/// The names in `minimize(L, (w, net.b1), …)` and `train(net, …)`: they, or their models, are updated, too.
private func trainedNames(_ value: Expression) -> [String] {
  guard case .call(let callee, let arguments) = value.kind, case .name(let function) = callee.kind else { return [] }
  let place: Int
  switch function {
  case "minimize": place = 1
  case "train": place = 0
  default: return []
  }
  guard arguments.indices.contains(place) else { return [] }
  let argument = arguments[place].value
  let items = if case .tuple(let parts) = argument.kind { parts } else { [argument] }
  return items.compactMap { item in
    switch item.kind {
    case .name(let name): return name
    case .member(let base, _):
      if case .name(let name) = base.kind { return name }
      return nil
    case .number, .text, .array, .tuple, .unary, .chain, .call, .index, .loop, .error: return nil
    }
  }
}
