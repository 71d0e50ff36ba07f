import Checksums

/// Content Security Policy of a page where authors are not trusted, in a `<meta>`: no script but the page's own, no
/// frame, no form, nothing else that runs.
///
/// The page's own script is named by the hash of its text, so that no other is it. It is the second lock: the first is
/// that nothing of the kind is written. Styles, images and fonts are left alone, since what `'self'` means for a page
/// that is opened from the disk differs from browser to browser.
enum ContentPolicy {
  /// - Parameters:
  ///   - scripts: the texts of the page's own.
  ///   - loads: one of them loads a file that the build wrote beside the page, the index of the search. What a script
  ///     that is named here asks for is let in with it (`'strict-dynamic'`); an element that stands in the page is not.
  static func text(scripts: [String], loads: Bool = false) -> String {
    let hashes = scripts.map { "'sha256-\(Base64.text(of: SHA256.digest(of: Array($0.utf8))))'" }
    let allowed = hashes.isEmpty ? "'none'" : (hashes + (loads ? ["'strict-dynamic'"] : [])).joined(separator: " ")
    return "script-src \(allowed); object-src 'none'; frame-src 'none'; connect-src 'none'; form-action 'none'; "
      + "base-uri 'none'"
  }

  static func node(scripts: [String], loads: Bool = false) -> HTMLNode {
    .element("meta", [("http-equiv", "Content-Security-Policy"), ("content", text(scripts: scripts, loads: loads))])
  }
}
