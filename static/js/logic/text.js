// Small work on strings. Knows nothing of pages.

/** The values of an attribute that lists them, parted by spaces. */
export function listed(values) {
  return (values || "").split(" ").filter(Boolean);
}

export function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
