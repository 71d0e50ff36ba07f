/// The candidate that was probably meant, or `nil` when none is near; see ``NameIndex/nearest(to:where:)``.
///
/// `nearestName(to: "ehco", in: ["echo", "eval"])` → `"echo"`.
public func nearestName(to name: String, in candidates: some Sequence<String>) -> String? {
  var index = NameIndex(candidates)
  return index.nearest(to: name)
}
