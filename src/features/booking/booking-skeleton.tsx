import { CalendarSkeleton } from "../../components/availability-calendar";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";

/** The three panes before anything is known, in the places they will have. */
export function BookingSkeleton() {
  return (
    <Card aria-busy className="grid lg:grid-cols-[19rem_minmax(0,1fr)_17rem]">
      <div className="flex flex-col gap-4 border-b border-line p-5 sm:p-7 lg:border-b-0 lg:border-e">
        <Skeleton className="size-18 rounded-2xl lg:size-24" />
        <Skeleton className="h-8 w-44" />
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-16 w-full rounded-xl" />
      </div>
      <div className="p-5 sm:p-7">
        <CalendarSkeleton />
      </div>
      <div className="flex flex-col gap-2 border-t border-line p-5 sm:p-7 lg:border-s lg:border-t-0">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-12 rounded-xl" />
        ))}
      </div>
    </Card>
  );
}
