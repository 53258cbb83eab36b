// A page that waits asks how the payment stands, with growing pauses, for two minutes; then it leaves that to a press.

const PATIENCE = 120_000;
const FIRST_PAUSE = 2_000;
const GROWTH = 1.3;

for (const notice of document.querySelectorAll("[data-watch]")) watch(/** @type {HTMLElement} */ (notice));

/** @param {HTMLElement} notice */
function watch(notice) {
  const again = /** @type {HTMLElement} */ (notice.querySelector(".again"));
  const began = performance.now();
  let pause = FIRST_PAUSE;
  again.classList.add("later");

  const next = () => {
    const rest = PATIENCE - (performance.now() - began);
    if (rest < pause) return again.classList.remove("later");
    setTimeout(async () => {
      await look(notice);
      next();
    }, pause);
    pause *= GROWTH;
  };

  // One who comes back to this page, from a phone or another tab, or whose time runs out, need not wait for a pause.
  document.addEventListener("visibilitychange", () => document.hidden || look(notice));
  notice.addEventListener("over", () => look(notice));
  next();
}

/** @param {HTMLElement} notice */
async function look(notice) {
  const { watch: address = "", status, deadline } = notice.dataset;
  try {
    const answer = await fetch(address);
    if (!answer.ok) return;
    const told = await answer.json();
    if (told.status !== status || (told.deadline ?? "") !== deadline) location.reload();
  } catch {
    // Without an answer the page stays as it is, and asks again.
  }
}
