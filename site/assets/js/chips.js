// The filters in use as buttons that take them away.
const digi = (window.digi ??= {});

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function line(button) {
  const made = document.createElement("li");
  made.append(button);
  return made;
}

// Each filter is {text, remove}. After a removal the focus goes to the next one, or to `home`.
function chips(list, filters, home) {
  const clear = list.lastElementChild;
  for (const old of [...list.children]) if (old !== clear) old.remove();
  filters.forEach(({ text, remove }, place) => {
    const chip = button(text, async () => {
      await remove();
      const left = list.querySelectorAll("button:not(.clear)");
      (left[Math.min(place, left.length - 1)] ?? home).focus();
    });
    chip.setAttribute("aria-label", list.dataset.remove.replace("{filter}", text));
    clear.before(line(chip));
  });
  list.hidden = filters.length === 0;
}

// The ways out of an empty result: each filter whose removal gives rows, and how many.
function waysOut(list, filters, home) {
  const lines = filters
    .map(({ text, remove, without }) => [`${text} (${digi.say.say(list, without())})`, remove, without()])
    .filter(([, , count]) => count)
    .map(([text, remove]) => line(button(text, async () => {
      await remove();
      home.focus();
    })));
  list.replaceChildren(...lines);
  list.parentElement.hidden = lines.length === 0;
}

digi.chips = { chips, waysOut };
