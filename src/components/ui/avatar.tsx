import { clsx } from "clsx";
import { useState } from "react";

type AvatarProps = { name: string; photoUrl?: string | null; className: string };

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = Array.from(words[0] ?? "")[0] ?? "";
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? "")[0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

/** The photo of a person, or the initials where there is none or it does not load. Decorative: the name stands beside it. */
export function Avatar({ name, photoUrl, className }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const shape = clsx("shrink-0 rounded-2xl bg-accent-soft object-cover", className);
  if (photoUrl && broken !== photoUrl) {
    return <img src={photoUrl} alt="" className={shape} onError={() => setBroken(photoUrl)} />;
  }
  return (
    <span
      aria-hidden
      className={clsx(shape, "grid place-items-center font-semibold text-accent-text")}
    >
      {initials(name)}
    </span>
  );
}
