import { useEffect, useState } from "react";

/** The key after the # of the address, which no server sees; "" where there is none. Whoever mends the address sees the page follow. */
export function useAddressKey(): string {
  const [key, setKey] = useState(keyInAddress);
  useEffect(() => {
    const look = () => {
      const next = keyInAddress();
      // A fragment that names a place on the page, such as the one to skip to, is no key.
      if (next !== "" && document.getElementById(next) === null) setKey(next);
    };
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return key;
}

function keyInAddress(): string {
  return location.hash.slice(1);
}
