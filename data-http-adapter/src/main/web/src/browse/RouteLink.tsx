import Link, { type LinkProps } from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { usePageContext } from '../shared/pageContext';
import { hrefOf, type Route } from '../shared/route';

interface RouteLinkProps extends Pick<LinkProps, 'variant' | 'fontSize'> {
  to: Route;
  children: ReactNode;
}

/** A link to another route. It navigates without a page load. Its URL can be copied or opened in a new tab. */
export function RouteLink({ to, children, ...rest }: RouteLinkProps) {
  const { navigate } = usePageContext();
  return (
    <Link
      {...rest}
      href={hrefOf(to)}
      onFollow={event => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Link>
  );
}
