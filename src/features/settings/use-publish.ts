import { useMutation, useQuery } from "convex/react";
import { useState } from "react";
import { errorOf } from "../../../core/errors";
import { slugify } from "../../../core/text/fields";
import { api } from "../../../convex/_generated/api";
import { randomId } from "../../lib/random-id";
import { useRefusal } from "../../lib/use-refusal";
import { PRESETS } from "../../lib/week";

const INTERVAL_MIN = 30;
const HORIZON_DAYS = 60;
const NOTICE_MIN = 120;

type Answers = { name: string; title: string; durationMin: number; timezone: string };

/** Publishes a new member with sensible hours and terms; a second member of the same name gets an address of their own. */
export function usePublish(tenantSlug: string) {
  const tenant = useQuery(api.tenants.get, { slug: tenantSlug });
  const save = useMutation(api.members.save);
  const { sentence, fieldsOf } = useRefusal();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});

  const send = async (answers: Answers, slug: string) => {
    const settings = {
      ...answers,
      slug,
      bio: "",
      photoUrl: null,
      weeklySchedule: PRESETS.nineToFive,
      blockedDates: [],
      caps: [],
      bufferBeforeMin: 0,
      bufferAfterMin: 0,
      noticeMin: NOTICE_MIN,
      horizonDays: HORIZON_DAYS,
      intervalMin: INTERVAL_MIN,
      price: 0,
      currency: tenant?.currency ?? "usd",
      bookingMode: "native" as const,
      status: "active" as const,
    };
    await save({ tenantSlug, settings, revision: null });
  };

  const publish = async (answers: Answers) => {
    if (busy) return;
    setBusy(true);
    setRefused(null);
    setErrors({});
    const slug = slugify(answers.name, "member");
    try {
      await send(answers, slug).catch((thrown: unknown) => {
        if (errorOf(thrown)?.code !== "SLUG_TAKEN") throw thrown;
        // A namesake was here first: a short ending keeps the two addresses apart.
        return send(
          answers,
          `${slug}-${randomId()
            .toLowerCase()
            .replace(/[^a-z0-9]/g, "")
            .slice(0, 4)}`,
        );
      });
    } catch (thrown) {
      setRefused(sentence(thrown));
      setErrors(fieldsOf(thrown));
      setBusy(false);
    }
  };
  return { publish, busy, refused, errors };
}
