/// The script of the help on keys: `?` opens a list of them, Esc closes it.
enum KeysScript {
  static let text = #"""
    (() => {
    'use strict';
    const { title, close, keys } = JSON.parse(document.currentScript.dataset.keys);
    let dialog = null;
    const { make, onKey } = lessons;
    onKey('?', () => {
      if (!dialog) {
        const button = make('button', { type: 'button' }, close);
        button.addEventListener('click', () => dialog.close());
        const list = keys.filter(([, , selector]) => !selector || document.querySelector(selector));
        dialog = make('dialog', { class: 'keys', 'aria-labelledby': 'nn:keys' }, make('h2', { id: 'nn:keys' }, title),
          make('dl', {}, ...list.flatMap(([key, does]) => [make('dt', {}, ...key.split(' ').flatMap((one) => [make('kbd', {}, one), ' '])), make('dd', {}, does)])), button);
        document.body.append(dialog);
      }
      if (dialog.open) dialog.close();
      else dialog.showModal();
    });
    })();

    """#
}
