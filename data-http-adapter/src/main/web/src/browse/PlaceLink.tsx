import Link, { type LinkProps } from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { usePage } from '../pageContext';
import { addressOf, type Place } from './place';

interface PlaceLinkProps extends Pick<LinkProps, 'variant' | 'fontSize'> {
  to: Place;
  children: ReactNode;
}

/** A link within the page: it has an address to copy or open in a new tab, and does not load the page anew. */
export function PlaceLink({ to, children, ...rest }: PlaceLinkProps) {
  const { go } = usePage();
  return (
    <Link
      {...rest}
      href={addressOf(to)}
      onFollow={event => {
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </Link>
  );
}
