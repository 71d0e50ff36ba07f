/// The script of scroll boxes: those that scroll are tab stops with a name, those that fit are none, whenever the page's
/// width, a fold or a tab changes which is which.
///
/// Equations, which seldom scroll, are no stops without it. Browsers that make scroll boxes reachable by themselves
/// (Firefox, Chromium since 130) do so with the same effect and give no name.
enum ScrollScript {
  static let text = #"""
    (() => {
    'use strict';
    const equation = document.currentScript.dataset.equation;
    const names = new Map();
    const fit = (box) => {
      const scrolls = box.scrollWidth > box.clientWidth + 1;
      if (scrolls === box.hasAttribute('tabindex') && scrolls === box.hasAttribute('data-scrolls')) return;
      const attributes = { tabindex: '0', role: 'group', 'aria-label': names.get(box) };
      box.toggleAttribute('data-scrolls', scrolls);
      for (const name in attributes) scrolls ? box.setAttribute(name, attributes[name]) : box.removeAttribute(name);
    };
    const watch = new ResizeObserver((entries) => { for (const { target } of entries) fit(target); });
    for (const box of document.querySelectorAll('main :is(pre,.tw,.scroll,.eq,p .katex-display)')) {
      if (box.closest('[aria-hidden=true]')) continue;
      names.set(box, box.getAttribute('aria-label') || equation);
      watch.observe(box);
    }
    document.fonts.ready.then(() => names.forEach((name, box) => fit(box)));
    })();
    """#
}
