import Reporting
import SourceText

/// An address that leads out of the course, and what is wrong with it as far as that can be told without asking anybody.
enum ForeignAddress {
  struct Fault {
    var message: String
    var hint: String?
    /// `false` for one that may be meant.
    var isError = false
  }

  /// Schemes that programs of readers know: registered ones (RFC 7595) that people link to, and those of well-known
  /// programs.
  private static let known: Set<String> = [
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "ssh", "git", "data", "geo", "magnet", "news",
    "nntp",
    "irc", "ircs", "xmpp", "sip", "sips", "webcal", "urn", "ws", "wss", "view-source", "feed", "bitcoin", "ipfs",
    "gopher",
    "gemini", "rtsp", "rtmp", "svn", "ldap", "matrix", "skype", "slack", "zoommtg", "msteams", "tg", "whatsapp",
    "vscode",
    "obsidian", "zotero", "steam", "spotify", "intent", "market", "itms", "facetime", "signal", "discord", "kakaotalk",
  ]

  static func fault(of address: String) -> Fault? {
    guard let scheme = Address.scheme(of: address) else {
      guard address.hasPrefix("/"), !address.hasPrefix("//") else { return nil }
      return Fault(
        message: "`\(address)` starts at the root of a server, and nobody knows where that is",
        hint: "write it relative to this file", isError: true)
    }
    if ["file", "attachment", "blob", "about", "sandbox"].contains(scheme) || scheme.utf8.count == 1 {
      return Fault(
        message: "`\(scheme):` leads nowhere from a page",
        hint: "put the file into the course, and write its relative path")
    }
    if ["javascript", "vbscript"].contains(scheme) {
      return Fault(message: "`\(scheme):` runs a script and leads nowhere", hint: "link to a place, or delete the link")
    }
    let rest = address.drop { $0 != ":" }.dropFirst()
    if ["http", "https", "ftp"].contains(scheme), !rest.hasPrefix("//") || rest.utf8.count == 2 {
      return Fault(message: "`\(address)` names no server", hint: "write `\(scheme)://…`")
    }
    if scheme == "mailto", !rest.contains("@"), !rest.hasPrefix("?") {
      return Fault(message: "`\(address)` names nobody", hint: "write `mailto:name@example.org`")
    }
    guard !known.contains(scheme), !scheme.hasPrefix("web+") else { return nil }
    let near = nearestName(to: scheme, in: ["http", "https", "mailto", "ftp"])
    return Fault(
      message: "`\(scheme):` is a scheme that browsers do not know",
      hint: near.map { "did you mean `\($0):`?" } ?? "for a file whose name has a colon write `./\(address)`")
  }
}
