// A page that comes out of the browser's memory, by its back button, is asked for anew: the payment may have moved on.

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
for (const link of document.querySelectorAll("[data-again]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
}
