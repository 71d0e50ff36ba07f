/// The script of the player: the passes of each graph and the steps of each list, one by one, with the result covered
/// until the reader has predicted it.
///
/// One classic script, inline, that asks for nothing. It makes all that it needs, so that a page without scripts has no
/// dead control, and it touches nothing before the first press: a page is loaded as it is printed.
enum PlayerScript {
  static let text = #"""
    (() => {
    'use strict';
    const words = JSON.parse(document.currentScript.dataset.words);
    const icons = {
      first: 'M5 4v12M15 4l-6 6 6 6', previous: 'M13 4l-6 6 6 6', play: 'M6 4l10 6-10 6z', pause: 'M7 4v12M13 4v12',
      next: 'M7 4l6 6-6 6', last: 'M15 4v12M5 4l6 6-6 6' };
    const make = (name, attributes, ...children) => {
      const node = document.createElement(name);
      for (const key in attributes) node.setAttribute(key, attributes[key]);
      node.append(...children);
      return node;
    };
    const icon = (name) => `<svg class="${name}" viewBox="0 0 20 20" aria-hidden="true"><path d="${icons[name]}"/></svg>`;
    const numbers = (text) => (text ? text.split(' ').map(Number) : []);

    // A player over frames: show(k) is called with how many of them have been shown, null for all and at rest.
    function player(count, show, label) {
      let at = null, timer = 0;
      const buttons = {};
      const place = make('span', { class: 'place' });
      const now = make('div', { class: 'now', 'aria-live': 'polite' });
      const keys = make('div', { class: 'keys' });
      const group = make('div', { class: 'player', role: 'group', 'aria-label': label }, keys, now);
      const stop = () => {
        clearInterval(timer);
        timer = 0;
        buttons.play.innerHTML = icon('play');
        buttons.play.setAttribute('aria-label', words.play);
      };
      const go = (k) => {
        at = k === null ? null : Math.max(0, Math.min(count, k));
        place.textContent = at === null ? '' : `${at} / ${count}`;
        buttons.last.toggleAttribute('data-rest', at === null);
        show(at, now);
      };
      const actions = {
        first: () => go(0),
        previous: () => go(at === null ? count : at - 1),
        play: () => {
          if (timer) return stop();
          if (at === null || at >= count) go(0);
          buttons.play.innerHTML = icon('pause');
          buttons.play.setAttribute('aria-label', words.pause);
          timer = setInterval(() => { go(at + 1); if (at >= count) stop(); }, 1600);
        },
        next: () => go(at === null ? 1 : at + 1),
        last: () => go(null),
      };
      const run = (name) => { if (name !== 'play' && timer) stop(); actions[name](); };
      for (const name of ['first', 'previous', 'play', 'next', 'last']) {
        const button = make('button', { type: 'button', 'aria-label': words[name], title: words[name] });
        button.innerHTML = icon(name);
        button.addEventListener('click', () => run(name));
        buttons[name] = button;
        keys.append(button);
      }
      keys.append(place);
      // On paper nothing is covered.
      addEventListener('beforeprint', () => show(null, now));
      addEventListener('afterprint', () => show(at, now));
      group.addEventListener('keydown', (event) => {
        const name = { ArrowLeft: 'previous', ArrowRight: 'next', Home: 'first', End: 'last' }[event.key];
        if (!name || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        run(name);
      });
      return group;
    }

    // What a frame says; asked, its results are covered.
    function say(now, children, isAsked) {
      now.replaceChildren(...children.map((child) => child.cloneNode(true)));
      now.classList.toggle('ask', isAsked);
      if (isAsked) {
        for (const answer of now.querySelectorAll('.ans')) answer.textContent = '?';
        now.append(make('p', { class: 'hint' }, words.predict));
      }
    }

    function graphPlayer(template) {
      const figure = template.parentNode;
      const steps = [...template.content.querySelectorAll('li')].map((item) => ({
        kind: item.dataset.kind, node: +item.dataset.node, edges: numbers(item.dataset.edges),
        complete: numbers(item.dataset.complete), lines: [...item.children] }));
      const frames = [];
      for (const step of steps) {
        if (step.lines.some((line) => line.querySelector('.ans'))) frames.push({ step, isAsked: true });
        frames.push({ step, isAsked: false });
      }
      const computed = new Set(steps.filter((step) => step.kind === 'f').map((step) => step.node));
      const parts = [...figure.querySelectorAll('svg [data-node], svg [data-edge]')].map((part) => ({
        part, node: part.dataset.node === undefined ? -1 : +part.dataset.node,
        edge: part.dataset.edge === undefined ? -1 : +part.dataset.edge, kinds: part.classList }));
      const isCovered = ({ node, edge, kinds }, seen) => {
        if (kinds.contains('wire') || kinds.contains('node') || kinds.contains('n') || kinds.contains('cut')
          || kinds.contains('dot')) return false;
        if (kinds.contains('local')) return !seen.locals.has(edge);
        if (kinds.contains('v') || kinds.contains('forward')) return computed.has(node) && !seen.values.has(node);
        if (kinds.contains('pattern')) return !seen.patterns.has(node);
        if (edge >= 0) return !seen.edges.has(edge);
        return !seen.gradients.has(node);
      };
      const show = (k, now) => {
        const seen = {
          values: new Set(), locals: new Set(), edges: new Set(), gradients: new Set(), patterns: new Set() };
        for (const { step, isAsked } of frames.slice(0, k === null ? frames.length : k)) {
          if (step.kind === 'f') { if (!isAsked) seen.values.add(step.node); continue; }
          step.edges.forEach((edge) => seen.locals.add(edge));
          if (isAsked) continue;
          step.edges.forEach((edge) => seen.edges.add(edge));
          step.complete.forEach((node) => { seen.gradients.add(node); if (!computed.has(node)) seen.patterns.add(node); });
          seen.patterns.add(step.node);
        }
        const frame = k ? frames[k - 1] : null;
        for (const entry of parts) {
          const { part, node, edge, kinds } = entry;
          kinds.toggle('off', k !== null && isCovered(entry, seen));
          const isBack = frame && frame.step.kind !== 'f';
          if (kinds.contains('node')) {
            // The output's pill has its node's number; it is lit where the pass turns.
            const isLit = frame && (!kinds.contains('output') || frame.step.kind === 's');
            kinds.toggle('hot', !!isLit && node === frame.step.node);
          }
          if (!kinds.contains('wire')) continue;
          const isMoving = !!frame && (edge >= 0 ? frame.step.edges.includes(edge)
            : frame.step.kind === 's' && node === frame.step.node);
          kinds.toggle('moving', isMoving);
          kinds.toggle('back', isMoving && isBack);
          const [from, to] = isMoving && isBack ? ['marker-end', 'marker-start'] : ['marker-start', 'marker-end'];
          const marker = part.getAttribute(from);
          if (marker) { part.setAttribute(to, marker); part.removeAttribute(from); }
        }
        if (frame) reveal(figure, frame.step.node);
        if (frame) say(now, frame.step.lines, frame.isAsked);
        else say(now, [], false);
        now.parentNode.classList.toggle('running', k !== null);
      };
      figure.append(player(frames.length, show, words.graph));
    }

    // Scrolls a wide drawing so that the gate can be seen.
    function reveal(figure, node) {
      const box = figure.querySelector('.scroll');
      if (!box || box.scrollWidth <= box.clientWidth) return;
      for (const gate of box.querySelectorAll(`g.node[data-node="${node}"]`)) {
        const place = gate.getBoundingClientRect();
        if (!place.width) continue;
        const frame = box.getBoundingClientRect();
        box.scrollBy({ left: place.left + place.width / 2 - frame.left - frame.width / 2 });
      }
    }

    function listPlayer(list) {
      const items = [...list.children];
      const answers = items.map((item) => [...item.querySelectorAll('.ans')].map((node) => [node, [...node.childNodes]]));
      const frames = [];
      items.forEach((item, index) => {
        if (item.querySelector('.ans')) frames.push({ index, isAsked: true });
        frames.push({ index, isAsked: false });
      });
      const show = (k, now) => {
        const frame = k ? frames[k - 1] : null;
        items.forEach((item, index) => {
          item.classList.toggle('off', k !== null && (!frame || index > frame.index));
          const isAsked = !!frame && frame.isAsked && index === frame.index;
          item.classList.toggle('ask', isAsked);
          for (const [node, children] of answers[index]) node.replaceChildren(...(isAsked ? ['?'] : children));
          if (frame && index === frame.index) item.setAttribute('aria-current', 'step');
          else item.removeAttribute('aria-current');
        });
        now.textContent = frame && frame.isAsked ? words.predict : '';
        now.classList.toggle('hint', !!frame && frame.isAsked);
        now.parentNode.classList.toggle('running', k !== null);
      };
      list.before(player(frames.length, show, words.steps));
    }

    document.querySelectorAll('template.walk').forEach(graphPlayer);
    document.querySelectorAll('ol.steps').forEach(listPlayer);
    })();

    """#
}
