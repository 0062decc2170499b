// The dock's page: buttons send steps of a script, twice a second it asks how everything is.
"use strict";

const byId = (id) => document.getElementById(id);
const LOOK_EVERY_MS = 500;
let saidAfter = 0;
let shownSlips = new Set();

async function send(deed) {
  const answer = await fetch("deeds", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(deed),
  });
  byId("trouble").textContent = answer.ok ? "" : (await answer.json()).detail;
}

function showLaid(laid) {
  for (const button of document.querySelectorAll("[data-deed]")) {
    const { lay, card, inserted = true } = JSON.parse(button.dataset.deed);
    const down = laid !== null && lay === laid.lay && card === laid.card && inserted === laid.inserted;
    button.toggleAttribute("data-down", down);
  }
}

function showSaid(said) {
  for (const each of said) {
    const line = document.createElement("li");
    line.textContent = each.text;
    line.className = each.cut ? "cut" : "";
    byId("said").prepend(line);
    saidAfter = each.number;
  }
  byId("nothing-said").hidden = saidAfter > 0;
}

function showSlips(numbers) {
  for (const number of numbers.filter((each) => !shownSlips.has(each))) {
    const link = document.createElement("a");
    link.href = `slips/${number}`;
    link.target = "_blank";
    const picture = document.createElement("img");
    picture.src = link.href;
    picture.alt = `No. ${number}`;
    link.append(picture);
    byId("slips").prepend(link);
    shownSlips.add(number);
  }
  byId("nothing-printed").hidden = shownSlips.size > 0;
}

async function look() {
  try {
    const state = await (await fetch(`state?said_after=${saidAfter}`)).json();
    byId("page-title").textContent = state.title;
    byId("page-route").textContent = state.route;
    byId("now").textContent = state.now.slice(0, 19).replace("T", " ");
    byId("headphones").checked = state.headphones;
    for (const box of document.querySelectorAll("[data-fault]")) {
      box.checked = state.on.includes(box.dataset.fault);
    }
    showLaid(state.laid);
    showSaid(state.said);
    showSlips(state.slips);
    byId("gone").hidden = true;
  } catch {
    byId("gone").hidden = false;
  }
  setTimeout(look, LOOK_EVERY_MS);
}

for (const button of document.querySelectorAll("[data-deed]")) {
  button.addEventListener("click", () => send(JSON.parse(button.dataset.deed)));
}
for (const box of document.querySelectorAll("[data-fault]")) {
  box.addEventListener("change", () => send({ [box.checked ? "fault" : "mend"]: box.dataset.fault }));
}
byId("headphones").addEventListener("change", (event) => send({ headphones: event.target.checked }));
byId("all-well").addEventListener("click", async () => {
  for (const box of document.querySelectorAll("[data-fault]:checked")) {
    await send({ mend: box.dataset.fault });
  }
});
look();
