/// The script of code: a button on each block of code that copies it.
///
/// Each is named after the first line of its code, so that a list of all buttons tells them apart. A status
/// behind it says what it has done.
enum CopyScript {
  static let text = #"""
    (() => {
    'use strict';
    const { make } = lessons;
    const words = JSON.parse(document.currentScript.dataset.copy);
    const icon = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M7 7V4h9v9h-3M4 7h9v9H4z"/></svg>';
    // Pages that are no secure place have no clipboard but the old one.
    async function copy(text) {
      if (navigator.clipboard) return navigator.clipboard.writeText(text);
      const area = make('textarea', {}, text);
      document.body.append(area);
      area.select();
      const isDone = document.execCommand('copy');
      area.remove();
      if (!isDone) throw new Error();
    }
    const prepare = () => {
      for (const code of document.querySelectorAll('main pre>code[class^=language]')) {
        const pre = code.parentNode;
        let box = pre.parentNode;
        if (box.querySelector(':scope>.copy') || pre.closest('[aria-hidden=true]')) continue;
        if (!box.matches('.src')) {
          box = make('div', { class: 'copied' });
          pre.replaceWith(box);
          box.append(pre);
        }
        const text = code.textContent, name = `${words.copy}: ${text.trim().split('\n')[0].slice(0, 60)}`;
        const button = make('button', { type: 'button', class: 'copy', 'aria-label': name, title: words.copy });
        const live = make('span', { class: 'sr', role: 'status' });
        const rest = () => { button.innerHTML = icon; live.textContent = ''; };
        rest();
        button.addEventListener('click', async () => {
          let said = words.copied;
          try { await copy(text); } catch { said = words.failed; }
          live.textContent = said;
          button.textContent = said === words.copied ? '✓' : '✗';
          setTimeout(rest, 2000);
        });
        pre.after(button, live);
      }
    };
    prepare();
    document.addEventListener('lessons:patched', prepare);
    })();

    """#
}
