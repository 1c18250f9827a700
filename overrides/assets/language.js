// Where readers come in, marks the language that their browser asks for first, of those that the
// hub has. It leads nowhere by itself: whoever follows a link to a page gets this page.

const links = new Map([...document.querySelectorAll(".languages a")].map((link) => [link.hreflang, link]));
const asked = navigator.languages.map((tag) => new Intl.Locale(tag).language);
const link = links.get(asked.find((language) => links.has(language)));
if (link && !link.hasAttribute("aria-current")) link.classList.add("own");
