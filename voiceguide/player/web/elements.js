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

/** A long text gets smaller letters, so that its place on the page can stay the same. */
export function setFitting(element, text, ...lengths) {
  setText(element, text);
  const size = lengths.filter((length) => text.length > length).length;
  setAttribute(element, "data-size", size);
}
