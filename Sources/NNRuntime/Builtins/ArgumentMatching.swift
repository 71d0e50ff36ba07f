import Autodiff
import NNSyntax
import SourceText

extension Machine {
  func callBuiltin(
    _ place: Int, _ site: Int, _ chunk: Chunk, _ stack: borrowing ContiguousArray<Value>, _ frame: Frame
  ) throws(Fault) -> Value {
    let builtin = Builtins.all[place]
    if chunk.calls[site].placement?.builtin != place {
      chunk.setPlacement(try placement(place, builtin, chunk.calls[site]), of: site)
    }
    guard let placement = chunk.calls[site].placement else { return .unbound }
    var arguments = Array(stack[(stack.count - chunk.calls[site].count)...])
    var conditions: [Node] = []
    for place in arguments.indices { arguments[place] = try meant(arguments[place], &conditions) }
    let locals =
      placement.nodes.isEmpty || chunk.function == nil
      ? [] : Array(stack[frame.base..<frame.base + chunk.localCount])
    if case .reads(let doing) = builtin.conduct {
      try fix(arguments, doing)
      try checkDerivatives(behind: arguments)
    }
    chosenBy = conditions
    let tag = tag(frame, frame.position)
    let result = try builtin.body(
      Call(
        machine: self, builtin: builtin, values: arguments, placement: placement, chunk: chunk, site: site, tag: tag,
        locals: locals))
    let choosing = chosenBy
    chosenBy = []
    return try chosen(try severed(result, from: arguments, but: choosing, builtin, at: tag), by: choosing, at: tag)
  }

  /// Which argument goes where, or what does not fit.
  private func placement(
    _ place: Int, _ builtin: Builtin, _ site: Chunk.CallSite
  ) throws(Fault) -> Placement {
    let hint = "it is \(builtin.signature)"
    let placement = Placement(builtin: place, parameters: builtin.parameters.count)
    var next = 0
    for argument in 0..<site.positional {
      while next < builtin.parameters.count, builtin.parameters[next].isNamed { next += 1 }
      if next < builtin.parameters.count {
        placement.arguments[next] = argument
        next += 1
      } else if builtin.rest != nil {
        placement.rest.append(argument)
      } else {
        let most = builtin.parameters.count { !$0.isNamed }
        throw .reported(
          Diagnostic(
            .wrongArguments,
            "`\(builtin.name)` takes \(builtin.parameters.contains { $0.isOptional && !$0.isNamed } ? "at most " : "")"
              + "\(counted(most, "argument")), and here are \(site.positional)",
            at: site.argumentRanges[argument], hint: hint))
      }
    }
    for (offset, entry) in site.names.enumerated() {
      let argument = site.positional + offset
      if let parameter = builtin.parameters.firstIndex(where: { $0.name == entry.name.text }) {
        guard placement.arguments[parameter] < 0 else {
          throw .reported(
            Diagnostic(.wrongArguments, "`\(entry.name.text)` is given twice", at: entry.name.range, hint: hint))
        }
        placement.arguments[parameter] = argument
      } else if builtin.takesOtherNames {
        placement.nodes.append(argument)
      } else {
        let names = builtin.parameters.map(\.name)
        let word = ForeignTerm.parameters[entry.name.text]
        let near = word.flatMap { names.contains($0) ? $0 : nil } ?? nearestName(to: entry.name.text, in: names)
        throw .reported(
          Diagnostic(
            .wrongArguments, "`\(builtin.name)` has no parameter `\(entry.name.text)`", at: entry.name.range,
            hint: ForeignTerm.parameterAdvice[entry.name.text] ?? near.map { "did you mean `\($0)`? " + hint } ?? hint))
      }
    }
    for (parameter, argument) in zip(builtin.parameters, placement.arguments) {
      if argument < 0, !parameter.isOptional {
        throw .reported(
          Diagnostic(.wrongArguments, "`\(builtin.name)` needs `\(parameter.name)`", at: site.range, hint: hint))
      }
    }
    return placement
  }
}
