import { useEffect, useState } from "react";

/** What Stripe adds to the address when it leads back from the page of a bank. */
const ADDED = ["payment_intent", "payment_intent_client_secret", "redirect_status"];

/** How somebody came back from the page of a bank just now; null when they did not. */
export type BankReturn = "failed" | "submitted" | null;

function readReturn(): BankReturn {
  const params = new URLSearchParams(location.search);
  if (!params.has("payment_intent")) return null;
  return params.get("redirect_status") === "failed" ? "failed" : "submitted";
}

/** Says it once, and takes what Stripe has added out of the address: a copied link shall not carry it. */
export function useBankReturn(): BankReturn {
  const [returned] = useState(readReturn);
  useEffect(() => {
    const url = new URL(location.href);
    for (const name of ADDED) url.searchParams.delete(name);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }, []);
  return returned;
}

/** Where Stripe shall lead back to: this page, without the key that its fragment may hold. */
export function returnAddress(): string {
  return location.origin + location.pathname + location.search;
}
