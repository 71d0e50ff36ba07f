/// A language in which formulas are written elsewhere: the page's script and exports.
public enum CodeLanguage: String, Sendable, Hashable, CaseIterable {
  /// JavaScript, and Python with NumPy, JAX or PyTorch.
  case javaScript, numPy, jax, pyTorch
}

/// How an atom is written in other languages: templates in which `$0`, `$1` and `$2` are the operands.
///
/// NumPy is `np`, `jax.numpy` is `jnp`. PyTorch's forms want tensors.
public struct CodeForms: Sendable {
  /// JavaScript: `Math.exp($0)`.
  public var javaScript: String
  /// Python with NumPy as `np`: `np.exp($0)`.
  public var numPy: String
  /// Python with `jax.numpy` as `jnp`: `jnp.exp($0)`.
  public var jax: String
  /// Python with PyTorch, on tensors: `torch.exp($0)`.
  public var pyTorch: String
  /// Functions that a form calls and the language does not have.
  public var helpers: [CodeLanguage: String]

  /// Templates for each language, with the helpers that they call.
  public init(
    javaScript: String, numPy: String, jax: String, pyTorch: String, helpers: [CodeLanguage: String] = [:]
  ) {
    (self.javaScript, self.numPy, self.jax, self.pyTorch) = (javaScript, numPy, jax, pyTorch)
    self.helpers = helpers
  }

  /// A sign between operands.
  static func infix(_ sign: String) -> CodeForms {
    let text = "$0 \(sign) $1"
    return CodeForms(javaScript: text, numPy: text, jax: text, pyTorch: text)
  }

  /// A function that all four call by one name.
  static func function(_ name: String) -> CodeForms {
    CodeForms(
      javaScript: "Math.\(name)($0)", numPy: "np.\(name)($0)", jax: "jnp.\(name)($0)", pyTorch: "torch.\(name)($0)")
  }

  /// 1 where a condition holds, else 0.
  static func test(javaScript: String, python: String) -> CodeForms {
    CodeForms(
      javaScript: javaScript + " ? 1 : 0", numPy: "np.where(\(python), 1.0, 0.0)",
      jax: "jnp.where(\(python), 1.0, 0.0)", pyTorch: "torch.where(\(python), 1.0, 0.0)")
  }

  /// The same for a comparison that Python writes with an equals sign less: `$0 === $1`.
  static func test(_ javaScript: String) -> CodeForms {
    var python = javaScript
    for sign in ["===", "!=="] {
      if let place = python.firstRange(of: sign) { python.replaceSubrange(place, with: String(sign.dropLast())) }
    }
    return test(javaScript: javaScript, python: python)
  }

  /// The template in a language: of `exp` in `.numPy` it is `np.exp($0)`.
  public subscript(_ language: CodeLanguage) -> String {
    switch language {
    case .javaScript: javaScript
    case .numPy: numPy
    case .jax: jax
    case .pyTorch: pyTorch
    }
  }
}
