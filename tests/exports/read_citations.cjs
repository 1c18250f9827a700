// Reads what the hub writes as programs of others do. JSON on standard input:
//   files: a list of { bib, ris, json }, which comes back with what citation-js finds in each;
//   style, locales, items: a CSL style, locales by tag, a list of { item, locale }, which comes
//   back as the references that citeproc-js makes of them.
const { Cite, plugins } = require("@citation-js/core")
require("@citation-js/plugin-bibtex")
require("@citation-js/plugin-ris")
require("@citation-js/plugin-csl")

// Named, because citation-js would take any text with `@misc{` in it for BibTeX.
const TYPES = { bib: "@biblatex/text", ris: "@ris/file", json: "@else/json" }

function read (suffix, file) {
  const found = new Cite(file, { forceType: TYPES[suffix] }).data
  if (found.length !== 1) throw new Error(`${found.length} items in ${file}`)
  const { id, title, issued, URL, language, author = [] } = found[0]
  return {
    id,
    title,
    dates: issued?.["date-parts"] ?? issued ?? null,
    URL,
    language: language ?? null,
    // From BibTeX and RIS, a name that is not taken apart is called a family's.
    authors: author.map(({ literal, family, ...rest }) =>
      Object.keys(rest).length ? { family, ...rest } : literal ?? family)
  }
}

const { files, style, locales, items } = JSON.parse(require("fs").readFileSync(0, "utf8"))
const csl = plugins.config.get("@csl")
csl.styles.add("hub", style)
for (const [tag, locale] of Object.entries(locales)) csl.locales.add(tag, locale)

process.stdout.write(JSON.stringify({
  files: files.map(each =>
    Object.fromEntries(Object.entries(each).map(([suffix, file]) => [suffix, read(suffix, file)]))),
  references: items.map(({ item, locale }) =>
    new Cite(item).format("bibliography", { template: "hub", lang: locale, format: "text" }).trim())
}))
