// Finds and changes elements of the page; sets nothing that is already as it should be.

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

/** Sets a text, in one of `sizes` letter sizes so that it fits; the box stays as it is. */
export function setFitting(element, text, sizes) {
  setText(element, text);
  fit(element, sizes);
}

/** Chooses an element's letter size, and again only if room or text changes; digits count alike. */
export function fit(element, sizes) {
  const room = `${innerWidth} ${innerHeight} ${getComputedStyle(document.documentElement).fontSize}`;
  const shape = `${room} ${element.textContent.replace(/\d/g, "0")}`;
  if (shapes.get(element) === shape) return;
  shapes.set(element, shape);
  let size = 0;
  do setAttribute(element, "data-size", size);
  while (overflows(element) && (size += 1) < sizes);
}

/** Whether the content overflows by more than letters reach beyond their line. */
function overflows(element) {
  const reach = Number.parseFloat(getComputedStyle(element).fontSize) / 2;
  return (
    element.scrollHeight - element.clientHeight > reach || element.scrollWidth > element.clientWidth + 1
  );
}
