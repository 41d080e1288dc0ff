"use node";

import { Fragment } from "react";

/** Text as somebody typed it: its line breaks stay, and nothing in it becomes an element or a link. */
export function Lines({ text }: { text: string }) {
  return text.split(/\r\n?|\n/).map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}
