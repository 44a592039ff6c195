/** For the page: whatever is wider than its place: the page, or something in it that scrolls sideways or stands out. */
export function sideways() {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const element of document.body.querySelectorAll('*')) {
    const { overflowX } = getComputedStyle(element);
    const scrolls = overflowX === 'auto' || overflowX === 'scroll';
    const name = `${element.tagName}.${element.getAttribute('class') ?? ''}`;
    // A wide table may: its own frame scrolls, not the page. And what react-aria keeps out of sight for forms is clipped.
    if (element.closest('[data-scrolls="sideways"], [data-testid="hidden-select-container"]')) continue;
    if (scrolls && element.scrollWidth > element.clientWidth) found.push(`${name} scrolls sideways`);
    const { right, left, width: wide, height } = element.getBoundingClientRect();
    if (wide > 1 && height > 1 && right > width + 1 && left < width) found.push(`${name} ends at ${right}`);
  }
  return found;
}
