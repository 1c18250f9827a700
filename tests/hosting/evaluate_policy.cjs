// What Google's CSP Evaluator finds in the policies on standard input (a JSON list).
const { readFileSync } = require("node:fs")
const { CspEvaluator } = require("csp_evaluator")
const { CspParser } = require("csp_evaluator/dist/parser.js")
const { Severity } = require("csp_evaluator/dist/finding.js")

const findings = JSON.parse(readFileSync(0, "utf8")).map((policy) =>
  new CspEvaluator(new CspParser(policy).csp).evaluate().map(({ severity, directive, value, description }) =>
    ({ severity: Severity[severity], directive, value: value ?? "", description })))
console.log(JSON.stringify(findings))
