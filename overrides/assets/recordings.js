// Recordings: one language at a time, moments, transcripts that follow the playback.
// Without scripts all recordings stand below each other, with native players and full transcripts.

const sections = [...document.querySelectorAll(".recording")];
const choices = [...document.querySelectorAll(".choice a")];
const recordings = sections.map(recordingOf);
const byId = new Map(recordings.map((one) => [one.section.id, one]));
const first = recordings.find((one) => "first" in one.section.dataset) ?? recordings[0];
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
let chosen = null;

if (first) {
  document.querySelector("main").classList.add("with-scripts");
  for (const link of choices) link.addEventListener("click", (event) => {
    event.preventDefault();
    switchTo(byId.get(link.hash.slice(1)));
  });
  addEventListener("hashchange", () => open(location.hash));
  open(location.hash);
  keepMomentInLanguageLinks();
}

// Media Fragments: #t=754, #t=12:34, #t=754,800; ours for another recording: #recording-ar&t=754.
function open(hash) {
  const parts = decoded(hash).split("&");
  const named = byId.get(parts[0]);
  const moment = named || parts[0].startsWith("t=") ? parts.find((part) => part.startsWith("t=")) : null;
  const target = named ?? first;
  choose(target);
  if (moment) {
    // A paragraph's own start is more exact than the whole seconds of its id.
    const paragraph = document.getElementById(parts.join("&"));
    const start = Number(paragraph?.dataset.start ?? NaN) || secondsOf(moment.slice(2));
    if (start !== null) target.seek(start);
    target.show(start ?? 0);
  }
  if (moment || named) afterTheBrowser(() => target.section.scrollIntoView({ block: "start" }));
}

// The browser itself goes to the element that has the fragment as its id, when the page is loaded.
function afterTheBrowser(act) {
  if (document.readyState === "complete") requestAnimationFrame(act);
  else addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(act)));
}

function decoded(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

function secondsOf(text) {
  const clock = text.replace(/^npt:/, "").split(",")[0];
  if (!/^(\d+:){0,2}\d+(\.\d*)?$/.test(clock)) return null;
  return clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

function choose(target) {
  chosen = target;
  for (const one of recordings) one.section.hidden = one !== target;
  for (const link of choices) {
    if (link.hash.slice(1) === target.section.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Another language of the same sessions goes on where this one is.
function switchTo(target) {
  if (!target || target === chosen) return;
  const before = chosen;
  const isSame = before.section.dataset.sessions === target.section.dataset.sessions;
  const wasPlaying = before.isPlaying();
  before.pause();
  choose(target);
  if (isSame && before.position() > 0) target.seek(before.position(), wasPlaying);
  history.replaceState(null, "", `#${target.fragment()}`);
}

function keepMomentInLanguageLinks() {
  for (const link of document.querySelectorAll(".languages a")) {
    const plain = link.href.split("#")[0];
    const keep = () => {
      const counterpart = JSON.parse(chosen.section.dataset.counterparts)[link.lang];
      const seconds = Math.floor(chosen.position());
      link.href = counterpart && seconds ? `${plain}#${counterpart}&t=${seconds}` : plain;
    };
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, keep);
  }
}

function recordingOf(section) {
  const media = section.querySelector("video, audio");
  const frame = section.querySelector("[data-embed]");
  const player = media ? ownPlayer(media) : frame ? framePlayer(frame) : nothing();
  const transcript = transcriptOf(section);
  const follow = section.querySelector("[data-follow]");
  const recording = {
    section,
    ...player,
    fragment: () => {
      const seconds = Math.floor(player.position());
      const isFirst = "first" in section.dataset;
      if (!seconds) return section.id;
      return isFirst ? `t=${seconds}` : `${section.id}&t=${seconds}`;
    },
    show: (seconds) => transcript.mark(seconds, true),
  };
  for (const tools of section.querySelectorAll("[data-tools]")) tools.hidden = false;
  for (const link of section.querySelectorAll(".chapters a[data-start], .said a.clock")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const start = Number(link.dataset.start ?? link.closest("[data-start]").dataset.start);
      history.replaceState(null, "", link.hash);
      player.seek(start, true);
      transcript.mark(start, true);
    });
  }
  media?.addEventListener("timeupdate", () => transcript.mark(media.currentTime, follow?.checked));
  copyMoment(recording);
  return recording;
}

function ownPlayer(media) {
  const quality = media.closest(".player").querySelector("[data-quality]");
  const load = (source) => {
    const { currentTime, paused } = media;
    media.querySelectorAll("source").forEach((one) => one.remove());
    media.src = source;
    seek(currentTime, !paused);
  };
  const seek = (seconds, isToPlay = false) => {
    media.currentTime = seconds;
    if (isToPlay) media.play().catch(() => {});
  };
  quality?.addEventListener("change", () => load(quality.value));
  const playable = [...(quality?.options ?? [])].filter((one) => media.canPlayType(one.dataset.type));
  if (playable.length && navigator.connection?.saveData) {
    quality.value = playable.at(-1).value;
    load(quality.value);
  } else if (playable.length) {
    quality.value = playable[0].value;
  }
  return {
    seek,
    pause: () => media.pause(),
    isPlaying: () => !media.paused,
    position: () => media.currentTime,
  };
}

// A provider's player: nothing is asked of it before the reader chooses to. It does not tell where
// it is, so that its position is the moment at which it was last opened.
function framePlayer(box) {
  const button = box.querySelector("[data-load]");
  let position = 0;
  let shown = null;
  const load = (seconds) => {
    const start = Math.floor(seconds);
    const element = document.createElement("media" in box.dataset ? "video" : "iframe");
    element.src = box.dataset.embed + (start ? box.dataset.start.replace("{}", start) : "");
    element.title = box.dataset.title;
    if (element.nodeName === "IFRAME") {
      element.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
      element.referrerPolicy = "strict-origin-when-cross-origin";
    } else {
      element.controls = true;
    }
    if (shown) shown.replaceWith(element); else box.prepend(element);
    shown = element;
    button.hidden = true;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    load(position);
    shown.focus();
  });
  return {
    seek: (seconds) => {
      position = seconds;
      if (shown) load(seconds);
    },
    pause: () => {
      shown?.remove();
      shown = null;
      button.hidden = false;
    },
    isPlaying: () => false,
    position: () => position,
  };
}

function nothing() {
  return { seek() {}, pause() {}, isPlaying: () => false, position: () => 0 };
}

function transcriptOf(section) {
  const box = section.querySelector(".said");
  const paragraphs = [...section.querySelectorAll(".said [data-start]")];
  const starts = paragraphs.map((one) => Number(one.dataset.start));
  let current = -1;
  return {
    mark(seconds, isToShow) {
      const next = starts.findLastIndex((start) => start <= seconds + 0.01);
      if (next === current && !isToShow) return;
      if (next !== current) {
        paragraphs[current]?.removeAttribute("aria-current");
        paragraphs[next]?.setAttribute("aria-current", "true");
      }
      const isNew = next !== current;
      current = next;
      if (isToShow && isNew && paragraphs[next]) {
        const top = paragraphs[next].offsetTop - box.offsetTop - box.clientHeight / 4;
        box.scrollTo({ top, behavior: isCalm.matches ? "auto" : "smooth" });
      }
    },
  };
}

function copyMoment(recording) {
  const button = recording.section.querySelector("[data-copy-moment]");
  const status = button?.parentElement.querySelector("[role=status]");
  button?.addEventListener("click", async () => {
    const address = new URL(location.href);
    address.hash = recording.fragment();
    await navigator.clipboard.writeText(address.href);
    status.textContent = button.dataset.done;
  });
}
