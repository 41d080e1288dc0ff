import { html, type Markup } from "../markup.ts";
import { moment } from "./html.ts";
import { badge, button, section } from "./overview-parts.ts";
import type { Delivery, StoredEvent, World } from "./state.ts";

/** The newest events, with how each delivery stands. */
export function showEvents({ state }: World, shown: number): Markup {
  const events = Object.values(state.events).slice(-shown).reverse();
  const deliveries = Object.values(state.deliveries);
  const cards = events.map((event) =>
    showEvent(
      event,
      deliveries.filter(({ eventId }) => eventId === event.id),
    ),
  );
  return section("Events", cards, { none: "Nothing has happened yet." });
}

function showEvent(event: StoredEvent, deliveries: readonly Delivery[]): Markup {
  const { id } = event;
  return html`<div class="card slim">
    <div class="top">
      <strong>${event.type}</strong> ${moment(event.created)} <code>${id}</code>
      ${event.account === null ? null : html`<code>${event.account}</code>`}
      ${deliveries.map(showDelivery)}
    </div>
    <div class="actions">
      ${button("Deliver again", { do: "deliver", event: id })}
      ${button("Twice", { do: "deliverTwice", event: id })}
      ${button("Late", { do: "deliverLate", event: id })}
    </div>
  </div>`;
}

function showDelivery({ status, lastStatus, attempts, dueAt }: Delivery): Markup {
  if (status !== "waiting" || attempts === 0) return badge(status);
  const answer = lastStatus === 0 ? "no answer" : `answered ${lastStatus}`;
  return html`<span class="wait">${answer}, again at ${moment(dueAt)}</span>`;
}
