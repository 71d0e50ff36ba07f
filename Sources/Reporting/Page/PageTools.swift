/// Helpers that the scripts of a page share: they stand behind the one in the head, which brings it.
enum PageTools {
  static let text = #"""
    self.lessons = {
      make(name, attributes, ...children) {
        const node = document.createElement(name);
        for (const key in attributes) node.setAttribute(key, attributes[key]);
        node.append(...children);
        return node;
      },
      // A key by itself, where nobody types.
      onKey(key, act) {
        document.addEventListener('keydown', (event) => {
          if (event.key !== key || event.altKey || event.ctrlKey || event.metaKey || event.target.matches?.('input:not([type=range]),textarea,[contenteditable]')) return;
          event.preventDefault();
          act();
        });
      },
    };

    """#
}
