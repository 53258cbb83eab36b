// The time that is left for an attempt, by the server's clock: the browser's own may be wrong.

for (const shown of document.querySelectorAll("[data-until]")) tell(/** @type {HTMLElement} */ (shown));
for (const shown of document.querySelectorAll("[data-countdown]")) count(/** @type {HTMLElement} */ (shown));

/**
 * The server knows the time in UTC, and the browser where its customer is.
 *
 * @param {HTMLElement} shown
 */
function tell(shown) {
  const { until = "", words = "{time}" } = shown.dataset;
  const local = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  shown.textContent = words.replace("{time}", local.format(new Date(until)));
}

/** @param {HTMLElement} shown */
function count(shown) {
  const { countdown = "", now = "", words = "{time}" } = shown.dataset;
  const began = performance.now();
  const span = Date.parse(countdown) - Date.parse(now);

  const show = () => {
    const left = Math.max(0, Math.ceil((span - (performance.now() - began)) / 1000));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    shown.textContent = words.replace("{time}", time);
    if (left > 0) return;
    clearInterval(ticking);
    shown.dispatchEvent(new Event("over", { bubbles: true }));
  };

  const ticking = setInterval(show, 1000);
  show();
}
