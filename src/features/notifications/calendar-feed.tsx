import { Copy } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { Notice } from "../../components/ui/notice";
import { Section } from "../../components/ui/section";
import { RenewFeed } from "./renew-feed";

const PROGRAMS = ["google", "apple", "outlook"] as const;

type CalendarFeedProps = {
  memberId: Id<"memberSettings">;
  /** Null where the deployment cannot make one. */
  address: string | null;
};

/** The secret address of a member's bookings for calendar programs, and what to do with it. */
export function CalendarFeed({ memberId, address }: CalendarFeedProps) {
  const { t } = useTranslation("notifications");
  return (
    <Section title={t("feed.title")} text={t("feed.text")}>
      {address === null ? (
        <Notice tone="warning">{t("feed.missing", { variable: "LINK_SECRET" })}</Notice>
      ) : (
        <>
          <Address key={address} address={address} />
          <dl className="flex flex-col gap-2 text-[0.9375rem]">
            {PROGRAMS.map((program) => (
              <div key={program} className="sm:flex sm:gap-4">
                <dt className="font-medium sm:w-36 sm:shrink-0">{t(`feed.names.${program}`)}</dt>
                <dd className="text-muted">{t(`feed.how.${program}`)}</dd>
              </div>
            ))}
          </dl>
          <p className="text-sm text-muted">{t("feed.late")}</p>
          <RenewFeed memberId={memberId} />
        </>
      )}
    </Section>
  );
}

function Address({ address }: { address: string }) {
  const { t } = useTranslation("notifications");
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<"copied" | "selected" | null>(null);
  const copy = async () => {
    field.current?.select();
    // A browser may forbid it, and has none of it on an open line: then it is selected at least.
    const copied = await write(address);
    setSaid(copied ? "copied" : "selected");
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label={t("feed.address")} hint={t("feed.addressHint")}>
        {(control) => (
          <span className="flex flex-col gap-2 sm:flex-row">
            <Input
              {...control}
              ref={field}
              readOnly
              data-testid="feed-address"
              value={address}
              onFocus={({ target }) => target.select()}
              className="min-w-0"
            />
            <Button look="outline" className="shrink-0" onClick={() => void copy()}>
              <Copy aria-hidden className="size-4" />
              {t("feed.copy")}
            </Button>
          </span>
        )}
      </Field>
      <p role="status" className="text-sm font-medium text-accent-text empty:hidden">
        {said && t(`feed.${said}`)}
      </p>
    </div>
  );
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
