/** Small comforts on top of the plain form: everything works without this file. */

document.documentElement.classList.add('scripted');

const form = document.querySelector('#question');
const text = document.querySelector('#sql');
const run = document.querySelector('#run');

/** What was asked last, so that the delayed answer to typing doesn't replace a run of the same text. */
let asked = form ? fieldsOf(form) : '';

function fieldsOf(element) {
  const fields = new URLSearchParams(new FormData(element));
  // What an answer says of the slider is nothing that was asked anew.
  for (const name of ['at', 'of']) fields.delete(name);
  return fields.toString();
}

document.addEventListener('htmx:config:request', (event) => {
  const { sourceElement, sourceEvent } = event.detail.ctx;
  if (!form || (sourceElement !== form && sourceElement.form !== form)) return;
  const fields = fieldsOf(form);
  const followsTyping = sourceElement === form && sourceEvent?.type !== 'submit';
  if (followsTyping && fields === asked) event.preventDefault();
  asked = fields;
});

text?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run?.click();
});

/** The slider says what its position means. */
document.querySelector('#size')?.addEventListener('input', ({ target }) => {
  const label = document.querySelector(`#sizes option[value="${target.value}"]`)?.label ?? '';
  target.setAttribute('aria-valuetext', label);
  const output = document.querySelector('#size-text');
  if (output) output.value = label;
});

/** What an answer says of the slider is what it says itself. */
document.addEventListener('htmx:after:swap', () => {
  const said = document.querySelector('#size-text')?.textContent;
  if (said) document.querySelector('#size')?.setAttribute('aria-valuetext', said);
});

/** What an answer says of a field stands beside it, and makes the field itself invalid or valid again. */
document.addEventListener('htmx:after:swap', () => {
  for (const problem of document.querySelectorAll('.field-problem')) {
    const field = document.getElementById(problem.id.replace('-problem', ''));
    if (problem.textContent === '') field?.removeAttribute('aria-invalid');
    else field?.setAttribute('aria-invalid', 'true');
  }
});

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('button[data-copies]') : null;
  if (!(button instanceof HTMLElement)) return;
  const copied = document.getElementById(button.dataset.copies ?? '')?.textContent ?? '';
  await navigator.clipboard.writeText(copied);
  button.textContent = 'Copied';
});

/** A place in the SQL, such as the one of an error, is a link that selects it. */
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-line]') : null;
  if (!(link instanceof HTMLElement) || !(text instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  const { line, column } = link.dataset;
  const asked = new CustomEvent('select-place', { detail: { line, column }, cancelable: true });
  if (!text.dispatchEvent(asked)) return;
  const start = offsetOf(text.value, Number(line), Number(column));
  const word = /^(?:[\p{L}\p{N}_$]+|.)?/u.exec(text.value.slice(start))?.[0] ?? '';
  text.focus();
  text.setSelectionRange(start, start + word.length);
});

function offsetOf(value, line, column) {
  const before = value.split('\n').slice(0, line - 1);
  return before.reduce((offset, one) => offset + one.length + 1, 0) + column - 1;
}

/** An open list of examples closes when something else is clicked or Escape is pressed. */
for (const menu of document.querySelectorAll('details.menu')) {
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute('open');
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.removeAttribute('open');
    menu.querySelector('summary')?.focus();
  });
}

/** An upload shows how far it is; its answer takes the place of the page's content. */
document.addEventListener('submit', (event) => {
  const upload = event.target;
  if (!(upload instanceof HTMLFormElement) || upload.id !== 'upload') return;
  event.preventDefault();
  const progress = upload.querySelector('progress');
  const request = new XMLHttpRequest();
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    progress.hidden = false;
    if (loaded < total) progress.value = loaded / total;
    else progress.removeAttribute('value');
  });
  request.addEventListener('load', () => {
    const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
    document.querySelector('#main')?.replaceWith(answer.querySelector('#main') ?? answer.body);
  });
  request.addEventListener('error', () => location.reload());
  request.open('POST', upload.action);
  request.send(new FormData(upload));
});
