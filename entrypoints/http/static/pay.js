// The form to pay with: the same for Stripe and for the sandbox, whose script has the same names.

/** What a payment may still be confirmed in; after anything else the page is asked for anew. */
const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

const form = /** @type {HTMLFormElement} */ (document.getElementById("pay"));
const press = /** @type {HTMLButtonElement} */ (document.getElementById("press"));
const trouble = /** @type {HTMLElement} */ (document.getElementById("trouble"));
const telling = /** @type {HTMLElement} */ (document.getElementById("telling"));
const { key = "", secret = "", locale, country, return: wayBack = "", status = "" } = form.dataset;
const words = press.textContent;
let running = false;

try {
  if (!window.Stripe) throw new Error("The script that takes payments did not come.");
  begin(window.Stripe(key));
} catch {
  say(form.dataset.unloaded);
}

/** @param {import("@stripe/stripe-js").Stripe} stripe */
function begin(stripe) {
  const night = matchMedia("(prefers-color-scheme: dark)").matches;
  const elements = stripe.elements({
    clientSecret: secret,
    locale: locale === "fr" ? "fr" : "en",
    appearance: { theme: night ? "night" : "stripe", variables: { colorPrimary: night ? "#79d2c3" : "#0b5b52" } },
  });
  const ways = elements.create("payment", { defaultValues: { billingDetails: { address: { country } } } });
  ways.on("ready", () => (press.disabled = false));
  ways.on("loaderror", ({ error }) => say(error.message || form.dataset.unloaded));
  ways.mount("#ways");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!running) pay(stripe, elements);
  });
}

// One who leaves for Alma has begun an attempt: the shop hears of it now, and not when they come back.
addEventListener("pagehide", () => running && fetch(status, { keepalive: true }).catch(() => null));

/**
 * @param {import("@stripe/stripe-js").Stripe} stripe
 * @param {import("@stripe/stripe-js").StripeElements} elements
 */
async function pay(stripe, elements) {
  busy(true);
  say("");
  try {
    // It comes back with an error alone: otherwise the browser has left.
    const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: wayBack } });
    if (error.type === "validation_error") say(error.message);
    else if (await movedOn(stripe)) return location.reload();
    else say(error.message || form.dataset.failed);
  } catch {
    say(form.dataset.failed);
  }
  busy(false);
}

/**
 * Whether the payment went on elsewhere, as in a second tab. The shop hears of the refusal at once, too.
 *
 * @param {import("@stripe/stripe-js").Stripe} stripe
 */
async function movedOn(stripe) {
  const [{ paymentIntent }] = await Promise.all([stripe.retrievePaymentIntent(secret), fetch(status).catch(() => null)]);
  return paymentIntent !== undefined && !CONFIRMABLE.includes(paymentIntent.status);
}

/**
 * A button that is busy keeps the focus: it only says so, and does nothing.
 *
 * @param {boolean} yes
 */
function busy(yes) {
  running = yes;
  press.setAttribute("aria-disabled", String(yes));
  telling.textContent = yes ? (press.dataset.busy ?? "") : "";
  press.textContent = telling.textContent || words;
}

/** @param {string | undefined} sentence */
function say(sentence) {
  trouble.textContent = sentence ?? "";
}
