/** Light or dark: as the system has it, until the visitor chooses. The first script, so that the other theme hardly shows. */
{
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const asked = '(prefers-color-scheme: dark)';

  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';

  /** The button says what it leads to; charts are images of one theme each. */
  const show = () => {
    const button = document.querySelector('#theme');
    if (button) button.textContent = isDark() ? 'Light theme' : 'Dark theme';
    for (const source of document.querySelectorAll('picture source')) {
      source.dataset.media ??= source.media;
      source.media = source.dataset.media.replace(asked, isDark() ? '(min-width: 0)' : '(max-width: 0)');
    }
  };

  /** A browser may refuse to keep anything. */
  const remembered = () => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null;
    }
  };

  const choose = (theme) => {
    root.dataset.theme = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // The choice holds for this page.
    }
    show();
  };

  const known = remembered();
  if (known === 'light' || known === 'dark') root.dataset.theme = known;
  system.addEventListener('change', show);
  document.addEventListener('DOMContentLoaded', () => {
    document.querySelector('#theme')?.addEventListener('click', () => choose(isDark() ? 'light' : 'dark'));
    show();
  });
}
