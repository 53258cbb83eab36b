// Stripe's script as far as the page uses it: it takes what the real one takes, notes the calls, and asks its API.

(() => {
  const API = "https://api.stripe.com/v1/payment_intents";
  const calls = (window.stripeCalls = []);

  const heard = (name, options, ...known) => {
    calls.push([name, options]);
    const strange = Object.keys(options).filter((key) => !known.includes(key));
    if (strange.length) throw new Error(`IntegrationError: ${name} does not know ${strange}`);
  };

  const ask = async (path, body) => (await fetch(`${API}/${path}`, { method: "POST", body: JSON.stringify(body) })).json();

  window.Stripe = (key) => {
    calls.push(["Stripe", key]);
    let secret = "";
    return {
      elements(options) {
        heard("elements", options, "clientSecret", "locale", "appearance");
        secret = options.clientSecret;
        return { create };
      },
      async confirmPayment(options) {
        heard("confirmPayment", options, "elements", "confirmParams");
        heard("confirmParams", options.confirmParams, "return_url");
        const kind = document.querySelector("#ways select").value;
        const told = await ask("confirm", { secret, kind, return_url: options.confirmParams.return_url });
        if (told.error) return told;
        location.href = told.redirect;
        return new Promise(() => {});
      },
      retrievePaymentIntent: (asked) => ask("retrieve", { secret: asked }),
    };
  };

  const create = (type, options) => {
    calls.push(["create", type]);
    heard("create", options, "defaultValues");
    const handlers = {};
    return {
      on: (name, handler) => (handlers[name] = handler),
      mount(place) {
        const frame = Object.assign(document.createElement("iframe"), { src: "https://js.stripe.com/endive/elements.html", title: "Payment" });
        const more = Object.assign(document.createElement("script"), { src: "https://m.js.stripe.com/more.js" });
        const ways = Object.assign(document.createElement("select"), { ariaLabel: "Way" });
        for (const way of ["alma", "card", "declined"]) ways.add(new Option(way));
        frame.onload = () => handlers.ready({ elementType: "payment" });
        document.querySelector(place).append(frame, ways, more);
      },
    };
  };
})();
