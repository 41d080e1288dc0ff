import { LogIn } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSignIn } from "../lib/sign-in";
import { Button } from "./ui/button";
import { EmptyState } from "./ui/empty-state";
import { Skeleton } from "./ui/skeleton";

/** In the place of a page that is for signed-in people only. */
export function SignInPrompt({ text }: { text: string }) {
  const { t } = useTranslation();
  const { status, missing, signIn } = useSignIn();
  if (status === "loading") return <Skeleton className="h-72 rounded-2xl" />;
  return (
    <EmptyState
      isPage
      icon={LogIn}
      title={t("signInFirst")}
      text={missing ? t("signInMissing", { variable: missing }) : text}
    >
      {!missing && <Button onClick={() => signIn()}>{t("signIn")}</Button>}
    </EmptyState>
  );
}
