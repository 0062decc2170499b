"use strict";
// Keeps the desk up to date without reloading it, and sounds while a call is open.

const ASK_EVERY_MS = 3000;
const SOUND_EVERY_MS = 6000;
const NOTES_HZ = [659.3, 523.3];
const NOTE_S = 0.45;

const board = document.getElementById("board");
const soundButton = document.getElementById("sound");
const link = document.getElementById("link");
const spoken = document.getElementById("spoken");
const title = document.title;
const audio = new AudioContext();
let shown = "";

const openCalls = () => Number(board.querySelector("[data-open]")?.dataset.open ?? 0);

// A browser plays nothing before somebody has touched the page: then the button offers it.
function offerSound() {
  soundButton.hidden = audio.state === "running";
}

function note(frequency, begins) {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, begins);
  loudness.gain.linearRampToValueAtTime(0.4, begins + 0.04);
  loudness.gain.exponentialRampToValueAtTime(0.001, begins + NOTE_S);
  tone.connect(loudness).connect(audio.destination);
  tone.start(begins);
  tone.stop(begins + NOTE_S);
}

function sound() {
  if (audio.state === "running" && openCalls() > 0) {
    NOTES_HZ.forEach((frequency, place) => note(frequency, audio.currentTime + place * NOTE_S));
  }
}

function tell(before) {
  const now = openCalls();
  document.title = now > 0 ? `(${now}) ${title}` : title;
  if (now > before) {
    spoken.textContent = spoken.dataset.calls;
    sound();
  } else if (now === 0) {
    spoken.textContent = "";
  }
}

function show(html) {
  if (html === shown) {
    return;
  }
  shown = html;
  const before = openCalls();
  const unfolded = [...board.querySelectorAll("details[open]")].map((each) => each.id);
  const focused = document.activeElement?.id;
  board.innerHTML = html;
  for (const id of unfolded) {
    document.getElementById(id)?.setAttribute("open", "");
  }
  if (focused) {
    document.getElementById(focused)?.focus();
  }
  tell(before);
}

async function ask() {
  try {
    const answer = await fetch("/staff/board");
    if (answer.status === 401) {
      location.assign("/staff/login");
      return;
    }
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    show(await answer.text());
    link.textContent = "";
  } catch {
    link.textContent = link.dataset.lost;
  }
}

board.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  try {
    await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  } catch {
    link.textContent = link.dataset.lost;
  }
  await ask();
});

soundButton.addEventListener("click", async () => {
  await audio.resume();
  note(NOTES_HZ[0], audio.currentTime);
});
audio.addEventListener("statechange", offerSound);

offerSound();
tell(0);
setInterval(ask, ASK_EVERY_MS);
setInterval(sound, SOUND_EVERY_MS);
