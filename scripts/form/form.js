// Starts the form: in the editor's language, with files that keep what it does not change.
import CMS from "@sveltia/cms";
import { keptYaml } from "./kept.js";
import { markTexts } from "./texts.js";
import "./form.css";

const { dataset, lang } = document.documentElement;
const languages = JSON.parse(dataset.languages);

// The form itself speaks the language that was chosen in it, else that of the browser.
function language() {
  const chosen = JSON.parse(localStorage.getItem("sveltia-cms.prefs") ?? "{}").locale;
  const asked = [chosen, ...navigator.languages].filter(Boolean).map((tag) => tag.split("-")[0]);
  return languages[asked.find((tag) => tag in languages) ?? lang];
}

// Who sees little enlarges the page; the form would forbid it.
function letZoom() {
  new MutationObserver(() => {
    const meta = document.querySelector('meta[name="viewport"][content*="maximum-scale"]');
    if (meta) meta.content = meta.content.replace(/,\s*maximum-scale=[\d.]+/, "");
  }).observe(document.head, { childList: true });
}

const link = document.createElement("link");
Object.assign(link, { rel: "cms-config-url", type: "application/yaml", href: language().config });
document.head.append(link);
for (const [name, shape] of Object.entries(JSON.parse(dataset.formats))) {
  CMS.registerCustomFormat(name, "yml", keptYaml(shape));
}
markTexts(languages);
letZoom();
// The form cleans what it shows as HTML (DOMPurify); no text becomes a script.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => html });
CMS.init();
