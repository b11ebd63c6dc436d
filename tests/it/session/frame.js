// What the scripts of a session share. Pages are opened in a frame of their own size, so that they believe in it.
"use strict";

const frame = document.createElement("iframe");
document.body.append(frame);

/** Opens a page of the site; resolves to its window once it has loaded. */
function visit(address, width, height) {
  frame.style.width = width + "px";
  frame.style.height = height + "px";
  return new Promise((resolve) => {
    frame.onload = () => resolve(frame.contentWindow);
    frame.src = "/" + address.split("/").map(encodeURIComponent).join("/");
  });
}

/** Loads a script into the page in the frame. */
function inject(page, url) {
  return new Promise((resolve, reject) => {
    const script = page.document.createElement("script");
    script.onload = resolve;
    script.onerror = () => reject(new Error("not loaded: " + url));
    script.src = url;
    page.document.head.append(script);
  });
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until `holds()`, for five seconds at most: the machine may be busy. */
async function until(holds) {
  for (let waited = 0; waited < 5000 && !holds(); waited += 20) await pause(20);
}

/** Ends the session. */
function report(value) {
  return fetch("/__report", { method: "POST", body: JSON.stringify(value) });
}

window.addEventListener("unhandledrejection", (event) => report({ failed: String(event.reason && event.reason.stack) }));
window.addEventListener("error", (event) => report({ failed: event.message }));
