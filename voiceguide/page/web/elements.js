// Finding and changing what is on the page; what stays the same isn't touched.

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

/** A text that overflows its box gets smaller letters, in `sizes`: the box stays the same. */
export function setFitting(element, text, sizes) {
  setText(element, text);
  fit(element, sizes);
}

/** Choose the size of an element's letters; a number that counts down is as wide as it was. */
export function fit(element, sizes) {
  const room = `${innerWidth} ${innerHeight} ${getComputedStyle(document.documentElement).fontSize}`;
  const shape = `${room} ${element.textContent.replace(/\d/g, "0")}`;
  if (shapes.get(element) === shape) return;
  shapes.set(element, shape);
  let size = 0;
  do setAttribute(element, "data-size", size);
  while (overflows(element) && (size += 1) < sizes);
}

/** By more than what letters reach beyond their line. */
function overflows(element) {
  const reach = Number.parseFloat(getComputedStyle(element).fontSize) / 2;
  return (
    element.scrollHeight - element.clientHeight > reach || element.scrollWidth > element.clientWidth + 1
  );
}
