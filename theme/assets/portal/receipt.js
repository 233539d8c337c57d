// Computes the SHA-256 of the plain text in the reader's own browser and compares it with the receipt.
// Without JavaScript, or where the page does not come over HTTPS, the commands on the page do the same.
"use strict";

for (const button of document.querySelectorAll("button[data-digest]")) {
  const answer = document.querySelector(".verify__answer");
  if (!answer || !globalThis.crypto?.subtle) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { file, digest, same, differs, failed } = button.dataset;
    answer.textContent = "…";
    try {
      const reply = await fetch(file, { cache: "no-store" });
      if (!reply.ok) throw new Error(String(reply.status));
      const hash = await crypto.subtle.digest("SHA-256", await reply.arrayBuffer());
      const told = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
      answer.textContent = (told === digest ? same : differs) + " SHA-256: " + told;
    } catch {
      answer.textContent = failed;
    }
  });
}
