import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { addressOf, trail, type Place } from './place';

/** The breadcrumbs from the list of use cases down to the place. */
export function Trail({ place, go }: { place: Place; go: (place: Place) => void }) {
  const items = trail(place).map(step => ({ text: step.text, href: addressOf(step.place), place: step.place }));
  return (
    <BreadcrumbGroup
      items={items}
      ariaLabel="Place"
      onFollow={event => {
        event.preventDefault();
        go(event.detail.item.place);
      }}
    />
  );
}
