/// What a browser is told about a page where authors are not trusted (Content Security Policy, in a `<meta>`): no
/// script, no frame, no form, nothing that runs.
///
/// Pages have no script of their own, so that there is nothing to except. It is the second lock: the first is that
/// nothing of the kind is written. Styles, images and fonts are left alone, since what `'self'` means for a page that is
/// opened from the disk differs from browser to browser.
enum ContentPolicy {
  static let text =
    "script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'"

  static var node: HTMLNode {
    .element("meta", [("http-equiv", "Content-Security-Policy"), ("content", text)])
  }
}
