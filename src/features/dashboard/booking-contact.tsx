import { Mail, MessageSquareText, Phone } from "lucide-react";
import type { ReactNode } from "react";
import type { MemberBooking } from "./use-arrivals";

/** How to reach the customer, and what they wrote. */
export function BookingContact({ booking: { contact } }: { booking: MemberBooking }) {
  if (contact === null) return null;
  return (
    <ul className="flex flex-col gap-2.5 text-[0.9375rem]">
      <ContactLine icon={<Mail aria-hidden className="mt-0.5 size-4.5 text-muted" />}>
        <a href={`mailto:${contact.email}`} className="break-all hover:underline">
          {contact.email}
        </a>
      </ContactLine>
      {contact.phone && (
        <ContactLine icon={<Phone aria-hidden className="mt-0.5 size-4.5 text-muted" />}>
          <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, "")}`} className="hover:underline">
            {contact.phone}
          </a>
        </ContactLine>
      )}
      {contact.message && (
        <ContactLine
          icon={<MessageSquareText aria-hidden className="mt-0.5 size-4.5 text-muted" />}
        >
          <span className="whitespace-pre-line break-words">{contact.message}</span>
        </ContactLine>
      )}
    </ul>
  );
}

function ContactLine({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      {icon}
      {children}
    </li>
  );
}
