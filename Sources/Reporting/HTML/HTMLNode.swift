/// A piece of HTML or SVG as a value. The one way in which markup is made: text is escaped here and nowhere else.
///
/// `.element("p", [("class", "lede")], [.text("a < b")])` is written as `<p class="lede">a &lt; b</p>`.
public enum HTMLNode: Sendable {
  /// Escaped when it is written, like a text. An attribute without a value (`hidden`) has the value `""`.
  public typealias Attribute = (name: String, value: String)

  /// Void elements (`br`, `img`) and childless shapes of SVG (`path`) are written as `<br />`.
  case element(String, [Attribute] = [], [HTMLNode] = [])
  case text(String)
  /// Markup that is trusted: raw HTML of an author's own course, a typeset formula. Written as it stands.
  case raw(String)
  /// Several nodes in place of one.
  case fragment([HTMLNode])
  /// A line ending, unless nothing has been written yet or a line has just ended: what cmark puts around blocks.
  case freshLine
}
