import { Skeleton } from "./ui/skeleton";

/** In the place of Stripe's form until it is there. */
export function PaymentFormSkeleton() {
  return (
    <div aria-busy data-testid="payment-loading" className="flex flex-col gap-5">
      <div className="grid grid-cols-3 gap-2">
        <Skeleton className="h-14 rounded-xl" />
        <Skeleton className="h-14 rounded-xl" />
        <Skeleton className="h-14 rounded-xl" />
      </div>
      <Skeleton className="h-18 rounded-xl" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-18 rounded-xl" />
        <Skeleton className="h-18 rounded-xl" />
      </div>
    </div>
  );
}
