import Button from '@cloudscape-design/components/button';
import { usePageContext } from '../shared/pageContext';
import { hrefOf, type Route } from '../shared/route';

/** A link to another route that looks like a button. It navigates without a page load. */
export function RouteButton({ to, children }: { to: Route; children: string }) {
  const { navigate } = usePageContext();
  return (
    <Button
      href={hrefOf(to)}
      onFollow={event => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Button>
  );
}
