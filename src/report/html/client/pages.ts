/** Where all cases stand in one file, one is shown at a time: the one the address names, else the batch. */
export function showPages(): void {
  const all = [...document.querySelectorAll<HTMLElement>('.page')];
  if (all.length === 0) return;
  const turn = (): void => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // not percent-encoded
    }
    const target = id === '' ? null : document.getElementById(id);
    const shown = target?.closest<HTMLElement>('.page') ?? (all[0] as HTMLElement);
    for (const page of all) page.hidden = page !== shown;
    document.title = shown.dataset['title'] ?? document.title;
    if (target && target !== shown) target.scrollIntoView();
    else scrollTo(0, 0);
  };
  addEventListener('hashchange', turn);
  // on paper, all of it
  addEventListener('beforeprint', () => all.forEach((p) => void (p.hidden = false)));
  addEventListener('afterprint', turn);
  turn();
}
