// A button that copies the address of the page as it stands and says so.
const digi = (window.digi ??= {});

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// Where the browser does not let us copy, the address is shown, selected, to be copied by hand.
function copyButton(button, field) {
  const { done, byHand } = button.dataset;
  const note = document.getElementById(button.getAttribute("aria-describedby"));
  button.addEventListener("click", async () => {
    const well = await copied(location.href);
    note.textContent = well ? done : byHand;
    field.hidden = well;
    if (well) return;
    field.value = location.href;
    field.focus();
    field.select();
  });
}

digi.copyButton = copyButton;
