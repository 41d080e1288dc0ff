import type { ReactNode } from "react";
import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { Avatar } from "../../components/ui/avatar";

export type PublicMember = NonNullable<FunctionReturnType<typeof api.members.get>>;

/** Who one books: photo, name, title and story. */
export function MemberPane({ member, children }: { member: PublicMember; children: ReactNode }) {
  return (
    <section aria-labelledby="member-name" className="flex flex-col gap-5">
      <div className="flex items-center gap-4 lg:flex-col lg:items-start">
        <Avatar
          name={member.name}
          photoUrl={member.photoUrl}
          className="size-18 text-2xl lg:size-24 lg:text-3xl"
        />
        <div className="min-w-0">
          <h1 id="member-name" className="text-title">
            {member.name}
          </h1>
          <p className="text-muted">{member.title}</p>
        </div>
      </div>
      {member.bio && (
        <p className="whitespace-pre-line text-[0.9375rem] text-muted">{member.bio}</p>
      )}
      {children}
    </section>
  );
}
