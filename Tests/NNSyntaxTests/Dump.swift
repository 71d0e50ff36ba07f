import SourceText

@testable import NNSyntax

/// A program as one line of text, for comparison: `(= x (+ 1 y))`.
func dump(_ program: Program) -> String { dump(program.statements) }

func dump(_ statements: [Statement]) -> String { statements.map { dump($0) }.joined(separator: " ") }

func dump(_ statement: Statement) -> String {
  switch statement.kind {
  case .binding(let name, let value): "(= \(name.text) \(dump(value)))"
  case .destructuring(let names, let value):
    "(= (tuple \(names.map(\.text).joined(separator: " "))) \(dump(value)))"
  case .update(let target, let sign, let value): "(\(sign.rawValue) \(target.text) \(dump(value)))"
  case .function(let function):
    "(fn \(function.name.text) [\(function.parameters.map(\.text).joined(separator: " "))] \(dump(function.body)))"
  case .backward(let rule):
    "(backward \(rule.name.text) [\(rule.inputs.map(\.text).joined(separator: " "))] \(rule.result.text) "
      + "\(rule.upstream.text) \(dump(rule.body)))"
  case .conditional(let condition, let then, let otherwise):
    "(if \(dump(condition)) {\(dump(then))}\(otherwise.map { " {\(dump($0))}" } ?? ""))"
  case .expect(let expectation):
    "(expect \(dump(expectation.left))"
      + (expectation.comparison.map { " \($0.operator.rawValue) \(dump($0.right))" } ?? "")
      + (expectation.within.map { " within \(dump($0))" } ?? "") + ")"
  case .expression(let expression): dump(expression)
  }
}

func dump(_ body: Body) -> String {
  switch body {
  case .expression(let expression): dump(expression)
  case .block(let statements, _): "{\(dump(statements))}"
  }
}

func dump(_ expression: Expression) -> String {
  switch expression.kind {
  case .number(let value): value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  case .text(let text): "\"\(text)\""
  case .name(let name): name
  case .array(let elements): "[\(elements.map { dump($0) }.joined(separator: " "))]"
  case .tuple(let elements): "(tuple \(elements.map { dump($0) }.joined(separator: " ")))"
  case .unary(let sign, let operand): "(\(sign.rawValue) \(dump(operand)))"
  case .chain(let first, let links):
    links.count == 1
      ? "(\(links[0].operator.rawValue) \(dump(first)) \(dump(links[0].operand)))"
      : "(\(dump(first))\(links.map { " \($0.operator.rawValue) \(dump($0.operand))" }.joined()))"
  case .call(let function, let arguments):
    "\(dump(function))(\(arguments.map { ($0.name.map { $0.text + ": " } ?? "") + dump($0.value) }.joined(separator: ", ")))"
  case .index(let base, let subscripts): "\(dump(base))[\(subscripts.map { dump($0) }.joined(separator: ", "))]"
  case .member(let base, let name): "\(dump(base)).\(name.text)"
  case .loop(let loop): dump(loop)
  case .comprehension(let comprehension):
    "[\(dump(comprehension.element)) for \(comprehension.variable.text) \(dump(comprehension.iteration))]"
  case .conditional(let condition, let then, let otherwise):
    "(if \(dump(condition)) {\(dump(then))} {\(dump(otherwise))})"
  case .error: "?"
  }
}

private func dump(_ sub: Subscript) -> String {
  switch sub {
  case .at(let expression): dump(expression)
  case .slice(let lower, let upper, _): "\(lower.map { dump($0) } ?? ""):\(upper.map { dump($0) } ?? "")"
  }
}

private func dump(_ loop: Loop) -> String {
  switch loop.header {
  case .repeat(let count): "(repeat \(dump(count)) {\(dump(loop.body))})"
  case .for(let name, let iteration):
    "(for \(name.text) \(dump(iteration)) {\(dump(loop.body))})"
  }
}

private func dump(_ iteration: Iteration) -> String {
  switch iteration {
  case .range(let from, let through, let by): "\(dump(from)) \(dump(through))\(by.map { " by " + dump($0) } ?? "")"
  case .members(let sequence): "in \(dump(sequence))"
  }
}
