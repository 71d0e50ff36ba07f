import Markup

/// Addresses (URL references, RFC 3986): which of them a page may lead to or load, and how a file's name becomes one.
///
/// The only list of schemes in the product. It says what is allowed rather than what is dangerous, since browsers learn
/// new schemes that run script.
public enum Address {
  /// Use of an address: a link to follow or an image to load.
  enum Use {
    case link
    case image
  }

  /// Schemes that lead somewhere and run nothing.
  private static let linkSchemes: Set<String> = ["http", "https", "mailto", "tel"]
  private static let imageSchemes: Set<String> = ["http", "https"]
  /// Kinds of picture that hold no script, as `data:`.
  private static let pictures = ["image/png", "image/gif", "image/jpeg", "image/webp"]

  /// Whether an address is relative to the page or has an allowed scheme.
  ///
  /// `"https://a.org"` and `"b.html"` are, `"javascript:x"`, `"file:///etc"` and, as a link, any `data:` are not.
  static func isAllowed(_ address: String, as use: Use) -> Bool {
    guard let scheme = scheme(of: address) else { return !isNetworkPath(address) }
    switch use {
    case .link: return linkSchemes.contains(scheme)
    case .image:
      if imageSchemes.contains(scheme) { return true }
      let kind = address.drop { $0 != ":" }.dropFirst().prefix { $0 != ";" && $0 != "," }
      return scheme == "data" && pictures.contains(kind.lowercased())
    }
  }

  /// Whether an address names a machine and no scheme (RFC 3986, 4.2: a network-path reference), `//a.org/x`.
  ///
  /// It takes the scheme of the page: on one that is opened from the disk `//a.org/x.html` is `file://a.org/x.html`, a
  /// page from somebody's shared folder. Browsers read `\` like `/`.
  private static func isNetworkPath(_ address: String) -> Bool {
    let slashes = address.utf8.drop { $0 <= 0x20 }.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }.prefix(2)
    return slashes.count == 2 && slashes.allSatisfy { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
  }

  /// Scheme: the text before the first colon, in small letters, or `nil` for a relative reference.
  ///
  /// As browsers read it: blanks in front, and tabs and line ends anywhere, do not count. What is no well-formed scheme
  /// is given too, so that it can be on no list: `"java\tScript:x"` gives `"javascript"`, `"./a:b"` gives `nil`.
  public static func scheme(of address: String) -> String? {
    var scheme: [UInt8] = []
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: ":"): return String(decoding: scheme, as: UTF8.self)
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
      case 0x09, 0x0A, 0x0D: continue
      case 0...0x20 where scheme.isEmpty: continue
      default: scheme.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      }
    }
    return nil
  }

  /// A file's relative path as a relative reference: a name is never taken for a scheme, a query or an anchor.
  ///
  /// `"javascript:x.html"` becomes `"./javascript:x.html"` (RFC 3986, 4.2), `"50%#1.svg"` becomes `"50%25%231.svg"`.
  public static func reference(toFile path: String) -> String {
    var text: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"): text += "%25".utf8
      case UInt8(ascii: "?"): text += "%3F".utf8
      case UInt8(ascii: "#"): text += "%23".utf8
      default: text.append(byte)
      }
    }
    let reference = String(decoding: text, as: UTF8.self)
    return scheme(of: reference) == nil ? reference : "./" + reference
  }
}

extension Report {
  /// Whether a link may lead where it says.
  func allows(_ link: Link) -> Bool {
    options.rawHTML || !refused.contains(link.destination) && Address.isAllowed(link.destination, as: .link)
  }

  /// Whether an image may be loaded. A copied one is the build's own, its bytes inside the page included.
  func allows(_ image: Image) -> Bool {
    options.rawHTML || images[image.source] != nil
      || !refused.contains(image.source) && Address.isAllowed(image.source, as: .image)
  }
}
