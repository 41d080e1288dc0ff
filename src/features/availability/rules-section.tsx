import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/ui/button";
import { Section } from "../../components/ui/section";
import { randomId } from "../../lib/random-id";
import { withoutRule, withRule } from "./dates";
import type { Draft, RuleDraft } from "./draft";
import { RuleDialog } from "./rule-dialog";
import { useRuleWords } from "./use-rule-words";
import type { Service } from "./use-stored-availability";

type RulesSectionProps = {
  draft: Draft;
  services: readonly Service[];
  onChange: (draft: Draft) => void;
};

/** What recurs beside the ordinary week: every second Friday, the last Monday of a month, until some day. */
export function RulesSection({ draft, services, onChange }: RulesSectionProps) {
  const { t } = useTranslation("availability");
  const [editing, setEditing] = useState<RuleDraft | null>(null);
  const describe = useRuleWords(services);
  return (
    <Section
      title={t("rules.title")}
      text={t("rules.text")}
      aside={
        <Button
          size="small"
          look="outline"
          data-testid="add-rule"
          onClick={() => setEditing(newRule())}
        >
          <Plus aria-hidden className="size-4" />
          {t("rules.add")}
        </Button>
      }
    >
      {draft.rules.length === 0 && <p className="text-muted">{t("rules.none")}</p>}
      <ul aria-label={t("rules.title")} className="-my-2 divide-y divide-line empty:hidden">
        {draft.rules.map((rule) => (
          <li key={rule.id} data-testid="rule" className="flex items-center gap-1 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{rule.name}</p>
              <p className="text-sm text-muted">{describe(rule)}</p>
            </div>
            <Button
              look="quiet"
              size="icon"
              aria-label={t("rules.edit", { name: rule.name })}
              onClick={() => setEditing(rule)}
            >
              <Pencil aria-hidden className="size-4" />
            </Button>
            <Button
              look="quiet"
              size="icon"
              aria-label={t("rules.remove", { name: rule.name })}
              onClick={() => onChange(withoutRule(draft, rule.id))}
            >
              <Trash2 aria-hidden className="size-4" />
            </Button>
          </li>
        ))}
      </ul>
      {editing && (
        <RuleDialog
          key={editing.id}
          rule={editing}
          services={services}
          onClose={() => setEditing(null)}
          onApply={(rule) => {
            onChange(withRule(draft, rule));
            setEditing(null);
          }}
        />
      )}
    </Section>
  );
}

function newRule(): RuleDraft {
  return {
    id: randomId(),
    name: "",
    kind: "open",
    pattern: "weekly",
    days: [],
    windows: [{ start: "18:00", end: "20:00" }],
    priority: 10,
  };
}
