// The filters in use as buttons that take them away.
const digi = (window.digi ??= {});

// Each filter is {text, remove}. After a removal the focus goes to the next one, or to `home`.
function chips(list, filters, home) {
  const clear = list.lastElementChild;
  for (const old of [...list.children]) if (old !== clear) old.remove();
  filters.forEach(({ text, remove }, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", list.dataset.remove.replace("{filter}", text));
    button.addEventListener("click", async () => {
      await remove();
      const left = list.querySelectorAll("button:not(.clear)");
      (left[Math.min(place, left.length - 1)] ?? home).focus();
    });
    const line = document.createElement("li");
    line.append(button);
    clear.before(line);
  });
  list.hidden = filters.length === 0;
}

digi.chips = chips;
