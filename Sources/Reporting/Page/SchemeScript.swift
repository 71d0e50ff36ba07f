/// The script of the colour scheme: applies the reader's choice before anything is drawn, and keeps it on the device.
///
/// It stands in the head, since a page that is drawn first and made dark then flashes. That scripts run at all is marked
/// here too: controls that need them are shown by that mark alone, so that a page without scripts has no dead one. Where
/// storage is refused (a page from the disk, in some browsers) the choice holds for the page.
enum SchemeScript {
  static let text = #"""
    (() => {
    'use strict';
    const root = document.documentElement, key = 'lessons:scheme';
    const apply = (scheme) => {
      if (scheme === 'light' || scheme === 'dark') root.dataset.scheme = scheme;
      else delete root.dataset.scheme;
      for (const button of document.querySelectorAll('.schemes button')) {
        button.setAttribute('aria-pressed', String(button.value === (root.dataset.scheme || 'system')));
      }
    };
    root.dataset.scripts = '';
    try { apply(localStorage.getItem(key)); } catch { /* refused: the system's scheme */ }
    const again = () => apply(root.dataset.scheme);
    document.addEventListener('DOMContentLoaded', again);
    document.addEventListener('lessons:patched', again);
    document.addEventListener('click', ({ target }) => {
      const button = target.closest?.('.schemes button');
      if (!button) return;
      apply(button.value);
      try { localStorage.setItem(key, button.value); } catch { /* refused: for this page alone */ }
    });
    addEventListener('storage', (event) => { if (event.key === key) apply(event.newValue); });
    })();

    """#
}
