// Read from a folder, without a server: a page may not fetch files there, so some things are plainer.
if (location.protocol === "file:") {
  for (const note of document.querySelectorAll("[data-folder]")) note.hidden = false;
}
