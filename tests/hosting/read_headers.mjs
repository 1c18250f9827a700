// Reads a `_headers` file as Netlify does: its rules, and for each path on standard input (JSON)
// the headers that it gives.
import { readFileSync } from "node:fs"
import { parseAllHeaders } from "@netlify/headers-parser"

const [headersFile] = process.argv.slice(2)
const { headers, errors } = await parseAllHeaders({ headersFiles: [headersFile], configHeaders: [], minimal: false })
const paths = JSON.parse(readFileSync(0, "utf8"))
const found = paths.map((path) => {
  const values = {}
  for (const rule of headers.filter(({ forRegExp }) => forRegExp.test(path))) {
    for (const [name, value] of Object.entries(rule.values)) (values[name] ??= []).push(value)
  }
  return values
})
console.log(JSON.stringify({ rules: headers.length, errors: errors.map(String), found }))
