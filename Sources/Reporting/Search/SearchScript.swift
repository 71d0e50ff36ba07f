/// The script of the search over the course: a dialog with a combobox (WAI-ARIA), opened by `/` or its button.
///
/// The index is loaded when the dialog opens first. What is typed is compared word by word, letters without accents and
/// case, Hangul letter by letter (Unicode NFD), so that a syllable that is still being typed finds the one it becomes, and
/// `ㅇㅈㅍ` is no word but `역ㅈ` finds 역전파. Particles behind a Korean word, and endings of an English one, may differ.
/// Sections are ranked by BM25 over their texts, words of headings weighing most.
enum SearchScript {
  static let text = #"""
    (() => {
    'use strict';
    const { root, indexes, search } = document.currentScript.dataset;
    const words = JSON.parse(search);
    const { make, onKey } = lessons;

    // MARK: Letters

    const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
    const finals = 'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ');
    const initial = (letter) => String.fromCharCode(0x1100 + initials.indexOf(letter));
    const fold = (text) => text.replace(/[ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇ-ㅎ]/g, initial).normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
    const isLetter = (letter) => !!letter && /[\p{L}\p{N}_]/u.test(letter);
    const particles = /(에서는|으로는|한가|하기|하는|하다|해|이라는|에서|으로|이란|이라|까지|부터|보다|처럼|하고|라는|은|는|이|가|을|를|의|에|로|와|과|도|만|란)$/;
    const plain = new Set('a an and are can do does for from how i in is it of on the to what which why with 왜 어떻게 무엇 뭐'.split(' '));

    // The ways in which a word may stand in a text, the likeliest first: [letters, weight].
    function ways(word) {
      const found = [[fold(word), 1]];
      const code = word.charCodeAt(word.length - 1) - 0xac00;
      if (code >= 0 && code < 11172) {
        const stem = word.replace(particles, '');
        if (stem && stem !== word) found.push([fold(stem), stem.length > 1 ? 0.9 : 0.5]);
        // 욹 is 울ㄱ while 울기 is being typed.
        if (code % 28) {
          const last = finals[code % 28 - 1], rest = last.length > 1 ? finals.indexOf(last[0]) + 1 : 0;
          const open = String.fromCharCode(0xac00 + code - code % 28 + rest);
          found.push([fold(word.slice(0, -1) + open + last[last.length - 1]), 0.8]);
        }
      } else if (word.length > 3) {
        const stem = word.replace(/(ies|ing|ed|es|s|y|e|ation|ly)$/, '');
        if (stem.length > 2 && stem !== word) found.push([fold(stem), 0.85]);
      }
      return found;
    }

    // How often a text has a word: at the beginning of one of its own words, or within.
    function count(text, way) {
      let sum = 0;
      for (let at = text.indexOf(way); at >= 0; at = text.indexOf(way, at + way.length)) {
        const end = text[at + way.length];
        sum += isLetter(text[at - 1]) ? (/[a-z]/.test(way) ? 0.1 : 0.6) : isLetter(end) ? 0.9 : 1;
      }
      return sum;
    }

    // MARK: Sections

    const sections = [];
    let length = 0;
    lessons.index = (language, lessons) => {
      for (const [lesson, path, parts] of lessons) {
        for (const [heading, anchor, text, names] of parts) {
          const shown = heading || lesson;
          sections.push({
            language, lesson, heading: shown, text, address: root + encodeURI(path) + '.html' + (anchor && '#' + encodeURIComponent(anchor)),
            fields: [[fold(shown), 9], [fold(lesson), 2], [fold(names), 5], [fold(text), 0]] });
          length += text.length;
        }
      }
    };

    function find(query) {
      const typed = query.normalize('NFC').toLowerCase().split(/[^\p{L}\p{N}_\x27]+/u).filter(Boolean);
      const meant = typed.filter((word) => !plain.has(word));
      const terms = (meant.length ? meant : typed).map(ways);
      if (!terms.length) return [];
      const phrase = fold(typed.join(' ')), mean = length / sections.length || 1;
      const hits = terms.map((term) => sections.map((section) => {
        let best = 0;
        for (const [way, weight] of term) {
          let sum = 0;
          for (const [text, worth] of section.fields) {
            const times = count(text, way);
            if (times) sum += worth ? worth * Math.min(times, 1) : times * 2.2 / (times + 0.5 + 0.7 * section.text.length / mean);
          }
          best = Math.max(best, sum * weight);
        }
        return best;
      }));
      const rarity = hits.map((scores) => Math.log(1 + sections.length / (1 + scores.filter(Boolean).length)));
      return sections.map((section, index) => {
        let score = 0, met = 0;
        hits.forEach((scores, term) => { if (scores[index]) { score += scores[index] * rarity[term]; met++; } });
        // A heading that is little else than what was asked for.
        const [heading] = section.fields[0];
        const told = terms.reduce((sum, term) => sum + (term.find(([way]) => count(heading, way) >= 0.6)?.[0].length || 0), 0);
        score += 12 * (told / heading.length) ** 2;
        if (typed.length > 1) for (const [text, worth] of section.fields) if (text.includes(phrase)) score += worth ? 8 : 3;
        return { section, score: score * (met / terms.length) ** 1.5, terms };
      }).filter(({ score }) => score > 1e-9).sort((a, b) => b.score - a.score).slice(0, 12);
    }

    // A piece of a text around the first word that was found, what was found marked.
    function snippet(text, terms) {
      const places = [0];
      for (const letter of text) for (let unit = 0; unit < letter.length; unit++) places.push(places[places.length - 1] + (unit ? 0 : fold(letter).length));
      const folded = fold(text), ranges = [];
      for (const term of terms) {
        for (const [way] of term) {
          const before = ranges.length;
          for (let at = folded.indexOf(way); at >= 0 && ranges.length < 60; at = folded.indexOf(way, at + way.length)) {
            if (/[a-z]/.test(way) && isLetter(folded[at - 1])) continue;
            const from = places.findLastIndex((place) => place <= at), to = places.findIndex((place) => place >= at + way.length);
            if (from >= 0 && to > from) ranges.push([from, to]);
          }
          if (ranges.length > before) break;
        }
      }
      ranges.sort((a, b) => a[0] - b[0]);
      const first = ranges.length ? ranges[0][0] : 0, start = first < 50 ? 0 : text.indexOf(' ', first - 40) + 1 || first;
      const end = start + 150;
      const nodes = [start ? '… ' : ''];
      let at = start;
      for (const [from, to] of ranges) {
        if (from < at || to > end) continue;
        nodes.push(text.slice(at, from), make('mark', {}, text.slice(from, to)));
        at = to;
      }
      nodes.push(text.slice(at, end), text.length > end ? ' …' : '');
      return nodes;
    }

    // MARK: The dialog

    let dialog = null, input, list, status, results = [], active = -1;
    function choose(index) {
      active = index;
      [...list.children].forEach((item, place) => item.setAttribute('aria-selected', String(place === index)));
      const item = list.children[index];
      if (item) {
        input.setAttribute('aria-activedescendant', item.id);
        item.scrollIntoView({ block: 'nearest' });
      } else input.removeAttribute('aria-activedescendant');
    }
    function update() {
      results = input.value.trim() && sections.length ? find(input.value) : [];
      list.replaceChildren(...results.map(({ section, terms }, index) => make('li', { id: 'nn:result-' + index, role: 'option', lang: section.language, 'data-address': section.address },
        make('b', {}, section.heading), make('small', {}, section.heading === section.lesson ? '' : section.lesson),
        make('span', {}, ...snippet(section.text, terms)))));
      list.hidden = !results.length;
      input.setAttribute('aria-expanded', String(!!results.length));
      status.textContent = !input.value.trim() ? words.keys : !sections.length ? words.loading : results.length ? words.found.replace('{}', results.length) : words.none;
      choose(results.length ? 0 : -1);
    }
    function go(index, isNew) {
      const result = results[index];
      if (!result) return;
      if (isNew) return void open(result.section.address);
      dialog.close();
      location.href = result.section.address;
    }
    function load() {
      // A page that travels alone has it in itself.
      for (const data of document.querySelectorAll('[data-index]')) lessons.index(data.dataset.index, JSON.parse(data.textContent));
      for (const language of sections.length ? [] : indexes.split(' ')) {
        const script = make('script', { src: `${root}assets/search-${language}.js` });
        script.onload = update;
        script.onerror = () => { status.textContent = words.failed; };
        document.head.append(script);
      }
    }
    function show() {
      if (!dialog) {
        input = make('input', { type: 'text', role: 'combobox', 'aria-label': words.label, placeholder: words.label, 'aria-expanded': 'false', 'aria-controls': 'nn:results', 'aria-autocomplete': 'list', autocomplete: 'off' });
        list = make('ul', { id: 'nn:results', role: 'listbox', 'aria-label': words.results });
        status = make('p', { role: 'status' });
        const close = make('button', { type: 'button', 'aria-label': words.close }, '×');
        dialog = make('dialog', { class: 'search', 'aria-label': words.label }, make('div', {}, input, close), list, status);
        document.body.append(dialog);
        input.addEventListener('input', update);
        close.addEventListener('click', () => dialog.close());
        dialog.addEventListener('click', (event) => {
          if (event.target === dialog) return dialog.close();
          const item = event.target.closest('[role=option]');
          if (item) go([...list.children].indexOf(item), event.ctrlKey || event.metaKey);
        });
        input.addEventListener('keydown', (event) => {
          const to = { ArrowDown: active + 1, ArrowUp: active - 1 }[event.key];
          // Enter that ends the composition of a syllable chooses nothing.
          if (event.key === 'Enter' && !event.isComposing) go(active, event.ctrlKey || event.metaKey);
          else if (to !== undefined && results.length) choose((to + results.length) % results.length);
          else return;
          event.preventDefault();
        });
        load();
      }
      if (!dialog.open) dialog.showModal();
      update();
      input.select();
    }
    document.addEventListener('click', ({ target }) => { if (target.closest?.('.find')) show(); });
    onKey('/', show);
    })();

    """#
}
