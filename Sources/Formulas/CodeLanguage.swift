/// A language in which formulas are written elsewhere: the page's script and exports.
public enum CodeLanguage: String, Sendable, Hashable, CaseIterable {
  case javaScript, numPy, jax, pyTorch
}
