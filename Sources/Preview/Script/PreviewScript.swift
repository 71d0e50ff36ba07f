/// The script of a page's preview: listens for what has changed, replaces blocks, keeps the reader's place, shows faults,
/// and leads from a block to its line.
///
/// Served beside pages and never written to the disk. It knows nothing of what a block holds: blocks lie between the
/// comments of ``BlockMark``, and those that are kept are not touched, with all their folds, tabs and players.
enum PreviewScript {
  static let text = #"""
    (() => {
    'use strict';
    const own = document.currentScript;
    const { page, folder, editor } = own.dataset;
    const words = JSON.parse(own.dataset.words);
    let revision = own.dataset.revision;

    // MARK: Blocks

    // The comments that begin a block; the last one ends the last block.
    function marks() {
      const article = document.querySelector('article');
      return article ? [...article.childNodes].filter(isMark) : [];
    }
    const isMark = (node) => node.nodeType === Node.COMMENT_NODE && node.data.startsWith('lessons:');

    // A block is its mark and all up to the next one.
    function blocks(all) {
      return all.slice(0, -1).map((mark, index) => {
        const nodes = [];
        for (let node = mark; node && node !== all[index + 1]; node = node.nextSibling) nodes.push(node);
        return nodes;
      });
    }

    function place(nodes) {
      const range = document.createRange();
      range.setStartBefore(nodes[0]);
      range.setEndAfter(nodes[nodes.length - 1]);
      return range.getBoundingClientRect();
    }

    // The block at the top of the window, and how far from it.
    function topBlock(list) {
      for (let index = 0; index < list.length; index++) {
        const box = place(list[index]);
        if (box.height && box.bottom > 1) return { index, top: box.top };
      }
      return null;
    }

    function parsed(mark, html) {
      const template = document.createElement('template');
      template.innerHTML = html;
      return [mark, ...template.content.childNodes];
    }

    function apply(patch) {
      if (patch.to === revision) return;
      const all = marks();
      if (patch.from !== revision || all.length !== (patch.count ? patch.count + 1 : 0)) return reload();
      if (patch.frame && !changeFrame(patch.frame, !patch.count)) return reload();
      if (!patch.count) {
        revision = patch.to;
        document.dispatchEvent(new CustomEvent('lessons:patched', { detail: { revision, blocks: 0 } }));
        return;
      }
      const moved = patch.sliders && movedSliders();
      const old = blocks(all);
      const list = [], fresh = [], kept = new Set();
      for (const part of patch.parts) {
        if (typeof part === 'string') {
          const nodes = parsed(document.createComment(''), part);
          // A script that is put in like this would not run.
          if (nodes.some((node) => node.querySelector && (node.matches('script') || node.querySelector('script'))))
            return reload();
          fresh.push(nodes);
          list.push(nodes);
        } else {
          for (let index = part[0]; index < part[1]; index++) { kept.add(index); list.push(old[index]); }
        }
      }
      const top = scrollY > 0 ? topBlock(old) : null;
      // Whoever has taken the place of the block at the top: as many blocks behind the nearest kept one above.
      const heir = () => {
        if (kept.has(top.index)) return old[top.index];
        let above = top.index;
        while (above >= 0 && !kept.has(above)) above--;
        const start = above < 0 ? 0 : list.indexOf(old[above]) + 1;
        return list[Math.min(start + top.index - above - 1, list.length - 1)];
      };
      const style = document.documentElement.style;
      style.overflowAnchor = 'none';
      const gone = old.filter((_, index) => !kept.has(index));
      const states = gone.map(state);
      for (const nodes of gone) nodes.forEach((node) => node.remove());
      const end = all[all.length - 1];
      let cursor = list.length ? end.parentNode.firstChild : end;
      while (cursor !== end && !isMark(cursor)) cursor = cursor.nextSibling;
      for (const nodes of list) {
        if (nodes[0] === cursor) {
          cursor = nodes[nodes.length - 1].nextSibling;
        } else {
          for (const node of nodes) end.parentNode.insertBefore(node, cursor);
        }
      }
      list.forEach((nodes, index) => { nodes[0].data = 'lessons:' + patch.marks[index]; });
      if (gone.length === fresh.length) fresh.forEach((nodes, index) => restore(nodes, states[index]));
      if (moved) restartSliders(moved);
      play(fresh.flat());
      if (top) {
        const nodes = heir();
        if (nodes) scrollBy({ top: place(nodes).top - top.top, behavior: 'instant' });
      }
      requestAnimationFrame(() => requestAnimationFrame(() => { style.overflowAnchor = ''; }));
      fresh.flat().forEach(flash);
      revision = patch.to;
      document.dispatchEvent(new CustomEvent('lessons:patched', { detail: { revision, blocks: fresh.length } }));
    }

    // What a reader has opened in a block.
    const within = (nodes, selector) => nodes.flatMap((node) => (node.querySelectorAll
      ? [...(node.matches(selector) ? [node] : []), ...node.querySelectorAll(selector)] : []));
    const state = (nodes) => ({
      folds: within(nodes, 'details').map((fold) => fold.open),
      chosen: within(nodes, 'input[type=radio]').map((button) => button.checked) });
    function restore(nodes, { folds, chosen }) {
      const details = within(nodes, 'details'), buttons = within(nodes, 'input[type=radio]');
      if (details.length === folds.length) details.forEach((fold, index) => { fold.open = folds[index]; });
      if (buttons.length === chosen.length) buttons.forEach((button, index) => { button.checked = chosen[index]; });
    }

    // The page's own scripts, the player's and that of scroll boxes, run once more, see the new blocks and no others.
    const pageScripts = {};
    const scriptOf = (root, kind) => root.querySelector(`body > script[data-${kind}]:not([src]):not(#tape + script)`);
    function play(nodes) {
      for (const kind of ['words', 'equation']) {
        const script = pageScripts[kind] = scriptOf(document, kind) || pageScripts[kind];
        if (!script) continue;
        const again = document.createElement('script');
        again.nonce = own.nonce;
        again.dataset[kind] = script.dataset[kind];
        again.textContent = script.textContent;
        document.querySelectorAll = (selector) => within(nodes, selector);
        try { document.body.append(again); } finally { delete document.querySelectorAll; again.remove(); }
      }
    }

    // The script of sliders knows what it moves from the moment it runs: over blocks that are all new it runs anew, and
    // sliders of the same name and range go to where they were.
    const slidersOf = () => [...document.querySelectorAll('input[data-slider]')].map((input) =>
      ({ input, key: input.labels[0].textContent + '|' + input.max }));
    const movedSliders = () => new Map(slidersOf().filter(({ input }) => input.value !== input.defaultValue)
      .map(({ input, key }) => [key, input.value]));
    let tapeParts = null;
    const tapeOf = (root) => ['#tape', '#tape + script'].map((part) => root.querySelector(part));
    function restartSliders(moved) {
      const old = tapeOf(document);
      const parts = (tapeParts || old).map((part) => {
        const again = document.createElement('script');
        for (const { name, value } of part.attributes) again.setAttribute(name, value);
        again.nonce = own.nonce;
        again.textContent = part.textContent;
        return again;
      });
      tapeParts = null;
      old[1].remove();
      old[0].replaceWith(...parts);
      for (const { input, key } of slidersOf()) {
        if (!moved.has(key)) continue;
        input.value = moved.get(key);
        input.dispatchEvent(new Event('input'));
      }
    }

    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    function flash(node) {
      if (isStill || !node.animate) return;
      node.animate([{ backgroundColor: 'var(--link-tint)' }, { backgroundColor: 'transparent' }], 900);
    }

    // Title, bar, contents, style sheets; the whole of a page without blocks.
    function changeFrame(html, isWhole) {
      const next = new DOMParser().parseFromString(html, 'text/html');
      document.title = next.title;
      document.documentElement.lang = next.documentElement.lang;
      const sheets = (place) => [...place.querySelectorAll('head link[rel=stylesheet]')];
      const known = new Set(sheets(document).map((sheet) => sheet.getAttribute('href')));
      for (const sheet of sheets(next)) {
        if (!known.has(sheet.getAttribute('href'))) document.head.append(document.importNode(sheet));
      }
      for (const selector of isWhole ? ['.bar', 'main'] : ['.bar', '.toc']) {
        const [old, fresh] = [document.querySelector(selector), next.querySelector(selector)];
        if (!old !== !fresh) return false;
        if (old && old.outerHTML !== fresh.outerHTML) old.replaceWith(document.importNode(fresh, true));
      }
      for (const kind of ['words', 'equation']) pageScripts[kind] = scriptOf(next, kind) || pageScripts[kind];
      if (tapeOf(next)[1]) tapeParts = tapeOf(next);
      return true;
    }

    // MARK: A whole page again

    const key = 'lessons:place:' + page;
    function reload() {
      const list = blocks(marks()), top = scrollY > 0 ? topBlock(list) : null;
      try { if (top) sessionStorage.setItem(key, JSON.stringify(top)); } catch { /* not allowed: the top will do */ }
      location.reload();
    }
    try {
      const top = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
      if (top) {
        const nodes = blocks(marks())[top.index];
        if (nodes) scrollBy({ top: place(nodes).top - top.top, behavior: 'instant' });
      }
    } catch { /* no place was kept */ }

    // MARK: Images, videos and style sheets of the course

    function refresh(files) {
      const paths = new Set(files.map((file) => new URL('/' + file, location).pathname));
      for (const node of document.querySelectorAll('img[src], source[src], video[src], audio[src], link[rel=stylesheet]')) {
        const name = node.matches('link') ? 'href' : 'src';
        const url = new URL(node.getAttribute(name), location);
        if (url.origin !== location.origin || !paths.has(url.pathname)) continue;
        url.searchParams.set('v', Date.now());
        node.setAttribute(name, url.pathname + url.search + url.hash);
      }
    }

    // MARK: Faults and what else is to be said

    const host = document.createElement('div');
    host.id = 'lessons-preview';
    document.body.append(host);
    const root = host.attachShadow({ mode: 'open' });
    const sheet = document.createElement('style');
    sheet.textContent = STYLE;
    const panel = document.createElement('aside');
    panel.setAttribute('role', 'alert');
    panel.hidden = true;
    const note = document.createElement('p');
    note.setAttribute('role', 'status');
    note.hidden = true;
    root.append(sheet, panel, note);
    let closed = '';
    function showFaults(html) {
      if (!html) closed = '';
      if (panel.dataset.shown !== html) {
        panel.innerHTML = html;
        panel.dataset.shown = html;
        const button = panel.querySelector('.close');
        if (button) button.addEventListener('click', close);
      }
      panel.hidden = !html || closed === html;
    }
    function close() {
      closed = panel.dataset.shown || '';
      panel.hidden = true;
    }
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !panel.hidden) { close(); event.preventDefault(); }
    });

    // MARK: To the editor

    document.addEventListener('dblclick', (event) => {
      if (!editor || event.target.closest('a, button, input, select, textarea, summary, label')) return;
      const article = document.querySelector('article');
      let node = event.target;
      while (node && node.parentNode !== article) node = node.parentNode;
      while (node && !isMark(node)) node = node.previousSibling;
      const found = node && /^lessons:(\d+):(.+)$/.exec(node.data);
      if (!found) return;
      const path = found[2].startsWith('/') ? found[2] : folder + '/' + found[2];
      const link = document.createElement('a');
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      link.href = editor.replace('{path}', encoded).replace('{line}', found[1]).replace('{column}', '1');
      document.dispatchEvent(new CustomEvent('lessons:open', { detail: link.href }));
      link.click();
    });

    // MARK: Listening

    // A window that nobody sees does not listen: browsers allow six connections to a server.
    let source = null, doubt = 0;
    function listen() {
      if (source || document.hidden) return;
      source = new EventSource(`/_events?page=${encodeURIComponent(page)}&revision=${encodeURIComponent(revision)}`);
      source.addEventListener('open', () => { clearTimeout(doubt); note.hidden = true; });
      source.addEventListener('patch', (event) => apply(JSON.parse(event.data)));
      source.addEventListener('reload', reload);
      source.addEventListener('files', (event) => refresh(JSON.parse(event.data)));
      source.addEventListener('faults', (event) => showFaults(JSON.parse(event.data)));
      source.addEventListener('error', () => {
        source.close();
        source = null;
        clearTimeout(doubt);
        doubt = setTimeout(() => { note.textContent = words.lost; note.hidden = false; }, 2000);
        setTimeout(listen, 500);
      });
    }
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) return listen();
      if (source) source.close();
      source = null;
    });
    addEventListener('pagehide', () => { if (source) source.close(); source = null; });
    addEventListener('pageshow', listen);
    listen();
    })();

    """#
    .replacing("STYLE", with: "`" + PreviewStyle.text + "`")
}
