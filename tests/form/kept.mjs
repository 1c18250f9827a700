// Reads a file as the form does, changes a value at a place, and writes it: a request a line.
import { createInterface } from "node:readline";
import { keptYaml } from "../../scripts/form/kept.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { text, shape, path, value } = JSON.parse(line);
  const { fromFile, toFile } = keptYaml(shape);
  try {
    const values = fromFile(text.trim());
    if (path.length) {
      const holder = path.slice(0, -1).reduce((inner, step) => inner[step], values);
      holder[path.at(-1)] = value;
    }
    console.log(JSON.stringify({ text: toFile(values) }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
