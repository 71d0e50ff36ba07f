import Synchronization

/// KaTeX inside the process, run by JavaScriptCore.
///
/// Both are loaded when a formula comes up that the cache lacks, so a build whose formulas are cached never pays for
/// them. One engine serves all threads in turn: setting a thousand formulas takes 0.4 s, most of it in the engine's
/// own compiler threads, and a second engine would have to warm up again.
public final class KaTeX: FormulaTypesetter {
  private enum Engine {
    case unopened
    case open(JavaScript)
    case unavailable
  }

  private struct State {
    var engine = Engine.unopened
    var cache: FormulaCache
  }

  private let script: [UInt8]?
  private let style: KaTeXStyle
  private let state: Mutex<State>
  /// Of the script and its style.
  public let fingerprint: UInt64

  /// - Parameters:
  ///   - script: `katex.js`; `nil` where it is not installed.
  ///   - style: `katex.css`, read.
  ///   - cache: what an earlier build left behind; anything that is not a cache of this very script is ignored.
  public init(script: [UInt8]?, style: KaTeXStyle, cache: [UInt8]) {
    self.script = script
    self.style = style
    fingerprint = Fingerprint.of(script ?? []) ^ Fingerprint.of(style.source)
    state = Mutex(State(cache: FormulaCache(cache, fingerprint: fingerprint)))
  }

  /// `tex: "x"` → `<span class="katex">…</span>`.
  public func typeset(tex: String, display: Bool) -> Result<SetFormula, FormulaFault> {
    state.withLock { state in
      let key = FormulaCache.Key(tex: tex, isDisplay: display)
      if let entry = state.cache.entry(key) { return .success(entry) }
      if case .unopened = state.engine {
        state.engine = script.flatMap(JavaScript.init(katex:)).map(Engine.open) ?? .unavailable
      }
      guard case .open(let engine) = state.engine else { return .failure(.unavailable) }
      switch engine.typeset(tex, display: display) {
      case .success(let typeset):
        let html = KaTeX.breakable(typeset)
        let set = SetFormula(html: html, fonts: style.fonts(usedBy: html))
        state.cache.insert(set, for: key)
        return .success(set)
      case .failure(let fault):
        return .failure(fault)
      }
    }
  }

  /// A formula whose boxes have places to break between them, as they have in running text, also where it stands in an
  /// element without breaks.
  static func breakable(_ html: String) -> String {
    html.replacing("</span><span class=\"base\">", with: "</span><wbr><span class=\"base\">")
  }

  /// Lets go of all formulas, for a process that sets formulas without end.
  package func forgetFormulas() { state.withLock { $0.cache.forgetUsed() } }

  /// Forgets what earlier builds left behind: whoever can put a file beside the course could have written it.
  public func distrustCache() { state.withLock { $0.cache.forgetFile() } }

  /// The cache to keep for the next build, or `nil` when it has not changed.
  public func changedCache() -> [UInt8]? { state.withLock { $0.cache.changedBytes() } }
}
