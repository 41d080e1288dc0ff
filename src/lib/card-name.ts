/** A card as it is printed on receipts: "Visa •••• 4242". `brand` is Stripe's word for it, such as "visa". */
export function cardName({ brand, last4 }: { brand: string; last4: string }): string {
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} •••• ${last4}`;
}
