/// The script of the place that is read: the contents mark it, and the way to another language leads to the same one.
///
/// A translation has its own anchors, so that the way is told by what both have: which heading it is, and the label of the
/// last thing before the place. The other page finds it by the same script. Without it the way leads to the page.
enum PlaceScript {
  static let text = #"""
    (() => {
    'use strict';
    const mark = '#nn:at-', line = 120;
    const headings = () => [...document.querySelectorAll('main :is(h2,h3,h4,h5,h6)[id]')];
    // The last of some elements that begins above the line at which is read.
    const last = (nodes) => nodes.filter((node) => node.checkVisibility() && node.getBoundingClientRect().top <= line).pop();
    function follow() {
      const all = headings(), end = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
      const heading = end ? all.filter((node) => node.checkVisibility()).pop() : last(all);
      const entries = [...document.querySelectorAll('.toc a')], here = current(heading, all, entries);
      for (const link of entries) {
        const isHere = link === here;
        if (isHere === link.hasAttribute('aria-current')) continue;
        link.toggleAttribute('aria-current', isHere);
        if (isHere) { link.setAttribute('aria-current', 'location'); keep(link); }
      }
      const label = last([...document.querySelectorAll('main :is(.cell,.eq,.tw,figure)[id]')]);
      const isBehind = label && !label.id.startsWith('nn:') && (!heading || heading.compareDocumentPosition(label) & 4);
      const hash = heading || isBehind ? mark + (all.indexOf(heading) + 1) + (isBehind ? '-' + label.id : '') : '';
      for (const link of document.querySelectorAll('.bar .language')) link.hash = hash;
    }
    // The entry of a heading, or of the nearest one before it that has an entry.
    function current(heading, all, entries) {
      for (let at = all.indexOf(heading); at >= 0; at--) {
        const link = entries.find((entry) => entry.getAttribute('href') === '#' + all[at].id);
        if (link) return link;
      }
    }
    // Contents that scroll by themselves keep the entry in sight; the page is not moved.
    function keep(link) {
      const box = link.closest('.toc');
      if (box.scrollHeight <= box.clientHeight) return;
      const [frame, place] = [box.getBoundingClientRect(), link.getBoundingClientRect()];
      if (place.top < frame.top + 40) box.scrollTop += place.top - frame.top - 40;
      if (place.bottom > frame.bottom - 40) box.scrollTop += place.bottom - frame.bottom + 40;
    }
    function arrive() {
      const found = /^#nn:at-(\d+)(?:-(.+))?$/.exec(decodeURIComponent(location.hash));
      if (!found) return;
      const heading = +found[1] ? headings()[found[1] - 1] : document.querySelector('h1');
      (found[2] && document.getElementById(found[2]) || heading)?.scrollIntoView({ behavior: 'instant' });
    }
    let isWaiting = false;
    const soon = () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => { isWaiting = false; follow(); });
    };
    addEventListener('scroll', soon, { passive: true });
    addEventListener('resize', soon);
    document.addEventListener('lessons:patched', soon);
    arrive();
    // Fonts and pictures have moved the place by then.
    addEventListener('load', () => { arrive(); soon(); });
    follow();
    })();

    """#
}
