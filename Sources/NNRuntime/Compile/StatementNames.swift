import NNSyntax

/// The names that statements bind, in order, each once; updates are no bindings.
func boundNames(_ statements: [Statement]) -> [String] {
  collectNames(statements) { statement, add in
    switch statement.kind {
    case .binding(let name, _): add(name.text)
    case .destructuring(let names, _):
      for name in names { add(name.text) }
    case .function(let definition): add(definition.name.text)
    case .update, .conditional, .backward, .expect, .expression: break
    }
  } _: { value, add in
    if case .loop(let loop) = value.kind, case .for(let name, _) = loop.header { add(name.text) }
  }
}

/// All names that statements bind or update, each once.
func changedNames(_ statements: [Statement]) -> [String] {
  let bound = boundNames(statements)
  let known = Set(bound)
  return bound + updatedNames(statements).filter { !known.contains($0) }
}

/// Names from statements and expressions, from those in blocks too, but not from the bodies of functions.
///
/// The variable of a comprehension is no name of the statements around it.
func collectNames(
  _ statements: [Statement], _ ofStatement: (Statement, (String) -> Void) -> Void,
  _ ofExpression: (Expression, (String) -> Void) -> Void
) -> [String] {
  var names: [String] = []
  var known: Set<String> = []
  var hidden: [String] = []
  func add(_ name: String) {
    if !hidden.contains(name), known.insert(name).inserted { names.append(name) }
  }
  func visit(_ statements: [Statement]) {
    for statement in statements {
      ofStatement(statement, add)
      switch statement.kind {
      case .function, .backward: continue
      case .conditional(_, let then, let otherwise):
        statement.expressions.forEach(visit)
        visit(then)
        visit(otherwise ?? [])
      case .binding, .destructuring, .update, .expect, .expression: statement.expressions.forEach(visit)
      }
    }
  }
  func visit(_ value: Expression) {
    ofExpression(value, add)
    if case .comprehension(let comprehension) = value.kind {
      comprehension.iteration.parts.forEach(visit)
      hidden.append(comprehension.variable.text)
      visit(comprehension.element)
      hidden.removeLast()
      return
    }
    let parts = value.parts
    parts.expressions.forEach(visit)
    parts.blocks.forEach(visit)
  }
  visit(statements)
  return names
}
