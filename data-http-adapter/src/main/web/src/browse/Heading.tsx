import Header, { type HeaderProps } from '@cloudscape-design/components/header';

/** The id of the element that gets the focus after a navigation. */
export const HEADING_ID = 'heading';

/** The heading of a view. It gets the focus after a navigation. */
export function Heading(props: Omit<HeaderProps, 'variant'>) {
  return (
    <div id={HEADING_ID} tabIndex={-1} className="heading">
      <Header {...props} variant="h1" />
    </div>
  );
}
