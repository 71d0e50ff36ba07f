/// The icon of every page: a gate between two wires, inside the page, so that a browser asks for no file.
enum PageIcon {
  static let node = HTMLNode.element(
    "link",
    [
      ("rel", "icon"),
      (
        "href",
        "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E"
          + "%3Cpath d=%22M0 8h16%22 stroke=%22%2300897B%22 stroke-width=%222%22/%3E"
          + "%3Ccircle cx=%228%22 cy=%228%22 r=%225%22 fill=%22%2300695C%22/%3E"
          + "%3Cpath d=%22M5.5 8h5M8 5.5v5%22 stroke=%22%23fff%22 stroke-width=%221.6%22/%3E%3C/svg%3E"
      ),
    ])
}
