import Header, { type HeaderProps } from '@cloudscape-design/components/header';

/** The id of what the reader is led to after the place has changed. */
export const HEADING_ID = 'heading';

/** The heading of a place, which takes the focus when the place has changed. */
export function Heading(props: Omit<HeaderProps, 'variant'>) {
  return (
    <div id={HEADING_ID} tabIndex={-1} className="heading">
      <Header {...props} variant="h1" />
    </div>
  );
}
