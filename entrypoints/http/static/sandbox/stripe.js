// What stands in for Stripe's script on the sandbox: the same names, as far as the page uses them.

(() => {
  const us = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const WORDS = {
    en: {
      alma: "Alma", parts: "Pay in 2, 3 or 4 parts", card: "Card", good: "Accepted: 4242 4242 4242 4242",
      bad: "Declined: 4000 0000 0000 0002", which: "Test card", declined: "Your card was declined.",
      failed: "A processing error occurred.", ways: "Ways to pay",
    },
    fr: {
      alma: "Alma", parts: "Payer en 2, 3 ou 4 fois", card: "Carte", good: "Acceptée : 4242 4242 4242 4242",
      bad: "Refusée : 4000 0000 0000 0002", which: "Carte de test", declined: "Votre carte a été refusée.",
      failed: "Une erreur est survenue lors du traitement.", ways: "Moyens de paiement",
    },
  };

  /** @typedef {import("@stripe/stripe-js").Stripe} Stripe */
  /** @typedef {import("@stripe/stripe-js").StripePaymentElement} PaymentElement */
  /** @type {{type: string, card: string, locale: "en" | "fr", secret: string}} */
  const chosen = { type: "", card: "approve", locale: "en", secret: "" };

  /**
   * @param {string} call
   * @param {object} body
   */
  async function ask(call, body) {
    const address = new URL(`../../sandbox/stripe/${call}`, us);
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
    return { ok: answer.ok, told: await answer.json() };
  }

  /**
   * @param {any} told
   * @returns {import("@stripe/stripe-js").StripeError}
   */
  function error(told) {
    const declined = told.provider_code === "card_declined";
    const { declined: no, failed } = WORDS[chosen.locale];
    return { type: declined ? "card_error" : "invalid_request_error", code: told.provider_code, message: declined ? no : failed };
  }

  /** @satisfies {Partial<Record<keyof Stripe, Function>>} */
  const stripe = {
    /** @param {import("@stripe/stripe-js").StripeElementsOptionsClientSecret} options */
    elements({ clientSecret, locale }) {
      Object.assign(chosen, { secret: clientSecret, locale: locale === "fr" ? "fr" : "en" });
      return { create: () => element() };
    },

    /** @param {Parameters<Stripe["confirmPayment"]>[0]} options */
    async confirmPayment({ confirmParams: { return_url } }) {
      const { type, card, secret } = chosen;
      const { ok, told } = await ask("confirm", { client_secret: secret, type, card, return_url });
      if (!ok) return { error: error(told) };
      location.assign(told.redirect);
      return new Promise(() => {});
    },

    /** @param {string} secret */
    async retrievePaymentIntent(secret) {
      const { ok, told } = await ask("retrieve", { client_secret: secret });
      return ok ? { paymentIntent: told } : { error: error(told) };
    },
  };

  function element() {
    /** @type {Record<string, (event: object) => void>} */
    const handlers = {};
    /** @satisfies {Partial<Record<keyof PaymentElement, Function>>} */
    const made = {
      /**
       * @param {string} name
       * @param {(event: any) => void} handler
       */
      on(name, handler) {
        handlers[name] = handler;
        return this;
      },
      /** @param {string} place */
      async mount(place) {
        const { paymentIntent, error } = await stripe.retrievePaymentIntent(chosen.secret);
        if (error) return handlers.loaderror?.({ elementType: "payment", error });
        show(/** @type {HTMLElement} */ (document.querySelector(place)), paymentIntent.payment_method_types);
        handlers.ready?.({ elementType: "payment" });
      },
    };
    return made;
  }

  /**
   * @param {HTMLElement} place
   * @param {string[]} types
   */
  function show(place, types) {
    const say = WORDS[chosen.locale];
    const more = {
      alma: `<span>${say.parts}</span>`,
      card: `<label>${say.which} <select name="card"><option value="approve">${say.good}<option value="refuse">${say.bad}</select></label>`,
    };
    const ways = ["alma", "card"].filter((type) => types.includes(type));
    chosen.type = ways[0] ?? "";
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("stripe.css", us).href });
    place.innerHTML = `<fieldset class="stand-in"><legend class="unseen">${say.ways}</legend>${ways.map((type) => `
      <div class="way"><label><input type="radio" name="way" value="${type}" ${type === chosen.type ? "checked" : ""}>
      <strong>${say[/** @type {"alma" | "card"} */ (type)]}</strong></label>
      <div class="more">${more[/** @type {"alma" | "card"} */ (type)]}</div></div>`).join("")}</fieldset>`;
    place.append(style);
    place.addEventListener("change", ({ target }) => {
      const { name, value } = /** @type {HTMLInputElement} */ (target);
      if (name === "way") chosen.type = value;
      else chosen.card = value;
    });
  }

  Object.assign(window, { Stripe: () => stripe });
})();
