/** Begins where the page has something to do. */
import type { BatchData } from './data.js';
import { dataOf } from './dom.js';
import { CaseList } from './list.js';
import { showPages } from './pages.js';
import { reviewable } from './review.js';

showPages();
document.querySelectorAll<HTMLElement>('[data-review]').forEach(reviewable);
const place = document.getElementById('cases');
const batch = dataOf<BatchData>('batch-data');
if (place && batch) {
  const list = new CaseList(place, batch);
  document.addEventListener('click', (event) => {
    const tag = event.target instanceof Element ? event.target.closest('[data-tag]')?.getAttribute('data-tag') : null;
    if (tag) list.choose(tag);
  });
}
// on paper nothing is closed away
let closed: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const details of closed) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false;
});
// a tip stays until Escape or until the reader goes on
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && document.activeElement instanceof HTMLElement && document.activeElement.matches('.label')) document.activeElement.blur();
});
// a dot of the curve leads to its message; readers without a mouse have the list of turning points below it
document.addEventListener('click', (event) => {
  const to = event.target instanceof Element ? event.target.closest('[data-to]')?.getAttribute('data-to') : null;
  if (to) location.hash = to;
});
