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
      link(name, value)
    case .destructuring(let names, let value):
      expression(value)
      emit(.unpack(Int32(names.count)), value.range)
      for name in names { bind(name) }
    case .update(let target, let op, let value):
      if case .entry(let indices)? = target.part {
        for index in indices { expression(index) }
      }
      expression(value)
      update(target, op)
    case .function(let definition): function(definition)
    case .backward(let definition): rule(definition)
    case .conditional(let condition, let then, let otherwise):
      conditional(condition, then, otherwise, statement.range, givesValue: false) { compiler, statements in
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
      emit(.show(text(chunk.text(of: value.range))), value.range)
    } else {
      emit(.pop, value.range)
    }
  }

  /// Whether `record` is called in a body, outside the loops whose history has a name.
  private func recordsDirectly(_ body: [Statement]) -> Bool {
    body.contains { statement in
      switch statement.kind {
      case .expression(let value): recordsDirectly(value)
      case .conditional(let condition, let then, let otherwise):
        recordsDirectly(condition) || recordsDirectly(then) || recordsDirectly(otherwise ?? [])
      case .binding(_, let value), .destructuring(_, let value), .update(_, _, let value):
        if case .loop = value.kind { false } else { recordsDirectly(value) }
      case .expect: statement.expressions.contains(where: recordsDirectly)
      case .function, .backward: false
      }
    }
  }

  private func recordsDirectly(_ value: Expression) -> Bool {
    if case .call(let callee, _) = value.kind, case .name("record") = callee.kind { return true }
    let parts = value.parts
    return parts.expressions.contains(where: recordsDirectly) || parts.blocks.contains(where: recordsDirectly)
  }

  private mutating func update(_ target: UpdateTarget, _ op: UpdateOperator) {
    let reference = reference(target.name.text)
    if case .global(let global) = reference {
      guard locals == nil else { return fail(nonLocalUpdate(target)) }
      if !bound.contains(global) { chunk.reads.insert(global) }
    }
    if let part = target.part {
      let part: Chunk.PartUpdate.Part =
        switch part {
        case .member(let member): .member(member.text)
        case .entry(let indices): .entry(indices.map(\.range))
        }
      chunk.partUpdates.append(
        Chunk.PartUpdate(name: target.name, reference: reference, part: part, operator: op))
      return emit(.updatePart(Int32(chunk.partUpdates.count - 1)), target.range)
    }
    switch reference {
    case .local(let slot, let global): emit(.updateLocal(op, slot: slot, global: global), target.range)
    case .global(let global): emit(.updateGlobal(op, global), target.range)
    }
  }

  func nonLocalUpdate(_ target: UpdateTarget) -> Diagnostic {
    if case .member = target.part {
      return Diagnostic(
        .nonLocalUpdate, "a function cannot update `\(target.text)`, since it did not bind `\(target.name.text)`",
        at: target.range, hint: "hand the model over as an argument, or update it outside")
    }
    return Diagnostic(
      .nonLocalUpdate, "a function cannot update `\(target.text)`, which it did not bind", at: target.range,
      hint: "return the new value and update `\(target.text)` outside")
  }

  mutating func conditional(
    _ condition: Expression, _ then: [Statement], _ otherwise: [Statement]?, _ range: SourceRange,
    givesValue: Bool, branch: (inout Compiler, [Statement]) -> Void
  ) {
    expression(condition)
    let open = open([condition], isTruth: true)
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
    join(open, then + (otherwise ?? []), givesValue: givesValue, condition.range)
  }

  /// The value on top of the stack decides.
  ///
  /// - Returns: the place of the form to fill in, for ``join(_:_:givesValue:_:)``.
  mutating func open(_ conditions: [Expression], isTruth: Bool) -> Int32 {
    let join = Int32(chunk.joins.count)
    chunk.joins.append(Chunk.JoinForm(names: [], givesValue: false))
    let range = conditions[0].range.joined(conditions[conditions.count - 1].range)
    emit(.open(join, count: Int32(conditions.count), isTruth: isTruth), range)
    return join
  }

  /// The statements that a decision was about are over. The form's names stand before the code that opens it runs.
  mutating func join(_ open: Int32, _ statements: [Statement], givesValue: Bool, _ range: SourceRange) {
    var names: [Chunk.NameReference] = []
    for name in changedNames(statements) {
      let reference = reference(name)
      // A function cannot change what is outside.
      if case .global = reference, locals != nil { continue }
      names.append(reference)
    }
    chunk.joins[Int(open)] = Chunk.JoinForm(names: names, givesValue: givesValue)
    emit(.join(open), range)
  }

  private mutating func expect(_ expectation: Expectation, _ range: SourceRange) {
    let emptiness = emptiness(of: expectation, in: chunk)
    if emptiness == .sameSides { emit(.beginClaim, range) }
    expression(expectation.left)
    if let comparison = expectation.comparison { expression(comparison.right) }
    if let within = expectation.within { expression(within) }
    chunk.expectations.append(
      Chunk.ExpectationForm(
        range: range, comparison: expectation.comparison?.operator, hasTolerance: expectation.within != nil,
        leftRange: expectation.left.range, rightRange: expectation.comparison?.right.range,
        left: chunk.text(of: expectation.left.range),
        right: expectation.comparison.map { chunk.text(of: $0.right.range) },
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
    inner.words = chunk.words
    inner.source = chunk.source
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
  mutating func block(_ statements: [Statement], _ range: SourceRange) {
    guard let last = statements.last else { return emit(.nothing, range) }
    self.statements(Array(statements.dropLast()))
    let outerSteps = steps
    steps = 1
    let spend = chunk.code.count
    emit(.spend(0), last.range)
    switch last.kind {
    case .expression(let value): expression(value)
    case .conditional(let condition, let then, let otherwise):
      conditional(condition, then, otherwise, last.range, givesValue: true) { compiler, statements in
        compiler.block(statements, last.range)
      }
    case .binding(let name, _):
      body(of: last)
      load(name.text, name.range)
    case .update(let target, _, _):
      body(of: last)
      expression(target.expression)
    case .destructuring, .function, .backward, .expect:
      body(of: last)
      emit(.nothing, last.range)
    }
    chunk.code[spend] = .spend(steps)
    steps = outerSteps
  }
}
