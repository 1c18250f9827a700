// PDFs shown in the page by choice. Search hits name a document and a page: #slides-fr&page=2.

const canShow = navigator.pdfViewerEnabled ?? false;

for (const button of document.querySelectorAll("[data-show]")) {
  button.hidden = !canShow;
  button.addEventListener("click", () => {
    const isShown = button.getAttribute("aria-expanded") === "true";
    show(button, isShown ? null : 1);
  });
}

function show(button, page) {
  const item = button.closest(".item");
  item.querySelector(".viewer")?.remove();
  button.setAttribute("aria-expanded", String(page !== null));
  if (page === null) return;
  const frame = document.createElement("iframe");
  frame.className = "viewer";
  frame.title = button.dataset.title;
  frame.src = `${button.dataset.show}#page=${page}`;
  item.append(frame);
}

function follow() {
  const [, id, page] = /^#(.+)&page=(\d+)$/.exec(location.hash) ?? [];
  const item = page && document.getElementById(id);
  if (!item) return;
  const button = item.querySelector("[data-show]");
  if (button && canShow) show(button, Number(page));
  item.scrollIntoView();
}

addEventListener("hashchange", follow);
follow();
