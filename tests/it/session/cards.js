// Rests a pointer on a link, moves it onto the card, presses Escape; then reaches the link by keyboard.
(async () => {
  const page = await visit("incidents/a.html", 800, 600);
  const { document } = page;
  const link = document.querySelector("a.term");
  const said = [];
  const card = () => document.querySelector(".card");
  const over = (target, pointerType) =>
    target.dispatchEvent(new page.PointerEvent("pointerover", { bubbles: true, pointerType: pointerType || "mouse" }));
  const state = (what) => said.push(what + ": " + (card().hidden ? "no card" : card().innerText.replace(/\s+/g, " ")));

  over(link, "touch");
  await pause(400);
  state("a finger");
  over(link);
  await until(() => !card().hidden);
  state("a pointer rests on the link");
  over(card());
  await pause(400);
  state("it moves onto the card");
  document.dispatchEvent(new page.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  state("Escape");
  over(link);
  await until(() => !card().hidden);
  over(document.body);
  await until(() => card().hidden);
  state("it leaves");
  over(document.querySelectorAll(".prose a")[1]);
  await until(() => !card().hidden);
  state("another link");
  const box = card().getBoundingClientRect();
  said.push("inside the window: " + (box.left >= 0 && box.right <= 800 && box.bottom <= 600));
  over(document.body);
  await until(() => card().hidden);
  page.focus();
  link.focus();
  await until(() => !card().hidden);
  state("the keyboard reaches a link");
  said.push("described: " + document.getElementById(link.getAttribute("aria-describedby")).innerText.replace(/\s+/g, " "));
  over(document.body);
  await pause(600);
  state("the pointer moves elsewhere");
  document.querySelector(".site-header a").focus();
  await until(() => card().hidden);
  state("the keyboard goes on");
  report({ said, frames: document.querySelectorAll(".card").length });
})();
