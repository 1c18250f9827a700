// YAML as the form reads and writes it: what the form does not change stays as it was written,
// comments and order included. The form itself knows values only; so the file's own text goes
// through it beside them, and what is written is that text with the changes made in it.
import { diff3Merge } from "node-diff3";
import { Pair, Scalar, isCollection, isMap, isScalar, isSeq, parseDocument } from "yaml";

const SOURCE = "hub_source";
const ALONE = "und"; // BCP 47: text whose language does not matter
const STYLE = { lineWidth: 0, flowCollectionPadding: false, doubleQuotedMinMultiLineLength: Infinity };

/**
 * Returns a format for Sveltia CMS.
 * shape.mappings: keys of the file whose values are mappings by keys that editors choose. The form
 *   knows lists only, so that they are lists of items with a `key` in it.
 * shape.names: those of them whose items have a `name` that may be plain text.
 * shape.texts: the languages' tags, whose values stand in quotation marks.
 * shape.plain: a pattern of what else needs none.
 */
export function keptYaml(shape) {
  return {
    fromFile(text) {
      const values = parsed(text).toJS() ?? {};
      for (const name of shape.mappings) {
        if (values[name]) values[name] = items(values[name], shape.names.includes(name));
      }
      return { ...values, [SOURCE]: text };
    },
    toFile({ [SOURCE]: source = "", ...values }) {
      const document = parsed(source);
      for (const name of shape.mappings) if (values[name]) values[name] = mapping(values[name]);
      document.contents = new Writer(document, shape).merged(document.contents ?? undefined, values);
      return patched(source, parsed(source).toString(STYLE), document.toString(STYLE));
    },
  };
}

// The file's own lines, with the changes made in them that make `after` of `before`: both are as the
// YAML library writes, which stands comments and empty lines elsewhere than editors may have.
function patched(source, before, after) {
  const own = source.split("\n");
  // Comments at the end of lines stand as far from them as they did.
  const written = new Map(own.map((line) => [line.replace(/ +#/, " #"), line]));
  const [from, to] = [before, after].map((text) =>
    text.trimEnd().split("\n").map((line) => written.get(line) ?? line)
  );
  const parts = diff3Merge(own, from, to, { excludeFalseConflicts: true });
  const text = parts.flatMap(({ ok, conflict }) => ok ?? conflict.b).join("\n") + "\n";
  const isSaid = isSame(parseDocument(text).toJS(), parsed(after).toJS());
  return source && isSaid ? text : after;
}

function parsed(text) {
  const document = parseDocument(text);
  if (document.errors.length) throw document.errors[0];
  return document;
}

function items(mapping, areNamed) {
  return Object.entries(mapping).map(([key, value]) => {
    if (typeof value !== "object" || value === null) return { key, value };
    const name = areNamed && typeof value.name === "string" ? { name: { [ALONE]: value.name } } : {};
    return { key, ...value, ...name };
  });
}

function mapping(items) {
  return Object.fromEntries(
    items.filter(Boolean).map(({ key, ...rest }) => [key, "value" in rest ? rest.value : rest])
  );
}

// What the form gives for fields that nobody filled in.
function isEmpty(value) {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.values(value).every(isEmpty);
  return value === undefined || value === null || value === "" || value === false;
}

function filled(value) {
  if (Array.isArray(value)) return value.filter((each) => isObject(each) || !isEmpty(each)).map(filled);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, each]) => !isEmpty(each));
  return Object.fromEntries(kept.map(([key, each]) => [key, plainName(key, filled(each))]));
}

function plainName(key, value) {
  return key === "name" && isAlone(value) ? value[ALONE] : value;
}

function isAlone(value) {
  return isObject(value) && Object.keys(value).join() === ALONE;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(one, other) {
  return JSON.stringify(sorted(filled(one))) === JSON.stringify(sorted(filled(other)));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return String(value);
  return Object.keys(value).sort().map((key) => [key, sorted(value[key])]);
}

// The comment before a collection is that of its first entry, which may go or stand elsewhere later.
function handDown(collection) {
  const [entry] = collection.items;
  const first = isMap(collection) ? entry?.key : entry;
  if (!collection.commentBefore || !first || collection.flow) return;
  first.commentBefore = [collection.commentBefore, first.commentBefore].filter(Boolean).join("\n");
  collection.commentBefore = undefined;
}

class Writer {
  constructor(document, { texts, plain }) {
    this.document = document;
    this.texts = texts;
    this.plain = new RegExp(`^(?:${plain})$`);
  }

  // A node with a value in it: the node itself, if it can have it.
  merged(node, value, key) {
    if (isMap(node) && isObject(value)) return this.map(node, value);
    if (isSeq(node) && Array.isArray(value)) return this.list(node, value, key);
    if (isScalar(node) && isAlone(filled(value))) {
      return this.scalar(node, value[ALONE], ALONE);
    }
    if (isScalar(node) && !isObject(value) && !Array.isArray(value)) return this.scalar(node, value, key);
    return this.made(filled(value), key);
  }

  map(map, value) {
    for (const { key } of [...map.items]) if (!(key.value in value)) map.delete(key.value);
    let before = -1;
    for (const [key, each] of Object.entries(value)) {
      const at = map.items.findIndex((pair) => pair.key.value === key);
      const old = map.items[at]?.value;
      if (isEmpty(each) && at >= 0 && !isEmpty(old?.toJSON() ?? null)) map.delete(key);
      else if (isEmpty(each)) continue;
      else if (at >= 0) {
        if (isCollection(old)) handDown(old);
        map.items[at].value = this.merged(old, each, key);
      }
      else map.items.splice(before + 1, 0, new Pair(this.made(key), this.made(filled(each), key)));
      before = Math.max(before, map.items.findIndex((pair) => pair.key.value === key));
    }
    return map;
  }

  // Items that are as they were keep their nodes; the others get those that stood in their place.
  list(list, value, key) {
    const values = value.filter((each) => isObject(each) || !isEmpty(each));
    const nodes = [...list.items];
    const take = (at) => (at < 0 ? undefined : nodes.splice(at, 1, null) && at);
    const isThere = (node, each) => node && isSame(node.toJSON(), each);
    const same = values.map((each, index) => (isThere(nodes[index], each) ? take(index) : undefined));
    values.forEach((each, index) => {
      same[index] ??= take(nodes.findIndex((node) => isThere(node, each)));
    });
    let from = 0;
    list.items = values.map((each, index) => {
      if (same[index] !== undefined) return list.items[(from = same[index])];
      const to = same.slice(index).find((at) => at !== undefined) ?? nodes.length;
      const at = nodes.findIndex((node, place) => node && place >= from && place < to);
      return this.merged(at < 0 ? undefined : nodes.splice(at, 1, null)[0], each, key);
    });
    return list;
  }

  scalar(node, value, key) {
    if (String(node.value) === String(value)) return node; // a year is a number in the file, a text here
    const made = this.made(value, key);
    return Object.assign(node, { value, type: made.type, source: undefined, format: undefined, minFractionDigits: undefined });
  }

  made(value, key) {
    const node = this.document.createNode(value);
    this.style(node, key);
    return node;
  }

  // The style that `hub format` gives, so that it has nothing left to do.
  style(node, key) {
    if (isScalar(node) && typeof node.value === "string") {
      const isPlain = this.plain.test(node.value) && !this.texts.includes(key) && key !== ALONE;
      node.type = isPlain ? Scalar.PLAIN : node.value.includes("\n") ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
    }
    if (isMap(node)) for (const pair of node.items) this.style(pair.key), this.style(pair.value, pair.key.value);
    if (isSeq(node)) {
      for (const item of node.items) this.style(item, key);
      node.flow = !node.items.some(isCollection);
    }
  }
}
