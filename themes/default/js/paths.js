/* Reading paths: lets a reader tick off steps, and says how far they are and what is next.
   The ticks are kept in this browser under the path's own address; nothing is sent. Without storage nothing appears. */
(() => {
  "use strict";
  let storage;
  try {
    storage = window.localStorage;
    storage.getItem("casebook");
  } catch {
    return;
  }
  if (!storage) return;

  const key = (element) => "casebook:" + new URL(element.dataset.path, document.baseURI).pathname;
  const ticks = (element) => {
    try {
      const kept = JSON.parse(storage.getItem(key(element)));
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  };
  const keep = (element, kept) => {
    try {
      if (kept.length) storage.setItem(key(element), JSON.stringify(kept));
      else storage.removeItem(key(element));
    } catch {
      /* A full or closed storage keeps nothing. */
    }
    draw();
  };

  /* The element that names the path of a step: its list, or itself on the step's own page. */
  const pathOf = (step) => step.closest("[data-path]");
  let steps, list, progress, clear;

  function begin() {
    steps = [...document.querySelectorAll("[data-step]")].filter(pathOf);
    list = document.querySelector(".steps[data-path]");
    progress = document.querySelector(".progress");
    clear = progress && progress.querySelector("button");
    steps.forEach(addBox);
    if (clear) clear.onclick = () => keep(list, []);
    draw();
  }

  function addBox(step) {
    if (step.querySelector(".step-read")) return;
    const title = step.querySelector(".step-title");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.setAttribute("aria-label", title ? wording('path.read_this_one')({ title: title.textContent.trim() }) : wording('path.read_this'));
    box.addEventListener("change", () => {
      const others = ticks(pathOf(step)).filter((kept) => kept !== step.dataset.step);
      keep(pathOf(step), box.checked ? [...others, step.dataset.step] : others);
    });
    label.className = "step-read";
    label.append(box, " " + wording('path.read_this'));
    const trail = step.querySelector(".trail");
    if (trail) trail.append(label);
    else step.prepend(label);
  }

  function draw() {
    for (const step of steps) {
      step.querySelector(".step-read input").checked = ticks(pathOf(step)).includes(step.dataset.step);
    }
    for (const note of document.querySelectorAll(".read-so-far")) {
      const kept = ticks(note);
      const read = JSON.parse(note.dataset.steps).filter((step) => kept.includes(step)).length;
      note.textContent = read ? wording('path.read_so_far')({ count: read }) : "";
      note.hidden = !read;
    }
    if (list && progress) tell();
  }

  function tell() {
    const own = steps.filter((step) => pathOf(step) === list);
    const left = own.filter((step) => !ticks(list).includes(step.dataset.step));
    const minutes = left.reduce((sum, step) => sum + Number(step.dataset.minutes || 0), 0);
    const said = progress.querySelector("[role=status]");
    const read = own.length - left.length;
    said.textContent = "";
    if (read && left.length) {
      const link = left[0].querySelector(".step-title a");
      const next = link ? link.cloneNode(true) : left[0].querySelector(".step-title").textContent;
      const filling = { read, all: own.length, count: minutes };
      const about = minutes ? wording('path.read_of_about') : wording('path.read_of');
      said.append(about(filling) + " ", next);
    } else if (read) {
      said.append(wording('path.all_read')({ count: own.length }));
    }
    clear.hidden = !read;
    progress.hidden = false;
  }

  begin();
  /* A preview puts a newer page in place of this one. */
  document.addEventListener("casebook:replaced", begin);
  window.addEventListener("pageshow", draw);
  window.addEventListener("storage", draw);
})();
