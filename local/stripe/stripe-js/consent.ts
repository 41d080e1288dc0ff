/** Shows what takes the place of a card's bank asking its holder, and waits for an answer. Closing it is refusing. */
export function askForConsent(): Promise<"complete" | "fail"> {
  const dialog = document.createElement("dialog");
  dialog.className = "local-stripe-consent";
  dialog.setAttribute("aria-labelledby", "local-stripe-consent-title");
  dialog.innerHTML = `
    <style>
      .local-stripe-consent {
        margin: auto; max-width: min(24rem, calc(100vw - 2rem)); padding: 1.5rem; border: 1px solid #8884;
        border-radius: 1rem; background: Canvas; color: CanvasText; font: 16px/1.5 system-ui, sans-serif;
      }
      .local-stripe-consent::backdrop { background: #000a; }
      .local-stripe-consent h2 { margin: 0 0 0.5rem; font-size: 1.125rem; font-weight: 600; }
      .local-stripe-consent p { margin: 0 0 1.25rem; }
      .local-stripe-consent div { display: grid; gap: 0.5rem; }
      .local-stripe-consent button {
        font: inherit; min-height: 2.75rem; border-radius: 0.625rem; border: 1px solid #8888; cursor: pointer;
        background: ButtonFace; color: ButtonText;
      }
      .local-stripe-consent button:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
    </style>
    <h2 id="local-stripe-consent-title">Your bank asks: is this you?</h2>
    <p>With a real card this would be your bank's own page.</p>
    <div>
      <button type="button" data-testid="authentication-complete" value="complete">Complete authentication</button>
      <button type="button" data-testid="authentication-fail" value="fail">Fail authentication</button>
    </div>`;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    for (const button of dialog.querySelectorAll("button")) {
      button.addEventListener("click", () => dialog.close(button.value));
    }
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "complete" ? "complete" : "fail");
    });
  });
}
