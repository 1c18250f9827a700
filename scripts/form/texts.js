// Texts in several languages: each field says its language and its direction, which the form does
// for whole entries only.
export function markTexts(languages) {
  const observer = new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.querySelectorAll);
    for (const node of added) {
      for (const control of node.querySelectorAll("textarea, input[type=text]")) mark(control, languages);
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

function mark(control, languages) {
  const field = control.closest("[data-key-path]");
  const tag = field?.dataset.keyPath.split(".").find((step) => step in languages);
  if (!tag) return;
  Object.assign(field, { lang: tag, dir: languages[tag].dir });
  control.dir = languages[tag].dir;
}
