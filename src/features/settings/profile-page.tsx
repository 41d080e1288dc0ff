import { useTranslation } from "react-i18next";
import { PriceField } from "../../components/price-field";
import { Avatar } from "../../components/ui/avatar";
import { Field } from "../../components/ui/field";
import { Input, Textarea } from "../../components/ui/input";
import { Section } from "../../components/ui/section";
import { Skeleton } from "../../components/ui/skeleton";
import { Switch } from "../../components/ui/switch";
import { usePageTitle } from "../../lib/use-page-title";
import { BookedWhere } from "./booked-where";
import { SettingsForm } from "./settings-form";
import { useSettingsDraft, type SettingsDraft } from "./use-settings-draft";

/** How a member appears to visitors. */
export function ProfilePage({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("member");
  const draft = useSettingsDraft(tenantSlug);
  usePageTitle(t("profile.title"));
  if (!draft) return <Skeleton className="h-[36rem] rounded-2xl" />;
  return (
    <SettingsForm draft={draft} title={t("profile.title")} text={t("profile.text")}>
      <Published draft={draft} />
      <Person draft={draft} />
      <BookedWhere draft={draft} />
      <Address draft={draft} tenantSlug={tenantSlug} />
    </SettingsForm>
  );
}

function Published({ draft: { settings, change } }: { draft: SettingsDraft }) {
  const { t } = useTranslation("member");
  const active = settings.status === "active";
  return (
    <Section title={t("profile.visibility")}>
      <div className="flex items-center gap-4">
        <Switch
          aria-label={t("profile.publish")}
          checked={active}
          onCheckedChange={(checked) => change({ status: checked ? "active" : "inactive" })}
        />
        <p>{t(active ? "profile.active" : "profile.inactive")}</p>
      </div>
    </Section>
  );
}

function Person({ draft: { settings, change, errors } }: { draft: SettingsDraft }) {
  const { t } = useTranslation("member");
  return (
    <Section title={t("profile.person")}>
      <div className="flex flex-col gap-5 sm:flex-row sm:gap-6">
        <Avatar name={settings.name} photoUrl={settings.photoUrl} className="size-24 text-3xl" />
        <div className="grid flex-1 gap-5">
          <Field label={t("profile.name")} error={errors.name}>
            {(control) => (
              <Input
                {...control}
                name="name"
                autoComplete="name"
                value={settings.name}
                onChange={({ target }) => change({ name: target.value })}
              />
            )}
          </Field>
          <Field label={t("profile.role")} hint={t("profile.roleHint")} error={errors.title}>
            {(control) => (
              <Input
                {...control}
                name="title"
                value={settings.title}
                onChange={({ target }) => change({ title: target.value })}
              />
            )}
          </Field>
        </div>
      </div>
      <Field label={t("profile.bio")} hint={t("profile.bioHint")} error={errors.bio}>
        {(control) => (
          <Textarea
            {...control}
            name="bio"
            rows={5}
            value={settings.bio}
            onChange={({ target }) => change({ bio: target.value })}
          />
        )}
      </Field>
      <Field
        label={t("profile.photo")}
        optional={t("optional")}
        hint={t("profile.photoHint")}
        error={errors.photoUrl}
      >
        {(control) => (
          <Input
            {...control}
            name="photoUrl"
            type="url"
            value={settings.photoUrl ?? ""}
            onChange={({ target }) => change({ photoUrl: target.value || null })}
          />
        )}
      </Field>
    </Section>
  );
}

type AddressProps = { draft: SettingsDraft; tenantSlug: string };

function Address({ draft: { settings, change, errors }, tenantSlug }: AddressProps) {
  const { t } = useTranslation("member");
  return (
    <Section title={t("profile.terms")}>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t("profile.slug")}
          hint={`${location.host}/${tenantSlug}/${settings.slug}`}
          error={errors.slug}
        >
          {(control) => (
            <Input
              {...control}
              name="slug"
              value={settings.slug}
              onChange={({ target }) => change({ slug: target.value.toLowerCase() })}
            />
          )}
        </Field>
        <PriceField
          label={t("profile.price")}
          hint={t("profile.priceHint")}
          error={errors.price ?? errors.currency}
          price={settings.price}
          currency={settings.currency}
          onChange={change}
        />
      </div>
    </Section>
  );
}
