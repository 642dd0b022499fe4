// Sentences with a number that only this device knows. Knows nothing of pages.

/** The sentence for that number. `forms`: one for each plural form that a language may have, with COUNT in it. */
export function counted(forms, count, language) {
  const form = new Intl.PluralRules(language || "en").select(count);
  return (forms[form] || forms.other).replace("COUNT", String(count));
}
