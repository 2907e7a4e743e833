// What a page can do more where scripts run; everything works without it.
"use strict";

// The item named in the address stands out in the text, also when the address changes without a request.
function standOut() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const wanted = hash.startsWith("item-") ? hash.slice(5) : hash.startsWith("card-") ? hash.slice(5) : null;
  if (wanted === null || !document.querySelector(".text")) return;
  for (const mark of document.querySelectorAll(".text .mark[data-items]")) {
    mark.classList.toggle("m-selected", mark.dataset.items.split(" ").includes(wanted));
  }
  for (const card of document.querySelectorAll(".report-items li[id]")) {
    card.classList.toggle("selected", card.id === "card-" + wanted);
  }
}

// A click on marked words leads to their item: the one with the shortest evidence, where several overlap.
function toItem(event) {
  const mark = event.target.closest(".text .mark[data-items]");
  if (mark === null || String(getSelection()) !== "") return;
  const ids = mark.dataset.items.split(" ");
  const length = (id) =>
    [...document.querySelectorAll(".text .mark[data-items]")]
      .filter((one) => one.dataset.items.split(" ").includes(id))
      .reduce((sum, one) => sum + one.textContent.length, 0);
  ids.sort((one, other) => length(one) - length(other));
  location.hash = "card-" + ids[0];
}

document.addEventListener("click", toItem);
window.addEventListener("hashchange", standOut);
document.addEventListener("DOMContentLoaded", standOut);
