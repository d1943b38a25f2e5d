import { Fragment } from 'react';

/** An ARN that breaks at its separators in a narrow column. A copy of it has no other characters. */
export function Arn({ children }: { children: string }) {
  return (
    <>
      {children.split(/(?<=[:/])/).map((part, at) => (
        <Fragment key={at}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </>
  );
}
