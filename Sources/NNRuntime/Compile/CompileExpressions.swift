import NNSyntax
import SourceText

extension Compiler {
  /// Code that leaves the expression's value on the stack.
  mutating func expression(_ expression: Expression) {
    let range = expression.range
    switch expression.kind {
    case .number(let number): emit(.number(number), range)
    case .text(let content): emit(.text(text(content)), range)
    case .name(let name):
      noteForeign(name: name, at: range)
      load(name, range)
    case .array(let items):
      for item in items { self.expression(item) }
      step(.array(Int32(items.count)), range)
    case .tuple(let items):
      for item in items { self.expression(item) }
      step(.tuple(Int32(items.count)), range)
    case .unary(.negate, let operand):
      self.expression(operand)
      step(.negate, range)
    case .unary(.not, let operand):
      self.expression(operand)
      step(.not, range)
    case .chain(let first, let links): chain(first, links)
    case .call(let callee, let arguments): call(callee, arguments, range)
    case .index(let base, let subscripts): index(base, subscripts, range)
    case .member(let base, let name):
      noteForeign(member: expression)
      self.expression(base)
      step(.member(text(name.text)), range)
    case .loop(let header): loop(header, range, wantsHistory: true)
    case .comprehension(let comprehension): self.comprehension(comprehension, range)
    case .conditional(let condition, let then, let otherwise):
      conditional(condition, then, otherwise, range, givesValue: true) { compiler, statements in
        compiler.block(statements, range)
      }
    case .error:
      fail(Diagnostic(.unexpectedToken, "this could not be read", at: range))
    }
  }

  mutating func step(_ instruction: Instruction, _ range: SourceRange) {
    emit(instruction, range)
    steps += 1
  }

  private mutating func chain(_ first: Expression, _ links: [Link]) {
    expression(first)
    for link in links {
      switch link.operator {
      case .and, .or:
        let jump = chunk.code.count
        emit(.shortCircuit(link.operator, 0), first.range)
        expression(link.operand)
        step(.binary(link.operator), link.range)
        chunk.code[jump] = .shortCircuit(link.operator, here)
      case .add, .subtract, .multiply, .divide, .matrixProduct, .remainder, .power, .equal, .notEqual, .less,
        .lessOrEqual, .greater, .greaterOrEqual:
        expression(link.operand)
        step(.binary(link.operator), link.range)
      }
    }
  }

  private mutating func call(_ callee: Expression, _ arguments: [Argument], _ range: SourceRange) {
    if case .name("record") = callee.kind, insideLoop || historySlot != nil, isBuiltin("record") {
      return record(arguments, range)
    }
    expression(callee)
    // Behind the callee, whose hint as something that is not called this replaces.
    if case .name(let name) = callee.kind {
      noteForeign(name: name, at: callee.range, arguments: arguments)
    } else {
      noteForeign(member: callee, arguments: arguments)
    }
    var site = Chunk.CallSite(
      range: range, calleeRange: callee.range, positional: 0, names: [], argumentRanges: [])
    for argument in arguments {
      expression(argument.value)
      site.argumentRanges.append(argument.value.range)
      if let name = argument.name {
        site.names.append((name, reference(name.text)))
      } else {
        site.positional += 1
      }
    }
    if case .name("minimize") = callee.kind, isBuiltin("minimize") {
      site.places = arguments.map { places(in: $0.value) }
    }
    step(.call(chunk.add(site)), range)
  }

  func isBuiltin(_ name: String) -> Bool {
    guard let slot = symbols.known(name), slot < builtinCount else { return false }
    return scoped[name] == nil && locals?[name] == nil && !bound.contains(slot)
  }

  /// `record(E)`, `record(E, loss: mse(y, t))`: gives nothing.
  private mutating func record(_ arguments: [Argument], _ range: SourceRange) {
    guard !arguments.isEmpty else {
      return fail(
        Diagnostic(.wrongArguments, "`record` needs something to record", at: range, hint: "write `record(loss)`"))
    }
    for argument in arguments {
      let name: String
      if let given = argument.name {
        name = given.text
      } else if case .name(let own) = argument.value.kind {
        name = own
      } else {
        return fail(
          Diagnostic(
            .wrongArguments, "what `record` records needs a name", at: argument.value.range,
            hint: "write `record(loss: \(argument.value.range.text))`"))
      }
      expression(argument.value)
      if let historySlot {
        step(.record(slot: historySlot, name: text(name)), argument.value.range)
      } else {
        emit(.pop, argument.value.range)
      }
    }
    emit(.nothing, range)
  }

  private mutating func index(_ base: Expression, _ subscripts: [Subscript], _ range: SourceRange) {
    expression(base)
    var forms: [Chunk.SubscriptForm] = []
    for item in subscripts {
      switch item {
      case .at(let position):
        expression(position)
        forms.append(.at(position.range))
      case .slice(let lower, let upper, let range):
        if let lower { expression(lower) }
        if let upper { expression(upper) }
        forms.append(.slice(lower: lower != nil, upper: upper != nil, range))
      }
    }
    chunk.subscripts.append(forms)
    step(.index(Int32(chunk.subscripts.count - 1)), range)
  }
}
