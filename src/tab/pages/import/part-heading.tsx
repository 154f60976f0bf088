import { useEffect, useRef, type ReactNode } from 'react';

/** Of what has just come: the keyboard and the reader go on from here, not from the top of the page. */
export function PartHeading({ children }: { children: ReactNode }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
