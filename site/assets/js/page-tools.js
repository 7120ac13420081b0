// Copy, print and mail the address of the page: shown only where a script can do them.
const each = (name, start) => {
  for (const element of document.querySelectorAll(`[data-module="${name}"]`)) start(element);
};

each("copy-page", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const name = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = name; }, 4000);
  });
});

each("print-page", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});

each("mail-page", (link) => {
  const subject = link.search.match(/subject=([^&]*)/)[1];
  link.href = `mailto:?subject=${subject}&body=${encodeURIComponent(location.href)}`;
});
