// Reads {rules, tokens} as JSON; writes each token's terms by the rules' other reader, the browser's.
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("../../overrides/assets/search/terms.js", import.meta.url), "utf8");
const { Rules } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const { rules: data, tokens } = JSON.parse(readFileSync(0, "utf8"));
const rules = new Rules(data);
console.log(JSON.stringify(tokens.map((token) => rules.terms(token))));
