import { Skeleton } from "../components/ui/skeleton";

/** While the code of a page is on its way. */
export function PageSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-6 py-4">
      <Skeleton className="h-10 w-64" />
      <Skeleton className="h-96 w-full rounded-2xl" />
    </div>
  );
}
