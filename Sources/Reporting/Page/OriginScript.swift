/// The script of the numbers in the text: a card that says where the one under the pointer, under a finger or in focus
/// comes from.
///
/// All numbers of a page are one tab stop, a roving one (WAI-ARIA, managing focus): it stands at the number that was read
/// last, and arrow keys go to the others. So a page with sixty numbers has one stop more than without. The card is put
/// right behind its number, so that Tab comes to the link in it. A finger, which cannot hover, opens the card and follows
/// the link in it.
enum OriginScript {
  static let text = #"""
    (() => {
    'use strict';
    const words = JSON.parse(document.currentScript.dataset.origins);
    const { make } = lessons;
    const card = make('span', { class: 'origin', id: 'nn:origin' });
    let number = null, stop = null, timer = 0, isTouch = false;
    const links = () => [...document.querySelectorAll('main a.num')].filter((node) => node.checkVisibility());
    const of = (target) => target.closest?.('.num[data-origin]');
    const place = () => {
      const rows = number.getClientRects(), isFormula = number.matches('.set');
      const box = isFormula || !rows.length ? number.getBoundingClientRect() : rows[0];
      const { width, height } = card.getBoundingClientRect();
      const left = isFormula ? box.left + (box.width - width) / 2 : box.left - 12;
      const isAbove = box.bottom + height > innerHeight - 14 && box.top > height + 60;
      card.style.left = Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8)) + 'px';
      card.style.top = (isAbove ? box.top - height - 6 : box.bottom + 6) + 'px';
    };
    const hide = () => {
      clearTimeout(timer);
      if (!number) return;
      number.removeAttribute('aria-describedby');
      number = null;
      card.remove();
    };
    const show = (node) => {
      if (number === node) return;
      hide();
      number = node;
      const lines = node.dataset.origin.split('\n');
      const href = node.getAttribute('href');
      const block = href && document.getElementById(href.slice(1));
      const computed = href && lines.pop();
      card.replaceChildren(...lines.map((line) => make('code', {}, line)));
      if (href) card.append(make('a', { href, tabindex: '-1' }, computed));
      if (block?.dataset.from) {
        card.append(make('span', {}, words.source + ' ', make('a', { href: block.dataset.from }, block.dataset.lesson)));
      }
      if (href) card.append(make('span', { class: 'sr' }, words.hint));
      node.after(card);
      node.setAttribute('aria-describedby', card.id);
      place();
    };
    const rove = (node) => {
      if (stop) stop.tabIndex = -1;
      stop = node;
      stop?.removeAttribute('tabindex');
    };
    document.addEventListener('focusin', ({ target }) => {
      const node = of(target);
      if (node) { rove(node); show(node); } else if (!card.contains(target)) hide();
    });
    document.addEventListener('focusout', ({ relatedTarget }) => { if (!relatedTarget && !card.matches(':hover')) hide(); });
    document.addEventListener('pointerover', ({ target, pointerType }) => {
      if (pointerType !== 'mouse') return;
      const node = of(target);
      clearTimeout(timer);
      if (node) timer = setTimeout(show, 150, node);
      else if (!card.contains(target) && number !== document.activeElement) timer = setTimeout(hide, 250);
    });
    addEventListener('pointerdown', ({ pointerType }) => { isTouch = pointerType === 'touch'; }, true);
    document.addEventListener('click', (event) => {
      const node = of(event.target);
      if (node && isTouch) { event.preventDefault(); show(node); }
      else if (!node && !card.contains(event.target)) hide();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        if (card.contains(document.activeElement)) number.focus();
        return hide();
      }
      const node = of(event.target);
      if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
      const all = links(), at = all.indexOf(node), end = all.length - 1;
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: end }[event.key];
      if (to === undefined || !all[to]) return;
      event.preventDefault();
      all[to].focus();
    });
    addEventListener('scroll', () => { if (number) place(); }, { capture: true, passive: true });
    const prepare = () => {
      for (const node of document.querySelectorAll('main .num[title]')) {
        node.dataset.origin = node.title;
        node.removeAttribute('title');
      }
      if (!stop?.isConnected) rove(links()[0]);
    };
    prepare();
    document.addEventListener('lessons:patched', prepare);
    })();

    """#
}
