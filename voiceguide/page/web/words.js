// The page's own words: `WORDS.hint` becomes the text "hint", in the language of the session, when
// the page is made.

/** Fills a text's braces with values by name. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
