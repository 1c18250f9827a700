// What a page of seminars says of time, as it is when it is read; copying.

for (const state of document.querySelectorAll(".phase[data-end]")) {
  const { start, end } = state.dataset;
  const name = isOver(end) ? "past" : isOver(start, true) ? "now" : "coming";
  state.textContent = state.dataset[name];
  state.classList.remove("coming", "now", "past");
  state.classList.add(name);
}

for (const section of document.querySelectorAll(".participation")) {
  section.hidden = isOver(section.dataset.end);
}

for (const way of document.querySelectorAll("[data-until]")) {
  way.hidden = isOver(way.dataset.until);
}

// A date known to the month is compared by the month: `2021-03`. A day without times begins when
// it does anywhere, and is over when it is everywhere.
function isOver(moment, hasBegun = false) {
  if (moment.includes("T")) return new Date(moment) <= new Date();
  const there = new Date(Date.now() + (hasBegun ? 14 : -12) * 3_600_000);
  const today = there.toISOString().slice(0, moment.length);
  return hasBegun ? moment <= today : moment < today;
}

for (const choice of document.querySelectorAll("[data-zone]")) {
  // European digits, as everywhere on the hub.
  const locale = `${choice.dataset.zone}-u-nu-latn`;
  const zone = new Intl.DateTimeFormat(locale, { timeZoneName: "longGeneric" })
    .formatToParts(new Date()).find((part) => part.type === "timeZoneName");
  choice.querySelector("bdi").textContent = zone?.value ?? "";
  choice.hidden = false;
  choice.querySelector("input").addEventListener("change", ({ target }) => {
    for (const hours of document.querySelectorAll(".hours.own")) hours.remove();
    if (target.checked) document.querySelectorAll(".hours:not(.utc)").forEach((hours) => addOwn(hours, locale));
  });
}

function addOwn(hours, locale) {
  const times = [...hours.querySelectorAll("time")].map((time) => new Date(time.dateTime));
  const day = { weekday: "short" };
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };
  // The day, too: it may be another one where the reader is.
  const format = new Intl.DateTimeFormat(locale, { ...day, ...time });
  const own = document.createElement("span");
  own.className = "hours own";
  own.textContent = (times.length > 1 ? format.formatRange(...times) : format.format(times[0]))
    .replaceAll(" ", "\u00a0").replace(/\u00a0?–\u00a0?/, " – ");
  (hours.nextElementSibling?.matches(".utc") ? hours.nextElementSibling : hours).after(" ", own);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  const status = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = button.dataset.done;
  });
}
