import { useEffect, useRef, useState } from "react";
import { inColors } from "./mail-colors";

/** As wide as a phone, and as the window of a mail program. */
const PHONE_PX = 390;
const WINDOW_PX = 720;
const HEIGHT_PX = 576;

type MailFrameProps = { title: string; html: string; isDark: boolean; isWide: boolean };

/** A mail at the width it would have, made smaller where there is less room. Nothing in it runs or leads anywhere: it has no rights at all. */
export function MailFrame({ title, html, isDark, isWide }: MailFrameProps) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(PHONE_PX);
  useEffect(() => {
    const measured = place.current;
    if (!measured) return;
    const observer = new ResizeObserver(() => setRoom(measured.clientWidth));
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  const width = isWide ? Math.max(WINDOW_PX, room) : Math.min(PHONE_PX, room);
  const scale = room === 0 ? 1 : Math.min(1, room / width);
  return (
    <div
      ref={place}
      className="flex justify-center overflow-hidden bg-sunken"
      style={{ height: HEIGHT_PX }}
    >
      <iframe
        sandbox=""
        title={title}
        srcDoc={inColors(html, isDark)}
        data-testid="preview-frame"
        className="shrink-0 border-0"
        style={{
          ...{ width, height: HEIGHT_PX / scale, transform: `scale(${scale})` },
          transformOrigin: "top center",
        }}
      />
    </div>
  );
}
