/// Address of a page that is published, and all that it says of itself to other sites: where its translations are, and
/// the title, sentence and picture of a link to it (Open Graph).
struct PublishedAddress {
  /// Of the course, without a slash at the end.
  let url: String
  let title: String
  let description: String?
  /// Relative to the output folder; empty for the first page.
  let path: String
  /// Paths of the page in all languages, its own among them.
  var translations: [(language: Language, path: String)] = []
  /// Whether the course's shared files stand beside the page.
  var hasPicture = true

  /// `https://a.org/course/en/01-chain-rule.html`
  static func address(_ url: String, _ path: String) -> String { url + "/" + LinkDestination.encoded(path) }

  var nodes: [HTMLNode] {
    var nodes: [HTMLNode] = [link("canonical", Self.address(url, path))]
    if translations.count > 1 {
      nodes += translations.map { link("alternate", Self.address(url, $0.path), $0.language) }
    }
    nodes += [property("type", path.isEmpty ? "website" : "article"), property("title", title)]
    if let description { nodes.append(property("description", description)) }
    nodes.append(property("url", Self.address(url, path)))
    if hasPicture {
      nodes += [
        property("image", Self.address(url, PreviewPicture.path)),
        property("image:width", "\(PreviewPicture.width)"), property("image:height", "\(PreviewPicture.height)"),
        // The picture is an ornament: the title says what the page is.
        property("image:alt", title),
      ]
    }
    return nodes
  }

  private func link(_ relation: String, _ address: String, _ language: Language? = nil) -> HTMLNode {
    let tag: [HTMLNode.Attribute] = language.map { [("hreflang", $0.rawValue)] } ?? []
    return .element("link", [("rel", relation)] + tag + [("href", address)])
  }

  private func property(_ name: String, _ content: String) -> HTMLNode {
    .element("meta", [("property", "og:" + name), ("content", content)])
  }
}

/// Files that a published course has besides its pages: the picture of links to it, and the list of its pages for search
/// engines (sitemaps.org, protocol 0.9).
///
/// - Parameter pages: in the order in which they are listed, each as its translations, itself among them; paths without
///   ending, relative to the output folder.
public func publishedFiles(url: String, pages: [[(language: Language, path: String)]]) -> [OutputFile] {
  func address(_ path: String) -> String { PublishedAddress.address(url, path) }
  var entries: [HTMLNode] = [.element("url", [], [.element("loc", [], [.text(address(""))])]), .raw("\n")]
  for translations in pages {
    let links = translations.map { translation -> HTMLNode in
      .element(
        "xhtml:link",
        [
          ("rel", "alternate"), ("hreflang", translation.language.rawValue),
          ("href", address(translation.path + ".html")),
        ], [])
    }
    for translation in translations {
      let place = HTMLNode.element("loc", [], [.text(address(translation.path + ".html"))])
      entries += [.element("url", [], [place] + (translations.count > 1 ? links : [])), .raw("\n")]
    }
  }
  let root = HTMLNode.element(
    "urlset",
    [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")],
    [.raw("\n")] + entries)
  var bytes: [UInt8] = []
  [HTMLNode.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), root, .raw("\n")].write(into: &bytes)
  return [
    OutputFile(path: "sitemap.xml", bytes: bytes), OutputFile(path: PreviewPicture.path, bytes: PreviewPicture.bytes),
  ]
}
