// Finds and changes elements of the page; sets only values that differ.

export function byId(id) {
  return document.getElementById(id);
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

const shapes = new WeakMap();

/** Sets a text in the one of `sizes` letter sizes at which it fits; the box keeps its size. */
export function setFitting(element, text, sizes) {
  setText(element, text);
  fit(element, sizes);
}

/** Chooses an element's letter size, again only if space or text changes (digits are equal). */
export function fit(element, sizes) {
  const room = `${innerWidth} ${innerHeight} ${getComputedStyle(document.documentElement).fontSize}`;
  const shape = `${room} ${element.textContent.replace(/\d/g, "0")}`;
  if (shapes.get(element) === shape) return;
  shapes.set(element, shape);
  let size = 0;
  do setAttribute(element, "data-size", size);
  while (overflows(element) && (size += 1) < sizes);
}

/** Whether the content overflows by more than letters extend beyond their line. */
function overflows(element) {
  const reach = Number.parseFloat(getComputedStyle(element).fontSize) / 2;
  return (
    element.scrollHeight - element.clientHeight > reach || element.scrollWidth > element.clientWidth + 1
  );
}
