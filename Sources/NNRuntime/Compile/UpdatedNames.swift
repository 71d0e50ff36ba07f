import NNSyntax

/// The names that statements update at the top level, whose tuple or model they do, or that are linked with such a
/// tuple: what figures call parameters.
func updatedNames(_ statements: [Statement]) -> [String] {
  // Names in the brackets of tuples, by the tuple's name.
  var members: [String: [[String]]] = [:]
  var names = collectNames(statements) { statement, add in
    if case .update(let target, _, _) = statement.kind { add(target.name.text) }
    if case .binding(let name, let value) = statement.kind, case .tuple = value.kind {
      members[name.text, default: []].append(rootNames(value))
    }
  } _: { value, add in
    for name in trainedNames(value) { add(name) }
  }
  // A worklist: a tuple may stand in another one.
  var known = Set(names)
  var next = 0
  while next < names.count {
    for inside in members.removeValue(forKey: names[next]) ?? [] {
      for name in inside where known.insert(name).inserted { names.append(name) }
    }
    next += 1
  }
  return names
}

/// The names in `minimize(L, (w, net.b1), …)` and `train(net, …)`: they, or their models, are updated, too.
private func trainedNames(_ value: Expression) -> [String] {
  guard case .call(let callee, let arguments) = value.kind, case .name(let function) = callee.kind else { return [] }
  guard let place = Builtins.index[function].flatMap({ Builtins.all[$0].updates }), arguments.indices.contains(place)
  else { return [] }
  return rootNames(arguments[place].value)
}

/// `w`, `net` and `q` in `(w, (net.b1, q[0], 2))`.
private func rootNames(_ value: Expression) -> [String] {
  switch value.kind {
  case .tuple(let parts): parts.flatMap(rootNames)
  case .name, .member, .index: UpdateTarget(value).map { [$0.name.text] } ?? []
  case .number, .text, .array, .unary, .chain, .call, .loop, .comprehension, .conditional, .error: []
  }
}
