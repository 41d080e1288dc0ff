import { Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceField } from "../../components/choice-field";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { Refusal } from "../../components/ui/refusal";
import { ZoneField } from "../../components/zone-field";
import { useDurationLabel } from "../../lib/use-duration-label";
import { usePageTitle } from "../../lib/use-page-title";
import { useReaderZone } from "../../lib/reader-zone";
import { usePublish } from "./use-publish";

const DURATIONS_MIN = [15, 30, 45, 60, 90];

/** The first run: three questions, and a bookable page with sensible hours in one press. */
export function BecomeMember({
  tenantSlug,
  name: givenName,
}: {
  tenantSlug: string;
  name: string;
}) {
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const [name, setName] = useState(givenName);
  const [title, setTitle] = useState("");
  const [durationMin, setDurationMin] = useState(30);
  const [zone, chooseZone] = useReaderZone("UTC");
  const { publish, busy, refused, errors } = usePublish(tenantSlug);
  usePageTitle(t("become.title"));
  return (
    <Card className="mx-auto flex max-w-xl flex-col gap-6 p-6 sm:p-9">
      <Welcome />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void publish({ name, title, durationMin, timezone: zone });
        }}
        className="flex flex-col gap-5"
      >
        <Field label={t("profile.name")} error={errors.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="name"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field
          label={t("profile.role")}
          hint={t("profile.roleHint")}
          optional={t("optional")}
          error={errors.title}
        >
          {(control) => (
            <Input
              {...control}
              name="title"
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
        <ChoiceField
          label={t("terms.duration")}
          error={errors.durationMin}
          name="durationMin"
          value={durationMin}
          choices={DURATIONS_MIN}
          labelOf={durationLabel}
          onChange={setDurationMin}
        />
        <ZoneField
          label={t("terms.zone")}
          hint={t("become.hours")}
          error={errors.timezone}
          value={zone}
          onChange={chooseZone}
        />
        <Refusal>{refused}</Refusal>
        <Button type="submit" size="large" data-testid="publish" busy={busy}>
          {t("become.publish")}
        </Button>
      </form>
    </Card>
  );
}

function Welcome() {
  const { t } = useTranslation("member");
  return (
    <header className="flex flex-col gap-3">
      <Sparkles aria-hidden className="size-9 text-accent-text" strokeWidth={1.75} />
      <h1 className="text-title">{t("become.title")}</h1>
      <p className="text-muted">{t("become.text")}</p>
    </header>
  );
}
